"""Problems: an author's faults as values with a code, a place and a sentence."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from janeschool_scorm.codes import CODES, Severity


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a path as the author typed it, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault. Sorts by file, line and column, so a report reads top to bottom."""

    place: Place
    code: str
    text: str

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else "warning: "
        return f"{self.place}: {self.code} {mark}{self.text}"


class OutsideError(Exception):
    """The outside world failed: the sentence says what and what to do next."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only what stops a build, sorted."""
    return sorted(p for p in problems if p.severity == "error")
