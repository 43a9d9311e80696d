"""Make the public tables: views over the store's files, for whoever asks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files as resource
from pathlib import Path
from typing import Final

from xapi.columns import STATEMENTS, Column
from xapi.database.engine import Connection, literal, quoted
from xapi.database.parquet import select
from xapi.respondents import IS_SURVEY
from xapi.tables import STORED, VIEWS, courses, public, with_local

PACKAGE: Final = "xapi"
Files = Mapping[str, Sequence[Path]]  #: table -> its Parquet files
Loads = Sequence[tuple[str, str, str]]  #: origin, kind, time in UTC as ISO 8601 has it


def show(
    connection: Connection, files: Files, loads: Loads = (), zone: str | None = None
) -> None:
    """Make the public tables. `zone` is for agencies whose catalogue is missing."""
    _stored(connection, files)
    _loads(connection, loads)
    for name in ("statements", *VIEWS):
        _public(connection, name, table_sql(name), zone)


def table_sql(name: str) -> str:
    """Return the SQL of a table that is made of others."""
    return (resource(PACKAGE) / "tables" / f"{name}.sql").read_text(encoding="utf-8")


def _stored(connection: Connection, files: Files) -> None:
    for table, columns in STORED.items():
        names = tuple(column.name for column in columns)
        found = select(files.get(table, ()), names, table)
        if table in courses.PUBLIC:
            found = _latest(found, table, names)
        if table == "statements":
            _statements(connection, found)
        else:
            connection.execute(
                f"CREATE VIEW {table} AS {_without_surveys(found, table)}"
            )
    connection.execute(
        "CREATE VIEW zones AS SELECT agency, max(time_zone) AS zone FROM ("
        "SELECT agency, time_zone, loaded_at, max(loaded_at) OVER (PARTITION BY agency) "
        "AS latest FROM agencies) WHERE loaded_at = latest GROUP BY agency"
    )


def _statements(connection: Connection, found: str) -> None:
    """Make two views of the stored statements that nothing joins to each other.

    `survey_answers` is the one place for answers to surveys: under the second pseudonym,
    with the quarter instead of the moment, and without whatever else tells who it was.
    """
    names = ", ".join(quoted(column.name) for column in STATEMENTS)
    connection.execute(
        f"CREATE VIEW all_statements AS SELECT {names} FROM ({found}) WHERE NOT {IS_SURVEY}"
    )
    connection.execute(
        f"CREATE VIEW survey_answers AS WITH received AS ({found}) "
        f"SELECT * FROM ({table_sql('survey_answers')})"
    )


def _without_surveys(found: str, table: str) -> str:
    """Return the quarantine without the texts of answers to surveys; others as they are."""
    if table != "quarantine":
        return found
    said = "contains(text, '/answered') AND NOT contains(text, '\"success\"')"
    return f"SELECT * REPLACE (CASE WHEN {said} THEN NULL ELSE text END AS text) FROM ({found})"


def _latest(rows: str, table: str, names: Sequence[str]) -> str:
    """Return the rows of the catalogue that was registered last for an edition.

    Packages are in the field for as long as anybody has them: each stays known. A
    Moodle backup holds a SCORM package, and has the same fingerprint.
    """
    if table == "packages":
        return (
            f"SELECT {', '.join(map(quoted, names))} FROM (SELECT *, row_number() OVER "
            "(PARTITION BY package ORDER BY target = 'moodle', loaded_at DESC, file) "
            "AS nth "
            f"FROM ({rows})) WHERE nth = 1"
        )
    latest = (
        f"SELECT {', '.join(map(quoted, names))} FROM (SELECT *, max(loaded_at) OVER "
        f"(PARTITION BY course, version, agency) AS latest FROM ({rows})) "
        "WHERE loaded_at = latest"
    )
    if table in ("agencies", "course_keys"):
        return latest
    # The last catalogue may have taken the last check-in or rule away.
    return (
        f"SELECT * FROM ({latest}) WHERE (course, version, agency, loaded_at) IN "
        "(SELECT (course, version, agency, loaded_at) FROM agencies)"
    )


def _loads(connection: Connection, loads: Loads) -> None:
    connection.execute(
        "CREATE TEMP TABLE loads (origin VARCHAR, kind VARCHAR, loaded_at TIMESTAMP)"
    )
    rows = [
        (origin, kind, datetime.fromisoformat(at).replace(tzinfo=None))
        for origin, kind, at in loads
    ]
    if rows:
        connection.executemany("INSERT INTO loads VALUES (?, ?, ?)", rows)


def _public(connection: Connection, name: str, sql: str, zone: str | None) -> None:
    """Make a table with the columns of the contract, and clocks of the agency."""
    known = {column.name for column in public(name).columns}
    columns = with_local(public(name).columns)
    shown = ", ".join(_column(column, known, zone) for column in columns)
    connection.execute(f"CREATE VIEW {name} AS SELECT {shown} FROM ({sql})")


def _column(column: Column, known: set[str], zone: str | None) -> str:
    """Return how a column is found; `_local` is the one thing that DuckDB adds here."""
    here = "zone" if zone is None else f"coalesce(zone, {literal(zone)})"
    if column.name == "zone":
        return f"{here} AS zone"
    if column.name in known:
        return quoted(column.name)
    moment = quoted(f"{column.name.removesuffix('_local')}_at")
    return f"timezone({here}, timezone('UTC', {moment})) AS {quoted(column.name)}"
