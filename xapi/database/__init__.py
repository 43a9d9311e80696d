"""Turn staged rows into Parquet, and SQL over Parquet into rows: all of DuckDB."""

from xapi.database.engine import (
    Connection,
    EngineError,
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
    copy,
    find_repeated,
    name_respondents,
    stage,
    stage_statements,
    write_quarantine,
    write_rows,
    write_statements,
)
from xapi.database.views import Files, Loads, show, table_sql

__all__ = [
    "Connection",
    "EngineError",
    "Files",
    "Loads",
    "PlainRows",
    "Table",
    "ask",
    "confine",
    "conflicts",
    "connected",
    "copy",
    "find_repeated",
    "give",
    "literal",
    "name_respondents",
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
