"""Send what was made of SCORM records on to an LRS: each statement once.

Ids are derived from the source's own keys, so an LRS recognises what it has. How far
sending came is kept in the store; whatever a kill forgets is sent again, to no effect.
"""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from xapi import database, raw, report
from xapi.answers import HttpError
from xapi.collect import Accepted, claims, judged
from xapi.collect.cut import Text
from xapi.collect.page import page
from xapi.columns import CUT_S
from xapi.database.parquet import select
from xapi.lrs import Built, Fate, Lrs, Sent, built
from xapi.pull import Count
from xapi.store import Store

#: statements and seconds after which it is written down how far sending came
MARK_ROWS: Final = 100
MARK_SECONDS: Final = 2.0
#: refused statements with which sending ends: something is wrong with all of them
MOST_REFUSED: Final = 1_000


@dataclass(frozen=True)
class Waiting:
    """A statement to be sent, and its place in the store."""

    id: str
    text: bytes
    file: str
    line: int


@dataclass
class Pushed:
    """What came of one push so far."""

    sent: int = 0
    there: int = 0  #: the LRS had them already
    refused: dict[str, str] = field(default_factory=dict)  #: id -> why
    fault: HttpError | None = None  #: why it ended before its end


@dataclass(frozen=True)
class Target:
    """Where statements go, and of which agency; None is all."""

    endpoint: str
    agency: str | None

    @property
    def name(self) -> str:
        """The name of its mark in the store."""
        return f"push {self.endpoint}{f' {self.agency}' if self.agency else ''}"


def waiting(store: Store, target: Target) -> Iterator[Waiting]:
    """Yield what was not sent yet: first what was refused, then what is new."""
    mark = store.marks.get(target.name, {})
    refused = mark.get("refused", {})
    with report.tables(store) as connection:
        last, after = _place(store, mark)
        for number, path in enumerate(store.files("raw")):
            name = path.relative_to(store.folder).as_posix()
            lines = _derived(connection, store, name, target.agency)
            new = number > last
            wanted = {
                line: identifier
                for line, identifier in lines.items()
                if new or (number == last and line > after) or identifier in refused
            }
            yield from _texts(store, name, wanted)


def _place(store: Store, mark: Mapping[str, Any]) -> tuple[int, int]:
    """Return number and line of the last raw text that was dealt with."""
    names = [path.relative_to(store.folder).as_posix() for path in store.files("raw")]
    if mark.get("file") not in names:
        return -1, 0
    return names.index(mark["file"]), int(mark["line"])


def _derived(
    connection: database.Connection, store: Store, name: str, agency: str | None
) -> dict[int, str]:
    """Return line -> id of the statements of a raw file that were made by us.

    They are asked of the store's own files: answers to surveys are among them.
    """
    files = store.files("statements")
    used = ("raw_file", "raw_line", "statement_id", "derived_from", "agency")
    ours = "" if agency is None else f"AND agency = {database.literal(agency)}"
    found = database.query(
        connection,
        f"SELECT raw_line, statement_id FROM ({select(files, used, 'statements')}) "
        f"WHERE derived_from IS NOT NULL AND raw_file = {database.literal(name)} {ours} "
        "AND statement_id NOT IN (SELECT voids FROM all_statements WHERE voids IS NOT NULL)"
        " ORDER BY raw_line",
    )
    return dict(found.rows)


def _texts(store: Store, name: str, wanted: Mapping[int, str]) -> Iterator[Waiting]:
    if not wanted:
        return
    for line, text in enumerate(raw.texts(store.folder / name), 1):
        if line in wanted:
            yield Waiting(wanted[line], text, name, line)


