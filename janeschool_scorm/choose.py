"""Names on the command line -> courses, agencies and plans, with every fault found."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from janeschool_scorm.agency import Agency, Units
from janeschool_scorm.check import (
    check_agency,
    check_course,
    check_edition,
    check_fit,
    check_ids,
    check_languages,
    check_words,
    judged,
)
from janeschool_scorm.consent import told
from janeschool_scorm.edition import (
    Edition,
    Purpose,
    check_ins,
    editions,
    module_editions,
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
from janeschool_scorm.releases import Release
from janeschool_scorm.target import Target
from janeschool_scorm.versions import kept

Plan = tuple[Edition, Target]
V = TypeVar("V", Course, Agency)


@dataclass(frozen=True, slots=True)
class Read(Generic[V]):
    """One course folder or agency file: its name, every problem, and what it holds."""

    name: str
    problems: tuple[Problem, ...]
    value: V | None

    @property
    def sound(self) -> V | None:
        """What it holds, where nothing stops a build."""
        return None if errors(self.problems) else self.value


@dataclass(frozen=True, slots=True)
class Checked:
    """Courses and agencies as far as they could be read."""

    course_reads: tuple[Read[Course], ...]
    agency_reads: tuple[Read[Agency], ...]

    @property
    def courses(self) -> tuple[Course, ...]:
        return tuple(x.value for x in self.course_reads if x.value is not None)

    @property
    def agencies(self) -> tuple[Agency, ...]:
        return tuple(x.value for x in self.agency_reads if x.value is not None)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, sorted by file within a course; what does not fit comes last."""
        own = [x for read in self.course_reads for x in read.problems]
        own += [x for read in self.agency_reads for x in read.problems]
        own += check_languages(self.courses, self.agencies)
        pairs = (x for each in sound(self.course_reads) for x in self._fits(each))
        return (*own, *pairs)

    def _fits(self, course: Course) -> list[Problem]:
        wanted = editions(course, self.agencies)
        return sorted({problem for each in wanted for problem in check_fit(each)})


def sound(reads: Iterable[Read[V]]) -> list[V]:
    """What holds no fault: one that does leaves the others alone."""
    return [read.sound for read in reads if read.sound is not None]


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


def checked(
    paths: Iterable[Path], source: Path, day: date, released: Sequence[Release] = ()
) -> Checked:
    """The courses in those folders and all agency files, each with its problems.

    A course is what may be told of it on that day. `released`: what was handed over, in
    words that a version must keep.
    """
    courses = tuple(_course(path, day, released) for path in paths)
    known = {path.name for path in course_folders(source)}
    known |= {each.value.id for each in courses if each.value is not None}
    files = [_agency(path, known) for path in agency_files(source)]
    shared = check_ids(each.value for each in files if each.value is not None)
    return Checked(courses, tuple(_with(each, shared) for each in files))


def _course(path: Path, day: date, released: Sequence[Release]) -> Read[Course]:
    loaded = load_course(path)
    course = loaded.course and judged(told(loaded.course, day), as_of=day)
    problems = check_course(loaded, as_of=day)
    if course and not errors(problems):
        problems = sorted([*problems, *kept(course, released)])
    return Read(path.name, tuple(problems), course)


def _agency(path: Path, known: Collection[str]) -> Read[Agency]:
    agency, loaded = load_agency(path)
    problems = check_agency(agency, loaded, known=known)
    return Read(path.stem, tuple(problems), agency)


def _with(read: Read[Agency], shared: Iterable[Problem]) -> Read[Agency]:
    """The file with what is wrong with it beside others."""
    if read.value is None:
        return read
    path = read.value.at().path
    own = [problem for problem in shared if problem.place.path == path]
    return replace(read, problems=tuple(sorted([*read.problems, *own])))


def agencies(found: Checked, names: Sequence[str]) -> list[Read[Agency]]:
    """The files of the agencies named; `all` of them; or the default one.

    A name is that of the file or the id in it. Raises `OutsideError` where one is not
    there.
    """
    if "all" in names:
        return list(found.agency_reads)
    picked: list[Read[Agency]] = []
    for name in names or ("default",):
        named = [read for read in found.agency_reads if name in _names(read)]
        if not named:
            known = {x for read in found.agency_reads for x in _names(read)}
            hint = did_you_mean(name, sorted(known))
            raise OutsideError(f"there is no agency '{name}' in agencies/{hint}")
        picked += [read for read in named if read not in picked]
    return picked


def _names(read: Read[Agency]) -> set[str]:
    return {read.name} if read.value is None else {read.name, read.value.id}


def wanted(
    courses: Sequence[Course],
    chosen: Sequence[Agency],
    purpose: Purpose = "learner",
    *,
    languages: Sequence[str] = (),
    units: Units | None = None,
) -> list[Edition]:
    """Whole editions: one for each course, agency and language that both have.

    `languages` narrows where it is given, and `units` overrules the agencies' files.
    Self-tests have no course: there is one for each agency and language.
    """
    if purpose == "self-test":
        found = self_tests(chosen)
    else:
        found = [x for course in courses for x in editions(course, chosen, purpose)]
    return [
        replace(edition, units=units or edition.units)
        for edition in found
        if not languages or edition.language in languages
    ]


def fitting(wanted: Iterable[Edition]) -> tuple[list[Edition], list[Problem]]:
    """The editions that their courses can be, and what is wrong with the others."""
    fit: list[Edition] = []
    found: set[Problem] = set()
    for edition in wanted:
        test = edition.purpose == "self-test"
        problems = check_words(edition) if test else check_edition(edition)
        found.update(problems)
        if not errors(problems):
            fit.append(edition)
    return fit, sorted(found)


def plans(
    wanted: Iterable[Edition],
    targets: Sequence[Target],
    *,
    named: bool = False,
    with_check_ins: bool = False,
    cohort: date | None = None,
) -> list[Plan]:
    """One plan for each edition and target, or for each of its modules.

    Targets that are not `named` on the command line are narrowed by the agency's file.
    Check-ins get plans of their own, each after its course, `with_check_ins`. What
    wraps them opens them by date for a `cohort`, if one is given.
    """
    return [
        (replace(part, cohort=cohort) if target.contains else part, target)
        for edition in wanted
        for part in _parts(edition, with_check_ins)
        for target in targets
        if _takes(target, part) and (named or _asks(part.agency, target))
    ]


def _parts(edition: Edition, with_check_ins: bool) -> tuple[Edition, ...]:
    """The whole edition, and every part that may be a package of its own."""
    modules = module_editions(edition) if edition.divided else ()
    return (edition, *modules, *(check_ins(edition) if with_check_ins else ()))


def _asks(agency: Agency, target: Target) -> bool:
    return not agency.targets or target.name in agency.targets


def _takes(target: Target, edition: Edition) -> bool:
    """What wraps other packages takes whole courses, for learners.

    Of an edition in modules, a target takes the whole or the units, never both.
    """
    if target.contains is not None:
        return edition.purpose == "learner" and not edition.unit
    if edition.units == "course" or edition.purpose == "self-test":
        return True
    return target.holds_units == (not edition.unit)


def possible(plans: Iterable[Plan]) -> tuple[list[Plan], list[Problem]]:
    """The plans that their targets can carry out, and what they lose or cannot do."""
    kept: list[Plan] = []
    found: set[Problem] = set()
    for edition, target in plans:
        problems = target.check(edition)
        found.update(problems)
        if not errors(problems):
            kept.append((edition, target))
    return kept, sorted(found)
