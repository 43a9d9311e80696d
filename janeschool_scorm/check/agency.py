"""Rules on agency files, and on what a course can do for an agency."""

from collections.abc import Collection, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from janeschool_scorm.agency import EVERY_COURSE, Agency
from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import Problem, did_you_mean
from janeschool_scorm.standards import TAG
from janeschool_scorm.theme import ENOUGH, contrast
from janeschool_scorm.worksheet import worksheet


def colours(agency: Agency) -> Iterator[Problem]:
    """G101: white text on the accent can be read (WCAG 2.2, 1.4.3)."""
    ratio = contrast(agency.accent, "#ffffff")
    if ratio < ENOUGH:
        text = f"white on {agency.accent} has contrast {ratio:.1f}, {ENOUGH} is needed"
        yield Problem(agency.at("accent"), "G101", text)


def zone(agency: Agency) -> Iterator[Problem]:
    """G102: the time zone is one that computers know."""
    try:
        ZoneInfo(agency.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        text = f"no time zone '{agency.time_zone}': write one such as America/Chicago"
        yield Problem(agency.at("time_zone"), "G102", text)


def name(agency: Agency) -> Iterator[Problem]:
    """G104: the id is the file's name, so that `--agency` finds it."""
    place = agency.at("id")
    if agency.id != Path(place.path).stem:
        text = f"id '{agency.id}' in a file that is called {Path(place.path).name}"
        yield Problem(place, "G104", text)


def times(agency: Agency) -> Iterator[Problem]:
    """G103: rules of time that no course can meet."""
    rules = agency.rules
    for key in ("lesson_percent", "module_percent", "course_percent"):
        percent = getattr(rules, key)
        if percent > 100:
            text = (
                f"{key} {percent}: more than words and media prove; write at most 100"
            )
            yield _rule(agency, key, text)
    for key in ("daily_minutes", "break_after_minutes", "break_minutes"):
        if getattr(rules, key) == 0:
            text = f"{key} 0: nobody could go on; leave the line out to switch it off"
            yield _rule(agency, key, text)
    if (rules.break_after_minutes is None) != (rules.break_minutes is None):
        given = "break_minutes" if rules.break_minutes else "break_after_minutes"
        text = "break_after_minutes and break_minutes go together"
        yield _rule(agency, given, text)


def named_courses(agency: Agency, known: Collection[str]) -> Iterator[Problem]:
    """G103: `course_minutes` names courses that there are."""
    for name in agency.rules.course_minutes:
        if name not in known and name != EVERY_COURSE:
            hint = did_you_mean(name, known)
            text = f"course_minutes names '{name}', and there is no such course{hint}"
            place = agency.at_key("rules", "course_minutes", name)
            yield Problem(place, "G103", text)


def minutes(edition: Edition) -> Iterator[Problem]:
    """G103: no more minutes than the words and media of the course prove."""
    agency, course = edition.agency, edition.course
    asked = agency.rules.named_minutes(course.id)
    if asked is None:
        return
    proven = worksheet(edition).proven_minutes
    if asked > proven:
        named = course.id in agency.rules.course_minutes
        keys = ("course_minutes", course.id) if named else ("course_minutes",)
        text = (
            f"course_minutes {asked}: the words and media of {course.id} prove {proven}"
        )
        yield Problem(agency.at("rules", *keys), "G103", text)


def _rule(agency: Agency, key: str, text: str) -> Problem:
    return Problem(agency.at("rules", key), "G103", text)


def title(agency: Agency) -> Iterator[Problem]:
    """C115: the title that an LMS shows has nothing that it strips as a tag."""
    given = agency.discreet_title
    if given and TAG.search(given):
        text = f"an LMS takes a part of '{given}' for HTML: write it without <"
        yield Problem(agency.at("discreet_title"), "C115", text)


def fits(edition: Edition) -> Iterator[Problem]:
    """G103: the course can do what the agency's file asks for."""
    agency, facts = edition.agency, edition.course.facts
    if edition.language not in facts.languages:
        have = ", ".join(facts.languages)
        text = f"{facts.id} is not in language {edition.language}; it has {have}"
        yield Problem(agency.at("language"), "G103", text)
