"""Turn staged rows into Parquet, and SQL over Parquet into rows: all of DuckDB."""

from xapi.database.engine import (
    Connection,
    Table,
    ask,
    confine,
    connected,
    literal,
    query,
)
from xapi.database.files import write_parquet
from xapi.database.given import give
from xapi.database.plain import PlainRows
from xapi.database.staging import (
    conflicts,
    find_repeated,
    stage,
    stage_statements,
    write_quarantine,
    write_rows,
    write_statements,
)
from xapi.database.views import Files, Loads, show, table_sql

__all__ = [
    "Connection",
    "Files",
    "Loads",
    "PlainRows",
    "Table",
    "ask",
    "confine",
    "conflicts",
    "connected",
    "find_repeated",
    "give",
    "literal",
    "query",
    "show",
    "stage",
    "stage_statements",
    "table_sql",
    "write_parquet",
    "write_quarantine",
    "write_rows",
    "write_statements",
]
