"""Turn a report's rows into a table, CSV or JSON text."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Literal

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from xapi.database import Table

#: spreadsheets take a text that begins so for a formula
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
#: shorter words for the screen; machines read the columns' own names
_LABELS: Final = {
    "participants": "people",
    "quarantined": "held_back",
    "last_activity": "last_activity_(UTC)",
}
_NOTHING: Final = "not available"
_UNNAMED: Final = "(not stated)"
_ANY_WIDTH: Final = 10_000


def as_json(table: Table) -> str:
    """Return an array of objects; times in UTC with zone, what is absent as null."""
    rows = [
        {name: _plain(value) for name, value in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_csv(table: Table) -> str:
    """Return CSV (RFC 4180) in which no cell is a formula to a spreadsheet.

    A text that could be one gets an apostrophe before it; numbers stay as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_safe(_plain(value)) for value in row])
    return out.getvalue()


def as_table(table: Table, width: int | None, *, colour: bool = False) -> str:
    """Return the rows for a screen of `width` columns; None is as wide as need be.

    One line per row where that fits; else the rows stand side by side, as many as
    fit, with one line per column.
    """
    if not table.rows:
        return "No records.\n"
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
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "".join(c if c.isprintable() else "\ufffd" for c in value) or _UNNAMED


def _plain(value: Any) -> Any:
    """Return a value for a machine: times in ISO 8601 with zone."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    return value


def _safe(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
