"""Run a report, which is one SQL file, over a store."""

import os
import shutil
from importlib.resources import files
from typing import Final

from xapi import database
from xapi.database import Table
from xapi.store import Store

PACKAGE: Final = "xapi"
ROOMS: Final = ("statements", "quarantine")


def sql(name: str) -> str:
    """Return the text of a report."""
    return (files(PACKAGE) / "reports" / f"{name}.sql").read_text(encoding="utf-8")


def run(store: Store, name: str) -> Table:
    """Run a report over what the store has committed. Raises RecordsError."""
    spill = store.folder / f"spill-{os.getpid()}"
    try:
        with database.connected(spill) as connection:
            database.show(connection, {room: store.files(room) for room in ROOMS})
            return database.query(connection, sql(name))
    finally:
        shutil.rmtree(spill, ignore_errors=True)
