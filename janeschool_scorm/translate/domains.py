"""What is translated: each course, the agencies, the interface; and how far each is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from janeschool_scorm.agency import Agency
from janeschool_scorm.model import Course
from janeschool_scorm.problems import Problem
from janeschool_scorm.translate import agencies, course, interface, sources
from janeschool_scorm.translate.answers import faults
from janeschool_scorm.translate.catalogue import Catalogue
from janeschool_scorm.translate.merge import updated as merged
from janeschool_scorm.translate.read import header_problems, read_file
from janeschool_scorm.translate.write import write

AGENCIES = "agencies"
INTERFACE = "interface"


@dataclass(frozen=True, slots=True)
class Domain:
    """Texts that share a catalogue for each language: a template, and places on disk."""

    name: str
    template: Catalogue
    languages: tuple[str, ...]
    pot: Path
    place: Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class Status:
    """How far one catalogue is: numbers of texts, and what is wrong with it."""

    name: str
    language: str
    path: str
    translated: int
    missing: int
    stale: int
    unused: int
    problems: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Can packages be built in the language?"""
        return not self.problems and not self.missing and not self.stale

    def line(self) -> str:
        """For a reader."""
        return (
            f"{self.name} {self.language}: {self.translated} translated, "
            f"{self.missing} missing, {self.stale} stale, {self.unused} unused"
        )

    def as_json(self) -> dict[str, Any]:
        """For a machine."""
        return {
            "name": self.name,
            "language": self.language,
            "path": self.path,
            "translated": self.translated,
            "missing": self.missing,
            "stale": self.stale,
            "unused": self.unused,
            "problems": [str(each) for each in self.problems],
        }


def of_course(found: Course) -> Domain:
    """A course in the languages that its course.yaml names after the first."""
    return Domain(
        found.id,
        course.template(found),
        found.facts.languages[1:],
        Path(found.folder) / "locales" / "course.pot",
        lambda language: course.place_of(found, language),
    )


def of_agencies(found: Sequence[Agency], folder: Path) -> Domain:
    """What learners read of all agencies that have more than one language."""
    spoken = dict.fromkeys(x for agency in found for x in agency.spoken[1:])
    return Domain(
        AGENCIES,
        agencies.template(found, folder),
        tuple(spoken),
        folder / "locales" / "agencies.pot",
        lambda language: agencies.place_of(folder, language),
    )


def of_interface(rooms: Iterable[Path]) -> Domain:
    """The learner's page, with what the targets in `rooms` add, in the languages there are."""
    return Domain(
        INTERFACE,
        sources.template(rooms),
        tuple(interface.languages()),
        interface.POT,
        interface.place_of,
    )


def updated(domain: Domain, language: str) -> tuple[str | None, list[Problem]]:
    """The text of a catalogue that has all texts; None where the old one is broken."""
    path = domain.place(language)
    old, problems = read_file(path) if path.exists() else (None, [])
    if problems:
        return None, problems
    return write(merged(domain.template, old, language)), []


def status(domain: Domain, language: str) -> Status:
    """How far the catalogue is, against the texts as they are now."""
    path = domain.place(language)
    found, problems = read_file(path)
    known = found.by_key if found else {}
    wanted = [(each, known.get(each.key)) for each in domain.template.entries]
    there = [entry for _, entry in wanted if entry is not None]
    stale = [entry for entry in there if entry.stale and all(entry.strings)]
    sound = [entry for entry in there if entry.translated]
    if found is not None:
        problems += header_problems(found, language)
        problems += _losses(domain, found)
    unused = len(found.entries) - len(there) if found else 0
    missing = len(wanted) - len(sound) - len(stale)
    return Status(
        *(domain.name, language, str(path), len(sound), missing, len(stale), unused),
        problems=tuple(sorted(problems)),
    )


def _losses(domain: Domain, found: Catalogue) -> list[Problem]:
    """What finished translations have lost."""
    return [
        problem
        for each in domain.template.entries
        if (entry := found.by_key.get(each.key)) and entry.translated
        for problem in faults(entry, found.path, markdown=each.markdown)
    ]
