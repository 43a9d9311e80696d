"""Rules on ids, their places in the resume code, the final check, and minutes."""

from collections.abc import Iterator, Mapping, Sequence

from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.blocks.likert import Likert
from janeschool_scorm.blocks.scenario import Scenario
from janeschool_scorm.check.case import Case
from janeschool_scorm.model import Block, Course, Module
from janeschool_scorm.problems import Place, Problem
from janeschool_scorm.selection import holder, without
from janeschool_scorm.standards import TAG
from janeschool_scorm.value import IS_ID

#: A record that carries one of these in an id labels the person whom it is about.
_TELLING = frozenset(
    {
        *("buyer", "buyers", "john", "johns", "offender", "offenders"),
        *("prostitute", "prostitution", "sex", "trafficking"),
    }
)


def _ids(course: Course) -> Iterator[tuple[str, str, Place]]:
    """(what, id, place) of everything that has an id of its own."""
    yield "course", course.facts.id, course.facts.at("id")
    for module in course.modules:
        yield "module", module.id, module.facts.at("id")
    for lesson in (*course.lessons, *course.replacements, *course.check_ins):
        yield "lesson", lesson.id, lesson.head.at("id")
        for block in lesson.blocks:
            if block.id:
                yield block.kind, block.id, block.at("id")
    for bank in course.banks.values():
        yield "bank", bank.id, bank.facts.at("id")
        for question in bank.questions:
            yield "question", question.id, question.facts.at("id")


def plain_ids(case: Case) -> Iterator[Problem]:
    """C104, C106: neutral lower-case words, of at most 32 characters."""
    for what, name, place in _ids(case.course):
        if not IS_ID.match(name) or len(name) > 32:
            text = f"{what} id '{name}' is no id: use a-z, 0-9 and hyphens, at most 32"
            yield Problem(place, "C104", text)
        elif _TELLING & set(name.split("-")):
            yield Problem(place, "C106", f"{what} id '{name}' names the offence")


def unique_ids(case: Case) -> Iterator[Problem]:
    """C105: two things never share an id."""
    first: dict[str, Place] = {}
    for what, name, place in _ids(case.course):
        if name in first:
            text = f"{what} id '{name}' is already used in {first[name]}"
            yield Problem(place, "C105", text)
        first.setdefault(name, place)
    for block in case.blocks:
        if isinstance(block, Likert):
            yield from _parts(block, "items", [item.id for item in block.items])
        if isinstance(block, Scenario):
            yield from _parts(block, "steps", [step.id for step in block.steps])


def _parts(block: Block, key: str, ids: Sequence[str]) -> Iterator[Problem]:
    """The ids of a block's parts are its own: they need only differ in it."""
    for number, name in enumerate(ids):
        if name in ids[:number]:
            text = f"{key[:-1]} id '{name}' is already used above"
            yield Problem(block.at(key, number, "id"), "C105", text)


def needed(course: Course) -> tuple[list[str], list[str]]:
    """Ids of lessons, and of items, that need a place in the resume code."""
    lessons = (*course.lessons, *course.replacements, *course.check_ins)
    items = [block.id for lesson in lessons for block in lesson.tracked if block.id]
    drawn = [q.id for bank in course.banks.values() for q in bank.questions]
    return [lesson.id for lesson in lessons], items + drawn


def places(case: Case) -> Iterator[Problem]:
    """C111, C112: every id has one place in slots.yaml, and none shares it."""
    slots, course = case.course.slots, case.course
    path = f"{course.folder}/slots.yaml"
    for wanted, have, key in zip(
        needed(course), (slots.lessons, slots.items), ("lessons", "items"), strict=True
    ):
        lacking = list(dict.fromkeys(name for name in wanted if name not in have))
        if lacking and case.whole:
            shown = ", ".join(lacking[:3]) + (", ..." if len(lacking) > 3 else "")
            text = (
                f"no place for {len(lacking)} {key} ({shown}): "
                "run `janeschool check --fix-slots`"
            )
            yield Problem(Place(path), "C111", text)
        yield from _shared(have, key, case)


def _shared(have: Mapping[str, int], key: str, case: Case) -> Iterator[Problem]:
    owner: dict[int, str] = {}
    for name, number in have.items():
        if number in owner:
            place = case.course.slots.at_key(key, name)
            text = f"'{name}' has the place of '{owner[number]}', {number}"
            yield Problem(place, "C112", text)
        owner.setdefault(number, name)


def weeks(case: Case) -> Iterator[Problem]:
    """C114: every check-in has a week of its own."""
    owner: dict[int, str] = {}
    for lesson in case.course.check_ins:
        week = lesson.head.week
        if week is None:
            text = f"check-in '{lesson.id}' names no week: write week: 4"
            yield Problem(lesson.head.at("id"), "C114", text)
        elif week in owner:
            text = f"week {week} is that of check-in '{owner[week]}' already"
            yield Problem(lesson.head.at("week"), "C114", text)
        else:
            owner[week] = lesson.id


def titles(case: Case) -> Iterator[Problem]:
    """C115: what an LMS shows in its lists has nothing that it strips as a tag."""
    facts = case.course.facts
    heads = (lesson.head for lesson in case.course.check_ins)
    for title, place in (
        (facts.title, facts.at("title")),
        *((head.title, head.at("title")) for head in heads),
    ):
        if TAG.search(title):
            text = f"an LMS takes a part of '{title}' for HTML: write it without <"
            yield Problem(place, "C115", text)


def final_check(case: Case) -> Iterator[Problem]:
    """C109: the final check that course.yaml names is a draw block of a lesson."""
    name = case.course.facts.final_check
    draws = {
        b.id
        for lesson in case.course.lessons
        for b in lesson.blocks
        if isinstance(b, Draw)
    }
    if name is not None and name not in draws and case.whole:
        place = case.course.facts.at("final_check")
        yield Problem(place, "C109", f"no draw block has the id '{name}'")


def minutes(case: Case) -> Iterator[Problem]:
    """C110: the lessons' minutes add up to the course's."""
    course = case.course
    total = sum(module.minutes for module in course.modules)
    if case.whole and total != course.facts.planned_minutes:
        parts = " + ".join(str(module.minutes) for module in course.modules)
        text = (
            f"planned_minutes is {course.facts.planned_minutes}, "
            f"the lessons of the modules say {parts} = {total}"
        )
        yield Problem(course.facts.at("planned_minutes"), "C110", text)


def removable(case: Case) -> Iterator[Problem]:
    """C116: any module that a court may switch off can be spared, and all of them too."""
    course = case.course
    if not case.whole:
        return
    for module in course.modules:
        if module.facts.removable:
            for text in _needed_for(module, course):
                yield Problem(module.facts.at("removable"), "C116", text)


def _needed_for(module: Module, course: Course) -> Iterator[str]:
    if all(each.facts.removable for each in course.modules):
        yield "every module is removable: with all of them off nothing is left"
    if holder(course) is module:
        yield f"the final check stands in {module.id}: without it nobody can pass"
    left = without(course, (module.id,))
    for block in (b for lesson in left.lessons for b in lesson.blocks):
        if isinstance(block, Draw) and block.bank in left.banks:
            have = len(left.banks[block.bank].questions)
            if have < block.count <= len(course.banks[block.bank].questions):
                yield f"{block.id} draws {block.count} questions; without {module.id} there are {have}"
