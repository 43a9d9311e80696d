"""Decide which calendar files there are, and write them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from xapi.database import Table
from xapi.days import written_in
from xapi.output import as_csv
from xapi.output_files import write_bytes, write_text
from xapi.problems import RecordsError
from xapi.roster import file_name
from xapi.schedule import ics
from xapi.schedule.duties import Duty
from xapi.schedule.events import Event, of_agency, of_learner
from xapi.schedule.words import say
from xapi.settings import Settings

LEARNERS: Final = "learners"
_OFFICERS: Final = "officers"
_COURTS: Final = "courts"
_ALL: Final = "everyone"
FORMS: Final = ("ics", "csv")
_COLUMNS: Final = ("first_on", "last_on", "title", "note")
_DUTY_COLUMNS: Final = (
    *("participant", "course", "enrolment", "court", "officer", "what", "week"),
    *("opens_on", "due_on", "late_until", "status"),
)


@dataclass(frozen=True)
class File:
    """A calendar, by its path in the folder of calendars without its ending."""

    name: str
    title: str
    events: Sequence[Event]
    duties: Sequence[Duty] = ()  #: of the agency's: what its rows in CSV are


def made(
    duties: Sequence[Duty], settings: Settings, participant: str | None = None
) -> list[File]:
    """Return every file, or one person's alone.

    Raises RecordsError for a person without any day yet, or who is not in the roster.
    """
    if participant is None:
        return [*_learners(duties, settings), *_agency(duties, settings)]
    theirs = [duty for duty in duties if duty.participant == participant]
    found = list(_learners(theirs, settings))
    if found:
        return found
    if theirs:
        raise RecordsError(
            f"{participant}: no day is known yet: the roster has no deadline, and check-ins "
            "are counted from a day that has not come."
        )
    raise RecordsError(f"{participant}: the roster has no such token.")


def _learners(duties: Sequence[Duty], settings: Settings) -> Iterator[File]:
    """Yield a file for each person who has any day yet."""
    agency = settings.agency
    for token, theirs in _by(duties, "participant").items():
        first = theirs[0]
        language = written_in(first.language, agency.language if agency else None)
        officer = settings.officer(first.officer)
        phone = (officer and officer.phone) or (agency and agency.phone) or None
        if events := of_learner(theirs, language, phone):
            name = f"{LEARNERS}/{file_name(token)}"
            yield File(name, say(language, "calendar"), events)


def _agency(duties: Sequence[Duty], settings: Settings) -> Iterator[File]:
    """Yield a file for each officer and each court, and one for all."""
    language = written_in(settings.agency.language if settings.agency else None)
    title = say(language, "agency_calendar")
    found = of_agency(duties, language)
    for folder, column in ((_OFFICERS, "officer"), (_COURTS, "court")):
        for whose in _by(duties, column):
            theirs = [each for each in found if getattr(each[0], column) == whose]
            if theirs:
                name = f"{folder}/{file_name(whose)}"
                yield _agency_file(name, f"{title}: {whose}", theirs)
    if found:
        yield _agency_file(_ALL, title, found)


def _agency_file(name: str, title: str, found: Sequence[tuple[Duty, Event]]) -> File:
    duties, events = zip(*found, strict=True)
    return File(name, title, events, duties)


def _by(duties: Sequence[Duty], column: str) -> dict[str, list[Duty]]:
    """Return the duties by what a column says; those in which it says nothing are out."""
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        if whose := getattr(duty, column):
            found.setdefault(whose, []).append(duty)
    return found


def write(
    files: Sequence[File],
    folder: Path,
    form: str,
    as_of: date,
    progress: Callable[[int, int], None] = lambda done, count: None,
) -> list[Path]:
    """Write calendars, each whole, for its owner's eyes only; return their paths.

    `progress` hears after each how many are written. Raises OSError.
    """
    known: dict[Event, bytes] = {}
    written = []
    for file in files:
        path = folder / f"{file.name}.{form}"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if form == "csv":
            write_text(_csv(file), path)
        else:
            for event in file.events:
                known.setdefault(event, ics.component(event, as_of))
            parts = (known[event] for event in file.events)
            write_bytes(ics.calendar(parts, file.title), path)
        written.append(path)
        progress(len(written), len(written))
    return written


def sweep(folder: Path, form: str, kept: Sequence[Path]) -> int:
    """Remove calendars of people, officers and courts who are no more; say how many."""
    old = [
        path
        for name in (LEARNERS, _OFFICERS, _COURTS)
        for path in (folder / name).glob(f"*.{form}")
        if path not in set(kept)
    ]
    for path in old:
        path.unlink()
    return len(old)


def _csv(file: File) -> str:
    if file.duties:
        rows = [tuple(getattr(x, name) for name in _DUTY_COLUMNS) for x in file.duties]
        return as_csv(Table(_DUTY_COLUMNS, tuple(rows)))
    left = [event for event in file.events if not event.cancelled]
    events = tuple((x.first, x.last, x.title, x.note) for x in left)
    return as_csv(Table(_COLUMNS, events))
