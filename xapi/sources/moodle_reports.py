"""Turn Moodle's SCORM report downloads into attempts.

They say neither status nor hours, and 0 for an attempt without a score; what they do not
tell stays unknown.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from xapi.problems import Code
from xapi.scorm.elements import Attempt, Interaction, Score, number
from xapi.scorm.ledger import Fault
from xapi.scorm.statements import Source
from xapi.sources.dates import moment
from xapi.sources.given import Given, Read, Refused, Taken, account
from xapi.sources.table import TableRow
from xapi.sources.words import Words

KIND: Final = "moodle-report"
_NEEDED: Final = ("attempt", "began", "score")
_POINTS: Final = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(?:/([0-9]{1,6}))?")
_NOTHING: Final = ("", "-")


def recognised(head: TableRow, words: Words) -> bool:
    """Say whether these are the headings of a SCORM report."""
    found = {words.heading(cell) for cell in head.cells}
    return found.issuperset(_NEEDED)


def read(rows: Sequence[TableRow], given: Given) -> Iterator[Read]:
    """Yield the attempts. People without one are passed over; short rows are whole."""
    head, *body = rows
    columns = {
        kind: place
        for place, cell in enumerate(head.cells)
        if (kind := given.words.heading(cell)) is not None
    }
    title = _title(head, columns, given.words)
    activity = given.activity_of(head.cells[title] if title is not None else "scorm")
    _say_what_is_missing(head, given)
    for row in body:
        cells = {k: row.cells[n] for k, n in columns.items() if n < len(row.cells)}
        if cells.get("attempt", "-") in _NOTHING:
            continue
        outcome = (
            row.cells[title] if title is not None and title < len(row.cells) else ""
        )
        yield from _attempt(row, head, cells, outcome, activity, given)


def _attempt(
    row: TableRow,
    head: TableRow,
    cells: Mapping[str, str],
    outcome: str,
    activity: str,
    given: Given,
) -> Iterator[Read]:
    who = account(cells, given)
    began = moment(cells.get("began", ""), given.zone, given.words.months)
    seen = moment(cells.get("seen", ""), given.zone, given.words.months) or began
    if who is None:
        return
    if isinstance(who, Fault):
        yield Refused(row.line, who)
    elif seen is None or not cells["attempt"].isdecimal():
        reason = (
            "has no date that can be read: name its months in a mapping file (--map)"
        )
        yield Refused(row.line, Fault(Code.SOURCE, reason))
    else:
        source = Source(KIND, who, activity, int(cells["attempt"][:6]), began, seen)
        yield Taken(row.line, source, _taken(row, head, cells["score"], outcome, given))


def _taken(
    row: TableRow, head: TableRow, points: str, outcome: str, given: Given
) -> Attempt:
    state = given.words.state(outcome)
    return Attempt(
        standard=None,
        completed={"completed": True, "passed": True, "incomplete": False}.get(
            state or ""
        ),
        passed={"passed": True, "failed": False}.get(state or ""),
        score=_score(points, outcome, state),
        interactions=tuple(_interactions(row, head, given.words)),
    )


def _score(points: str, outcome: str, state: str | None) -> Score:
    """Moodle writes 0 where there is no score: only the package's own column tells."""
    if match := _POINTS.fullmatch(outcome):
        return Score(float(match[1]), most=number(match[2]))
    raw = number(points)
    return Score() if state or not raw else Score(raw)


def _interactions(row: TableRow, head: TableRow, words: Words) -> Iterator[Interaction]:
    """Texts are escaped for HTML once, in spreadsheets too."""
    found: dict[int, dict[str, str]] = {}
    for heading, cell in zip(head.cells, row.cells, strict=False):
        if (column := words.numbered_heading(heading)) is not None and cell:
            found.setdefault(column[1], {})[column[0]] = html.unescape(cell)
    for place, parts in sorted(found.items()):
        yield Interaction(
            place,
            id=parts.get("id", ""),
            response=parts.get("response", ""),
            result=parts.get("result"),
            pattern=parts.get("pattern"),
        )


def _title(head: TableRow, columns: Mapping[str, int], words: Words) -> int | None:
    """The column behind the score, where there is one, is headed by the package."""
    place = columns["score"] + 1
    if place >= len(head.cells) or words.numbered_heading(head.cells[place]):
        return None
    return place


def _say_what_is_missing(head: TableRow, given: Given) -> None:
    kinds = [words[0] for x in head.cells if (words := given.words.numbered_heading(x))]
    if given.people is None and given.person is None:
        given.tell(
            "the export does not say who is staff: an attempt of a teacher counts as one "
            "of a participant, unless --people says who is who"
        )
    if given.zone is None:
        given.tell(
            "its dates have no zone: name that of the person who made the export "
            "with --zone, such as America/Chicago"
        )
    if "response" in kinds and "id" not in kinds:
        given.tell(
            "answers are left out, since the export does not say to which question: make "
            "it again with 'summary of question'"
        )
