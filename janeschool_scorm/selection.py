"""Course -> the part of it that learners take: modules or check-ins left out, or one
module alone.

Places in the resume code and the modules' numbers stay, so that a code, a record and a
sentence such as "see module 4" mean the same in every part.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from janeschool_scorm.accountability import Override
from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.model import Bank, Course, Lesson, Module


def without(course: Course, out: Collection[str]) -> Course:
    """The course as a court orders it: no lesson, minute or question of modules in `out`.

    An id that the course does not have leaves nothing out.
    """
    if not out:
        return course
    left = tuple(module for module in course.modules if module.id not in out)
    banks = {name: _bank_without(bank, out) for name, bank in course.banks.items()}
    return replace(_of(course, left), banks=banks)


def with_schedule(course: Course, wanted: Override) -> Course:
    """The course with the check-ins that are left, in the order in which they are due.

    The same value where nothing changes: thousands of agencies share one then.
    """
    program = wanted.over(course.program)
    left = [each for each in course.check_ins if not wanted.leaves_out(each.id)]

    def week(lesson: Lesson) -> int:
        return program.scheduled(lesson.id, lesson.head.week or 0).week

    check_ins = tuple(sorted(left, key=week))
    if wanted == Override() and check_ins == course.check_ins:
        return course
    return replace(course, check_ins=check_ins, accountability=program)


def alone(course: Course, module: Module) -> Course:
    """One module as a course of its own; the final check goes where its lesson goes.

    Its bank stays whole: it asks about every module that the learner takes, whichever
    package it stands in.
    """
    title = f"{course.facts.title} {module.number}: {module.title}"
    return _of(course, (module,), title=title, description="")


def holder(course: Course) -> Module | None:
    """The module with the final check, where there is one."""
    wanted = course.facts.final_check
    for module in course.modules:
        for lesson in module.lessons:
            if any(isinstance(b, Draw) and b.id == wanted for b in lesson.blocks):
                return module
    return None


def _of(course: Course, modules: Sequence[Module], **facts: Any) -> Course:
    """The course with those modules: minutes are theirs, the check if they hold it."""
    part = replace(course, modules=tuple(modules))
    if modules:
        facts["planned_minutes"] = sum(module.minutes for module in modules)
    if holder(part) is None:
        facts["final_check"] = None
    return replace(part, facts=course.facts.model_copy(update=facts))


def _bank_without(bank: Bank, out: Collection[str]) -> Bank:
    left = tuple(each for each in bank.questions if each.module not in out)
    return replace(bank, questions=left)
