"""Do the officer's round: every part that can be done, into one folder, whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from xapi.decisions import read_decisions
from xapi.letters.files import together_name
from xapi.output_files import write_text
from xapi.roster import read_roster
from xapi.settings import Settings
from xapi.weekly import parts
from xapi.weekly.first_page import NAME, Found, page, rounds_page
from xapi.weekly.folder import carry, days, sweep, whole
from xapi.weekly.parts import Letters, Work
from xapi.weekly.trouble import Attempts, Trouble

T = TypeVar("T")

#: folder of the rounds, in that of the exports
FOLDER: Final = "weekly"
#: page that leads to each of them
ROUNDS: Final = "START-HERE.html"


@dataclass(frozen=True)
class Fetched:
    """What came in before the round: files of the inbox that were read, and troubles."""

    loaded: Sequence[str] = ()
    troubles: Sequence[Trouble] = ()


@dataclass(frozen=True)
class Outcome:
    """The page to open, and what did not work."""

    page: Path
    troubles: Sequence[Trouble]


def done(settings: Settings, store: Path, day: date, fetched: Fetched) -> Outcome:
    """Make the day's folder, and return what came of it.

    What cannot be made is a sentence on its first page. Raises OSError where nothing can
    be written; the folder that is there then stays.
    """
    attempts = Attempts(list(fetched.troubles))
    work = _work(settings, store, day, attempts)
    place, weeks = settings.exports_beside(store) / FOLDER, settings.weekly.keep_weeks
    with whole(place, day) as folder:
        found, letters = _made(work, folder, attempts)
        found = replace(found, loaded=fetched.loaded)
        if letters is None:
            found = _with_earlier(found, place, day, folder)
        agency = settings.agency.name if settings.agency else None
        write_text(page(found, work.language, day, agency, weeks), folder / NAME)
    if letters is not None:
        attempts.part("note", lambda: parts.note(work, letters))
    attempts.part("settings", lambda: sweep(place, day, weeks))
    attempts.part("settings", lambda: _lead(place, work.language))
    return Outcome(place / str(day) / NAME, attempts.troubles)


def not_begun(place: Path, day: date, why: str) -> Outcome:
    """Make a folder that only says why there was no round. Raises OSError."""
    trouble = Trouble("settings", why)
    with whole(place, day) as folder:
        found = _with_earlier(Found([trouble]), place, day, folder)
        text = page(found, "en", day, None, Settings().weekly.keep_weeks)
        write_text(text, folder / NAME)
    return Outcome(place / str(day) / NAME, [trouble])


def _with_earlier(found: Found, place: Path, day: date, folder: Path) -> Found:
    """Letters of an earlier round of the day are noted as made: no other makes them."""
    together = f"{parts.LETTERS}/{together_name(day)}"
    carry(place, day, folder, parts.LETTERS)
    return replace(found, together=together if (folder / together).exists() else None)


def _lead(place: Path, language: str) -> None:
    """Write the page that leads to all rounds: one place to look, whatever the day."""
    write_text(rounds_page(days(place), language), place / ROUNDS)


def _work(settings: Settings, store: Path, day: date, attempts: Attempts) -> Work:
    """A list that cannot be read is empty: the rest of the round does without it."""
    courts = [court.id for court in settings.courts]
    roster, decisions = settings.roster, settings.decisions
    listed = attempts.part(
        "lists", lambda: read_roster(roster, courts) if roster else []
    )
    there = decisions is not None and decisions.exists()
    decided = attempts.part(
        "lists", lambda: read_decisions(decisions) if decisions and there else []
    )
    return Work(settings, store, day, listed or (), decided or ())


def _made(work: Work, folder: Path, attempts: Attempts) -> tuple[Found, Letters | None]:
    """Letters that a broken list would make wrong are not made."""

    def attempt(name: str, call: Callable[[Work, Path], T]) -> T | None:
        return attempts.part(name, lambda: call(work, folder))

    readable = all(trouble.part != "lists" for trouble in attempts.troubles)
    overdue = attempt("overdue", parts.overdue) if readable else None
    letters = attempt("letters", parts.letters) if readable else None
    calendars = attempt("calendars", parts.calendars) if readable else None
    dashboard = attempt("dashboard", parts.dashboard)
    to_mend = attempts.part("lists", lambda: parts.to_mend(work)) if readable else None
    loaded_at = attempts.part("overdue", lambda: parts.last_loaded(work))
    together = letters.together if letters else None
    found = Found(
        troubles=attempts.troubles,
        letters=letters.made if letters else None,
        together=f"{parts.LETTERS}/{together.name}" if together else None,
        overdue=len(overdue.rows) if overdue else None,
        calendars=calendars,
        dashboard=dashboard is not None,
        to_mend=to_mend or (),
        last_loaded=date.fromisoformat(loaded_at[:10]) if loaded_at else None,
    )
    return found, letters
