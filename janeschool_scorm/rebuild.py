"""Labels of packages that tell a story -> plans of the same packages as they may be now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from janeschool_scorm import choose
from janeschool_scorm.agency import Agency, Units
from janeschool_scorm.bundles import Label
from janeschool_scorm.choose import Checked, Plan
from janeschool_scorm.consent import stories_of
from janeschool_scorm.model import Course
from janeschool_scorm.problems import Problem, errors
from janeschool_scorm.recall import Recall, instead, place
from janeschool_scorm.target import Target


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Plans for what is held, each once; faults; and what has no plan, with the reason."""

    plans: tuple[Plan, ...]
    faults: tuple[Problem, ...]
    impossible: tuple[str, ...]


def held(found: Recall) -> list[Label]:
    """What stands in dist/ or was never answered with another package, each place once.

    With a Moodle course the package that goes into its activities.
    """
    labels = [each.label for each in found.standing]
    labels += [x.release.label for x in found.copies if x.state == "open"]
    labels += [instead(each, found.story) for each in labels]
    return list({place(each): each for each in labels}.values())


def rebuild(
    labels: Iterable[Label], checked: Checked, targets: Mapping[str, Target]
) -> Rebuild:
    """The packages of those labels again: same agency, language, target and unit."""
    courses = {x.value.id: x for x in checked.course_reads if x.value}
    agencies = {x.value.id: x for x in checked.agency_reads if x.value}
    plans: list[Plan] = []
    faults: set[Problem] = set()
    impossible: list[str] = []
    for label in labels:
        course, agency = courses.get(label.course), agencies.get(label.agency)
        if course is None or agency is None or label.target not in targets:
            impossible.append(f"{_name(label)}: {_lacks(label, courses, agencies)}")
            continue
        faults.update(errors([*course.problems, *agency.problems]))
        if course.sound is None or agency.sound is None:
            continue
        own, concerns = _plans(label, course.sound, agency.sound, targets[label.target])
        plans += own
        faults.update(errors(concerns))
        if not own and not errors(concerns):
            impossible.append(f"{_name(label)}: the course has no such part any more")
    return Rebuild(tuple(plans), tuple(sorted(faults)), tuple(impossible))


def _plans(
    label: Label, course: Course, agency: Agency, target: Target
) -> tuple[list[Plan], list[Problem]]:
    wanted = choose.wanted(
        [course],
        [agency],
        label.purpose,
        languages=[label.language],
        units=_units(label),
    )
    fit, misfits = choose.fitting(wanted)
    every = choose.plans(
        fit,
        [target],
        named=True,
        with_check_ins=_is_check_in(label.unit),
        cohort=date.fromisoformat(label.cohort) if label.cohort else None,
    )
    same = [plan for plan in every if plan[0].unit == label.unit]
    kept, losses = choose.possible(same)
    return kept, [*misfits, *losses]


def _units(label: Label) -> Units:
    """Were there units for modules? A page or the package itself is one then."""
    units = {label.unit, *(each.unit for each in label.pages)}
    return "module" if any(x and not _is_check_in(x) for x in units) else "course"


def _is_check_in(unit: str) -> bool:
    return unit.startswith("check-in-")


def _name(label: Label) -> str:
    parts = (label.course, label.unit, label.agency, label.language, label.target)
    return ", ".join(part for part in parts if part)


def _lacks(
    label: Label, courses: Mapping[str, object], agencies: Mapping[str, object]
) -> str:
    if label.course not in courses:
        return "there is no such course any more"
    if label.agency not in agencies:
        return "there is no such agency any more"
    return "there is no such target any more"


def still_told(plans: Sequence[Plan], story: str) -> list[str]:
    """Ids of courses that would tell the story again."""
    return sorted(
        {
            edition.course.id
            for edition, _ in plans
            for lesson in (*edition.lessons, *edition.course.check_ins)
            if story in stories_of(lesson)
        }
    )
