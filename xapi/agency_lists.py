"""Turn a list that the agency keeps into values, or into every fault in it, by line.

CSV with a heading: UTF-8 with or without a byte order mark, or UTF-16; commas,
semicolons or tabs. Lists may be about persons by name, or hold a name in a wrong
column: a fault names the line and the column, never what stands there.
"""

import difflib
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from xapi.problems import RecordsError
from xapi.sources.table import TableRow, read_table

T = TypeVar("T")

#: faults told one by one
_TOLD: Final = 20
#: what is written after a token's kind; an e-mail address or a name never fits
_TOKEN: Final = re.compile(r"[^\s@]{1,200}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: days as spreadsheets count them: 1990 to 2100
_SERIAL: Final = re.compile(r"[3-7][0-9]{4}")
_YEARS: Final = range(1990, 2101)
_ERRORS: Final = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: how near a word must be to one that is known, from 0 to 1, to be offered instead
_NEAR: Final = 0.75


@dataclass(frozen=True)
class Columns:
    """Names of columns: those that every line fills, and all others that are read."""

    needed: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """Return all that are read."""
        return (*self.needed, *self.others)


@dataclass(frozen=True)
class Days:
    """How days are written: what reads one (None: it is none), and the form in words."""

    read: Callable[[str], date | None]
    form: str


def iso_day(text: str) -> date | None:
    """Return a day written as 2026-03-31 (ISO 8601, calendar date, extended form)."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


ISO: Final = Days(iso_day, "a day such as 2026-03-31")


@dataclass
class Cells:
    """One line while it is read: its cells by column, and what is wrong with them."""

    said: Mapping[str, str]
    faults: list[str] = field(default_factory=list)
    days: Days = ISO

    def text(self, name: str) -> str | None:
        """Return a cell; None where it is empty."""
        return self.said.get(name) or None

    def needed(self, name: str) -> str:
        """Return a cell that may not be empty."""
        text = self.text(name)
        if text is None:
            self.faults.append(f"{name} is empty.")
        return text or ""

    def token(self) -> str:
        """Return the token; an e-mail address or words are none."""
        token = self.needed("token")
        if token and not _TOKEN.fullmatch(token):
            self.faults.append(
                "token has a space or an @ in it: a token says nothing of the person."
            )
        return token

    def day(self, name: str) -> date | None:
        """Return a day, written as the list's days are."""
        text = self.text(name)
        found = self.days.read(text) if text else None
        if text and found is None:
            self.faults.append(f"{name} is {_no_day(text, self.days)}")
        elif found and found.year not in _YEARS:
            self.faults.append(f"{name} is in the year {found.year}.")
        return found

    def needed_day(self, name: str) -> date:
        """Return a day that may not be empty; what it is where it is faulty is open."""
        found = self.day(name) if self.needed(name) else None
        return found or date.max

    def number(self, name: str) -> float | None:
        """Return a number above zero, with a full stop before its fraction."""
        text = self.text(name)
        try:
            found = float(text) if text else None
        except ValueError:
            found = math.nan
        if found is not None and not 0 < found < math.inf:
            self.faults.append(f"{name} is not a number above zero such as 8 or 7.5.")
        return found

    def count(self, name: str, default: int) -> int:
        """Return a whole number from 1 on."""
        text = self.text(name) or str(default)
        if text.isascii() and text.isdecimal() and 0 < int(text[:9]) < 1_000:
            return int(text)
        self.faults.append(f"{name} is not a whole number from 1 on.")
        return default

    def language(self, name: str = "language") -> str | None:
        """Return a language's tag (BCP 47), such as es."""
        text = self.text(name)
        if text is not None and not is_language(text):
            self.faults.append(f"{name} is no language such as en or es.")
        return text

    def one_of(self, name: str, words: Sequence[str]) -> str:
        """Return a word that must be one of some."""
        text = self.needed(name)
        if text and text not in words:
            self.faults.append(
                f"{name} is none of {', '.join(words)}{meant(text, words)}"
            )
        return text


def is_language(text: str) -> bool:
    """Say whether a text has the form of a language's tag (BCP 47), such as es."""
    return bool(_LANGUAGE.fullmatch(text))


def meant(word: str, words: Iterable[str]) -> str:
    """Return the end of a sentence: the word that was meant, if one is near."""
    near = nearest(word, words)
    return f": did you mean {near!r}?" if near else "."


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of some words that is nearly this one, whatever its capitals."""
    plain = {each.casefold(): each for each in words}
    found = difflib.get_close_matches(word.casefold(), plain, 1, _NEAR)
    return plain[found[0]] if found else None


#: says which column each cell of the first row names; an empty name is not read
Naming = Callable[[Path, TableRow, Columns], list[str]]


def read_list(
    path: Path,
    columns: Columns,
    make: Callable[[Cells], T],
    whole: Callable[[list[tuple[int, T]]], Iterator[tuple[int, str]]],
    *,
    naming: Naming | None = None,
    days: Days = ISO,
) -> list[tuple[int, T]]:
    """Return what each line of a list gives, with the number of the line.

    `whole` yields what is wrong between lines; `naming` is `headings` where none is
    given. Raises RecordsError with every fault, and OSError.
    """
    rows = read_table(path, strict=True)
    if not rows:
        raise RecordsError(f"{path}: is empty: its first line names the columns.")
    names = (naming or headings)(path, rows[0], columns)
    made: list[tuple[int, T]] = []
    faults: list[tuple[int, str]] = []
    for row in rows[1:]:
        said = dict(zip(names, row.cells, strict=False))
        cells = Cells(said, _broken(names, row), days)
        value = make(cells)
        faults += [(row.line, fault) for fault in cells.faults]
        if not cells.faults:
            made.append((row.line, value))
    refuse(path, [*faults, *whole(made)])
    return made


def refuse(path: Path, faults: Iterable[tuple[int, str]]) -> None:
    """Raise RecordsError with the faults of a file, by line, if there is one."""
    told = [f"{path}:{line}: {fault}" for line, fault in sorted(faults)]
    if len(told) > _TOLD:
        told[_TOLD:] = [f"{path}: and {len(told) - _TOLD:,} more."]
    if told:
        raise RecordsError("\n".join(told))


def headings(path: Path, row: TableRow, columns: Columns) -> list[str]:
    """Return the names of the columns, in small letters. Raises RecordsError."""
    names = [cell.casefold() for cell in row.cells]
    faults = []
    if absent := [name for name in columns.needed if name not in names]:
        faults.append(f"has no column {' and '.join(sorted(absent))}.")
    for name in columns.known:
        if names.count(name) > 1:
            faults.append(f"has the column {name} twice.")
    absent = [name for name in columns.known if name not in names]
    for number, name in enumerate(names, 1):
        near = nearest(name, absent) if name not in columns.known else None
        if near:
            faults.append(f"column {number} is not known: did you mean {near!r}?")
    refuse(path, [(row.line, fault) for fault in faults])
    return names


def _broken(names: Sequence[str], row: TableRow) -> list[str]:
    """Return what is wrong with cells whatever they mean."""
    faults = []
    if any(row.cells[len(names) :]):
        faults.append("has more cells than the heading.")
    for name, cell in zip(names, row.cells, strict=False):
        if not name:
            continue
        if cell.startswith("=") or cell in _ERRORS:
            faults.append(f"{name} is a formula: put its value there.")
        elif not cell.isprintable():
            faults.append(
                f"{name} has a line break or a sign in it that cannot be printed: is a "
                "quotation mark not closed?"
            )
    return faults


def _no_day(text: str, days: Days) -> str:
    if _SERIAL.fullmatch(text):
        return (
            "a bare number, as spreadsheets keep days: format the column as "
            "yyyy-mm-dd and save again."
        )
    return f"not {days.form}."
