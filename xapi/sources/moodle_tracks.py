"""Turn what Moodle keeps of each element into attempts: web services, track details."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from xapi.problems import Code, RecordsError
from xapi.scorm import elements as cmi
from xapi.scorm import rows
from xapi.scorm.elements import Attempt
from xapi.scorm.ledger import Fault, minutes, session_end
from xapi.scorm.resume import decode
from xapi.scorm.statements import NO_LATER, Moment, Source
from xapi.sources.dates import moment
from xapi.sources.given import Given, Read, Refused, Taken, account
from xapi.sources.table import TableRow
from xapi.sources.words import Words

TRACKS: Final = "moodle-tracks"
DETAILS: Final = "moodle-track-details"
_NAME: Final = re.compile(
    r"(?:cmi\.|x\.start\.time|timemodified|userid)[a-z0-9_.]{0,80}"
)


def answered(data: Any) -> tuple[int, dict[str, str]] | None:
    """Return attempt and elements of an answer of `mod_scorm_get_scorm_sco_tracks`.

    None for anything else, and for an attempt that nobody made.
    """
    found = data.get("data") if isinstance(data, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get("tracks"), list):
        return None
    number = found.get("attempt")
    known = _elements(found["tracks"])
    if type(number) is not int or number < 1 or not known:
        return None
    return number, known


def listed(data: Any) -> dict[str, str] | None:
    """Return the elements of a track-details download in JSON: a list in a list."""
    inner = data[0] if isinstance(data, list) and len(data) == 1 else None
    if not isinstance(inner, list) or not inner or not isinstance(inner[0], dict):
        return None
    return _elements(inner) if {"element", "value"} <= inner[0].keys() else None


def is_details(head: TableRow, words: Words) -> bool:
    """Say whether these are the headings of a track-details download."""
    return [words.heading(cell) for cell in head.cells[:2]] == ["element", "value"]


def details(table: Sequence[TableRow]) -> dict[str, str]:
    """Return the elements of a track-details download."""
    pairs = [row.cells[:2] for row in table[1:] if len(row.cells) > 1]
    return {name: value for name, value in pairs if _NAME.fullmatch(name)}


def taken(
    line: int,
    number: int,
    known: Mapping[str, str],
    who: Mapping[str, str],
    given: Given,
) -> Iterator[Read]:
    """Yield the attempt of the web services' elements: times in Unix seconds, UTC."""
    person = account(who, given)
    began = moment(known.get("x.start.time", ""), UTC, {})
    seen = moment(known.get("timemodified", ""), UTC, {}) or began
    if person is None:
        return
    if isinstance(person, Fault):
        yield Refused(line, person)
    elif seen is None:
        reason = "holds no time: neither timemodified nor x.start.time"
        yield Refused(line, Fault(Code.SOURCE, reason))
    else:
        source = Source(TRACKS, person, given.activity_of("scorm"), number, began, seen)
        yield Taken(line, source, cmi.attempt(known))


def taken_of_details(known: Mapping[str, str], given: Given) -> Iterator[Read]:
    """Yield the attempt of a track-details download, which names nobody and no day.

    Moodle turns a newline into three spaces there, and durations into words.
    """
    if given.person is None:
        raise RecordsError(
            "track details do not say whose they are: name the person with --person, "
            "and the attempt with --attempt if it is not the first."
        )
    person = account({}, given)
    assert isinstance(person, Mapping)
    found = cmi.attempt(known)
    seen = _latest(found) or given.downloaded
    activity = given.activity_of("scorm")
    at = Moment(seen, NO_LATER)
    began = moment(known.get("x.start.time", ""), UTC, {})
    source = Source(DETAILS, person, activity, given.attempt, began, at)
    yield Taken(0, source, found)


def _elements(tracks: Sequence[Any]) -> dict[str, str]:
    """Elements by name. Of Moodle's own summary the times are kept: its `status` calls
    a failed attempt of SCORM 2004 completed."""
    return {
        track["element"]: str(track["value"])
        for track in tracks
        if isinstance(track, dict)
        and isinstance(track.get("element"), str)
        and isinstance(track.get("value"), str | int | float)
        and _NAME.fullmatch(track["element"])
    }


def _latest(found: Attempt) -> datetime | None:
    """The last moment that the records themselves tell of."""
    resume = decode(found.suspend_data)
    stamps = ("started", "finished", "last") if resume else ()
    known = [minutes(resume.totals[name]) for name in stamps] if resume else []
    for _, row in rows.read(found.interactions):
        known.append(session_end(row) if isinstance(row, rows.Session) else row.at)
    return max((at for at in known if at is not None), default=None)
