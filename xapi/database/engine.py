"""Open the database engine, and run SQL in it: the only file that knows DuckDB."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from xapi.problems import RecordsError

Connection = duckdb.DuckDBPyConnection
#: whatever the engine raises
EngineError: Final = duckdb.Error

#: what DuckDB may hold in memory; beyond it, it writes to the store's own folder
MEMORY: Final = "512MB"


@dataclass(frozen=True)
class Table:
    """What a query gave: names of the columns, rows, and SQL types where known."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    types: tuple[str, ...] = ()

    def named(self) -> list[dict[str, Any]]:
        """Return each row by the names of its columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@contextmanager
def connected(spill: Path, threads: int | None = None) -> Iterator[Connection]:
    """Give a database in memory that fetches nothing from anywhere.

    `threads` is how many it works with, else as many as there are processors. Raises
    RecordsError when disk or memory run out; other errors are our bugs.
    """
    config: dict[str, Any] = {
        "memory_limit": MEMORY,
        "temp_directory": str(spill),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if threads is not None:
        config["threads"] = threads
    connection = duckdb.connect(config=config)
    # It would stand among the results: DuckDB draws it on standard output.
    connection.execute("SET enable_progress_bar = false")
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


def query(connection: Connection, sql: str) -> Table:
    """Run one SELECT."""
    result = connection.execute(sql)
    described = result.description or ()
    columns = tuple(entry[0] for entry in described)
    types = tuple(str(entry[1]) for entry in described)
    return Table(columns, tuple(result.fetchall()), types)


def confine(connection: Connection, files: Iterable[Path], spill: Path) -> None:
    """Let this database read these files and its own spill, and nothing else, for good."""
    paths = ", ".join(literal(path) for path in files)
    connection.execute(f"SET allowed_paths = [{paths}]")
    connection.execute(f"SET allowed_directories = [{literal(spill)}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def ask(connection: Connection, sql: str) -> Table:
    """Run what a person wrote in a confined database: one SELECT.

    Raises RecordsError with the engine's words where the SQL is wrong.
    """
    try:
        statements = connection.extract_statements(sql)
        if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
            raise RecordsError("one SELECT at a time: this tool changes no records.")
        return query(connection, sql)
    except (duckdb.IOException, duckdb.OutOfMemoryException):
        raise
    except duckdb.Error as error:
        raise RecordsError(f"the database says: {error}") from error


def quoted(name: str) -> str:
    """Return a name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    """Return a text as SQL has it."""
    return "'" + str(value).replace("'", "''") + "'"
