"""Turn new referrals into tokens, and into changes of the roster and the key file.

Nothing is written here: `adding.make` does that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xapi import keyfile, roster
from xapi.agency_lists import Cells, Columns
from xapi.enrolment.adding import Change, added
from xapi.enrolment.case_list import read_cases_of
from xapi.enrolment.plan import (
    UNCHANGED,
    Step,
    key_rows,
    planned,
    roster_rows,
    user_rows,
)
from xapi.enrolment.tokens import new_token
from xapi.keyfile import Case, demand_apart, read_cases
from xapi.problems import RecordsError
from xapi.roster import Entry, read_roster
from xapi.settings import Settings


@dataclass(frozen=True)
class Lists:
    """Where the agency's lists are; `store` is where they may not be."""

    roster: Path
    key: Path | None
    store: Path
    settings: Settings

    @property
    def courts(self) -> list[str]:
        """Return the ids of the courts that report.toml names."""
        return [court.id for court in self.settings.courts]

    def entries(self) -> list[Entry]:
        """Return the roster; of one that is not there, nobody. Raises as its reader."""
        there = self.roster.exists()
        return read_roster(self.roster, self.courts) if there else []

    def cases(self) -> dict[str, Case]:
        """Return the key file's cases; of one that is not there, none. Raises likewise."""
        there = self.key is not None and self.key.exists()
        return read_cases(self.key, self.store) if self.key and there else {}


@dataclass(frozen=True)
class Reading:
    """How an agency's list is read: what fills empty cells, headings, form of days."""

    defaults: Mapping[str, str]
    headings: Mapping[str, str]
    days: str = "iso"
    several: bool = False
    users: Path | None = None  #: new file for the LMS: whose ID number is which token


def with_new_tokens(
    lists: Lists, count: int, defaults: Mapping[str, str]
) -> tuple[list[str], list[Change]]:
    """Return new tokens, and the roster with a line for each, filled from `defaults`.

    Raises RecordsError for a default that no roster may hold, or a faulty roster; OSError.
    """
    cells = Cells(defaults)
    like = roster.entry(cells, "", lists.courts)
    if cells.faults:
        raise RecordsError("\n".join(cells.faults))
    taken = {entry.participant for entry in lists.entries()}
    tokens: list[str] = []
    for _ in range(count):
        tokens.append(new_token(taken))
        taken.add(tokens[-1])
    rows = roster_rows([replace(like, participant=token) for token in tokens])
    return tokens, [added(lists.roster, roster.COLUMNS, rows)]


def with_cases(
    lists: Lists, path: Path, reading: Reading, tell: Callable[[str], None]
) -> tuple[list[Step], list[Change]]:
    """Return what becomes of each line of an agency's list, and the changes to make.

    The key file comes first: a case that it knows keeps its token when all is done
    again. Raises RecordsError with every fault, by line, and OSError.
    """
    people = read_cases_of(
        path,
        lists.settings,
        defaults=reading.defaults,
        headings=reading.headings,
        days=reading.days,
        tell=tell,
    )
    steps = planned(
        path, people, lists.entries(), lists.cases(), several=reading.several
    )
    cases = [step.case for step in steps if step.case]
    entries = [step.entry for step in steps if step.what not in UNCHANGED]
    changes = []
    if cases:
        key = _key(lists)
        changes.append(added(key, keyfile.COLUMNS, key_rows(cases)))
    if entries:
        changes.append(added(lists.roster, roster.COLUMNS, roster_rows(entries)))
    if reading.users:
        changes.append(_users(reading.users, steps))
    return steps, changes


def _users(path: Path, steps: list[Step]) -> Change:
    """Return a file for Moodle's "Upload users": it is new, and of this list alone."""
    if path.exists():
        raise RecordsError(f"{path} is there already: name a new file for the LMS.")
    rows = user_rows(steps)
    if not rows:
        raise RecordsError(
            f"{path}: the list has no usernames: say which column they are in, as in "
            "--column 'Login=username'."
        )
    return added(path, Columns(("username", "idnumber")), rows)


def _key(lists: Lists) -> Path:
    if lists.key is None:
        raise RecordsError(
            "names and case numbers go into a key file and nowhere else: name one with "
            "--key, or in report.toml (key = ...)."
        )
    demand_apart(lists.key, lists.store)
    return lists.key
