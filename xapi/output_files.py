"""Write a report's rows as a file, in any form, for its owner's eyes only."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from xapi import database, output
from xapi.database import Table
from xapi.output import plain_rows
from xapi.problems import RecordsError

#: rows of a sheet (ECMA-376 leaves it open; spreadsheet programs stop here), heading too
_SHEET: Final = 1_048_576
#: characters of a cell
_CELL: Final = 32_767
_WIDEST: Final = 60
_PRIVATE: Final = 0o600
#: rows that are looked at to find how wide a column is
_LOOKED_AT: Final = 200
_FORMATS: Final = {"day": "yyyy-mm-dd", "time": "yyyy-mm-dd hh:mm:ss", "number": "0.00"}


def write(
    table: Table, path: Path, form: str, *, title: str, bom: bool = False
) -> None:
    """Write a table as `form`. Raises RecordsError, OSError."""
    with _made(path) as made:
        if form == "xlsx":
            write_xlsx(table, made, title)
        elif form == "parquet":
            with database.connected(made.parent) as connection:
                database.write_parquet(connection, table, made)
        else:
            made.write_bytes(_text(table, form, bom).encode())


def write_text(text: str, path: Path) -> None:
    """Write a text as UTF-8. Raises OSError."""
    write_bytes(text.encode(), path)


def write_bytes(data: bytes, path: Path) -> None:
    """Write bytes: a file that is whole, or not there. Raises OSError."""
    with _made(path) as made:
        made.write_bytes(data)


@contextmanager
def _made(path: Path) -> Iterator[Path]:
    """Give a new file that takes the place of `path` when all is written."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".report-") as folder:
        made = Path(folder) / "made"
        yield made
        made.chmod(_PRIVATE)
        made.replace(path)


def _text(table: Table, form: str, bom: bool) -> str:
    if form == "csv":
        return output.as_csv(table, bom=bom)
    return output.as_json(table) if form == "json" else output.as_table(table, None)


def write_xlsx(table: Table, path: Path, title: str) -> None:
    """Write one sheet: typed cells, a heading that stays, widths, a filter.

    Times are UTC (`_at`) or the agency's (`_local`), as the column says: a sheet knows
    no zones. Texts are texts, never formulas. Raises RecordsError, OSError.
    """
    if len(table.rows) >= _SHEET:
        raise RecordsError(
            f"{len(table.rows):,} rows do not fit into a sheet, which holds "
            f"{_SHEET - 1:,}: choose csv or parquet."
        )
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    # Nothing of this machine or moment: the same rows give the same bytes.
    with xlsxwriter.Workbook(str(path), {**options, "in_memory": True}) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        formats = {
            name: book.add_format({"num_format": x}) for name, x in _FORMATS.items()
        }
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        sheet = book.add_worksheet(title[:31].replace("/", "-"))
        sheet.write_row(0, 0, table.columns, heading)
        for number, row in enumerate(table.rows, 1):
            for place, value in enumerate(row):
                _write(sheet, number, place, value, formats)
        for place, width in enumerate(_widths(table)):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write(
    sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif isinstance(value, float):
        sheet.write_number(row, column, value, formats["number"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), formats["time"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["day"])
    else:
        sheet.write_string(row, column, str(value)[:_CELL])


def _widths(table: Table) -> Sequence[float]:
    looked_at = Table(table.columns, table.rows[:_LOOKED_AT])
    rows = [[str(x) for x in row.values()] for row in plain_rows(looked_at)]
    return [
        min(_WIDEST, 2 + max(len(name), *(len(row[place]) for row in rows), 4))
        for place, name in enumerate(table.columns)
    ]
