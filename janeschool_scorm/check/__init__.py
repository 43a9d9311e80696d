"""Course and agencies -> every problem: rules by family, each a function in one table."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from janeschool_scorm.agency import Agency
from janeschool_scorm.check import agency as agency_rules
from janeschool_scorm.check import (
    exercises,
    files,
    identity,
    media,
    questions,
    reading,
    scenarios,
    size,
    stories,
)
from janeschool_scorm.check.case import Case
from janeschool_scorm.edition import Edition
from janeschool_scorm.exempt import without_exempted
from janeschool_scorm.load import Loaded
from janeschool_scorm.problems import Problem

Rule = Callable[[Case], Iterable[Problem]]

#: To add a rule: a code in `problems`, a function, a line here, two rows in the tests.
RULES: tuple[Rule, ...] = (
    identity.plain_ids,
    identity.unique_ids,
    identity.places,
    identity.weeks,
    identity.titles,
    identity.final_check,
    identity.minutes,
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
    size.failing,
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
        found += agency_rules.named_courses(agency, known)
    return without_exempted(sorted(set(found)), loaded.texts)


def check_edition(edition: Edition) -> list[Problem]:
    """Rules of an agency that this course cannot meet."""
    return sorted([*agency_rules.fits(edition), *size.package(edition)])


def check_minutes(edition: Edition) -> list[Problem]:
    """Minimum minutes that the course does not prove; it must be free of other faults."""
    return sorted(agency_rules.minutes(edition))
