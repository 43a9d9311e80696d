"""Read the agency's roster: who was referred, by which court, and until when.

A CSV with a heading. `token` and `course` are needed, the others may be missing or
empty. It is read when a report is made, and never enters the store.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from xapi.columns import Column
from xapi.problems import RecordsError

ROSTER: Final = (
    Column("participant", "VARCHAR", "token: name of the person's account"),
    Column("course", "VARCHAR", "course that they were referred to"),
    Column("agency", "VARCHAR", "agency id; null: not said"),
    Column("court", "VARCHAR", "court; null: not said"),
    Column("officer", "VARCHAR", "officer; null: not said"),
    Column("referred_on", "DATE", "day of the referral; null: not said"),
    Column("deadline", "DATE", "last day for the course; null: not said"),
    Column("order_hours", "DOUBLE", "hours that the order asks for; null: not said"),
)
_NEEDED: Final = ("participant", "course")
#: faults told one by one
_TOLD: Final = 20


@dataclass(frozen=True)
class Entry:
    """One line of the roster."""

    participant: str
    course: str
    agency: str | None
    court: str | None
    officer: str | None
    referred_on: date | None
    deadline: date | None
    order_hours: float | None


def read_roster(path: Path) -> list[Entry]:
    """Return the roster. Raises RecordsError, with every faulty line, and OSError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise RecordsError(f"{path}: is not a CSV file in UTF-8: {error}") from None
    if not rows:
        return []
    if absent := {"token", "course"} - rows[0].keys():
        names = " and ".join(sorted(absent))
        raise RecordsError(f"{path}:1: has no column {names}.")
    faults: list[str] = []
    entries = list(_entries(path, rows, faults))
    if faults:
        raise RecordsError("\n".join(faults[:_TOLD]))
    return entries


def _entries(
    path: Path, rows: list[dict[str, Any]], faults: list[str]
) -> Iterator[Entry]:
    seen: dict[tuple[str, str], int] = {}
    for line, row in enumerate(rows, 2):
        try:
            entry = _entry(row)
        except ValueError as error:
            faults.append(f"{path}:{line}: {error}")
            continue
        first = seen.setdefault((entry.participant, entry.course), line)
        if first != line:
            faults.append(f"{path}:{line}: this token is on line {first} already.")
        yield entry


def _entry(row: Mapping[str, Any]) -> Entry:
    if None in row:
        raise ValueError("has more cells than the heading.")
    said = {name: (value or "").strip() or None for name, value in row.items()}
    said["participant"] = said.get("token")
    for name in _NEEDED:
        if said[name] is None:
            raise ValueError(f"{'token' if name == 'participant' else name} is empty.")
    return Entry(
        participant=str(said["participant"]),
        course=str(said["course"]),
        agency=said.get("agency"),
        court=said.get("court"),
        officer=said.get("officer"),
        referred_on=_day(said, "referred_on"),
        deadline=_day(said, "deadline"),
        order_hours=_number(said, "order_hours"),
    )


def _day(said: Mapping[str, str | None], name: str) -> date | None:
    text = said.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{name} is {text!r}, not a day such as 2026-03-31.") from None


def _number(said: Mapping[str, str | None], name: str) -> float | None:
    text = said.get(name)
    try:
        return float(text) if text else None
    except ValueError:
        raise ValueError(f"{name} is {text!r}, not a number.") from None
