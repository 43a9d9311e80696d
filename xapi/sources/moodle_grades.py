"""Turn Moodle's gradebook and activity completion into attempts: the best one alone.

They tell neither the attempt nor when it was: number 0 stands for "the LMS's best".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from lxml import etree

from xapi.problems import Code, RecordsError
from xapi.scorm.elements import Attempt, Score, number
from xapi.scorm.ledger import Fault
from xapi.scorm.statements import NO_LATER, Moment, Source
from xapi.sources.dates import moment
from xapi.sources.given import Given, Read, Refused, Taken, account, slug
from xapi.sources.table import TableRow
from xapi.sources.words import Words

GRADES: Final = "moodle-grades"
COMPLETION: Final = "moodle-completion"
_REAL: Final = re.compile(r"(.+) \((?:Real)\)")
_TOTAL: Final = ("Course total", "Total del curso")
_BATCH: Final = re.compile(r"xml_export_([0-9]{9,11})")
#: no attempt of the LMS: its best one
_NUMBER: Final = 0


@dataclass(frozen=True)
class _Best:
    """What an export says of one person and one activity."""

    line: int
    who: Mapping[str, str]
    at: Moment
    item: str
    found: Attempt


def is_gradebook(head: TableRow, words: Words) -> bool:
    """Say whether these are the headings of a gradebook export with real grades."""
    people = {words.heading(cell) for cell in head.cells} & {"idnumber", "email"}
    return bool(people) and any(_REAL.fullmatch(cell) for cell in head.cells)


def grades(rows: Sequence[TableRow], given: Given) -> Iterator[Read]:
    """Yield each person's grade in each activity. No grade is `-`, never 0."""
    head, *body = rows
    columns = _people_columns(head, given.words)
    items = {
        place: match[1]
        for place, cell in enumerate(head.cells)
        if (match := _REAL.fullmatch(cell)) and match[1] not in _TOTAL
    }
    for row in body:
        who = dict(zip(columns.values(), _at(row, columns), strict=True))
        at = _download(moment(who.get("downloaded", ""), UTC, {}), given)
        for place, item in items.items():
            raw = number(row.cells[place]) if place < len(row.cells) else None
            if raw is not None:
                found = Attempt(standard=None, score=Score(raw))
                best = _Best(row.line, who, at, item, found)
                yield from _taken(GRADES, best, given, alone=len(items) == 1)


def is_xml(data: bytes) -> bool:
    """Say whether this is a gradebook export as XML."""
    return data.lstrip().startswith(b"<") and b"<results" in data[:1_000]


def grades_of_xml(data: bytes, given: Given) -> Iterator[Read]:
    """Yield the grades of an XML export, which names people and activities by number.

    Raises RecordsError for what is no such file.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RecordsError(f"is no XML: {error.msg}.") from None
    batch = _BATCH.fullmatch(root.get("batch", ""))
    at = _download(moment(batch[1], UTC, {}) if batch else None, given)
    results = root.findall("result")
    items = {result.findtext("assignment") for result in results}
    for result in results:
        raw = number(result.findtext("score"))
        if raw is None:
            continue
        who = {"idnumber": result.findtext("student") or ""}
        item = result.findtext("assignment") or "unnamed"
        found = Attempt(standard=None, score=Score(raw))
        best = _Best(result.sourceline or 0, who, at, item, found)
        yield from _taken(GRADES, best, given, alone=len(items) == 1)


def _download(said: Moment | None, given: Given) -> Moment:
    """A grade has no time: it was there when the export was made."""
    return Moment(said.at if said else given.downloaded, NO_LATER)


def is_completion(head: TableRow, words: Words) -> bool:
    """Say whether these are the headings of activity completion: the first is empty, and
    so is each one behind an activity's."""
    if head.cells[0] or len(head.cells) < 4:
        return False
    return bool(_activities(head, words))


def completion(rows: Sequence[TableRow], given: Given) -> Iterator[Read]:
    """Yield each activity that somebody completed, and when."""
    head, *body = rows
    columns = _people_columns(head, given.words)
    activities = _activities(head, given.words)
    for row in body:
        cells = dict(zip(columns.values(), _at(row, columns), strict=True))
        for place, item in activities.items():
            if place + 1 >= len(row.cells):
                continue
            if given.words.state(row.cells[place]) != "completed":
                continue
            at = moment(row.cells[place + 1], given.zone, given.words.months)
            if at is None:
                reason = "has a date that cannot be read"
                yield Refused(row.line, Fault(Code.SOURCE, reason))
                continue
            found = Attempt(standard=None, completed=True)
            best = _Best(row.line, cells, at, item, found)
            yield from _taken(COMPLETION, best, given, alone=len(activities) == 1)


def _activities(head: TableRow, words: Words) -> dict[int, str]:
    cells = head.cells
    return {
        place: cells[place]
        for place in range(1, len(cells) - 1)
        if cells[place] and not cells[place + 1] and not words.heading(cells[place])
    }


def _people_columns(head: TableRow, words: Words) -> dict[int, str]:
    found = {place: words.heading(cell) for place, cell in enumerate(head.cells)}
    return {place: kind for place, kind in found.items() if kind}


def _at(row: TableRow, columns: Mapping[int, str]) -> list[str]:
    return [row.cells[n] if n < len(row.cells) else "" for n in columns]


def _taken(kind: str, best: _Best, given: Given, *, alone: bool) -> Iterator[Read]:
    """One person's best attempt at one activity; `--course` says which, if it is one."""
    person = account(best.who, given)
    if person is None:
        return
    if isinstance(person, Fault):
        yield Refused(best.line, person)
        return
    address = given.activity_of(best.item)
    if not alone:
        address = f"{address.partition('#')[0]}#{slug(best.item)}"
    trust = "high" if kind == GRADES else "medium"
    source = Source(kind, person, address, _NUMBER, None, best.at, trust, trust)
    yield Taken(best.line, source, best.found, given.course if alone else None)
