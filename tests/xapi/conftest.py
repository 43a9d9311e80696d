"""Records that several tests ask: made once, read by all."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from tests.xapi import cohort
from tests.xapi import office as office_files
from tests.xapi.furnished import furnish
from xapi import database, report
from xapi.asked import Asked
from xapi.catalogue import read_catalogue, register
from xapi.database import Table
from xapi.intake import load_file
from xapi.roster import Entry, read_roster
from xapi.store import Store, locked, opened

SEED: Final = 11
PEOPLE: Final = 180
AS_OF: Final = date(2026, 9, 1)


@dataclass(frozen=True)
class Records:
    """A store of a cohort, and the roster that goes with it."""

    folder: Path
    store: Store
    roster: Sequence[Entry]
    connection: database.Connection

    def table(
        self,
        name: str,
        asked: Asked | None = None,
        roster: Sequence[Entry] | None = None,
    ) -> Table:
        roster = self.roster if roster is None else roster
        database.give(self.connection, asked or Asked(as_of=AS_OF), roster)
        return report.settled(database.query(self.connection, report.sql(name)))

    def report(
        self, name: str, roster: Sequence[Entry] | None = None, **only: Any
    ) -> list[dict[str, Any]]:
        return self.table(name, Asked(as_of=AS_OF, **only), roster).named()


def stored(folder: Path, *files: Path) -> Store:
    """Load catalogues and statements into a new store."""
    with locked(folder) as store:
        for path in files:
            catalogue = read_catalogue(path)
            if catalogue is not None:
                register(store, path, catalogue)
            else:
                load_file(store, path, lambda done, count: None)
    return opened(folder)


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """Give a cohort's records: nobody may change them."""
    folder = tmp_path_factory.mktemp("cohort")
    files = cohort.write(folder, SEED, PEOPLE)
    roster = read_roster(folder / "roster.csv")
    store = stored(folder / "records", *files)
    with report.tables(store) as connection:
        yield Records(folder, store, roster, connection)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> office_files.Office:
    """Give an agency's office with pages of one day: nobody may change it."""
    folder = tmp_path_factory.mktemp("office")
    stored(folder / "records", *cohort.write(folder, 5, 14))
    return office_files.opened(folder)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with records of a few people, roster and settings: it is copied."""
    folder = tmp_path_factory.mktemp("furnished")
    stored(folder / "records", *furnish(folder))
    return folder


@pytest.fixture
def place(furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, which the command line finds."""
    shutil.copytree(furnished, tmp_path / "office")
    monkeypatch.chdir(tmp_path / "office")
    return tmp_path / "office"
