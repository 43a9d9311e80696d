"""Packages for one agency and target -> the page for the officer who loads them.

One file that asks nothing of any server: it can be mailed, printed, kept beside the zip.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from janeschool_scorm.accountability import Scheduled
from janeschool_scorm.bundles import Label, Standing
from janeschool_scorm.edition import Edition, check_ins
from janeschool_scorm.guides import GUIDES, Guide, moodle_form
from janeschool_scorm.render import filled
from janeschool_scorm.standards import PROFILES
from janeschool_scorm.target import Target
from janeschool_scorm.theme import theme

_KINDS = {
    "scorm12": "SCORM 1.2",
    "scorm2004": "SCORM 2004 (4th)",
    "scorm2004-3rd": "SCORM 2004 (3rd)",
    "cmi5": "cmi5",
    "xapi_package": "xAPI",
}


@dataclass(frozen=True, slots=True)
class _File:
    """One package as the page lists it; `size` in MB.

    `fingerprints`: one with its title for each page that shows it.
    """

    title: str
    name: str
    size: str
    fingerprints: Sequence[tuple[str, str]]
    sha256: str


def import_page(edition: Edition, target: Target, held: Sequence[Standing]) -> bytes:
    """The page for those packages: all are of the edition's language and of the target."""
    titles = _titles(edition)
    files = [each for each in held if each.label.unit in titles]
    facts = {
        **_facts(edition, target),
        **_fits(GUIDES[_lms(edition, target)], target),
        "files": _files(titles, files),
        "demonstration": any(each.label.placeholders for each in files),
        "proven": sum(each.label.proven_minutes for each in _course(files)),
        "planned": sum(each.label.planned_minutes for each in _course(files)),
        "check_ins": _weeks(edition, target, files),
        "moodle_form": moodle_form(),
        **in_markup(),
    }
    name = f"import/{_template(edition, target)}.html.j2"
    return filled(name, edition.language, facts)


def _course(held: Sequence[Standing]) -> list[Standing]:
    """The package of the whole course, or of each of its modules."""
    whole = [each for each in held if not each.label.unit]
    return whole or [x for x in held if not x.label.unit.startswith("check-in-")]


def _lms(edition: Edition, target: Target) -> str:
    """A Moodle course is for Moodle, whatever the agency has."""
    return "moodle" if target.name == "moodle" else edition.agency.lms


def _template(edition: Edition, target: Target) -> str:
    return "moodle-course" if target.name == "moodle" else edition.agency.lms


def _facts(edition: Edition, target: Target) -> dict[str, Any]:
    scored = edition.final_check is not None
    status = PROFILES[edition.agency.lms].status
    test = f"self-test-{edition.agency.id}-{edition.language}"
    return {
        "edition": edition,
        "course": edition.course,
        "agency": edition.agency,
        "language": edition.language,
        "whole": edition.units == "course",
        "target": target,
        "theme": theme(edition.agency),
        "shown_title": edition.outside_title,
        "scored": scored,
        "status": status if scored else "completed",
        "self_test": f"{test}-{target.contains or target.name}.zip",
    }


def _fits(guide: Guide, target: Target) -> dict[str, object]:
    """Does the LMS take such packages, as far as its makers say?"""
    name = target.name
    known = name in guide.takes | guide.partly | guide.refuses
    return {
        "guide": guide,
        "refused": name in guide.refuses,
        "partly": name in guide.partly,
        "unsure": bool(guide.name) and not known,
        "others": ", ".join(_KINDS[x] for x in _KINDS if x in guide.takes),
    }


# --- files ----------------------------------------------------------------------------


def _files(titles: Mapping[str, str], held: Sequence[Standing]) -> list[_File]:
    """The packages in the order of the titles."""
    order = list(titles)
    return [
        _File(
            title=titles[each.label.unit],
            name=Path(each.path).name,
            size=f"{each.size / 1e6:.1f}",
            fingerprints=_fingerprints(titles, each.label),
            sha256=each.sha256,
        )
        for each in sorted(held, key=lambda each: order.index(each.label.unit))
    ]


def _fingerprints(titles: Mapping[str, str], label: Label) -> list[tuple[str, str]]:
    """Of the course's page or its modules'; of a check-in where the package is one."""
    course = [page for page in label.pages if not page.unit.startswith("check-in-")]
    shown = course or label.pages
    return [(titles.get(page.unit, page.unit), page.fingerprint) for page in shown]


def _titles(edition: Edition) -> Mapping[str, str]:
    """Unit -> its title, the whole course first, then in the order of the course."""
    return {
        "": edition.course.facts.title,
        **{module.id: module.title for module in edition.modules},
        **{each.unit: each.lessons[0].title for each in check_ins(edition)},
    }


@dataclass(frozen=True, slots=True)
class _Week:
    """A check-in as the page lists it; the days only for a cohort."""

    week: int
    title: str
    days: int
    opens_on: date | None
    due_on: date | None


def _weeks(edition: Edition, target: Target, held: Sequence[Standing]) -> list[_Week]:
    """The check-ins that are in one of the packages, or are one."""
    units = {each.label.unit for each in held}
    return [
        _week(each, each.scheduled)
        for each in check_ins(edition)
        if each.scheduled and (target.contains or each.unit in units)
    ]


def _week(edition: Edition, due: Scheduled) -> _Week:
    base = edition.cohort
    return _Week(
        week=due.week,
        title=edition.lessons[0].title,
        days=due.window_days,
        opens_on=due.opens_on(base) if base else None,
        due_on=due.due_on(base) if base else None,
    )


# --- markup within a sentence -----------------------------------------------------------


def in_markup() -> dict[str, Callable[..., Markup]]:
    """What the steps of an LMS are written with, in this page and in others."""
    return {"fill": _fill, "ui": _ui, "code": _code}


def _fill(text: str, **parts: object) -> Markup:
    """A sentence with marked-up parts in it; all else is escaped."""
    return Markup(escape(text)).format(**parts)


def _ui(name: str) -> Markup:
    """A button or field, as the LMS names it in English."""
    return Markup('<b class="ui" lang="en">{}</b>').format(name)


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(text)
