"""Course + agency + language -> Edition: what one package says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from janeschool_scorm import __version__
from janeschool_scorm.accountability import Scheduled
from janeschool_scorm.agency import Agency, Units
from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.model import (
    Bank,
    Course,
    CourseFacts,
    Lesson,
    Module,
    ModuleFacts,
)
from janeschool_scorm.selection import alone, with_schedule, without
from janeschool_scorm.translate.interface import Words, words

#: Whom a package is for: learners; reviewers, who see answers and record nothing; or an
#: officer who tests an LMS before anyone is enrolled.
Purpose = Literal["learner", "reviewer", "self-test"]

#: Rules over a whole course, and what drops them: units share no state.
COURSE_WIDE = {"course_percent": 0, "course_minutes": {}, "daily_minutes": None}


@dataclass(frozen=True, slots=True)
class Edition:
    """One package's content before it has a form. The word means nothing else here.

    `course` is what the agency's learners take of `source`, the course as its author
    wrote it. `unit` names the part of the course that the package holds, as `m3` or
    `check-in-week-01`; it is empty for the whole course. `whole` is the edition that a
    unit is a part of. `units` is what the agency wants packages of. `cohort` is the day
    from which a group's weeks are counted, where its packages open check-ins by date.
    """

    course: Course
    agency: Agency
    language: str
    purpose: Purpose = "learner"
    unit: str = ""
    units: Units = "course"
    whole: "Edition | None" = None
    source: Course | None = None
    cohort: date | None = None

    @property
    def words(self) -> Words:
        """The interface in the edition's language."""
        return words(self.language)

    @property
    def reviewer(self) -> bool:
        """Are answers shown, timers and locks off, and nothing recorded?"""
        return self.purpose == "reviewer"

    @property
    def divided(self) -> bool:
        """Is it a whole course of which the agency wants a unit for each module?"""
        return (self.units, self.unit) == ("module", "") and self.purpose != "self-test"

    @property
    def modules(self) -> tuple[Module, ...]:
        return self.course.modules

    @property
    def taught(self) -> tuple[Module, ...]:
        """The modules that the agency's learners take, in this package or another."""
        return (self.whole or self).modules

    @property
    def left_out(self) -> tuple[str, ...]:
        """Ids of the modules that the agency's rules leave out."""
        return self.agency.rules.modules_out.get(self.course.id, ())

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
    def scheduled(self) -> Scheduled | None:
        """When it is due, where the edition is one of a check-in."""
        if not self.unit.startswith("check-in-"):
            return None
        head = self.lessons[0].head
        return self.course.program.scheduled(head.id, head.week or 0)

    @property
    def outside_title(self) -> str:
        """What others may see: a browser tab, the LMS's lists and gradebook.

        A discreet title has the neutral id beside it, so that an officer can tell two
        courses apart, and a check-in from its course. A check-in shows the week in
        which the agency has it due, whatever week its id was made of.
        """
        discreet, due = self.agency.discreet_title, self.scheduled
        name = f"{self.course.id}-check-in-week-{due.week:02}" if due else self._id
        title = f"{discreet} {name}" if discreet else self.course.facts.title
        if self.reviewer:
            return self.words.say("{title} (reviewer)").format(title=title)
        return title

    @property
    def identifier(self) -> str:
        """Stem of the manifest's identifiers: an LMS replaces a package by them."""
        return f"{self._id}-reviewer" if self.reviewer else self._id

    @property
    def _id(self) -> str:
        return f"{self.course.id}-{self.unit}" if self.unit else self.course.id

    @property
    def group(self) -> str:
        """What tells a cohort's files from those of others: `-from-2026-12-01`."""
        return f"-from-{self.cohort}" if self.cohort else ""

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
    """One edition for each agency and each of its languages that the course has.

    An agency that shares no language with the course gets one in its first: `check`
    says of it what is wrong. Modules and check-ins that the agency leaves out are in
    none.
    """
    return [
        Edition(
            _taken(course.in_language(language), agency),
            agency.in_language(language),
            language,
            purpose,
            units=agency.units,
            source=course,
        )
        for agency in agencies
        for language in _languages(course, agency)
    ]


def _taken(course: Course, agency: Agency) -> Course:
    """What the agency's learners take of the course, and when."""
    _, wanted = agency.override(course.id)
    out = agency.rules.modules_out.get(course.id, ())
    return with_schedule(without(course, out), wanted)


def _languages(course: Course, agency: Agency) -> Sequence[str]:
    have = course.facts.languages
    return [each for each in agency.spoken if each in have] or [agency.language]


def self_tests(agencies: Sequence[Agency]) -> list[Edition]:
    """For each agency a page that tests its LMS: a course without lessons."""
    facts = CourseFacts(
        format=1,
        id="self-test",
        version=__version__,
        title="Self-test",
        description="Shows what a learning system keeps of a course.",
        languages=tuple(sorted({x for agency in agencies for x in agency.spoken})),
        planned_minutes=1,
        modules=("none",),
    )
    course = Course("", facts, ())
    said = {each: _self_test(course, words(each)) for each in facts.languages}
    return editions(replace(course, translations=said), agencies, "self-test")


def _self_test(course: Course, words: Words) -> Course:
    title = words.say("Self-test")
    about = words.say("Shows what a learning system keeps of a course.")
    facts = course.facts.model_copy(update={"title": title, "description": about})
    return replace(course, facts=facts)


def module_editions(edition: Edition) -> tuple[Edition, ...]:
    """One edition for each module of a whole one, in order; its `unit` is the module's id.

    Each stands alone, also where one package holds them all (a target that
    `holds_units`, as a cmi5 course structure with an assignable unit for each): they
    share no state, so rules over the whole course are dropped, and lessons are in order
    within their module only. Identifiers begin with the course's; places in the resume
    code and the modules' numbers stay. The final check is in the unit that holds its
    lesson, with its whole bank; `taught` has the modules that it asks about.
    """
    return tuple(_module(edition, each) for each in edition.modules)


def _module(edition: Edition, module: Module) -> Edition:
    course = replace(alone(edition.course, module), check_ins=(), replacements=())
    return _unit(edition, course, module.id, COURSE_WIDE)


def _unit(
    edition: Edition, course: Course, unit: str, dropped: Mapping[str, Any]
) -> Edition:
    """The part of the edition that a package of its own holds, some rules dropped."""
    rules = edition.agency.rules.model_copy(update=dict(dropped))
    agency = edition.agency.model_copy(update={"rules": rules})
    whole = edition.whole or edition
    return replace(edition, course=course, agency=agency, unit=unit, whole=whole)


def check_ins(edition: Edition) -> tuple[Edition, ...]:
    """One edition for each check-in of the course, in order: a package of its own."""
    return tuple(_check_in(edition, each) for each in edition.course.check_ins)


def _check_in(edition: Edition, lesson: Lesson) -> Edition:
    """The check-in as a course of one lesson: its places in the resume code stay.

    Its unit is named by the week of its front matter for ever, so that records of it
    stay the same wherever an agency or a later version moves it.
    """
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
    own = replace(edition, units="course")
    return _unit(own, part, unit, {**COURSE_WIDE, "deadline_days": None})
