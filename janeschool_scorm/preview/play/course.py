"""A course folder -> a package of the ordinary build, or every fault that stops it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from janeschool_scorm import choose
from janeschool_scorm.build import build
from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import OutsideError, Problem
from janeschool_scorm.target import Target


@dataclass(frozen=True)
class Wanted:
    """What to build: names as on the command line, empty where the first will do."""

    folder: Path
    source: Path
    agency: str
    language: str
    target: str


@dataclass(frozen=True)
class Made:
    """A package, or None where faults stop it; languages in which there is one."""

    path: Path | None
    problems: tuple[Problem, ...]
    languages: tuple[str, ...]
    language: str


class Course:
    """Builds one course again and again, each time into a folder of its own."""

    def __init__(
        self, wanted: Wanted, targets: Mapping[str, Target], room: Path
    ) -> None:
        self.wanted = wanted
        self._targets = targets
        self._room = room
        self._numbers = count(1)

    def speak(self, language: str) -> None:
        """From the next time on, build that language."""
        self.wanted = replace(self.wanted, language=language)

    def build(self) -> Made:
        """The package as the sources stand now.

        Raises `OutsideError` where there is no such agency or language, or a file
        cannot be read.
        """
        wanted = self.wanted
        found = choose.checked([wanted.folder], wanted.source, date.today())
        agencies = choose.agencies(found, [wanted.agency] if wanted.agency else [])
        problems = [x for read in found.course_reads for x in read.problems]
        problems += [x for file in agencies for x in file.problems]
        editions = choose.wanted(
            choose.sound(found.course_reads), choose.sound(agencies)
        )
        languages = tuple(dict.fromkeys(each.language for each in editions))
        if editions and wanted.language not in ("", *languages):
            raise OutsideError(
                f"{wanted.folder.name} has no '{wanted.language}': "
                f"its languages are {', '.join(languages)}"
            )
        chosen = [x for x in editions if wanted.language in ("", x.language)]
        fit, misfits = choose.fitting(chosen[:1])
        target = self._targets[wanted.target]
        plans, losses = choose.possible(choose.plans(fit, [target], named=True))
        concerns = tuple(sorted({*problems, *misfits, *losses}))
        if not plans:
            return Made(None, concerns, languages, wanted.language)
        edition = plans[0][0]
        return Made(
            self._written(edition, target), concerns, languages, edition.language
        )

    def _written(self, edition: Edition, target: Target) -> Path:
        dist = self._room / str(next(self._numbers))
        plan = (edition, target)
        (bundle, *_) = list(build([plan], dist=dist, targets=self._targets))
        return bundle.path


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem as the controls page shows it."""
    place = problem.place
    return {
        "code": problem.code,
        "file": place.path,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "text": problem.text,
    }
