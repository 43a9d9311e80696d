"""Names on the command line -> courses, agencies and plans, with every fault found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from janeschool_scorm.check import check_agency, check_course, check_edition
from janeschool_scorm.edition import Edition, editions
from janeschool_scorm.load import (
    agency_files,
    course_folders,
    load_agency,
    load_course,
)
from janeschool_scorm.model import Agency, Course
from janeschool_scorm.problems import OutsideError, Problem, did_you_mean
from janeschool_scorm.target import Target

Plan = tuple[Edition, Target]


@dataclass(frozen=True, slots=True)
class Checked:
    """What could be loaded, and every problem in it, sorted by file within a course."""

    problems: tuple[Problem, ...]
    courses: tuple[Course, ...]
    agencies: tuple[Agency, ...]


def folders(names: Sequence[str], source: Path) -> list[Path]:
    """The folders of the courses named, or of all.

    Raises `OutsideError` where one is not there.
    """
    known = course_folders(source)
    if not names and not known:
        raise OutsideError(
            f"no course in {source}/: start one with `janeschool new COURSE_ID`"
        )
    found = []
    for name in names or [path.name for path in known]:
        folder = source / name if (source / name).is_dir() else Path(name)
        if not folder.is_dir():
            hint = did_you_mean(name, [path.name for path in known])
            raise OutsideError(f"there is no course '{name}' in {source}/{hint}")
        found.append(folder)
    return found


def checked(paths: Iterable[Path], source: Path, day: date) -> Checked:
    """Problems of courses and of all agency files, and what could be loaded."""
    problems: list[Problem] = []
    courses, agencies = [], []
    for path in paths:
        loaded = load_course(path)
        problems += check_course(loaded, as_of=day)
        if loaded.course is not None:
            courses.append(loaded.course)
    for path in agency_files(source):
        agency, loaded = load_agency(path)
        problems += check_agency(agency, loaded)
        if agency is not None:
            agencies.append(agency)
    return Checked(tuple(problems), tuple(courses), tuple(agencies))


def agencies(known: Sequence[Agency], names: Sequence[str]) -> list[Agency]:
    """The agencies named; `all` of them; or the default one.

    Raises `OutsideError` where one is not there.
    """
    if "all" in names:
        return list(known)
    by_id = {agency.id: agency for agency in known}
    found = []
    for name in names or ("default",):
        if name not in by_id:
            hint = did_you_mean(name, by_id)
            raise OutsideError(f"there is no agency '{name}' in agencies/{hint}")
        found.append(by_id[name])
    return found


def plans(
    courses: Sequence[Course],
    chosen: Sequence[Agency],
    targets: Sequence[Target],
    languages: Sequence[str],
) -> list[Plan]:
    """One plan for each course, agency and target; `languages` narrows if given."""
    return [
        (edition, target)
        for course in courses
        for edition in editions(course, chosen)
        if not languages or edition.language in languages
        for target in targets
    ]


def plan_problems(wanted: Iterable[Plan]) -> list[Problem]:
    """What the courses cannot do for the agencies, or the standards not carry."""
    found: set[Problem] = set()
    for edition, target in wanted:
        found.update(check_edition(edition), target.check(edition))
    return sorted(found)
