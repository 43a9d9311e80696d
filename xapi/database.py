"""Turn staged rows into Parquet, and SQL over Parquet into rows: all of DuckDB."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from xapi.columns import TABLES, Column
from xapi.problems import RecordsError

Connection = duckdb.DuckDBPyConnection
Files = Mapping[str, Sequence[Path]]  #: table -> its Parquet files

#: what DuckDB may hold in memory; beyond it, it writes to the store's own folder
MEMORY: Final = "512MB"
#: largest staged row, in bytes: a statement of the longest kind, escaped
_LARGEST: Final = 64_000_000
#: LRSs cut durations to hundredths, and some lose one more (xAPI 1.0.3, Data 4.6)
_CUT_S: Final = 0.021
_STAGED: Final = {"TIMESTAMP": "BIGINT"}


@dataclass(frozen=True)
class Table:
    """What a query gave: names of the columns, and rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@contextmanager
def connected(spill: Path) -> Iterator[Connection]:
    """Give a database in memory that fetches nothing from anywhere.

    Raises RecordsError when disk or memory run out; other errors are our bugs.
    """
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    try:
        yield connection
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        reason = str(error).splitlines()[0]
        raise RecordsError(
            f"the database could not go on: {reason}. "
            "Nothing was changed: make room and run the same command again."
        ) from error
    finally:
        connection.close()


def stage(connection: Connection, table: str, rows: Path) -> None:
    """Read staged rows (NDJSON, each with its place in `seq`) as `incoming`."""
    columns = TABLES[table]
    fields = ", ".join(
        f"{_quoted(c.name)}: {_literal(_STAGED.get(c.type, c.type))}" for c in columns
    )
    names = ", ".join(_typed(column) for column in columns)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE incoming AS SELECT seq, {names} FROM read_json("
        f"{_literal(rows)}, format = 'newline_delimited', "
        f"maximum_object_size = {_LARGEST}, columns = {{seq: 'BIGINT', {fields}}})"
    )


def find_repeated(connection: Connection, known: Sequence[Path]) -> list[int]:
    """Return `seq` of each incoming statement whose id is known, in order.

    Known is an id from the store or from an earlier incoming statement; of two
    with other content the first stays. What was found is kept as `again`.
    """
    compared = ("statement_id", "content_hash", "duration_s", "happened_at")
    names = ", ".join(compared)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE again AS
        WITH everything AS (
            SELECT -1 AS seq, {names} FROM ({_select(known, compared)})
            WHERE statement_id IN (SELECT statement_id FROM incoming)
            UNION ALL
            SELECT seq, {names} FROM incoming
        ), ordered AS (
            SELECT *, first_value(everything) OVER (
                PARTITION BY statement_id ORDER BY seq
            ) AS first
            FROM everything
        )
        SELECT seq,
            content_hash <> first.content_hash
            OR abs(coalesce(duration_s, -1) - coalesce(first.duration_s, -1)) > {_CUT_S}
            OR abs(date_diff('microsecond', happened_at, first.happened_at))
                > {_CUT_S} * 1000000
            AS differs
        FROM ordered WHERE seq <> first.seq
        """
    )
    found = connection.execute("SELECT seq FROM again ORDER BY seq").fetchall()
    return [seq for (seq,) in found]


def write_statements(connection: Connection, raw_file: str, target: Path) -> int:
    """Write the incoming statements that are new; return how many."""
    place = {"raw_file": _literal(raw_file), "raw_line": "row_number() OVER last"}
    columns = [f"{place.get(c.name, c.name)} AS {c.name}" for c in TABLES["statements"]]
    return _write(
        connection,
        f"""
        SELECT {", ".join(columns)} FROM incoming
        WHERE seq NOT IN (SELECT seq FROM again)
        WINDOW last AS (ORDER BY seq) ORDER BY seq
        """,
        target,
    )


def write_quarantine(
    connection: Connection, known: Sequence[Path], target: Path
) -> int:
    """Write the incoming rows that the quarantine does not hold; return how many."""
    names = [c.name for c in TABLES["quarantine"]]
    key = ("origin", "origin_line", "code", "raw_hash")
    same = " AND ".join(f"k.{name} = i.{name}" for name in key)
    return _write(
        connection,
        f"""
        SELECT {", ".join(names)} FROM incoming AS i
        WHERE NOT EXISTS (SELECT 1 FROM ({_select(known, key, "quarantine")}) AS k WHERE {same})
        ORDER BY seq
        """,
        target,
    )


def conflicts(connection: Connection) -> list[tuple[Any, ...]]:
    """Return seq, origin, line, id, agency, course and hash of what differs."""
    return connection.execute(
        """
        SELECT seq, origin, origin_line, statement_id, agency, course, raw_hash
        FROM incoming WHERE seq IN (SELECT seq FROM again WHERE differs) ORDER BY seq
        """
    ).fetchall()


def show(connection: Connection, files: Files) -> None:
    """Make the tables that reports read: `statements` leaves voided ones out.

    A voiding statement cannot be voided (xAPI 1.0.3, Data 2.3.2).
    """
    for table, columns in TABLES.items():
        names = tuple(column.name for column in columns)
        view = "all_statements" if table == "statements" else table
        connection.execute(
            f"CREATE VIEW {view} AS {_select(files.get(table, ()), names, table)}"
        )
    connection.execute(
        """
        CREATE VIEW statements AS
        SELECT * FROM all_statements AS s
        WHERE verb = 'voided' OR NOT EXISTS (
            SELECT 1 FROM all_statements AS v WHERE v.voids = s.statement_id
        )
        """
    )


def query(connection: Connection, sql: str) -> Table:
    """Run one SELECT."""
    result = connection.execute(sql)
    columns = tuple(entry[0] for entry in result.description or ())
    return Table(columns, tuple(result.fetchall()))


def _write(connection: Connection, select: str, target: Path) -> int:
    copied = connection.execute(
        f"COPY ({select}) TO {_literal(target)} (FORMAT parquet, COMPRESSION zstd)"
    ).fetchone()
    count = int(copied[0]) if copied else 0
    if not count:
        target.unlink(missing_ok=True)
    return count


def _select(
    files: Sequence[Path], names: Sequence[str], table: str = "statements"
) -> str:
    """Return a SELECT over Parquet files; without files it gives no rows."""
    if files:
        paths = ", ".join(_literal(path) for path in files)
        return f"SELECT {', '.join(names)} FROM read_parquet([{paths}])"
    types = {column.name: column.type for column in TABLES[table]}
    empty = ", ".join(f"CAST(NULL AS {types[name]}) AS {name}" for name in names)
    return f"SELECT {empty} WHERE false"


def _typed(column: Column) -> str:
    if column.type == "TIMESTAMP":
        return f"make_timestamp({column.name}) AS {column.name}"
    return column.name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
