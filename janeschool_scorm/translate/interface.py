"""A language -> the words of the interface in it, and what its catalogue lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files as resource
from pathlib import Path

from janeschool_scorm.problems import Place, Problem
from janeschool_scorm.translate.answers import faults
from janeschool_scorm.translate.catalogue import Catalogue
from janeschool_scorm.translate.read import header_problems, read_file

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
#: The language that the interface is written in.
SOURCE = "en"
LOCALES = Path(str(resource("janeschool_scorm"))) / "locales"
#: The template, which `translate extract interface` writes: what every language needs.
POT = LOCALES / "interface.pot"


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language; English words stand where it has none."""

    language: str
    found: Mapping[str, str] = field(default_factory=dict)

    @property
    def direction(self) -> str:
        """Of writing, as HTML's `dir` has it."""
        return "rtl" if _base(self.language) in _RIGHT_TO_LEFT else "ltr"

    def say(self, text: str) -> str:
        """The words for an English text."""
        return self.found.get(text, text)

    def count(self, one: str, many: str, n: float) -> str:
        """The words for a number of things: as English has it, one and all others."""
        return self.say(one if n == 1 else many)


@cache
def words(language: str) -> Words:
    """The interface in a language; in one that it has no catalogue for, English."""
    catalogue, _ = _read(language)
    return Words(language, {} if catalogue is None else dict(_pairs(catalogue)))


def _pairs(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for entry in catalogue.by_key.values():
        if entry.translated:
            ids = (entry.id, entry.plural or entry.id)
            yield from zip(ids, entry.strings, strict=False)


def languages() -> list[str]:
    """Languages that there is a catalogue for, English left out."""
    return sorted(path.parent.name for path in LOCALES.glob("*/interface.po"))


def place_of(language: str) -> Path:
    """Where the interface's catalogue of a language stands."""
    return LOCALES / language / "interface.po"


@cache
def _read(language: str) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    if _base(language) == SOURCE:
        return Catalogue(""), ()
    path = place_of(language)
    if not path.is_file():
        path = place_of(_base(language))
    if not path.is_file():
        known = ", ".join([SOURCE, *languages()])
        text = f"the learner's page has no words in '{language}'; it has {known}"
        return None, (Problem(Place(str(path)), "T101", text),)
    catalogue, problems = read_file(path)
    return catalogue, tuple(problems)


def _base(language: str) -> str:
    return language.split("-")[0]


@cache
def problems(language: str) -> tuple[Problem, ...]:
    """T101 to T205: what the interface's catalogue of the language lacks."""
    catalogue, found = _read(language)
    if catalogue is None or _base(language) == SOURCE:
        return found
    wanted, broken = read_file(POT)
    if wanted is None:
        return tuple(broken)
    missing = [
        Problem(Place(catalogue.path), "T201", f"no translation of '{each.id}'")
        for each in wanted.entries
        if each.key not in catalogue.by_key
    ]
    wrong = (
        problem
        for each in wanted.entries
        if (entry := catalogue.by_key.get(each.key))
        for problem in faults(entry, catalogue.path)
    )
    head = header_problems(catalogue, language)
    return tuple(sorted({*head, *missing, *wrong}))
