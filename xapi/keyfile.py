"""Read the key file: which case a token stands for. Nothing of it is ever told.

A CSV that only its owner may read, outside the folder of the records:

    token,case_number,name,judge,order
    p-5f2a90c1d3,2026-CR-00417,Example Person 12,Judge Example,

It is read while a page to the court is made, and by `roster`; by nothing else. A
fault names the line and the column, never what stands there.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xapi.agency_lists import Cells, Columns, read_list
from xapi.problems import RecordsError

COLUMNS: Final = Columns(
    needed=("token", "case_number", "name"), others=("judge", "order")
)
_OTHERS: Final = 0o077


@dataclass(frozen=True, repr=False)
class Case:
    """Whose case it is; it has no text form, so that none gets into a message."""

    token: str
    case_number: str
    name: str
    judge: str | None = None
    order: str | None = None  #: what the order says, in the court's words


def read_cases(path: Path, store: Path | None = None) -> dict[str, Case]:
    """Return the cases by token.

    Raises RecordsError for a file that others may read, that lies in the folder of the
    records (`store`), or has a faulty line; and OSError.
    """
    demand_privacy(path)
    if store is not None:
        demand_apart(path, store)
    return {case.token: case for _, case in read_list(path, COLUMNS, _case, _between)}


def demand_privacy(path: Path) -> None:
    """Raise RecordsError where others may read a file. Windows has no such modes."""
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & _OTHERS:
        raise RecordsError(
            f"{path}: others on this machine may read the key file: "
            f"run chmod 600 '{path}' first."
        )


def demand_apart(path: Path, store: Path) -> None:
    """Raise RecordsError where the key file lies in the folder of the records."""
    if path.resolve().is_relative_to(store.resolve()):
        raise RecordsError(
            f"{path}: the key file lies in the folder of the records: move it to a "
            "folder of its own, and name it in report.toml (key = ...)."
        )


def _case(cells: Cells) -> Case:
    return Case(
        token=cells.token(),
        case_number=cells.needed("case_number"),
        name=cells.needed("name"),
        judge=cells.text("judge"),
        order=cells.text("order"),
    )


def _between(lines: list[tuple[int, Case]]) -> Iterator[tuple[int, str]]:
    seen: dict[str, int] = {}
    for line, case in lines:
        first = seen.setdefault(case.token, line)
        if first != line:
            yield line, f"this token is on line {first} already."
