"""Bring the statements of an LRS into the store: each once, and none left out.

How far the LRS was read (the mark) is committed with the rows that came so far. It
moves on only where that is proven: the LRS keeps the order of `stored`, and compares
`since` with `stored`. Of any other LRS everything is read each time, and the ids tell
what is known.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from xapi import database, walk
from xapi.ahead import fetched_ahead
from xapi.answers import HttpError
from xapi.collect import Accepted, Plain, Rejected, judged_once
from xapi.collect.cut import Text
from xapi.collect.privacy import keyed_hash
from xapi.intake import SHOWN, Intake, Loaded
from xapi.store import Mark, Store
from xapi.times import timestamp_microseconds
from xapi.walk import Means, Reader, Step

#: rows and seconds after which what came is committed: a kill costs no more than these
COMMIT_ROWS: Final = 100_000
COMMIT_SECONDS: Final = 60.0
#: pages that are fetched while others are judged
_AHEAD: Final = 8
#: seconds before the mark that are read again: rows that another transaction of the LRS
#: stored a little earlier, but made visible later
OVERLAP: Final = 3_600.0

#: is told how many statements have come
Count = Callable[[int], None]


@dataclass(frozen=True)
class Pulled:
    """What came of one pull."""

    loaded: Loaded
    means: Means  #: what the LRS compares `since` with
    again: bool  #: everything was read, not only what is new
    fault: HttpError | None  #: why it ended before its end


@dataclass(frozen=True)
class Plan:
    """How far an LRS was read before, and where to begin now."""

    name: str  #: of the mark in the store
    account: str  #: keyed hash: another account may see other statements
    stored: int | None  #: the mark, in UTC microseconds
    means: Means
    overlap: float | None  #: in seconds, where somebody has chosen it

    @property
    def since(self) -> int | None:
        """Where to begin; None is the very beginning."""
        if self.stored is None or (self.overlap is None and self.means != "stored"):
            return None
        overlap = OVERLAP if self.overlap is None else self.overlap
        return max(0, self.stored - int(overlap * 1_000_000))

    def mark(self, stored: int | None) -> Mark:
        """Return what the store is to remember."""
        text = "" if stored is None else walk.written(stored)
        return {"account": self.account, "stored": text, "since": self.means}


def planned(store: Store, lrs: Reader, user: str, overlap: float | None) -> Plan:
    """Return where to go on with an LRS."""
    name = f"pull {lrs.endpoint}"
    account = keyed_hash(f"{lrs.endpoint} {user}".encode(), store.key)[:16]
    mark = store.marks.get(name, {})
    if mark.get("account") != account:
        mark = {}
    text = mark.get("stored", "")
    stored = timestamp_microseconds(text) if text else None
    return Plan(name, account, stored, mark.get("since", ""), overlap)


def pull(store: Store, lrs: Reader, plan: Plan, count: Count) -> Pulled:
    """Read what is new since the last time into a locked store.

    A server that fails in the middle ends it: what came before stays, `fault` says why.
    Raises RecordsError and OSError where the store fails.
    """
    with database.connected(store.work) as connection:
        pulling = _Pulling(store, connection, lrs, plan)
        try:
            pulling.go(count)
        finally:
            pulling.close()
    return pulling.outcome()


class _Pulling:
    """One pull at work."""

    def __init__(
        self, store: Store, connection: database.Connection, lrs: Reader, plan: Plan
    ) -> None:
        self._store = store
        self._connection = connection
        self._lrs = lrs
        self._plan = plan
        self._means = plan.means
        self._origin = lrs.endpoint.partition("://")[2].rstrip("/")
        self._stored = plan.stored  #: how far all is in, in UTC microseconds
        self._fault: HttpError | None = None
        self._done: list[Loaded] = []
        self._intake = self._begun()

    def go(self, count: Count) -> None:
        """Walk to the end, or to where the server fails; commit what came."""
        begun = time.monotonic()
        rows = total = 0
        step = None
        found = _steps(self._lrs, self._plan)
        with fetched_ahead(found, _AHEAD, self._lrs.client.stop) as steps:
            try:
                for step, self._means in steps:
                    rows += self._take(step)
                    total += len(step.page.rows)
                    count(total)
                    if rows >= COMMIT_ROWS or time.monotonic() - begun > COMMIT_SECONDS:
                        self._commit(step, ended=False)
                        rows, begun = 0, time.monotonic()
            except HttpError as fault:
                self._fault = fault
        self._commit(step, ended=self._fault is None)

    def _take(self, step: Step) -> int:
        for row in step.page.rows:
            piece, known = Text(0, row.text), self._intake.known
            found = judged_once(self._origin, piece, self._store.key, known)
            self._intake.take(_placed(found))
        return len(step.page.rows)

    def _commit(self, step: Step | None, *, ended: bool) -> None:
        plan = replace(self._plan, means=self._means)
        if step is not None and (ended or (step.ordered and self._means == "stored")):
            self._stored = _latest(plan.stored, _complete(step))
        elif step is not None and not step.ordered:
            self._stored = plan.stored
        self._done.append(self._intake.commit({plan.name: plan.mark(self._stored)}))
        self._intake.close()
        self._intake = self._begun()

    def _begun(self) -> Intake:
        return Intake(self._store, self._connection, self._origin)

    def close(self) -> None:
        """Close what is open."""
        self._intake.close()

    def outcome(self) -> Pulled:
        """Return what came of it all."""
        loaded = together(self._origin, self._done)
        plan = replace(self._plan, means=self._means)
        again = plan.stored is not None and plan.since is None
        return Pulled(loaded, self._means, again, self._fault)


def _steps(lrs: Reader, plan: Plan) -> Iterator[tuple[Step, Means]]:
    """Yield each page, and what `since` means as far as is known by then.

    Each pull finds it out anew at the first row that can tell. Where it turns out that
    the beginning was too late, all is read from the very beginning.
    """
    known, asked = [plan], False
    for step in walk.steps(lrs, plan.since, lambda: known[-1].means == "stored"):
        row = None if asked else walk.telling(step.page.rows)
        if row is not None:
            known.append(replace(plan, means=walk.meaning(lrs, row)))
            asked = True
        yield step, known[-1].means
        if plan.since is not None and known[-1].since is None:
            for other in walk.steps(lrs, None, lambda: False):
                yield other, known[-1].means
            return


def _placed(found: Accepted | Rejected | Plain) -> Accepted | Rejected | Plain:
    """Name the statement in its problem: there is no line that could be named."""
    if not isinstance(found, Rejected) or found.row["statement_id"] is None:
        return found
    text = f"{found.problem.text} (statement {found.row['statement_id']})"
    return replace(found, problem=replace(found.problem, text=text))


def _complete(step: Step) -> int | None:
    """Return until when all is there: what is stored later may yet come before it."""
    known = [x for x in (step.highest, step.through) if x is not None]
    return None if step.highest is None else min(known)


def _latest(one: int | None, other: int | None) -> int | None:
    return max((x for x in (one, other) if x is not None), default=None)


def together(origin: str, parts: Sequence[Loaded]) -> Loaded:
    """Return what came of several commits as one."""
    codes: dict[str, int] = {}
    for part in parts:
        for code, number in part.codes.items():
            codes[code] = codes.get(code, 0) + number
    problems = [problem for part in parts for problem in part.problems]

    def sum_of(name: str) -> Any:
        return sum(getattr(part, name) for part in parts)

    return Loaded(
        file=origin,
        read=sum_of("read"),
        added=sum_of("added"),
        repeated=sum_of("repeated"),
        quarantined=sum_of("quarantined"),
        renamed=sum_of("renamed"),
        codes=dict(sorted(codes.items())),
        problems=tuple(problems[:SHOWN]),
        left_out=sum_of("left_out"),
    )
