"""Wall a database off for pages about persons: no answer, survey or medium in it.

What a page may use is copied out of the public tables, under the same names; then every
other table and view is dropped, and the engine is shut for good: what was not copied
does not exist any more, and no file of the store can be read.
"""

from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import Final, NewType

from xapi import database
from xapi.columns import STATEMENTS
from xapi.database import Connection

PACKAGE: Final = "xapi.court"
#: a connection in which nothing is but what a page may use
Walled = NewType("Walled", Connection)

#: where the copies stand: the one schema that is left
_SCHEMA: Final = "court"
_SO_FAR: Final = "WHERE local_day <= (SELECT as_of FROM asked)"
_COURSE_ITSELF: Final = (
    "WHERE activity_type <> 'check-in' AND coalesce(item, '') NOT IN "
    "(SELECT lesson FROM course_lessons WHERE checkin IS NOT NULL)"
)
_WANTED: Final = "WHERE participant IN (SELECT participant FROM wanted)"
#: views, each over those before it: once copied, the next sees the copy
_STANDS: Final = ("enrolments", "due_days", "obligations", "standing")
#: copied while the views see all records of the people that are asked for
_BESIDE: Final = {
    "decisions": f"SELECT * FROM decisions {_WANTED}",
    "agencies": "SELECT * FROM agencies",
    "packages": "SELECT * FROM packages",
    "course_rules": "SELECT * FROM course_rules",
    "course_lessons": "SELECT * FROM course_lessons",
    "lesson_words": "SELECT * EXCLUDE (part, text) FROM course_words "
    "WHERE kind = 'lesson'",
    "asked": "SELECT * FROM asked",
}
#: which enrolment a registration is of: see `kept.sql`
_KEY: Final = "split_part(registration, chr(10), 2) AS enrolment_key"
#: copied while they see the records of the course itself that a page may use
_COPIES: Final = {
    "attempts": f"SELECT * EXCLUDE (answers), {_KEY} FROM attempts",
    "sessions": f"SELECT *, {_KEY} FROM sessions",
    "lessons": f"SELECT *, {_KEY} FROM lessons",
}


def walled(connection: Connection, tokens: Collection[str]) -> Walled:
    """Shut a database of `report.tables` up but for what pages about tokens may use.

    There is no way back: the connection is good for pages alone from then on.
    """
    connection.execute("CREATE TEMP TABLE wanted (participant VARCHAR)")
    if tokens:
        rows = [[token] for token in sorted(tokens)]
        connection.executemany("INSERT INTO wanted VALUES (?)", rows)
    connection.execute(f"CREATE SCHEMA {_SCHEMA}")
    _copy(connection, {"counting": sql("counting")})
    named = ", ".join(f'"{column.name}"' for column in STATEMENTS)
    _see(connection, f"SELECT {named} FROM {_SCHEMA}.counting {_SO_FAR}")
    for name in _STANDS:
        limit = "" if name == "due_days" else _WANTED
        _copy(connection, {name: f"SELECT * FROM {name} {limit}"})
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {_SCHEMA}.{name}"
        )
    _copy(connection, _BESIDE)
    _see(connection, f"SELECT {named} FROM ({sql('kept')})")
    _copy(connection, {"records": sql("records"), "later": sql("later")})
    _see(connection, f"SELECT {named} FROM ({sql('kept')}) {_COURSE_ITSELF}")
    _copy(connection, _COPIES)
    _copy(connection, {"measures": sql("measures")})
    _shut(connection)
    return Walled(connection)


def sql(name: str) -> str:
    """Return the text of a query of this package."""
    return (files(PACKAGE) / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _see(connection: Connection, rows: str) -> None:
    """Put other rows under every view over statements."""
    connection.execute(f"CREATE OR REPLACE VIEW all_statements AS {rows}")


def _copy(connection: Connection, copies: Mapping[str, str]) -> None:
    for name, text in copies.items():
        connection.execute(f"CREATE TABLE {_SCHEMA}.{name} AS {text}")


def _shut(connection: Connection) -> None:
    """Leave the copies alone, and no way to a file."""
    for kind in ("view", "table"):
        found = database.query(
            connection,
            f"SELECT database_name, schema_name, {kind}_name FROM duckdb_{kind}s() "
            f"WHERE NOT internal AND schema_name <> '{_SCHEMA}'",
        )
        for row in found.rows:
            name = ".".join(f'"{part}"' for part in row)
            connection.execute(f"DROP {kind} {name}")
    connection.execute(f"DROP TABLE {_SCHEMA}.counting")
    connection.execute(f"SET search_path = '{_SCHEMA}'")
    spill = database.query(connection, "SELECT current_setting('temp_directory')")
    database.confine(connection, (), spill.rows[0][0])
