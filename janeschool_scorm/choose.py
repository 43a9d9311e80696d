"""Names on the command line -> courses, agencies and plans, with every fault found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from janeschool_scorm.agency import Agency
from janeschool_scorm.check import (
    check_agency,
    check_course,
    check_edition,
    check_minutes,
)
from janeschool_scorm.edition import (
    Edition,
    Purpose,
    check_ins,
    editions,
    self_tests,
)
from janeschool_scorm.load import (
    agency_files,
    course_folders,
    load_agency,
    load_course,
)
from janeschool_scorm.model import Course
from janeschool_scorm.problems import OutsideError, Problem, did_you_mean, errors
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
    courses, sound, agencies = [], [], []
    for path in paths:
        loaded = load_course(path)
        found = check_course(loaded, as_of=day)
        problems += found
        if loaded.course is not None:
            courses.append(loaded.course)
            sound += [] if errors(found) else [loaded.course]
    known = {path.name for path in course_folders(source)}
    known |= {course.id for course in courses}
    for path in agency_files(source):
        agency, loaded = load_agency(path)
        problems += check_agency(agency, loaded, known=known)
        if agency is not None:
            agencies.append(agency)
    wanted = (edition for course in sound for edition in editions(course, agencies))
    problems += [problem for each in wanted for problem in check_minutes(each)]
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
    purpose: Purpose = "learner",
    *,
    with_check_ins: bool = False,
) -> list[Plan]:
    """One plan for each course, agency and target; `languages` narrows if given.

    Self-tests have no course: there is one plan for each agency and target. Check-ins
    get plans of their own, each after its course, `with_check_ins`.
    """
    if purpose == "self-test":
        wanted = self_tests(chosen)
    else:
        wanted = [x for course in courses for x in editions(course, chosen, purpose)]
    if with_check_ins:
        wanted = [part for each in wanted for part in (each, *check_ins(each))]
    return [
        (edition, target)
        for edition in wanted
        if not languages or edition.language in languages
        for target in targets
        if _takes(target, edition)
    ]


def _takes(target: Target, edition: Edition) -> bool:
    """What wraps other packages takes whole courses, for learners."""
    whole = edition.purpose == "learner" and not edition.unit
    return target.contains is None or whole


def plan_problems(wanted: Iterable[Plan]) -> list[Problem]:
    """What the courses cannot do for the agencies, or the standards not carry."""
    found: set[Problem] = set()
    for edition, target in wanted:
        found.update(target.check(edition))
        if edition.purpose != "self-test":
            found.update(check_edition(edition))
    return sorted(found)
