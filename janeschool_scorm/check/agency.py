"""Rules on agency files, each by itself."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from janeschool_scorm.agency import Agency
from janeschool_scorm.problems import Problem
from janeschool_scorm.standards import PROFILES, TAG
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


def _rule(agency: Agency, key: str, text: str) -> Problem:
    return Problem(agency.at("rules", key), "G103", text)


def title(agency: Agency) -> Iterator[Problem]:
    """C115: the title that an LMS shows has nothing that it strips as a tag."""
    given = agency.discreet_title
    if given and TAG.search(given):
        text = f"an LMS takes a part of '{given}' for HTML: write it without <"
        yield Problem(agency.at("discreet_title"), "C115", text)


def record_store(agency: Agency) -> Iterator[Problem]:
    """G109: the address of an LRS is https, and holds no name, password or token."""
    if agency.lrs_endpoint is None:
        return
    fault = _address_fault(agency.lrs_endpoint)
    if fault:
        yield Problem(agency.at("lrs_endpoint"), "G109", fault)


def _address_fault(address: str) -> str:
    """What is wrong with the address; never the address itself: it may hold a secret."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        host, parts = None, urlsplit("")
    if "@" in parts.netloc:
        return "a name or password stands in the address: keep it in report.toml"
    if parts.query or parts.fragment:
        return "the address has a part after ? or #: leave it out, it may be a key"
    if parts.scheme != "https" or not host:
        return "write an address such as https://lrs.example.org/xapi/"
    return ""


def loadable(agency: Agency) -> Iterator[Problem]:
    """G112: the targets that are asked for are such as the agency's LMS takes."""
    profile = PROFILES[agency.lms]
    for number, name in enumerate(agency.targets):
        if name in profile.refuses:
            text = f"{agency.lms} takes no {name} package ({profile.source})"
            yield Problem(agency.at("targets", number), "G112", text)


def doubles(agencies: Iterable[Agency]) -> Iterator[Problem]:
    """G108: each id is that of one file alone; both files are named."""
    first: dict[str, Agency] = {}
    for agency in agencies:
        other = first.setdefault(agency.id, agency)
        if other is not agency:
            for one, two in ((agency, other), (other, agency)):
                text = f"id '{one.id}' is also that of {Path(two.at().path).name}"
                yield Problem(one.at("id"), "G108", text)
