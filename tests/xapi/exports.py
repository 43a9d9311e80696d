"""Read the exports in `data/moodle` as `load` does, and load them into a store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from xapi import database, report
from xapi.catalogue import registered
from xapi.database import Table
from xapi.derived import load_attempts
from xapi.intake import Loaded
from xapi.sources.given import Given, Read, Refused, Taken
from xapi.sources.mapped import Mapped
from xapi.sources.recognise import recognised
from xapi.store import Store, locked

DATA: Final = Path(__file__).parent / "data" / "moodle"
PAGE: Final = "https://moodle.example.org/mod/scorm/view.php?id=23"
LONDON: Final = ZoneInfo("Europe/London")
DOWNLOADED: Final = datetime(2026, 11, 22, tzinfo=UTC)


def given(**changes: Any) -> Given:
    known = {"zone": LONDON, "activity": PAGE, "downloaded": DOWNLOADED, **changes}
    return Given(**{"key": b"k" * 32, **known})


def reads(name: str, *, by: Mapped | None = None, **changes: Any) -> list[Read]:
    """What is read from an export, faults included."""
    found = recognised(DATA / name, None, by)
    assert found.read is not None
    return list(found.read(given(**changes)))


def attempts(name: str, **changes: Any) -> dict[tuple[str, int], Taken]:
    """Attempts of an export by person and number; a fault is a failure."""
    found = reads(name, **changes)
    assert not [each for each in found if isinstance(each, Refused)]
    taken = [each for each in found if isinstance(each, Taken)]
    return {(each.source.account["name"], each.source.number): each for each in taken}


def load(folder: Path, name: str, **changes: Any) -> Loaded:
    """Load an export into a store."""
    path = DATA / name
    found = recognised(path, None, None)
    assert found.read is not None
    with locked(folder) as store:
        known = given(key=store.key, catalogues=tuple(registered(store)), **changes)
        return load_attempts(store, path.name, found.name, found.read(known), known)


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query over the store's tables."""
    return list(query(store, sql).rows)


def query(store: Store, sql: str) -> Table:
    with report.tables(store) as connection:
        return database.query(connection, sql)


def names(found: list[Read]) -> Iterator[str]:
    for each in found:
        if isinstance(each, Taken):
            yield each.source.account["name"]
