"""Make the tables that no record fills: what is asked for, and the agency's roster."""

from collections.abc import Iterable
from dataclasses import astuple

from xapi.asked import Asked, select
from xapi.database.engine import Connection
from xapi.roster import ROSTER, Entry


def give(
    connection: Connection,
    asked: Asked,
    roster: Iterable[Entry] = (),
    zone: str | None = None,
) -> None:
    """Make `asked` and `roster`, anew each time. `zone` says what day it is, where none is asked for."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE asked AS {select(asked, zone)}")
    columns = ", ".join(f"{column.name} {column.type}" for column in ROSTER)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE roster ({columns})")
    if rows := [astuple(entry) for entry in roster]:
        places = ", ".join("?" for _ in ROSTER)
        connection.executemany(f"INSERT INTO roster VALUES ({places})", rows)
