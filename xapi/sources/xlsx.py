"""Turn the first sheet of an XLSX file into rows of text."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

#: Excel ends there
_MOST_ROWS: Final = 1_048_576
#: beyond it a number of a cell is not exact
_EXACT: Final = 1e15


def rows(data: bytes) -> Iterator[tuple[str, ...]]:
    """Yield the rows, as text. Raises ValueError for a file that is damaged."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0) if book.sheet_names else None
        found = sheet.to_python(nrows=_MOST_ROWS) if sheet else []
    except CalamineError as error:
        raise ValueError(str(error)) from error
    for cells in found:
        yield tuple(_text(cell) for cell in cells)


def _text(cell: Any) -> str:
    """A cell as it would be typed; a number without a needless `.0`."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return f"PT{cell.total_seconds():.2f}S"
    return str(cell)
