"""Turn committed Parquet files into a relation with every column of the contract."""

from collections.abc import Sequence
from pathlib import Path

from xapi.database.engine import literal, quoted
from xapi.tables import STORED


def select(files: Sequence[Path], names: Sequence[str], table: str) -> str:
    """Return a SELECT over Parquet files; without files it gives no rows.

    A file from before a column was known has null in it.
    """
    types = {column.name: column.type for column in STORED[table]}
    empty = ", ".join(
        f"CAST(NULL AS {types[name]}) AS {quoted(name)}" for name in names
    )
    if not files:
        return f"SELECT {empty} WHERE false"
    paths = ", ".join(literal(path) for path in files)
    shown = ", ".join(quoted(name) for name in names)
    return (
        f"SELECT {shown} FROM (SELECT {empty} WHERE false UNION ALL BY NAME "
        f"SELECT * FROM read_parquet([{paths}], union_by_name = true))"
    )
