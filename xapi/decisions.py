"""Read what the agency decided: excused, on hold, transferred, terminated.

A CSV with a heading that the agency keeps beside the roster:

    token,course,enrolment,decision,what,from_day,to_day,reason,author,decided_on
    p-5f2a90c1d3,js-101,1,excused,w04,,,In hospital,Officer 2,2026-05-04
    p-5f2a90c1d3,js-101,1,hold,,2026-06-01,2026-06-30,Works at sea,Officer 2,2026-05-28

Reason, author and day of a decision are printed on the page to the court.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from xapi.agency_lists import Cells, Columns, read_list
from xapi.columns import Column
from xapi.roster import Entry

COLUMNS: Final = Columns(
    needed=("token", "course", "decision", "reason", "author", "decided_on"),
    others=("enrolment", "what", "from_day", "to_day"),
)
#: first line of the file, in the order in which people write the cells
HEADING: Final = (
    "token,course,enrolment,decision,what,from_day,to_day,reason,author,decided_on"
)
DECISIONS: Final = (
    Column("participant", "VARCHAR", "token: name of the person's account"),
    Column("course", "VARCHAR", "course that it is about"),
    Column("enrolment", "INTEGER", "as in the roster"),
    Column("decision", "VARCHAR", "excused, hold, transferred or terminated"),
    Column("what", "VARCHAR", "excused: check-in or `course`; null otherwise"),
    Column("from_day", "DATE", "first day of a hold; null otherwise"),
    Column("to_day", "DATE", "last day of a hold; null: it lasts, or is none"),
    Column("reason", "VARCHAR", "the agency's short reason, no names"),
    Column("author", "VARCHAR", "who decided, as the agency signs"),
    Column("decided_on", "DATE", "day of the decision"),
)
EXCUSED: Final = "excused"
HOLD: Final = "hold"
WORDS: Final = (EXCUSED, HOLD, "transferred", "terminated")
#: what an excuse from the course itself names
COURSE: Final = "course"
#: characters of a reason: it stands in one line of a page
_LONGEST: Final = 200


@dataclass(frozen=True)
class Decision:
    """One line of the decisions, in the order of `DECISIONS`."""

    token: str
    course: str
    enrolment: int
    decision: str
    what: str | None
    from_day: date | None
    to_day: date | None
    reason: str
    author: str
    decided_on: date

    @property
    def enrolled(self) -> tuple[str, str, int]:
        """Return whom it is about: token, course and enrolment."""
        return self.token, self.course, self.enrolment


def read_decisions(path: Path) -> list[Decision]:
    """Return the decisions. Raises RecordsError, with every faulty line, and OSError."""
    return [decision for _, decision in read_lines(path)]


def read_lines(path: Path) -> list[tuple[int, Decision]]:
    """Return the decisions with the number of each line; as `read_decisions`."""
    return read_list(path, COLUMNS, _decision, _between)


def doubts(
    lines: Sequence[tuple[int, Decision]],
    roster: Collection[Entry],
    check_ins: Mapping[str, Collection[str]],
) -> Iterator[tuple[int, str]]:
    """Yield line and words of what a decision says that nothing else knows.

    `check_ins`: ids by course, of the courses that are known.
    """
    referred = {
        (entry.participant, entry.course, entry.enrolment): entry.referred_on
        for entry in roster
    }
    for line, decision in lines:
        if decision.enrolled not in referred:
            yield line, "the roster has no such token, course and enrolment."
        elif (day := referred[decision.enrolled]) and _earliest(decision) < day:
            yield line, f"is before the referral, which was on {day}."
        known = check_ins.get(decision.course)
        if known is not None and decision.what not in (None, COURSE, *known):
            yield line, f"the course {decision.course} has no such check-in."


def _earliest(decision: Decision) -> date:
    """Return the first day that the decision is about."""
    return decision.from_day or decision.decided_on


def _decision(cells: Cells) -> Decision:
    decision = Decision(
        token=cells.token(),
        course=cells.needed("course"),
        enrolment=cells.count("enrolment", 1),
        decision=cells.one_of("decision", WORDS),
        what=cells.text("what"),
        from_day=cells.day("from_day"),
        to_day=cells.day("to_day"),
        reason=cells.needed("reason"),
        author=cells.needed("author"),
        decided_on=cells.needed_day("decided_on"),
    )
    if decision.decision in WORDS:
        cells.faults += _contradictions(decision)
    return decision


def _contradictions(decision: Decision) -> Iterator[str]:
    if decision.decision == EXCUSED and decision.what is None:
        yield "what is empty: it names the check-in that is excused, or course."
    if decision.decision != EXCUSED and decision.what is not None:
        yield f"what is for {EXCUSED} only."
    if decision.decision == HOLD:
        yield from _hold_contradictions(decision)
    elif decision.from_day or decision.to_day:
        yield f"from_day and to_day are for {HOLD} only."
    if len(decision.reason) > _LONGEST:
        yield f"reason is longer than {_LONGEST} characters."


def _hold_contradictions(decision: Decision) -> Iterator[str]:
    if decision.from_day is None:
        yield "from_day is empty: it says when the hold begins."
    elif decision.to_day is not None and decision.to_day < decision.from_day:
        yield "to_day is before from_day."


def _between(lines: list[tuple[int, Decision]]) -> Iterator[tuple[int, str]]:
    yield from _said_twice(lines)
    yield from _overlapping(lines)


def _said_twice(lines: list[tuple[int, Decision]]) -> Iterator[tuple[int, str]]:
    seen: dict[tuple[str, str, int, str, str | None], int] = {}
    for line, each in lines:
        if each.decision != HOLD:
            key = (*each.enrolled, each.decision, each.what)
            first = seen.setdefault(key, line)
            if first != line:
                yield line, f"says what line {first} says already."


def _overlapping(lines: list[tuple[int, Decision]]) -> Iterator[tuple[int, str]]:
    """Yield holds of one enrolment that share a day: which would count is not said."""
    last: dict[tuple[str, str, int], tuple[int, date]] = {}
    holds = [(x.from_day, n, x) for n, x in lines if x.decision == HOLD and x.from_day]
    for begun, line, hold in sorted(holds, key=lambda each: each[:2]):
        first, until = last.get(hold.enrolled, (0, date.min))
        if begun <= until:
            rest = "give that one a to_day." if until == date.max else "part them."
            yield line, f"this hold overlaps that of line {first}: {rest}"
        end = max(until, hold.to_day or date.max)
        last[hold.enrolled] = (line if end > until else first, end)
