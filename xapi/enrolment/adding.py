"""Add lines to the agency's lists: to all of them, or to none."""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xapi.agency_lists import Columns
from xapi.problems import RecordsError
from xapi.sources.table import delimiter, is_workbook
from xapi.store import private_file

_BOM: Final = "\ufeff"
Row = Mapping[str, object]


@dataclass(frozen=True)
class Change:
    """A file, what it held when it was read (None: it was not there), what it shall."""

    path: Path
    before: bytes | None
    after: bytes


def added(path: Path, columns: Columns, rows: Sequence[Row]) -> Change:
    """Return a list with more lines, in the form that it has; a new one if need be.

    A column that it lacks joins its heading. Raises RecordsError for a file that is not
    CSV in UTF-8, and OSError.
    """
    before = path.read_bytes() if path.exists() else None
    used = [name for name in columns.known if any(row.get(name) for row in rows)]
    if not before:
        text = _line(columns.known, ",", "\n")
        return Change(path, before, _with(text, columns.known, rows, ",", "\n"))
    text = _text(path, before)
    sign = delimiter(text.removeprefix(_BOM))
    end = "\r\n" if "\r\n" in text else "\n"
    names = _names(text, sign)
    if more := [name for name in used if name not in names]:
        heading, newline, rest = text.partition(end)
        text = heading + sign + sign.join(more) + (newline or end) + rest
    text = text if text.endswith(("\n", "\r")) else text + end
    return Change(path, before, _with(text, [*names, *more], rows, sign, end))


def make(changes: Sequence[Change]) -> None:
    """Write files, for their owner's eyes only; a fault leaves each as it was.

    They take their places one after the other, in the order given: whoever pulls the
    plug between two of them must be able to live with the first. Raises RecordsError
    where another program has written one meanwhile or a folder is missing, and OSError.
    """
    for change in changes:
        if not change.path.parent.is_dir():
            raise RecordsError(
                f"{change.path}: there is no folder {change.path.parent}: make it first. "
                "Nothing was changed."
            )
    beside = {change.path: _beside(change.path) for change in changes}
    try:
        for change in changes:
            with private_file(beside[change.path]) as file:
                file.write(change.after)
                file.flush()
                os.fsync(file.fileno())
        for change in changes:
            _demand_unchanged(change)
        for change in changes:
            beside[change.path].replace(change.path.resolve())
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """Return a name that the next run takes again: none stays after a lost plug.

    A link stays one: what it points to is replaced.
    """
    there = path.resolve()
    return there.with_name(f".{there.name}.new")


def _demand_unchanged(change: Change) -> None:
    path = change.path
    if (path.read_bytes() if path.exists() else None) != change.before:
        raise RecordsError(
            f"{path}: another program has written it just now: nothing was changed. "
            "Run the command again."
        )


def _text(path: Path, data: bytes) -> str:
    try:
        if not is_workbook(data) and b"\0" not in data:
            return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    raise RecordsError(
        f"{path}: lines can be added to CSV in UTF-8 only: save it as that "
        "(in Excel: Save As, 'CSV UTF-8')."
    )


def _names(text: str, sign: str) -> list[str]:
    heading = next(csv.reader(io.StringIO(text.removeprefix(_BOM)), delimiter=sign))
    return [name.strip().casefold() for name in heading]


def _with(
    text: str, names: Sequence[str], rows: Sequence[Row], sign: str, end: str
) -> bytes:
    lines = (_line([row.get(name) for name in names], sign, end) for row in rows)
    return (text + "".join(lines)).encode()


def _line(cells: Sequence[object], sign: str, end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator=end).writerow(cells)
    return out.getvalue()
