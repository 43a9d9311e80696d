"""Run a report, which is one SQL file, over a store."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

from xapi import database
from xapi.asked import Asked
from xapi.database import Table
from xapi.decisions import Decision
from xapi.letters.register import Made
from xapi.roster import Entry
from xapi.store import Store
from xapi.tables import STORED

PACKAGE: Final = "xapi"
#: the last digits of a sum of fractions depend on the order of the rows
_PLACES: Final = 6


def sql(name: str) -> str:
    """Return the text of a report."""
    return (files(PACKAGE) / "reports" / f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def tables(
    store: Store,
    zone: str | None = None,
    asked: Asked = Asked(),  # noqa: B008 - frozen
    roster: Sequence[Entry] = (),
    decisions: Sequence[Decision] = (),
    letters: Sequence[Made] = (),
) -> Iterator[database.Connection]:
    """Give a database with the public tables over what the store has committed.

    `zone` is for agencies whose catalogue is missing; `letters` are those that were made.
    Raises RecordsError.
    """
    spill = _spill(store)
    try:
        with database.connected(spill) as connection:
            rooms = {room: store.files(room) for room in STORED}
            loads = [(load.origin, load.kind, load.loaded_at) for load in store.loads]
            database.show(connection, rooms, loads, zone)
            database.give(connection, asked, roster, zone, decisions, letters)
            yield connection
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def confine(connection: database.Connection, store: Store) -> None:
    """Let the database read the store's tables and nothing else, for good."""
    files = [path for room in STORED for path in store.files(room)]
    database.confine(connection, files, _spill(store))


def run(
    store: Store,
    name: str,
    zone: str | None = None,
    asked: Asked = Asked(),  # noqa: B008 - frozen
    roster: Sequence[Entry] = (),
    decisions: Sequence[Decision] = (),
) -> Table:
    """Run a report over what the store has committed. Raises RecordsError."""
    with tables(store, zone, asked, roster, decisions) as connection:
        return answer(connection, name)


def answer(connection: database.Connection, name: str) -> Table:
    """Run a report in a database that `tables` gave. Raises RecordsError."""
    return settled(database.query(connection, sql(name)))


def settled(table: Table) -> Table:
    """Return rows whose fractions are the same whatever order they were added up in."""
    rows = (
        tuple(round(x, _PLACES) if isinstance(x, float) else x for x in row)
        for row in table.rows
    )
    return Table(table.columns, tuple(rows), table.types)


def _spill(store: Store) -> Path:
    return store.folder / f"spill-{os.getpid()}"
