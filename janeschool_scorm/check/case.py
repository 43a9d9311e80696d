"""What a rule looks at: a course, whether all of it could be read, and the day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from janeschool_scorm.model import Block, Course, Lesson
from janeschool_scorm.problems import Place
from janeschool_scorm.value import Key, Value


@dataclass(frozen=True, slots=True)
class Case:
    """`whole` is false where a faulty part was left out: sums would mislead then."""

    course: Course
    whole: bool
    as_of: date

    @property
    def media(self) -> Path:
        return Path(self.course.folder) / "media"

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """Lessons, replacements and check-ins: whatever a learner may be shown."""
        course = self.course
        return (*course.lessons, *course.replacements, *course.check_ins)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for lesson in self.lessons for block in lesson.blocks)

    @property
    def asked(self) -> tuple[Block, ...]:
        """All blocks, those in banks too."""
        banks = self.course.banks.values()
        return (*self.blocks, *(each.block for b in banks for each in b.questions))


def repeated(given: Iterable[str]) -> Iterator[int]:
    """The places of texts that say what an earlier one says."""
    seen: set[str] = set()
    for number, text in enumerate(given):
        plain = text.casefold().rstrip(". ")
        if plain in seen:
            yield number
        seen.add(plain)


def texts(value: Value) -> Iterator[tuple[str, str, Place]]:
    """(key, text, place) of every text in a value, nested ones too."""
    yield from _walk(value, value.model_dump(mode="json", by_alias=True), ())


def _walk(
    value: Value, part: Any, path: tuple[Key, ...]
) -> Iterator[tuple[str, str, Place]]:
    if isinstance(part, str):
        yield str(path[-1]) if path else "", part, value.at(*path)
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from _walk(value, inner, (*path, key))
    elif isinstance(part, list):
        for number, inner in enumerate(part):
            yield from _walk(value, inner, (*path, number))
