"""Rules on the months of check-ins: of a course, and of what an agency puts in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from janeschool_scorm.accountability import ACTIONS, Program, ProgramRule, Scheduled
from janeschool_scorm.agency import EVERY_COURSE
from janeschool_scorm.check.case import Case
from janeschool_scorm.edition import Edition
from janeschool_scorm.model import Course, Lesson
from janeschool_scorm.problems import Problem, did_you_mean
from janeschool_scorm.value import Key

#: What only may surprise a learner; anything else of an agency's is an error.
_SURPRISES = ("C119",)
#: What rules for every course may do: some course is too short for some of them.
_SPARED_FOR_ALL = ("C121",)


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong, by its code in a course; `keys` lead to it within the program."""

    code: str
    keys: tuple[Key, ...]
    text: str


def program(case: Case) -> Iterator[Problem]:
    """C114, C105, C117 to C122: the program of the course as its author wrote it."""
    course, written = case.course, case.course.accountability
    if not case.whole:
        return
    if written is None:
        yield from _unwritten(course)
        return
    known = [lesson.id for lesson in course.check_ins]
    for name in written.check_ins:
        if name not in known:
            hint = did_you_mean(name, known)
            text = f"{course.id} has no check-in '{name}'{hint}"
            yield Problem(written.at_key("check_ins", name), "C118", text)
    for each in _faults(course.check_ins, written):
        yield Problem(written.at(*each.keys), each.code, each.text)


def _unwritten(course: Course) -> Iterator[Problem]:
    if course.check_ins:
        given = course.program
        text = (
            "accountability.yaml is missing or empty: check-ins are open for "
            f"{given.window_days} days, late for {given.grace_days} more, and no rule "
            "says what follows a missed one"
        )
        yield Problem(course.facts.at(), "C117", text)


def schedule(edition: Edition) -> Iterator[Problem]:
    """G113 to G115: what an agency says of the check-ins of a course."""
    agency, course = edition.agency, edition.source or edition.course
    name, wanted = agency.override(course.id)
    known = [lesson.id for lesson in course.check_ins]
    for each in wanted.check_ins:
        if name == EVERY_COURSE or each not in known:
            hint = did_you_mean(each, known)
            text = f"{course.id} has no check-in '{each}'{hint}"
            if name == EVERY_COURSE:
                text = f"'{each}' is one course's: write it under {course.id}"
            place = agency.at_key("accountability", name, "check_ins", each)
            yield Problem(place, "G113", text)
    if name in agency.accountability and not wanted.off:
        spared = _SPARED_FOR_ALL if name == EVERY_COURSE else ()
        found = _agencys_faults(edition, course)
        for fault in (each for each in found if each.code not in spared):
            code = "G115" if fault.code in _SURPRISES else "G114"
            place = agency.at("accountability", name, *fault.keys)
            yield Problem(place, code, f"{course.id}: {fault.text}")


def _agencys_faults(edition: Edition, course: Course) -> Iterator[_Fault]:
    """Those that the course has not by itself."""
    taken = edition.course.check_ins
    if course.check_ins and not taken:
        text = f"no check-in is left: write {course.id}: off if that is meant"
        yield _Fault("", ("check_ins",), text)
        return
    own = set(_faults(course.check_ins, course.program))
    for fault in _faults(taken, edition.course.program):
        if fault not in own:
            yield fault
    yield from _reordered(course, edition.course)


def _reordered(course: Course, taken: Course) -> Iterator[_Fault]:
    """Words of a check-in may refer to the one before it, or call it the last."""
    before = [s.check_in for s in _in_order(course.check_ins, course.program)]
    for one, two in pairwise(taken.check_ins):
        if before.index(one.id) > before.index(two.id):
            text = f"'{one.id}' is due before '{two.id}', which the course has first"
            moved = two if _key(two.id, "week", taken.program)[1:] else one
            yield _Fault("C119", ("check_ins", moved.id, "week"), text)
            return


# --- faults of a program, whoever wrote it ----------------------------------------------


