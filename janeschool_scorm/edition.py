"""Course + agency + language -> Edition: what one package says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from janeschool_scorm import __version__
from janeschool_scorm.agency import Agency
from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.model import (
    Bank,
    Course,
    CourseFacts,
    Lesson,
    Module,
    ModuleFacts,
)

#: Whom a package is for: learners; reviewers, who see answers and record nothing; or an
#: officer who tests an LMS before anyone is enrolled.
Purpose = Literal["learner", "reviewer", "self-test"]

#: Rules over a whole course, and what drops them: units share no state.
_COURSE_WIDE = {"course_percent": 0, "course_minutes": {}, "daily_minutes": None}


@dataclass(frozen=True, slots=True)
class Edition:
    """One package's content before it has a form. The word means nothing else here.

    `unit` names the part of the course that the package holds, as `check-in-week-01`;
    it is empty for the whole course.
    """

    course: Course
    agency: Agency
    language: str
    purpose: Purpose = "learner"
    unit: str = ""

    @property
    def reviewer(self) -> bool:
        """Are answers shown, timers and locks off, and nothing recorded?"""
        return self.purpose == "reviewer"

    @property
    def modules(self) -> tuple[Module, ...]:
        return self.course.modules

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return self.course.lessons

    @property
    def final_check(self) -> tuple[Lesson, Draw, Bank] | None:
        """The lesson that holds the final check, its block, and its bank."""
        for lesson in self.lessons:
            for block in lesson.blocks:
                if (
                    isinstance(block, Draw)
                    and block.id == self.course.facts.final_check
                ):
                    return lesson, block, self.course.banks[block.bank]
        return None

    @property
    def outside_title(self) -> str:
        """What others may see: a browser tab, the LMS's lists and gradebook.

        A discreet title has the neutral id beside it, so that an officer can tell two
        courses apart, and a check-in from its course.
        """
        discreet = self.agency.discreet_title
        title = f"{discreet} {self._id}" if discreet else self.course.facts.title
        return f"{title} (reviewer)" if self.reviewer else title

    @property
    def identifier(self) -> str:
        """Stem of the manifest's identifiers: an LMS replaces a package by them."""
        return f"{self._id}-reviewer" if self.reviewer else self._id

    @property
    def _id(self) -> str:
        return f"{self.course.id}-{self.unit}" if self.unit else self.course.id

    @property
    def folder(self) -> str:
        """In dist/: `js-101/1.0.0`, or `self-test`."""
        if self.purpose == "self-test":
            return self.purpose
        return f"{self.course.id}/{self.course.facts.version}"

    @property
    def name(self) -> str:
        """Without target: `js-101-1.0.0-default-en`, with `-reviewer` where it is one."""
        facts = self.course.facts
        if self.purpose == "self-test":
            return f"{facts.id}-{self.agency.id}-{self.language}"
        end = "-reviewer" if self.reviewer else ""
        return f"{self._id}-{facts.version}-{self.agency.id}-{self.language}{end}"


def editions(
    course: Course, agencies: Sequence[Agency], purpose: Purpose = "learner"
) -> list[Edition]:
    """One edition for each agency, in the agency's language."""
    return [Edition(course, each, each.language, purpose) for each in agencies]


def self_tests(agencies: Sequence[Agency]) -> list[Edition]:
    """For each agency a page that tests its LMS: a course without lessons."""
    facts = CourseFacts(
        format=1,
        id="self-test",
        version=__version__,
        title="Self-test",
        description="Shows what a learning system keeps of a course.",
        languages=tuple(sorted({agency.language for agency in agencies})),
        planned_minutes=1,
        modules=("none",),
    )
    return editions(Course("", facts, ()), agencies, "self-test")


def check_ins(edition: Edition) -> tuple[Edition, ...]:
    """One edition for each check-in of the course, in order: a package of its own."""
    return tuple(_check_in(edition, each) for each in edition.course.check_ins)


def _check_in(edition: Edition, lesson: Lesson) -> Edition:
    """The check-in as a course of one lesson: its places in the resume code stay."""
    course, week = edition.course, lesson.head.week
    unit = f"check-in-week-{week:02}" if week else f"check-in-{lesson.id}"
    about = {
        "title": lesson.title,
        "description": "",
        "planned_minutes": lesson.minutes,
    }
    part = replace(
        course,
        facts=course.facts.model_copy(update={**about, "final_check": None}),
        modules=(Module(ModuleFacts(id=unit, title=lesson.title), (lesson,)),),
        check_ins=(),
        replacements=(),
    )
    rules = edition.agency.rules.model_copy(update=_COURSE_WIDE)
    agency = edition.agency.model_copy(update={"rules": rules})
    return replace(edition, course=part, agency=agency, unit=unit)
