"""Course and agencies -> every problem: rules by family, each a function in one table."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from janeschool_scorm.agency import Agency
from janeschool_scorm.check import (
    accountability,
    exercises,
    files,
    fit,
    identity,
    languages,
    logo,
    media,
    questions,
    reading,
    scenarios,
    size,
    stories,
)
from janeschool_scorm.check import agency as agency_rules
from janeschool_scorm.check.case import Case
from janeschool_scorm.edition import Edition
from janeschool_scorm.exempt import without_exempted
from janeschool_scorm.load import Loaded
from janeschool_scorm.model import Course
from janeschool_scorm.problems import Problem

Rule = Callable[[Case], Iterable[Problem]]

#: To add a rule: a code in `problems`, a function, a line here, two rows in the tests.
RULES: tuple[Rule, ...] = (
    identity.plain_ids,
    identity.unique_ids,
    identity.places,
    identity.weeks,
    accountability.program,
    identity.titles,
    identity.final_check,
    identity.minutes,
    identity.removable,
    files.present,
    files.unused,
    media.readable,
    media.captions,
    media.pictures,
    questions.options,
    exercises.sizes,
    exercises.doubles,
    exercises.groups,
    exercises.accepted,
    scenarios.steps,
    questions.bank_modules,
    questions.draws,
    stories.statistics,
    stories.consents,
    stories.ending,
    stories.presenters,
    reading.grade,
    size.resume,
    size.rows,
)

AGENCY_RULES: tuple[Callable[[Agency], Iterable[Problem]], ...] = (
    agency_rules.colours,
    agency_rules.zone,
    agency_rules.name,
    agency_rules.title,
    agency_rules.times,
    agency_rules.record_store,
    agency_rules.loadable,
    logo.shown,
    size.failing,
)

#: What an agency asks of a course: `check` asks it of every course without a fault.
FIT_RULES: tuple[Callable[[Edition], Iterable[Problem]], ...] = (
    fit.left_out,
    fit.bank,
    fit.minutes,
    fit.dropped,
    fit.languages,
    accountability.schedule,
)


def check_course(loaded: Loaded, *, as_of: date) -> list[Problem]:
    """All problems of one course: of its form, then of every rule; sorted."""
    found = list(loaded.problems)
    if loaded.course is not None:
        case = Case(loaded.course, loaded.whole, as_of)
        found += [problem for rule in RULES for problem in rule(case)]
    return without_exempted(sorted(set(found)), loaded.texts)


def check_agency(
    agency: Agency | None, loaded: Loaded, *, known: Collection[str]
) -> list[Problem]:
    """All problems of one agency file; sorted. `known`: ids of the courses there are."""
    found = list(loaded.problems)
    if agency is not None:
        found += [problem for rule in AGENCY_RULES for problem in rule(agency)]
        found += fit.named_courses(agency, known)
    return without_exempted(sorted(set(found)), loaded.texts)


def check_ids(agencies: Iterable[Agency]) -> list[Problem]:
    """Ids that several agency files have; sorted."""
    return sorted(set(agency_rules.doubles(agencies)))


def check_edition(edition: Edition) -> list[Problem]:
    """All that this course cannot do for the agency; sorted."""
    found = [*fit.language(edition), *size.package(edition), *check_fit(edition)]
    found += check_words(edition)
    return sorted(found)


def check_words(edition: Edition) -> list[Problem]:
    """What the edition has no words for in its language; sorted."""
    return sorted(languages.words(edition))


def check_languages(
    courses: Iterable[Course], agencies: Iterable[Agency]
) -> list[Problem]:
    """What translations of courses and agencies lack, whoever wants them; sorted."""
    return languages.lacks(courses, agencies)


def judged(course: Course, *, as_of: date) -> Course:
    """The course whose translations know all that stops their packages."""
    return languages.judged(course, as_of)


def check_fit(edition: Edition) -> list[Problem]:
    """Rules of the agency that the course cannot keep; it is free of other faults."""
    return sorted(problem for rule in FIT_RULES for problem in rule(edition))