def _faults(check_ins: Sequence[Lesson], program: Program) -> list[_Fault]:
    """What is wrong; of faults at one place the first."""
    due = _in_order(check_ins, program)
    found = [
        *_shared(check_ins, due),
        *_overlaps(due, program),
        *_reminders(due, program),
        *_falling(program.rules),
        *_empty(len(check_ins), due, program.rules),
    ]
    first = {(each.code, each.keys): each for each in reversed(found)}
    return list(reversed(first.values()))


def _in_order(check_ins: Sequence[Lesson], program: Program) -> list[Scheduled]:
    found = [program.scheduled(x.id, x.head.week) for x in check_ins if x.head.week]
    return sorted(found, key=lambda each: each.week)


def _key(check_in: str, key: str, program: Program) -> tuple[Key, ...]:
    """Where the key is written: at the check-in's own, or for all of them."""
    own = program.check_ins.get(check_in)
    if own is not None and getattr(own, key) is not None:
        return ("check_ins", check_in, key)
    return (key,)


def _shared(check_ins: Sequence[Lesson], due: Sequence[Scheduled]) -> Iterator[_Fault]:
    """Weeks of front matter are another rule's: they name the packages."""
    named = {lesson.id: lesson.head.week for lesson in check_ins}
    for one, two in pairwise(due):
        if one.week == two.week and named[one.check_in] != named[two.check_in]:
            moved = two if named[two.check_in] != two.week else one
            other = one if moved is two else two
            text = f"week {one.week} is that of check-in '{other.check_in}' already"
            yield _Fault("C114", ("check_ins", moved.check_in, "week"), text)


def _overlaps(due: Sequence[Scheduled], program: Program) -> Iterator[_Fault]:
    """Two that are open at once; or one that opens before weeks are counted."""
    before = 0
    for number, each in enumerate(due):
        if each.opens <= before < each.due:
            days = f"with window_days {each.window_days}, '{each.check_in}' opens"
            other = (
                f"'{due[number - 1].check_in}' is due" if number else "week 1 begins"
            )
            keys = _key(each.check_in, "window_days", program)
            yield _Fault("C119", keys, f"{days} before {other}")
        before = each.due


def _reminders(due: Sequence[Scheduled], program: Program) -> Iterator[_Fault]:
    for each in due:
        last = each.window_days + each.grace_days - 1
        if each.reminder_days and each.reminder_days[-1] > last:
            text = (
                f"a reminder on day {each.reminder_days[-1]}: '{each.check_in}' can be "
                f"done up to day {last}"
            )
            yield _Fault("C122", _key(each.check_in, "reminder_days", program), text)


def _falling(rules: Sequence[ProgramRule]) -> Iterator[_Fault]:
    """Ids that are used twice, and rules that a later one makes idle."""
    for number, rule in enumerate(rules):
        for above in rules[:number]:
            keys: tuple[Key, ...] = ("rules", number)
            if rule.id == above.id:
                text = f"rule id '{rule.id}' is already used above"
                yield _Fault("C105", (*keys, "id"), text)
            elif above.implies(rule):
                text = (
                    f"'{above.id}' never decides: whenever it holds, '{rule.id}' does"
                )
                yield _Fault("C120", keys, text)
            elif ACTIONS.index(rule.then) < ACTIONS.index(above.then):
                text = f"'{rule.id}' leads to a {rule.then}, '{above.id}' above to a {above.then}"
                yield _Fault("C120", (*keys, "then"), text)


def _empty(
    scheduled: int, due: Sequence[Scheduled], rules: Sequence[ProgramRule]
) -> Iterator[_Fault]:
    """A rule that asks for more check-ins than can be missed, or late."""
    late = scheduled - sum(not each.grace_days for each in due)
    for number, rule in enumerate(rules):
        have = late if rule.when == "late" else scheduled
        if rule.count > have:
            what = "have days of grace" if rule.when == "late" else "are scheduled"
            text = f"'{rule.id}' never holds: it needs {rule.count}, and {have} {what}"
            yield _Fault("C121", ("rules", number, "count"), text)
