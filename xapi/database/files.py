"""Write the rows of a table as Parquet."""

import json
from pathlib import Path
from typing import Final

from xapi.database.engine import Connection, Table, literal, quoted

_KINDS: Final = {
    "bool": "BOOLEAN",
    "int": "BIGINT",
    "float": "DOUBLE",
    "datetime": "TIMESTAMP",
    "date": "DATE",
}


def write_parquet(connection: Connection, table: Table, path: Path) -> None:
    """Write rows as Parquet (zstd), each column of its type.

    The rows go through a file beside it. Raises RecordsError, OSError.
    """
    types = table.types or tuple(
        _type([row[place] for row in table.rows]) for place in range(len(table.columns))
    )
    names = [f"c{place}" for place in range(len(types))]
    fields = ", ".join(
        f"{name}: {literal(kind)}" for name, kind in zip(names, types, strict=True)
    )
    shown = ", ".join(
        f"{name} AS {quoted(column)}"
        for name, column in zip(names, table.columns, strict=True)
    )
    rows = path.with_name(f"{path.name}.rows")
    try:
        with rows.open("w", encoding="utf-8") as file:
            for row in table.rows:
                file.write(json.dumps(dict(zip(names, row, strict=True)), default=str))
                file.write("\n")
        connection.execute(
            f"COPY (SELECT {shown} FROM read_json({literal(rows)}, "
            f"format = 'newline_delimited', columns = {{{fields}}})) "
            f"TO {literal(path)} (FORMAT parquet, COMPRESSION zstd)"
        )
    finally:
        rows.unlink(missing_ok=True)


def _type(values: list[object]) -> str:
    kinds = {type(value).__name__ for value in values if value is not None}
    return _KINDS.get(kinds.pop(), "VARCHAR") if len(kinds) == 1 else "VARCHAR"
