"""Read an agency's own list of cases: who is referred, under which case number."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from xapi.agency_lists import Cells, Days, iso_day, read_list
from xapi.enrolment.headings import COLUMNS, naming
from xapi.keyfile import Case
from xapi.roster import Entry, entry
from xapi.settings import Court, Officer, Settings

_CLOCK: Final = re.compile(r"[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_PARTS: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")


@dataclass(frozen=True, repr=False)
class Person:
    """One line of an agency's list; no text form, so that no name gets anywhere."""

    line: int
    token: str | None
    case: Case | None  #: its token is empty: none is given yet
    entry: Entry  #: its token is empty, too
    username: str | None = None  #: in the LMS


def day_forms() -> dict[str, Days]:
    """Return the forms of days that `--days` may name.

    A day written as a spreadsheet's own date, or in ISO 8601, is read in each of them.
    """
    return {
        "iso": Days(
            _iso,
            "a day such as 2026-03-31: for days in another form say --days mdy "
            "(month first) or dmy (day first)",
        ),
        "mdy": Days(
            lambda text: _day(text, month=1, day=3), "a day such as 03/31/2026"
        ),
        "dmy": Days(
            lambda text: _day(text, month=3, day=1), "a day such as 31/03/2026"
        ),
    }


def read_cases_of(
    path: Path,
    settings: Settings,
    *,
    defaults: Mapping[str, str],
    headings: Mapping[str, str],
    days: str,
    tell: Callable[[str], None],
) -> list[Person]:
    """Return the people of an agency's list.

    `defaults` fill cells that are empty; `headings` say which column a heading means.
    Raises RecordsError, with every faulty line, and OSError.
    """

    def person(cells: Cells) -> Person:
        said = {**defaults, **{k: v for k, v in cells.said.items() if v}}
        filled = replace(cells, said=_joined(said), faults=cells.faults)
        return _person(filled, settings)

    lines = read_list(
        path,
        COLUMNS,
        person,
        _between,
        naming=naming(headings, tell),
        days=day_forms()[days],
    )
    return [replace(person, line=line) for line, person in lines]


def _joined(said: Mapping[str, str]) -> dict[str, str]:
    """Return the cells with one name, where an agency keeps first and last apart.

    Beside a last name alone, a name that lacks it is the first: Nombre and Apellidos.
    """
    name, first = said.get("name", ""), said.get("first_name", "")
    last = said.get("last_name", "")
    if not first and plain(last) not in plain(name):
        name, first = "", name
    return {**said, "name": name or " ".join(part for part in (first, last) if part)}


def _person(cells: Cells, settings: Settings) -> Person:
    token = cells.token() if cells.text("token") else None
    case = None
    if token is None or cells.text("case_number") or cells.text("name"):
        case = Case(
            token="",
            case_number=cells.needed("case_number"),
            name=cells.needed("name"),
            judge=cells.text("judge"),
            order=cells.text("order"),
        )
    known = replace(cells, said={**cells.said, **_ids(cells, settings)})
    courts = [court.id for court in settings.courts]
    return Person(0, token, case, entry(known, "", courts), cells.text("username"))


def _ids(cells: Cells, settings: Settings) -> dict[str, str]:
    """Return court and officer by id, where the list has them by name."""
    ids = {
        "court": _id(cells.text("court"), settings.courts),
        "officer": _id(cells.text("officer"), settings.officers),
    }
    return {name: found for name, found in ids.items() if found}


def _id(word: str | None, known: Sequence[Court] | Sequence[Officer]) -> str | None:
    plain = (word or "").casefold()
    return next((x.id for x in known if x.name.casefold() == plain), None)


def _between(lines: list[tuple[int, Person]]) -> Iterator[tuple[int, str]]:
    seen: dict[tuple[object, ...], int] = {}
    for line, person in lines:
        who = person.token or (person.case and identity(person.case))
        first = seen.setdefault(
            (who, person.entry.course, person.entry.enrolment), line
        )
        if first != line:
            yield line, f"this person is on line {first} already, with the same course."


def identity(case: Case) -> tuple[str, str]:
    """Return what tells cases apart: number and name, however they are spaced."""
    return plain(case.case_number), plain(case.name)


def plain(text: str) -> str:
    """Return a text without what hands write differently: capitals and spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _iso(text: str) -> date | None:
    return iso_day(_CLOCK.sub("", text))


def _day(text: str, *, month: int, day: int) -> date | None:
    """Return a day whose parts stand in these places (1 or 3), or an ISO one."""
    match = _PARTS.fullmatch(_CLOCK.sub("", text))
    if match is None:
        return _iso(text)
    try:
        return date(int(match[4]), int(match[month]), int(match[day]))
    except ValueError:
        return None
