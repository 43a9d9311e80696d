"""Make the tables that no record fills: what is asked for, roster, decisions, letters."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from xapi.asked import Asked, select
from xapi.columns import Column
from xapi.database.engine import Connection, quoted
from xapi.database.views import table_sql
from xapi.decisions import DECISIONS, Decision
from xapi.letters.register import LETTERS, Made
from xapi.roster import ROSTER, Entry
from xapi.tables import DATED, public


def give(
    connection: Connection,
    asked: Asked,
    roster: Iterable[Entry] = (),
    zone: str | None = None,
    decisions: Iterable[Decision] = (),
    letters: Iterable[Made] = (),
) -> None:
    """Make `asked`, `roster`, `decisions` and `letters`, anew each time, and their views.

    `zone` says what day it is, where none is asked for.
    """
    connection.execute(f"CREATE OR REPLACE TEMP TABLE asked AS {select(asked, zone)}")
    _fill(connection, "roster", ROSTER, roster)
    _fill(connection, "decisions", DECISIONS, decisions)
    _fill(connection, "letters", LETTERS, letters)
    for name in DATED:
        shown = ", ".join(quoted(column.name) for column in public(name).columns)
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {shown} FROM ({table_sql(name)})"
        )


def _fill(
    connection: Connection, name: str, columns: Sequence[Column], rows: Iterable[Any]
) -> None:
    """Make a table of dataclasses whose fields come in the order of the columns."""
    fields = ", ".join(f"{column.name} {column.type}" for column in columns)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({fields})")
    if values := [astuple(row) for row in rows]:
        places = ", ".join("?" for _ in columns)
        connection.executemany(f"INSERT INTO {name} VALUES ({places})", values)
