"""Read a mapping file (TOML), and by it any table: what each column holds, in words.

source = "county-lms"             # how the rows name where they come from
trust = "low"                     # high, medium or low: how far it is believed
zone = "America/Chicago"          # of its dates
date = "%m/%d/%Y %H:%M"           # their form, if it is none that is known
course = "js-101"
score_max = 100

[columns]                         # what is known -> heading in the file
person = "Participant"
attempt = "Try"
status = "Result"
score = "Points"
began = "Started"
seen = "Last visit"
time = "Hours spent"              # 1:30:00, PT1H30M, or with `time_unit` a number

[elements]                        # elements of SCORM, if the LMS exports them
"cmi.suspend_data" = "Suspend data"

[states]                          # word in the file -> passed, failed, completed,
"Complete" = "completed"          # incomplete, not attempted

[headings]                        # for Moodle's exports in another language
"Tentative" = "attempt"
[months]
"novembre" = 11
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from xapi.problems import Code, RecordsError
from xapi.scorm import elements as cmi
from xapi.scorm.elements import Attempt, Score, number
from xapi.scorm.ledger import Fault
from xapi.scorm.statements import Source
from xapi.sources.dates import moment
from xapi.sources.given import Given, Read, Refused, Taken, account, slug
from xapi.sources.table import TableRow
from xapi.sources.words import COLUMNS, STATES, Words, with_more

_COLUMNS: Final = (
    *("person", "attempt", "status", "score", "began", "seen", "time", "course"),
)
_TEXTS: Final = ("source", "trust", "zone", "date", "course", "time_unit", "activity")
_TABLES: Final = ("columns", "elements", "states", "headings", "months")
_UNITS: Final = {"seconds": 1, "minutes": 60, "hours": 3_600}
_TRUST: Final = ("high", "medium", "low")


@dataclass(frozen=True)
class Mapped:
    """A mapping file, read."""

    source: str = "mapped"
    trust: str = "low"
    zone: ZoneInfo | None = None
    date: str | None = None
    course: str | None = None
    activity: str | None = None
    score_max: float = 100
    time_unit: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=Words)


def read_mapping(path: Path) -> Mapped:
    """Read a mapping file. Raises RecordsError with every fault in it, and OSError."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordsError(f"{path}: is not TOML: {error}") from None
    if faults := list(_faults(found)):
        raise RecordsError("\n".join(f"{path}: {fault}" for fault in faults))
    tables = {name: found.get(name, {}) for name in _TABLES}
    words = with_more(tables["headings"], tables["states"], tables["months"])
    known: dict[str, Any] = {name: found[name] for name in _TEXTS if name in found}
    if "zone" in known:
        known["zone"] = ZoneInfo(known["zone"])
    return Mapped(
        **known,
        score_max=float(found.get("score_max", 100)),
        columns=tables["columns"],
        elements=tables["elements"],
        words=words,
    )


def read(rows: Sequence[TableRow], given: Given, by: Mapped) -> Iterator[Read]:
    """Yield an attempt for each row. Raises RecordsError where a column is missing."""
    head, *body = rows
    wanted = {**by.columns, **{name: by.elements[name] for name in by.elements}}
    lacking = sorted({text for text in wanted.values() if text not in head.cells})
    if lacking:
        raise RecordsError(f"has no column headed {', '.join(map(repr, lacking))}.")
    places = {name: head.cells.index(text) for name, text in wanted.items()}
    activity = by.activity or given.activity_of(by.course or by.source)
    given = replace(given, zone=given.zone or by.zone, activity=activity)
    for row in body:
        cells = {
            k: row.cells[n] if n < len(row.cells) else "" for k, n in places.items()
        }
        yield from _taken(row, cells, given, by)


def _taken(
    row: TableRow, cells: Mapping[str, str], given: Given, by: Mapped
) -> Iterator[Read]:
    person = account({"idnumber": cells.get("person", "")}, given)
    dates = [
        moment(cells.get(name, ""), given.zone, by.words.months, by.date)
        for name in ("began", "seen")
    ]
    began, seen = dates[0], dates[1] or dates[0]
    attempt = cells.get("attempt") or "1"
    if person is None:
        return
    if isinstance(person, Fault):
        yield Refused(row.line, person)
    elif seen is None or not (attempt.isdecimal() and len(attempt) < 6):
        reason = "has no date or attempt number that can be read"
        yield Refused(row.line, Fault(Code.SOURCE, reason))
    else:
        source = Source(
            *(slug(by.source), person, given.activity_of(""), int(attempt)),
            *(began, seen, by.trust, by.trust),
        )
        course = cells.get("course") or by.course or given.course
        yield Taken(row.line, source, _attempt(cells, by), course)


def _attempt(cells: Mapping[str, str], by: Mapped) -> Attempt:
    known = {name: cells[name] for name in by.elements if cells[name]}
    found = cmi.attempt(known)
    state = by.words.state(cells.get("status", ""))
    raw = number(cells.get("score"))
    if raw is not None and raw <= by.score_max:
        found = replace(found, score=Score(raw, 0, by.score_max))
    return replace(
        found,
        completed={"completed": True, "passed": True, "incomplete": False}.get(
            state or "", found.completed
        ),
        passed={"passed": True, "failed": False}.get(state or "", found.passed),
        total_s=_seconds(cells.get("time", ""), by.time_unit) or found.total_s,
    )


def _seconds(text: str, unit: str | None) -> float | None:
    spent = number(text)
    if unit is not None and spent is not None and spent >= 0:
        return spent * _UNITS[unit]
    return cmi.seconds(text)


def _faults(found: Mapping[str, Any]) -> Iterator[str]:
    for name in found.keys() - {*_TEXTS, *_TABLES, "score_max"}:
        yield f"knows no {name!r}."
    for name in _TEXTS:
        if not isinstance(found.get(name, ""), str):
            yield f"{name} is not a text."
    for name in _TABLES:
        table = found.get(name, {})
        kind = int if name == "months" else str
        if not isinstance(table, dict) or any(
            type(x) is not kind for x in table.values()
        ):
            yield f"[{name}] is not a table of {'numbers' if kind is int else 'texts'}."
            return
    score = found.get("score_max", 100)
    if type(score) not in (int, float) or score <= 0:
        yield "score_max is not a number above 0."
    yield from _words_faults(found)


def _words_faults(found: Mapping[str, Any]) -> Iterator[str]:
    allowed = {
        "columns": (found.get("columns", {}), _COLUMNS),
        "headings": (found.get("headings", {}).values(), COLUMNS),
        "states": (found.get("states", {}).values(), STATES),
        "months": (found.get("months", {}).values(), range(1, 13)),
        "trust": ([found.get("trust", "low")], _TRUST),
        "time_unit": ([found["time_unit"]] if "time_unit" in found else [], _UNITS),
    }
    for name, (values, known) in allowed.items():
        for value in values:
            if value not in known:
                yield f"{name}: {value!r} is none of {', '.join(map(str, known))}."
    try:
        ZoneInfo(found.get("zone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError):
        yield f"zone {found['zone']!r} is no time zone, as America/Chicago is."
    if not found.get("columns", {}).get("person") and found.get("columns"):
        yield "[columns] does not say which column holds the person."
