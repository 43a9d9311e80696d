"""A catalogue -> the words for a text, and what is missing, stale or broken in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from janeschool_scorm.problems import Place, Problem
from janeschool_scorm.translate.catalogue import Catalogue, Entry, Key
from janeschool_scorm.translate.kept import lost
from janeschool_scorm.translate.texts import Said, Text


@dataclass(slots=True)
class Answers:
    """Gives translations and keeps what was wrong: original words stand where none is.

    `update` is the command that brings the catalogue up to date.
    """

    catalogue: Catalogue
    update: str
    problems: list[Problem] = field(default_factory=list)
    asked: set[Key] = field(default_factory=set)

    def say(self, text: Text) -> Said:
        """The words for a text of a course or an agency."""
        entry = self.catalogue.by_key.get((text.context, text.words))
        first = (text.context, text.words) not in self.asked
        self.asked.add((text.context, text.words))
        if entry is None:
            if first:
                self._fault(
                    text.place,
                    "T201",
                    f"{_short(text.words)}: no translation in {self.catalogue.path}: {self.update}",
                )
            return Said(text.words, text.place)
        place = Place(self.catalogue.path, entry.line)
        wrong = faults(entry, place.path, markdown=text.markdown) if first else []
        self.problems += wrong
        sound = entry.translated and not wrong
        return Said(entry.strings[0] if sound else text.words, place)

    def _fault(self, place: Place, code: str, text: str) -> None:
        self.problems.append(Problem(place, code, text))


def faults(entry: Entry, path: str, *, markdown: bool = False) -> list[Problem]:
    """What is wrong with one entry of a catalogue, at its line."""
    place = Place(path, entry.line)
    found = _faults(entry, markdown=markdown)
    return [Problem(place, code, text) for code, text in found]


def _faults(entry: Entry, *, markdown: bool) -> Iterator[tuple[str, str]]:
    if not all(entry.strings):
        yield "T201", f"{_short(entry.id)}: no translation"
    elif entry.stale:
        was = f"; it was made for {_short(entry.previous)}" if entry.previous else ""
        yield "T202", f"{_short(entry.id)}: the translation is marked fuzzy{was}"
    else:
        forms = zip((entry.id, entry.plural or entry.id), entry.strings, strict=False)
        for words, said in forms:
            for code, text in lost(words, said, markdown=markdown):
                yield code, f"{_short(said)}: {text}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= 50 else f"'{line[:49]}…'"
