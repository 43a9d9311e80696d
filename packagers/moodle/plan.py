"""Finished packages -> the sections and activities of a backup, each with its numbers.

Availability conditions of Moodle's core know an activity's completion and absolute
times, not weeks of a person: so check-ins open at once, on completion, or for a cohort
that has a course of its own.

Numbers need only be unique of their kind within one backup: a restore gives new ones.
They follow from the course's ids, so that the same check-in has the same number whatever
stands before it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from janeschool_scorm.edition import Edition
from janeschool_scorm.target import Package
from packagers.moodle.fields import TIME

#: Course 1 would be the site's front page.
COURSE = 50
#: Contexts of site, course and activities share one row of numbers.
SITE_CONTEXT, COURSE_CONTEXT, _FIRST_CONTEXT = 1, 1500, 2000
_FIRST_SECTION = 100


@dataclass(frozen=True, slots=True)
class Activity:
    """One SCORM activity: its package, the activity that must be complete first, and
    the time from which it is open, in seconds since 1970."""

    number: int
    section: int
    package: Package
    after: int | None = None
    opens: int | None = None

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
    day: one may be due before the course is done. A cohort's open on the first day of
    each window, and stay open: a late one must be possible, and reports judge it.
    """
    first, *later = packages
    course = Activity(1, _FIRST_SECTION + 1, first)
    completion = first.edition.agency.starts == "completion"
    after = course.number if completion else None
    check_ins = tuple(
        Activity(
            _number(each.edition),
            _FIRST_SECTION + 2,
            each,
            after=after,
            opens=_opens(each.edition),
        )
        for each in later
    )
    found = (Section(0, None), Section(1, first.edition.outside_title, (course,)))
    if not check_ins:
        return found
    title = first.edition.words.say("Check-ins")
    return (*found, Section(2, title, check_ins))


def _opens(edition: Edition) -> int | None:
    due = edition.scheduled
    if edition.cohort is None or due is None:
        return None
    return first_moment(due.opens_on(edition.cohort), edition.agency.time_zone)


def first_moment(day: date, zone: str) -> int:
    """Seconds since 1970 at which the day begins there; where clocks skip midnight, at
    the moment at which they do."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return int(midnight.timestamp())


def starts(edition: Edition) -> int:
    """When the course begins. A restore that is told another day moves every date."""
    if edition.cohort is None:
        return TIME
    return first_moment(edition.cohort, edition.agency.time_zone)


def names(edition: Edition) -> tuple[str, str]:
    """Short and full name of the course: a site may hold one for each cohort."""
    when = f" ({edition.cohort})" if edition.cohort else ""
    return f"{edition.identifier}{edition.group}", f"{edition.outside_title}{when}"


def _number(edition: Edition) -> int:
    """The place of its lesson in the resume code never changes; 1 is the course's."""
    return 2 + edition.course.slots.lessons[edition.lessons[0].id]
