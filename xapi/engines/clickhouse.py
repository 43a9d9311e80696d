"""ClickHouse: in this process (chdb), or a server that speaks HTTP.

Its settings make it keep to standard SQL where it goes its own way: outer joins and
aggregates of nothing give null, a cast keeps null, UNION says what it means.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from xapi.columns import Column
from xapi.problems import RecordsError

SETTINGS: Final[Mapping[str, str]] = {
    "session_timezone": "UTC",
    "join_use_nulls": "1",
    "aggregate_functions_null_for_empty": "1",
    "cast_keep_nullable": "1",
    "data_type_default_nullable": "1",
    "union_default_mode": "DISTINCT",
    "prefer_column_name_to_alias": "1",
    "output_format_json_quote_64bit_integers": "0",
    "output_format_json_quote_denormals": "1",
    "input_format_parquet_allow_missing_columns": "1",
}
#: word of the dictionary -> type
_TYPES: Final = {
    "VARCHAR": "String",
    "BIGINT": "Int64",
    "INTEGER": "Int32",
    "DOUBLE": "Float64",
    "BOOLEAN": "Bool",
    "TIMESTAMP": "DateTime64(6)",
    "DATE": "Date32",
}
_MARKS: Final = "staged_files"
#: bytes of what a server says of a query that it refuses
_WORDS: Final = 1_000
#: runs a query, with a body that belongs to it; returns one JSON array a line
Run = Callable[[str, bytes | None], bytes]


class ClickHouse:
    """Tables in one database of ClickHouse."""

    dialect = "clickhouse"

    def __init__(self, run: Run, *, here: bool) -> None:
        """Keep how queries are run; `here`: in this process, which reads our files."""
        self._run = run
        self._here = here
        self._run(
            f"CREATE TABLE IF NOT EXISTS {_MARKS} (room String NOT NULL, file String NOT NULL) "
            "ENGINE = MergeTree ORDER BY (room, file)",
            None,
        )

    def staged(self, table: str) -> set[str]:
        """Return the files that a table holds already, whole."""
        rows = self.query(f"SELECT file FROM {_MARKS} WHERE room = {_text(table)}")
        return {name for (name,) in rows}

    def create(self, table: str, columns: Sequence[Column]) -> None:
        """Make an empty table, in place of one of that name."""
        self._run(f"DELETE FROM {_MARKS} WHERE room = {_text(table)}", None)
        self._run(f"DROP TABLE IF EXISTS {table}", None)
        self._run(
            f"CREATE TABLE {table} ({_structure(columns)}, staged_file String NOT NULL) "
            "ENGINE = MergeTree ORDER BY tuple()",
            None,
        )

    def load(
        self, table: str, columns: Sequence[Column], file: Path, where: str = "true"
    ) -> None:
        """Add rows of a Parquet file, once: what a killed run left of it goes first."""
        names = ", ".join(column.name for column in columns)
        mark = _text(file.name)
        self._run(f"DELETE FROM {table} WHERE staged_file = {mark}", None)
        source = "file({}, Parquet, {})" if self._here else "input({})"
        structure = _text(_structure(columns))
        given = (_text(file), structure) if self._here else (structure,)
        insert = (
            f"INSERT INTO {table} ({names}, staged_file) "
            f"SELECT {names}, {mark} FROM {source.format(*given)} WHERE {where}"
        )
        if self._here:
            self._run(insert, None)
        else:
            self._run(f"{insert} FORMAT Parquet", file.read_bytes())
        self._run(f"INSERT INTO {_MARKS} VALUES ({_text(table)}, {mark})", None)

    def make(self, name: str, select: str) -> None:
        """Make a table of a SELECT: a view would be run again for each mention."""
        self._run(f"DROP TABLE IF EXISTS {name}", None)
        self._run(
            f"CREATE TABLE {name} ENGINE = MergeTree ORDER BY tuple() AS {select}", None
        )

    def local(self, moment: str, zone: str, zones: Sequence[str]) -> str:
        """Return SQL for a moment on a zone's clocks; ClickHouse wants each zone named."""
        if not zones:
            return "CAST(NULL AS Nullable(DateTime64(6)))"
        cases = " ".join(
            f"WHEN {_text(name)} THEN fromUTCTimestamp({moment}, {_text(name)})"
            for name in zones
        )
        return f"CASE {zone} {cases} END"

    def query(self, select: str) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT."""
        found = self._run(f"{select} FORMAT JSONCompactEachRow", None)
        return [tuple(json.loads(line)) for line in found.splitlines() if line]


def _structure(columns: Sequence[Column]) -> str:
    return ", ".join(f"{c.name} Nullable({_TYPES[c.type]})" for c in columns)


def _text(value: object) -> str:
    return "'" + str(value).replace("\\", "\\\\").replace("'", "\\'") + "'"


@contextmanager
def in_process() -> Iterator[ClickHouse]:
    """Give ClickHouse's engine in this process, with nothing in it."""
    import chdb

    connection = chdb.connect(":memory:")
    try:
        connection.query(
            "SET " + ", ".join(f"{k} = '{v}'" for k, v in SETTINGS.items())
        )
        yield ClickHouse(lambda sql, _: bytes(connection.query(sql).bytes()), here=True)
    finally:
        connection.close()


@contextmanager
def server(address: str) -> Iterator[ClickHouse]:
    """Give a server; the path of its address names the database, which must be there.

    Who we are comes from the environment or ~/.netrc. Raises RecordsError.
    """
    from xapi.credentials import from_netrc
    from xapi.http import Client

    parts = urlsplit(address)
    settings = {"database": parts.path.strip("/") or "default", **SETTINGS}
    user, password = from_netrc(parts.hostname or "") or ("default", "")
    headers = {"X-ClickHouse-User": user, "X-ClickHouse-Key": password}
    base = f"{parts.scheme}://{parts.netloc}/"
    with Client(base, headers, tell=lambda _: None) as client:

        def run(sql: str, body: bytes | None) -> bytes:
            asked = {**settings, "query": sql} if body is not None else settings
            answer = client.ask(
                "POST", f"{base}?{urlencode(asked)}", body or sql.encode(), tries=1
            )
            if answer.status != 200:
                words = answer.body[:_WORDS].decode("utf-8", "replace").strip()
                raise RecordsError(f"{parts.hostname} says: {words}")
            return answer.body

        yield ClickHouse(run, here=False)
