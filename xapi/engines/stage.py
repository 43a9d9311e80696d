"""Bring a store's tables into an engine: as it is for all of them, step by step.

DuckDB reads the small tables (catalogues, roster, decisions) and hands them over as Parquet.
Statements go as the files that the store has, each once. The public tables are then the
same SQL files, translated.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from xapi import database
from xapi.asked import ASKED
from xapi.columns import STATEMENTS, Column
from xapi.database import Connection
from xapi.decisions import DECISIONS
from xapi.engines.engine import Engine
from xapi.engines.translate import tables, translated
from xapi.letters.register import LETTERS
from xapi.respondents import IS_SURVEY
from xapi.roster import ROSTER
from xapi.store import Store
from xapi.tables import DATED, STORED, VIEWS, courses, public, with_local

#: stored tables that grow with the records: name here -> room of the store
_LARGE: Final = {"all_statements": "statements", "quarantine": "quarantine"}
#: which of their rows and columns nobody needs there: answers to surveys come under a
#: second pseudonym, in a table of their own; a refused statement's text may be one
_ROWS: Final = {"all_statements": f"NOT {IS_SURVEY}"}
_LEFT: Final = ("respondent", "text")
_SURVEYS: Final = "survey_answers"
_SMALL: Final = {
    **{name: columns for name, (_, columns) in courses.PUBLIC.items()},
    "zones": (Column("agency", "VARCHAR", ""), Column("zone", "VARCHAR", "")),
    "loads": (
        Column("origin", "VARCHAR", ""),
        Column("kind", "VARCHAR", ""),
        Column("loaded_at", "TIMESTAMP", ""),
    ),
    "asked": ASKED,
    "roster": ROSTER,
    "decisions": DECISIONS,
    "letters": LETTERS,
}
#: public tables that are made of others, each after what it needs
_MADE: Final = ("statements", *VIEWS, *DATED)
#: name of a table -> its columns, as reports and tables meet them
COLUMNS: Final = {
    "all_statements": [column.name for column in STATEMENTS],
    "statements": [column.name for column in with_local(public("statements").columns)],
    **{
        name: [c.name for c in with_local(public(name).columns)]
        for name in (*VIEWS, *DATED)
    },
}


def stage_small(engine: Engine, connection: Connection, folder: Path) -> None:
    """Hand over the small tables; `folder` is for the files on the way."""
    for name, columns in _SMALL.items():
        names = ", ".join(column.name for column in columns)
        file = folder / f"{name}.parquet"
        table = database.query(connection, f"SELECT {names} FROM {name}")
        database.write_parquet(connection, table, file)
        engine.create(name, columns)
        if table.rows:
            engine.load(name, columns, file)


def stage_surveys(engine: Engine, connection: Connection, folder: Path) -> None:
    """Hand over answers to surveys, under the second pseudonym alone."""
    columns = survey_columns(connection)
    file = folder / f"{_SURVEYS}.parquet"
    engine.create(_SURVEYS, columns)
    if database.copy(connection, f"SELECT * FROM {_SURVEYS}", file):
        engine.load(_SURVEYS, columns, file)


def survey_columns(connection: Connection) -> list[Column]:
    """Return the columns of `survey_answers`."""
    shape = database.query(connection, f"SELECT * FROM {_SURVEYS} LIMIT 0")
    described = zip(shape.columns, shape.types, strict=True)
    return [Column(name, kind, "") for name, kind in described]


def stage_large(engine: Engine, store: Store) -> None:
    """Hand over statements and quarantine: only the files that are not there yet."""
    for name, room in _LARGE.items():
        files = store.files(room)
        columns = [column for column in STORED[room] if column.name not in _LEFT]
        there = engine.staged(name)
        if not there or there - {file.name for file in files}:
            engine.create(name, columns)
            there = set()
        for file in files:
            if file.name not in there:
                engine.load(name, columns, file, _ROWS.get(name, "true"))


def needed(queries: Iterable[str]) -> list[str]:
    """Return the public tables that reports need made, each after what it needs."""
    found: set[str] = set()
    waiting = {name for sql in queries for name in tables(sql)}
    while waiting:
        name = waiting.pop()
        if name in _MADE:
            found.add(name)
            waiting |= tables(database.table_sql(name)) - found
    return [name for name in _MADE if name in found]


def make_tables(
    engine: Engine, names: Sequence[str], zones: Sequence[str], zone: str | None
) -> None:
    """Make public tables. `zone` is for agencies whose catalogue is missing."""
    for name in names:
        made = translated(database.table_sql(name), engine.dialect, COLUMNS)
        columns = ", ".join(_columns(engine, name, zones, zone))
        engine.make(name, f"SELECT {columns} FROM ({made}) AS made")


def _columns(
    engine: Engine, name: str, zones: Sequence[str], zone: str | None
) -> list[str]:
    here = "zone" if zone is None else f"coalesce(zone, '{zone}')"
    known = {column.name for column in public(name).columns}
    found = []
    for column in with_local(public(name).columns):
        if column.name == "zone":
            found.append(f"{here} AS zone")
        elif column.name in known:
            found.append(column.name)
        else:
            moment = f"{column.name.removesuffix('_local')}_at"
            found.append(f"{engine.local(moment, here, zones)} AS {column.name}")
    return found
