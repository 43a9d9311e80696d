"""Finished packages -> the sections and activities of a backup, each with its numbers.

Numbers need only be unique of their kind within one backup: a restore gives new ones.
They follow from the course's ids, so that the same check-in has the same number whatever
stands before it.
"""

from dataclasses import dataclass

from janeschool_scorm.edition import Edition
from janeschool_scorm.target import Package

#: Course 1 would be the site's front page.
COURSE = 50
#: Contexts of site, course and activities share one row of numbers.
SITE_CONTEXT, COURSE_CONTEXT, _FIRST_CONTEXT = 1, 1500, 2000
_FIRST_SECTION = 100


@dataclass(frozen=True, slots=True)
class Activity:
    """One SCORM activity: its package, and the activity that must be complete first."""

    number: int
    section: int
    package: Package
    after: int | None = None

    @property
    def edition(self) -> Edition:
        return self.package.edition

    @property
    def context(self) -> int:
        return _FIRST_CONTEXT + self.number

    @property
    def folder(self) -> str:
        return f"activities/scorm_{self.number}"

    @property
    def scored(self) -> bool:
        """Does the package ever send a score, and `passed`?"""
        return self.edition.final_check is not None


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the course page: `place` counts from 0, without a gap."""

    place: int
    title: str | None
    activities: tuple[Activity, ...] = ()

    @property
    def number(self) -> int:
        return _FIRST_SECTION + self.place

    @property
    def folder(self) -> str:
        return f"sections/section_{self.number}"


def sections(packages: tuple[Package, ...]) -> tuple[Section, ...]:
    """The course, and after it its check-ins, which open when the course is complete.

    Not one after the other: a check-in that was missed must not hold up the next. Where
    the six months start with the order or the referral, they are open from the first
    day: one may be due before the course is done.
    """
    first, *later = packages
    course = Activity(1, _FIRST_SECTION + 1, first)
    starts = first.edition.agency.starts
    after = course.number if starts == "completion" else None
    check_ins = tuple(
        Activity(_number(each.edition), _FIRST_SECTION + 2, each, after=after)
        for each in later
    )
    found = (Section(0, None), Section(1, first.edition.outside_title, (course,)))
    if not check_ins:
        return found
    title = first.edition.words.say("Check-ins")
    return (*found, Section(2, title, check_ins))


def _number(edition: Edition) -> int:
    """The place of its lesson in the resume code never changes; 1 is the course's."""
    return 2 + edition.course.slots.lessons[edition.lessons[0].id]
