"""Read the agency's roster: who was referred, by which court, and until when.

A CSV with a heading. `token` and `course` are needed, the others may be missing or
empty. It is read when a report is made, and never enters the store.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from xapi.agency_lists import Cells, Columns, meant, read_list
from xapi.columns import Column

#: what a roster's columns are called in its file, in the order they are written in
COLUMNS: Final = Columns(
    needed=("token", "course"),
    others=(
        *("enrolment", "agency", "court", "officer", "language"),
        *("referred_on", "ordered_on", "deadline", "order_hours"),
    ),
)
ROSTER: Final = (
    Column("participant", "VARCHAR", "token: name of the person's account"),
    Column("course", "VARCHAR", "course that they were referred to"),
    Column("agency", "VARCHAR", "agency id; null: not said"),
    Column("court", "VARCHAR", "court; null: not said"),
    Column("officer", "VARCHAR", "officer; null: not said"),
    Column("referred_on", "DATE", "day of the referral; null: not said"),
    Column("deadline", "DATE", "last day for the course; null: not said"),
    Column("order_hours", "DOUBLE", "hours that the order asks for; null: not said"),
    Column("enrolment", "INTEGER", "1; 2 after a second referral to the same course"),
    Column("ordered_on", "DATE", "day of the order; null: not said"),
    Column("language", "VARCHAR", "language of the person's letters; null: not said"),
)
#: courts that a fault names
_NAMED: Final = 10
#: a token that is a file's name as it stands, on every system
_FILE_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9_-]|\.(?=[a-z0-9])){0,63}")
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_-]+")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


@dataclass(frozen=True)
class Entry:
    """One line of the roster, in the order of `ROSTER`."""

    participant: str
    course: str
    agency: str | None
    court: str | None
    officer: str | None
    referred_on: date | None
    deadline: date | None
    order_hours: float | None
    enrolment: int = 1
    ordered_on: date | None = None
    language: str | None = None


def read_roster(path: Path, courts: Collection[str] = ()) -> list[Entry]:
    """Return the roster; where courts are given (their ids), a line has one of them.

    Raises RecordsError, with every faulty line, and OSError.
    """
    return [entry for _, entry in read_lines(path, courts)]


def read_lines(path: Path, courts: Collection[str] = ()) -> list[tuple[int, Entry]]:
    """Return the roster with the number of each line; as `read_roster`."""
    return read_list(path, COLUMNS, lambda x: entry(x, x.token(), courts), _between)


def file_name(token: str) -> str:
    """Return a token as part of a file's name, safe on every system.

    Tokens that differ give names that differ, also where capitals do not count.
    """
    if _FILE_NAME.fullmatch(token) and not _RESERVED.fullmatch(token):
        return token
    digest = hashlib.sha256(token.encode()).hexdigest()[:12]
    return f"{_UNSAFE.sub('-', token)[:40].strip('-') or 'token'}-{digest}"


def entry(cells: Cells, token: str, courts: Collection[str] = ()) -> Entry:
    """Return the entry of a line; what is wrong with it is noted in the cells."""
    made = Entry(
        participant=token,
        course=cells.needed("course"),
        agency=cells.text("agency"),
        court=cells.text("court"),
        officer=cells.text("officer"),
        referred_on=cells.day("referred_on"),
        deadline=cells.day("deadline"),
        order_hours=cells.number("order_hours"),
        enrolment=cells.count("enrolment", 1),
        ordered_on=cells.day("ordered_on"),
        language=cells.language(),
    )
    cells.faults += _unlikely(made)
    if courts and made.court is not None and made.court not in courts:
        known = ", ".join(sorted(courts)[:_NAMED])
        cells.faults.append(
            f"court is none of those in report.toml ({known}){meant(made.court, courts)}"
        )
    return made


def _unlikely(entry: Entry) -> Iterator[str]:
    referred, deadline = entry.referred_on, entry.deadline
    if referred and deadline and deadline < referred:
        yield "deadline is before referred_on."
    if entry.enrolment > 1 and referred is None:
        yield (
            f"enrolment {entry.enrolment} has no referred_on: it says from which day on "
            "records belong to it."
        )


def _between(lines: list[tuple[int, Entry]]) -> Iterator[tuple[int, str]]:
    seen: dict[tuple[str, str, int], tuple[int, Entry]] = {}
    for line, entry in lines:
        key = (entry.participant, entry.course, entry.enrolment)
        first, _ = seen.setdefault(key, (line, entry))
        if first != line:
            yield (
                line,
                f"this token is on line {first} already, with the same course: a second "
                "referral is a line with the next enrolment.",
            )
    for (token, course, number), (line, entry) in seen.items():
        earlier = seen.get((token, course, number - 1))
        if earlier and not _after(entry, earlier[1]):
            yield line, f"referred_on is not after that of line {earlier[0]}."


def _after(later: Entry, earlier: Entry) -> bool:
    if later.referred_on is None or earlier.referred_on is None:
        return True
    return later.referred_on > earlier.referred_on
