"""Say how roster, decisions, key file and records fit each other: counts and tokens."""

import difflib
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from xapi.agency_lists import meant
from xapi.columns import Column
from xapi.decisions import HOLD, Decision, doubts
from xapi.keyfile import read_cases
from xapi.problems import RecordsError
from xapi.roster import Entry

COLUMNS: Final = (
    Column("court", "VARCHAR", "court; null: not said"),
    Column("course", "VARCHAR", "course id"),
    Column("referred", "BIGINT", "lines of the roster"),
    Column("without_day", "BIGINT", "of them without a day of referral"),
    Column("deadline_in_14_days", "BIGINT", "last day from today to 14 days on"),
    Column("deadline_passed", "BIGINT", "last day before today, done or not"),
    Column("no_deadline", "BIGINT", "no last day in the roster"),
    Column("on_hold", "BIGINT", "on hold today"),
    Column("transferred", "BIGINT", "transferred by today"),
    Column("terminated", "BIGINT", "terminated by today"),
)
_SOON: Final = timedelta(days=14)
#: tokens that a sentence names
_TOLD: Final = 10
#: how near a mistyped token is to its own, from 0 to 1: one or two signs off
_MISTYPED: Final = 0.85
#: pairs of tokens that are compared in a second or so
_PAIRS: Final = 100_000


@dataclass(frozen=True)
class Finding:
    """What asks for a look: a stable word, a sentence, and tokens if it is about some."""

    about: str
    text: str
    tokens: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the sentence, with the first tokens where it counts them."""
        if not self.tokens or self.tokens[0] in self.text:
            return self.text
        more = len(self.tokens) - _TOLD
        rest = f" and {more:,} more" if more > 0 else ""
        return f"{self.text}: {', '.join(self.tokens[:_TOLD])}{rest}"


@dataclass(frozen=True)
class Known:
    """What the records and the catalogues know; None is that there is no store."""

    tokens: Collection[str] | None = None
    check_ins: Mapping[str, Collection[str]] = field(default_factory=dict)


def counts(
    roster: Sequence[Entry], decisions: Sequence[Decision], today: date
) -> list[tuple[object, ...]]:
    """Return rows of `COLUMNS`, by court and course."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in roster:
        groups.setdefault((entry.court or "", entry.course), []).append(entry)
    ended = {
        word: {x.enrolled for x in decisions if x.decision == word and _began(x, today)}
        for word in (HOLD, "transferred", "terminated")
    }
    return [
        (court or None, course, *_counted(entries, ended, today))
        for (court, course), entries in sorted(groups.items())
    ]


def _began(decision: Decision, today: date) -> bool:
    if decision.decision == HOLD:
        begun = decision.from_day is not None and decision.from_day <= today
        return begun and (decision.to_day is None or decision.to_day >= today)
    return decision.decided_on <= today


def _counted(
    entries: Sequence[Entry],
    decided: Mapping[str, Collection[tuple[str, str, int]]],
    today: date,
) -> Iterator[int]:
    last = [entry.deadline for entry in entries if entry.deadline]
    yield len(entries)
    yield sum(entry.referred_on is None for entry in entries)
    yield sum(today <= day <= today + _SOON for day in last)
    yield sum(day < today for day in last)
    yield len(entries) - len(last)
    for who in decided.values():
        yield sum((x.participant, x.course, x.enrolment) in who for x in entries)


def compared(roster: Sequence[Entry], known: Known) -> Iterator[Finding]:
    """Yield what roster and records say otherwise."""
    listed = {entry.participant for entry in roster}
    if not roster:
        yield Finding("empty-roster", "The roster names nobody.")
    if known.tokens is None:
        yield Finding("no-records", "There are no records yet to compare with.")
        return
    yield from _strangers(
        sorted(set(known.tokens) - listed), listed - set(known.tokens)
    )
    if silent := sorted(listed - set(known.tokens)):
        yield Finding(
            "no-records-of",
            f"In the roster, without records: {len(silent):,}",
            (*silent,),
        )
    courses = {entry.course for entry in roster} - known.check_ins.keys()
    if known.check_ins and courses:
        names = ", ".join(sorted(courses))
        yield Finding("unknown-course", f"No catalogue is loaded of: {names}.")


def _strangers(unlisted: list[str], silent: Collection[str]) -> Iterator[Finding]:
    """A token that was mistyped in the LMS is a sign or two away from its own."""
    if not unlisted:
        return
    text = f"In the records, not in the roster: {len(unlisted):,}"
    yield Finding("not-in-roster", text, tuple(unlisted))
    for token in unlisted if len(unlisted) * len(silent) <= _PAIRS else ():
        near = difflib.get_close_matches(token, silent, 2, _MISTYPED)
        if len(near) == 1:
            yield Finding(
                "mistyped",
                f"{token} in the records may be {near[0]} of the roster, mistyped in "
                "the LMS: correct it there.",
                (token, near[0]),
            )


def unknown_officers(
    roster: Sequence[Entry], officers: Collection[str]
) -> Iterator[Finding]:
    """Yield officers of the roster whom report.toml does not have, if it has any."""
    named = {entry.officer for entry in roster if entry.officer}
    for name in sorted(named - set(officers)) if officers else ():
        text = f"report.toml has no officer {name!r}{meant(name, officers)}"
        yield Finding("unknown-officer", text)


def doubted(
    lines: Sequence[tuple[int, Decision]],
    roster: Sequence[Entry],
    known: Known,
    path: Path,
) -> Iterator[Finding]:
    """Yield what decisions say that nothing else knows, each with its line."""
    for line, text in doubts(lines, roster, known.check_ins):
        yield Finding("decision", f"{path}:{line}: {text}")


def locked_up(
    key: Path | None, store: Path, roster: Sequence[Entry]
) -> Iterator[Finding]:
    """Yield how the key file is kept, and how many of the roster it lacks."""
    if key is None:
        yield Finding("no-key-file", "No key file is named: court pages need one.")
        return
    try:
        cases = read_cases(key, store)
    except FileNotFoundError:
        yield Finding("key-file-missing", f"{key}: there is no key file yet.")
        return
    except RecordsError as error:
        yield Finding("key-file", str(error))
        return
    tokens = {entry.participant for entry in roster}
    mode = f"{stat.S_IMODE(key.stat().st_mode):04o}"
    yield Finding(
        "key-file-kept", f"Cases in the key file: {len(cases):,} (mode {mode})"
    )
    if lacking := len(tokens - cases.keys()):
        text = f"In the roster, not in the key file: {lacking:,}"
        yield Finding("not-in-key-file", text)
    if left := len(cases.keys() - tokens):
        text = f"In the key file, not in the roster: {left:,}"
        yield Finding("only-in-key-file", text)
