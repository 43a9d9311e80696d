"""Consents of survivors -> what may be told on a day, and the course that tells only that.

The person who told a story decides. Where she has withdrawn it, another lesson stands in
its place, whoever builds; where a consent only lapses, a person must ask her first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from janeschool_scorm.blocks.story import StoryBlock
from janeschool_scorm.model import Course, Lesson, Story

#: Where consent must reach for a story to be in a package: into packages of any course,
#: or of this one, by its id. Other uses, such as `print`, say nothing of packages.
SCOPE = "course-packages"
#: So long before a consent ends, whoever builds or checks is told.
SOON = timedelta(days=60)


def withdrawn(story: Story, day: date) -> str:
    """Why its replacement stands in for it on that day, or nothing."""
    if story.revoked and story.revoked <= day:
        return f"was withdrawn on {story.revoked}"
    return "is not used any more (use_replacement)" if story.use_replacement else ""


def lapse(story: Story, day: date) -> str:
    """Why the consent does not hold on that day, or nothing."""
    if why := withdrawn(story, day):
        return why
    if not (story.reference and story.given and story.expires):
        return "lacks reference, given or expires"
    if story.expires < day:
        return f"lapsed on {story.expires}"
    return f"starts only on {story.given}" if story.given > day else ""


def objection(
    story: Story, day: date, *, course: str, languages: Iterable[str]
) -> Iterator[str]:
    """Every reason why the story may not be in a package of that course on that day."""
    if why := lapse(story, day):
        yield why
    for language in languages:
        if language not in story.languages:
            yield f"does not reach to language {language}"
    if not {SCOPE, course} & set(story.scope):
        yield f"has neither {SCOPE} nor {course} in its scope"


def last_day(story: Story) -> date | None:
    """The last day on which it may be told, as far as is known."""
    days = [story.expires] if story.expires else []
    days += [story.revoked - timedelta(days=1)] if story.revoked else []
    return min(days, default=None)


def latest_end(given: date) -> date:
    """The last day that a consent may name: three years on."""
    day = 28 if (given.month, given.day) == (2, 29) else given.day
    return date(given.year + 3, given.month, day)


def tellings(course: Course) -> dict[str, list[Lesson]]:
    """Story -> the lessons and check-ins that tell it. Replacements are told of nobody."""
    found: dict[str, list[Lesson]] = {}
    for lesson in (*course.lessons, *course.check_ins):
        for name in dict.fromkeys(stories_of(lesson)):
            found.setdefault(name, []).append(lesson)
    return found


def stories_of(lesson: Lesson) -> list[str]:
    """The stories that the lesson tells, by their ids."""
    return [block.story for block in lesson.blocks if isinstance(block, StoryBlock)]


def told(course: Course, day: date) -> Course:
    """The course as it may be told on that day: replacements stand in for what is withdrawn.

    A replacement takes the id of the lesson, so its place in the resume code, its records
    and what learners have done of it stay. The course itself where nothing is withdrawn;
    `check` says where a replacement cannot stand in, and stops the build then.
    """
    stand_ins = dict(_stand_ins(course, day))
    return _with(course, stand_ins) if stand_ins else course


def _stand_ins(course: Course, day: date) -> Iterator[tuple[str, str]]:
    """Id of a lesson -> id of the lesson that stands in for it."""
    there = {lesson.id for lesson in course.replacements}
    for name, lessons in tellings(course).items():
        story = course.stories.get(name)
        if story is None or story.placeholder or not withdrawn(story, day):
            continue
        if story.replacement in there:
            yield from ((lesson.id, story.replacement) for lesson in lessons)


def _with(course: Course, stand_ins: Mapping[str, str]) -> Course:
    by_id = {lesson.id: lesson for lesson in course.replacements}

    def lesson(old: Lesson) -> Lesson:
        new = by_id[stand_ins[old.id]] if old.id in stand_ins else None
        return _in_place_of(old, new) if new else old

    return replace(
        course,
        modules=tuple(
            replace(each, lessons=tuple(map(lesson, each.lessons)))
            for each in course.modules
        ),
        check_ins=tuple(map(lesson, course.check_ins)),
        translations={
            name: _with(each, stand_ins) for name, each in course.translations.items()
        },
    )


def _in_place_of(old: Lesson, new: Lesson) -> Lesson:
    own = {"id": old.id, "week": old.head.week, "minutes": old.minutes}
    return Lesson(new.head.model_copy(update=own), new.parts)
