"""Rules on what a translation says: the original keeps them, the other words must too."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from janeschool_scorm.agency import Agency
from janeschool_scorm.check import exercises, identity, media, questions
from janeschool_scorm.check.case import Case
from janeschool_scorm.edition import Edition
from janeschool_scorm.model import Course
from janeschool_scorm.problems import Problem
from janeschool_scorm.translate import interface

#: What two words for the same, or a file of its own, may break.
_RULES: tuple[Callable[[Case], Iterable[Problem]], ...] = (
    identity.titles,
    questions.options,
    exercises.doubles,
    exercises.accepted,
    media.readable,
    media.captions,
)


def judged(course: Course, day: date) -> Course:
    """The course whose translations know what is wrong with each, and stops it."""
    said = {name: _judged(each, day) for name, each in course.translations.items()}
    return replace(course, translations=said)


def _judged(course: Course, day: date) -> Course:
    if course.lacks:
        return course
    case = Case(course, True, day)
    found = {problem for rule in _RULES for problem in rule(case)}
    return replace(course, lacks=tuple(sorted(found)))


def lacks(courses: Iterable[Course], agencies: Iterable[Agency]) -> list[Problem]:
    """What the translations of courses have not, and of agencies where there are courses."""
    found: set[Problem] = set()
    taught: set[str] = set()
    for course in courses:
        taught.update(course.facts.languages)
        for language, said in course.translations.items():
            found.update(said.lacks, interface.problems(language))
    for agency in agencies:
        for language, each in agency.translations.items():
            found.update(each.lacks if language in taught else ())
    return sorted(found)


def words(edition: Edition) -> Iterable[Problem]:
    """T101 to T205: the edition has all of its words in its language."""
    yield from edition.course.lacks
    yield from edition.agency.lacks
    yield from interface.problems(edition.language)
