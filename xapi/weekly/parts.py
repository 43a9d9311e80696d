"""What a round makes of the records, part by part, each into the folder of the day."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from xapi import report
from xapi.asked import Asked
from xapi.dashboard import page
from xapi.database import Connection, Table
from xapi.days import written_in
from xapi.decisions import Decision
from xapi.enrolment.overview import status
from xapi.letters import files as letter_files
from xapi.letters.letter import Letter
from xapi.letters.register import NAME as REGISTER
from xapi.letters.register import read_register
from xapi.output_files import write, write_text
from xapi.problems import RecordsError
from xapi.reports import REPORTS
from xapi.roster import Entry
from xapi.schedule import files as calendar_files
from xapi.schedule.duties import duties
from xapi.settings import Settings
from xapi.store import Store, opened

OVERDUE: Final = "overdue.xlsx"
DASHBOARD: Final = "dashboard.html"
LETTERS: Final = "letters"
CALENDARS: Final = "calendars"
#: findings of `roster status` that are as they should be
_NOT_TO_MEND: Final = ("key-file-kept",)


@dataclass(frozen=True)
class Work:
    """What a round goes by: settings, the folder of the records, a day, the lists."""

    settings: Settings
    store: Path
    day: date
    roster: Sequence[Entry]
    decisions: Sequence[Decision]

    @property
    def exports(self) -> Path:
        """Return the folder that letters are noted in."""
        return self.settings.exports_beside(self.store)

    @property
    def language(self) -> str:
        """Return the language of the agency's own pages."""
        agency = self.settings.agency
        return written_in(agency.language if agency else None)

    @property
    def asked(self) -> Asked:
        """Return that all is asked about, as of the day."""
        return Asked(as_of=self.day)

    def records(self) -> Store:
        """Return the records as they are now. Raises RecordsError."""
        return opened(self.store)


@dataclass(frozen=True)
class Letters:
    """Letters of the day, and the one file with all of them; None: none are due."""

    made: Sequence[Letter]
    together: Path | None


@contextmanager
def _tables(work: Work) -> Iterator[Connection]:
    """Give the tables as of the day, with the letters that were made before."""
    made = read_register(work.exports / REGISTER)
    lists = (work.roster, work.decisions, made)
    zone = work.settings.zone
    with report.tables(work.records(), zone, work.asked, *lists) as connection:
        yield connection


def overdue(work: Work, folder: Path) -> Table:
    """Write the list of who is late, and return it. Raises RecordsError, OSError."""
    with _tables(work) as connection:
        table = report.answer(connection, "overdue")
    write(table, folder / OVERDUE, "xlsx", title=REPORTS["overdue"].title)
    return table


def letters(work: Work, folder: Path) -> Letters:
    """Write the letters that are due. Raises RecordsError, OSError."""
    if not work.roster:
        raise RecordsError(
            "the roster names nobody, so nobody can be written to: name one in "
            "report.toml (roster = ...), and begin it with 'janeschool-report roster new'."
        )
    with _tables(work) as connection:
        found = letter_files.letters(connection, work.settings, work.day)
    _, together = letter_files.write(found, folder / LETTERS, work.settings, work.day)
    return Letters(found, together)


def note(work: Work, made: Letters) -> None:
    """Note the letters, so that next week's round does not send them again."""
    letter_files.note(made.made, work.exports / REGISTER, work.day, work.asked)


def calendars(work: Work, folder: Path) -> int:
    """Write the calendars and return how many. Raises RecordsError, OSError."""
    zone, lists = work.settings.zone, (work.roster, work.decisions)
    found = duties(work.records(), zone, work.asked, *lists)
    made = calendar_files.made(found, work.settings)
    written = calendar_files.write(
        made, folder / CALENDARS, "ics", work.day, lambda done, count: None
    )
    return len(written)


def dashboard(work: Work, folder: Path) -> Path:
    """Write the page of numbers. Raises RecordsError, OSError."""
    zone, lists = work.settings.zone, (work.roster, work.decisions)
    text = page(work.records(), work.language, zone, work.asked, *lists)
    write_text(text, folder / DASHBOARD)
    return folder / DASHBOARD


def to_mend(work: Work) -> list[str]:
    """Return what in the agency's lists asks for a look. Raises RecordsError, OSError."""
    if work.settings.roster is None:
        return []
    found = status(work.settings.roster, work.settings, work.store, work.day)
    return [str(each) for each in found.findings if each.about not in _NOT_TO_MEND]


def last_loaded(work: Work) -> str | None:
    """Return when anything was last loaded (UTC, ISO 8601). Raises RecordsError."""
    return max((load.loaded_at for load in work.records().loads), default=None)
