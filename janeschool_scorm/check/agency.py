"""Rules on agency files, and on what a course can do for an agency."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from janeschool_scorm.edition import Edition
from janeschool_scorm.model import Agency
from janeschool_scorm.problems import Problem
from janeschool_scorm.theme import ENOUGH, contrast


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


def fits(edition: Edition) -> Iterator[Problem]:
    """G103: the course can do what the agency's file asks for."""
    agency, facts = edition.agency, edition.course.facts
    if edition.language not in facts.languages:
        have = ", ".join(facts.languages)
        text = f"{facts.id} is not in language {edition.language}; it has {have}"
        yield Problem(agency.at("language"), "G103", text)
