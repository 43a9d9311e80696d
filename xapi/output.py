"""Turn a report's rows into a table, CSV or JSON text.

Names of columns are those of the query, and stay. Times carry their zone: `_at` is UTC,
`_local` has the offset that the agency's clocks had then.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from xapi.database import Table
from xapi.share import SUPPRESSED

#: spreadsheets take a text that begins so for a formula
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
#: shorter words for the screen; machines read the columns' own names
_LABELS: Final = {
    "participants": "people",
    "quarantined": "held_back",
    "last_activity": "last_activity_(UTC)",
}
_NOTHING: Final = "not available"
_FEW: Final = "few"
_UNNAMED: Final = "(not stated)"
_ANY_WIDTH: Final = 10_000


def as_json(table: Table) -> str:
    """Return an array of objects; times with zone, what is absent as null."""
    return json.dumps(list(plain_rows(table)), ensure_ascii=False, indent=1) + "\n"


def as_csv(table: Table, *, bom: bool = False) -> str:
    """Return CSV (RFC 4180) in which no cell is a formula to a spreadsheet.

    A text that could be one gets an apostrophe before it; numbers stay as they are.
    `bom` tells Excel that the text is UTF-8.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for row in plain_rows(table):
        writer.writerow([_safe(value) for value in row.values()])
    return ("\ufeff" if bom else "") + out.getvalue()


def plain_rows(table: Table) -> Iterator[dict[str, Any]]:
    """Yield each row for a machine: days and times in ISO 8601, times with zone."""
    for row in table.rows:
        found = dict(zip(table.columns, row, strict=True))
        yield {name: _plain(name, value, found) for name, value in found.items()}


def as_table(table: Table, width: int | None, *, colour: bool = False) -> str:
    """Return the rows for a screen of `width` columns; None is as wide as need be.

    One line per row where that fits; else the rows stand side by side, as many as
    fit, with one line per column.
    """
    if not table.rows:
        return "No records.\n"
    table = _few_in_words(table)
    console = Console(
        file=io.StringIO(),
        width=width or _ANY_WIDTH,
        force_terminal=colour,
        legacy_windows=False,
    )
    upright = _upright(table)
    if _natural_width(console, upright) <= console.width:
        return _drawn(console, [upright])
    return _drawn(console, _sideways(table, console))


def _few_in_words(table: Table) -> Table:
    """Return the table with a word in each suppressed cell."""
    if SUPPRESSED not in table.columns:
        return table
    *names, _ = table.columns
    rows = (
        tuple(
            _FEW if name in gone.split() else value
            for name, value in zip(names, values, strict=True)
        )
        for *values, gone in table.rows
    )
    return Table(tuple(names), tuple(rows))


def _natural_width(console: Console, grid: Grid) -> int:
    unbounded = console.options.update(max_width=_ANY_WIDTH)
    return console.measure(grid, options=unbounded).maximum


def _drawn(console: Console, grids: Iterable[Grid]) -> str:
    with console.capture() as capture:
        for grid in grids:
            console.print(grid)
    return (
        "\n".join(line.rstrip() for line in capture.get().strip("\n").split("\n"))
        + "\n"
    )


def _upright(table: Table) -> Grid:
    """One line per row, under headings that are broken at each word."""
    grid = Grid(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 1, 0, 0))
    for name, column in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        heading = Text("\n".join(_words(name)))
        grid.add_column(heading, justify=_justified(column), vertical="bottom")
    for row in table.rows:
        grid.add_row(*(Text(_shown(value)) for value in row))
    return grid


def _sideways(table: Table, console: Console) -> Iterator[Grid]:
    """One line per column, as many rows side by side as the screen holds."""
    rows = list(table.rows)
    while rows:
        fitting = next(
            count
            for count in range(len(rows), 0, -1)
            if count == 1
            or _natural_width(console, _block(table, rows[:count])) <= console.width
        )
        yield _block(table, rows[:fitting])
        rows = rows[fitting:]


def _block(table: Table, rows: Sequence[tuple[Any, ...]]) -> Grid:
    grid = Grid(box=box.SIMPLE, show_header=False, pad_edge=False)
    grid.add_column(style="bold")
    for _ in rows:
        grid.add_column(justify="right")
    for place, name in enumerate(table.columns):
        shown = (Text(_shown(row[place])) for row in rows)
        grid.add_row(Text(" ".join(_words(name))), *shown)
    return grid


def _justified(column: Sequence[Any]) -> Literal["left", "right"]:
    return "right" if any(isinstance(x, int | float) for x in column) else "left"


def _words(name: str) -> list[str]:
    label = _LABELS.get(name, name)
    return f"{label[:1].upper()}{label[1:]}".split("_")


def _shown(value: Any) -> str:
    """Return a value for a person to read; control characters lose their power."""
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.1f}" if abs(value) >= 1 or not value else f"{value:.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "".join(c if c.isprintable() else "\ufffd" for c in value) or _UNNAMED


def _plain(name: str, value: Any, row: Mapping[str, Any]) -> Any:
    if isinstance(value, datetime):
        if name.endswith("_local"):
            return _local(name, value, row)
        return value.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def _local(name: str, value: datetime, row: Mapping[str, Any]) -> str:
    """Return a time on the agency's clocks with its offset, or without where unknown.

    The moment in UTC beside it tells which of two hours is meant when clocks go back.
    """
    if not row.get("zone"):
        return value.isoformat()
    moment = row.get(f"{name.removesuffix('_local')}_at")
    zone = ZoneInfo(row["zone"])
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=UTC).astimezone(zone).isoformat()
    return value.replace(tzinfo=zone).isoformat()


def _safe(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