def push(store: Store, lrs: Lrs, target: Target, count: Count) -> Pushed:
    """Send what a locked store holds and the LRS was not sent yet.

    A server that fails ends it: `fault` says why, the next push goes on from there.
    Raises RecordsError and OSError where the store fails.
    """
    pushed = Pushed()
    marks = _Marks(store, target)
    try:
        for each in waiting(store, target):
            outcome = _sent(lrs, each, store.key)
            _note(pushed, each, outcome)
            marks.note(each, outcome)
            count(pushed.sent + pushed.there + len(pushed.refused))
            if len(pushed.refused) >= MOST_REFUSED:
                break
    except HttpError as fault:
        pushed.fault = fault
    finally:
        marks.write()
    return pushed


def _sent(lrs: Lrs, each: Waiting, key: bytes) -> Sent:
    try:
        ready = built(each.text)
    except ValueError as error:
        return Sent(Fate.REFUSED, f"not sent: {error}")
    if not _same(each.text, ready.text, key):
        return Sent(Fate.REFUSED, "not sent: tincan would change what it says")
    sent = lrs.send(ready)
    return _compared(lrs, each, ready, key) if sent.fate is Fate.THERE else sent


def _compared(lrs: Lrs, each: Waiting, ready: Built, key: bytes) -> Sent:
    """Say whether the statement that the LRS has under the id is ours."""
    answer = lrs.held(each.id)
    if answer is None:  # voided there, which stays as somebody wanted it
        return Sent(Fate.THERE)
    if _same(ready.text, _only(answer.body), key):
        return Sent(Fate.THERE)
    return Sent(Fate.REFUSED, "409: the LRS holds another statement with this id")


def _only(body: bytes) -> bytes:
    """Return the one statement of an answer; some LRSs wrap it in a list."""
    try:
        rows = page(body).rows
    except ValueError:
        return body
    return rows[0].text if len(rows) == 1 else body


def _same(one: bytes, other: bytes, key: bytes) -> bool:
    """Say whether two texts claim the same; LRSs and tincan cut the ends of times."""
    first, second = (judged("", Text(0, text), key) for text in (one, other))
    if not isinstance(first, Accepted) or not isinstance(second, Accepted):
        return False
    return claims(first.row) == claims(second.row) and all(
        _close(first.row.get(name), second.row.get(name), most)
        for name, most in (("duration_s", CUT_S), ("happened_at", CUT_S * 1_000_000))
    )


def _close(one: float | None, other: float | None, most: float) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= most


def _note(pushed: Pushed, each: Waiting, outcome: Sent) -> None:
    if outcome.fate is Fate.SENT:
        pushed.sent += 1
    elif outcome.fate is Fate.THERE:
        pushed.there += 1
    else:
        pushed.refused[each.id] = outcome.why


class _Marks:
    """How far sending came, written down every now and then."""

    def __init__(self, store: Store, target: Target) -> None:
        self._store = store
        self._name = target.name
        known = store.marks.get(target.name, {})
        self._refused: dict[str, str] = dict(known.get("refused", {}))
        self._place = (known.get("file"), known.get("line"))
        self._rows = 0
        self._begun = time.monotonic()

    def note(self, each: Waiting, outcome: Sent) -> None:
        was_refused = self._refused.pop(each.id, None) is not None
        if outcome.fate is Fate.REFUSED:
            self._refused[each.id] = outcome.why
        if not was_refused:
            self._place = (each.file, each.line)
        self._rows += 1
        passed = time.monotonic() - self._begun
        if self._rows >= MARK_ROWS or passed > MARK_SECONDS:
            self.write()

    def write(self) -> None:
        file, line = self._place
        mark = {"file": file, "line": line, "refused": self._refused}
        if self._rows:
            self._store.commit(None, {}, {self._name: mark})
        self._rows, self._begun = 0, time.monotonic()


def rehearsed(store: Store, target: Target) -> dict[str, int]:
    """Return how many statements would be sent, by verb: a dry run."""
    verbs: dict[str, int] = {}
    for each in waiting(store, target):
        verb = str(json.loads(each.text)["verb"]["id"])
        verbs[verb] = verbs.get(verb, 0) + 1
    return dict(sorted(verbs.items()))
