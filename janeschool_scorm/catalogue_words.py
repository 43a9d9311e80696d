"""Editions of one agency -> what a course says in each language, for its catalogue."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from janeschool_scorm.asked import asked
from janeschool_scorm.bundles import Standing
from janeschool_scorm.catalogue_shape import FORMAT, Spoken, Words
from janeschool_scorm.edition import Edition, check_ins
from janeschool_scorm.model import Block, Lesson
from janeschool_scorm.worksheet import Worksheet, worksheet


def spoken(
    editions: Mapping[str, Edition], standing: Sequence[Standing], before: Path
) -> dict[str, Spoken]:
    """Language -> what the course says in it.

    `editions`: whole ones by language, of this run. `before`: where the last catalogue
    may stand; of languages whose packages are from an earlier run it has the words.
    """
    known = _words_before(before, standing)
    now = {language: _in_language(each) for language, each in editions.items()}
    return dict(sorted({**known, **now}.items()))


def placed_blocks(edition: Edition) -> Iterator[Block]:
    """Every block that has a place in the resume code, those of check-ins too."""
    lessons: Iterable[Lesson] = (*edition.lessons, *edition.course.check_ins)
    for lesson in lessons:
        yield from lesson.tracked
    if edition.final_check:
        yield from (each.block for each in edition.final_check[2].questions)


def _in_language(edition: Edition) -> Spoken:
    sheet = worksheet(edition)
    course = edition.course
    parts = [(each, worksheet(each)) for each in check_ins(edition)]
    return {
        "title": course.facts.title,
        "shown_title": edition.outside_title,
        "planned_minutes": sheet.planned_minutes,
        "proven_minutes": sheet.proven_minutes,
        "asks_seconds": _asks(edition, sheet.proven_minutes * 60),
        "demonstration": sheet.demonstration,
        "modules": _module_words(edition, sheet),
        "lessons": {
            name: words
            for each, own in ((edition, sheet), *parts)
            for name, words in _lesson_words(each, own).items()
        },
        "items": {
            name: words
            for block in placed_blocks(edition)
            for name, words in asked(block)
        },
    }


def _asks(edition: Edition, proven: int) -> int:
    """Packages of modules share no state: they ask nothing of the whole course."""
    if edition.units == "module":
        return 0
    return edition.agency.rules.course_seconds(edition.course.id, proven)


def _module_words(edition: Edition, sheet: Worksheet) -> dict[str, Words]:
    percent = edition.agency.rules.module_percent
    proven = sheet.proven_seconds
    return {
        module.id: _words(
            module.title, sum(proven[x.id] for x in module.lessons), percent
        )
        for module in edition.modules
    }


def _lesson_words(edition: Edition, sheet: Worksheet) -> dict[str, Words]:
    percent = edition.agency.rules.lesson_percent
    proven = sheet.proven_seconds
    return {
        lesson.id: _words(lesson.title, proven[lesson.id], percent)
        for lesson in edition.lessons
    }


def _words(title: str, proven: int, percent: int) -> Words:
    asks = proven * percent // 100
    return {"title": title, "proven_seconds": proven, "asks_seconds": asks}


def _words_before(path: Path, standing: Sequence[Standing]) -> dict[str, Spoken]:
    """What the last catalogue says in languages whose packages still stand."""
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
        if before["format"] != FORMAT:
            return {}
        known: dict[str, Spoken] = before["languages"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    left = {each.label.language for each in standing}
    return {language: words for language, words in known.items() if language in left}
