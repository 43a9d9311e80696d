"""The course as frozen values: what source files say, checked for shape, with places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from janeschool_scorm.accountability import Program
from janeschool_scorm.problems import Place, Problem
from janeschool_scorm.value import (
    Day,
    FileName,
    Id,
    Language,
    Text,
    Truth,
    Value,
    Version,
    Whole,
)

#: The format that this program reads; a course of a newer one says so plainly.
FORMAT = 1

# --- lessons ---------------------------------------------------------------------


class Block(Value):
    """What all kinds of block share. Each kind is one file in `blocks/`.

    `takes_id`: must a block of this kind have an id? `tracked`: does the learner's
    state hold something for it, so that it needs a place in the resume code?
    `scored`: has it a right answer, so that it may stand in a bank?
    """

    kind: ClassVar[str]
    takes_id: ClassVar[bool] = True
    tracked: ClassVar[bool] = True
    scored: ClassVar[bool] = False
    id: str = Field(default="", exclude=True, json_schema_extra={"hidden": True})

    def words(self) -> str:
        """All text that a learner reads in the block, for the length worksheet."""
        return ""

    def media(self) -> Mapping[str, str]:
        """Files in media/ that the block needs: key -> name."""
        return {}

    def key(self, course: str) -> str:
        """What the player compares an answer with; empty where none is right."""
        return ""

    def solution(self) -> tuple[str, ...]:
        """What is right, line by line, for the reviewer's edition."""
        return ()

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        """Part -> what it asks, as xAPI defines it (1.0.3, Data 2.4.4.1), in one language.

        `type` is the interactionType, `text` the question; lists of components hold
        pairs of id and text. A block that asks one thing has it under the empty part.
        Right answers are left out: a page would show them.
        """
        return {}


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown between two blocks, and where its first line stands."""

    text: str
    place: Place


class LessonHead(Value):
    """Front matter of a lesson."""

    id: Id
    title: Text
    minutes: Annotated[Whole, Field(ge=1, le=240)]
    week: Annotated[Whole, Field(ge=1, le=104)] | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson or check-in: its head, then prose and blocks in order."""

    head: LessonHead
    parts: tuple[Prose | Block, ...]

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def title(self) -> str:
        return self.head.title

    @property
    def minutes(self) -> int:
        return self.head.minutes

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(part for part in self.parts if isinstance(part, Block))

    @property
    def tracked(self) -> tuple[Block, ...]:
        """Blocks that the learner's state holds something for."""
        return tuple(block for block in self.blocks if block.tracked)


# --- facts of a course -----------------------------------------------------------


class CourseFacts(Value):
    """course.yaml."""

    format: Whole
    id: Id
    version: Version
    title: Text
    description: Text
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    planned_minutes: Annotated[Whole, Field(ge=1)]
    final_check: Id | None = None
    modules: Annotated[tuple[FileName, ...], Field(min_length=1)]


class ModuleFacts(Value):
    """module.yaml."""

    id: Id
    title: Text
    removable: Truth = False


@dataclass(frozen=True, slots=True)
class Module:
    """A module with its lessons in order; `number` is its place in the course, from 1.

    It keeps its number where others are left out: words may refer to it.
    """

    facts: ModuleFacts
    lessons: tuple[Lesson, ...]
    number: int = 1

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def title(self) -> str:
        return self.facts.title

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


class Presenter(Value):
    """One entry of presenters.yaml."""

    role: Literal["survivor", "law-enforcement", "leader", "clinician", "staff"]
    name: Text
    placeholder: Truth = False


class Story(Value):
    """One entry of stories.yaml: a consent, or a placeholder that needs none.

    `use_replacement`: its replacement stands in for it, whatever the consent says.
    """

    presenter: Id
    placeholder: Truth = False
    reference: Text | None = None
    given: Day | None = None
    expires: Day | None = None
    revoked: Day | None = None
    languages: tuple[Language, ...] = ()
    scope: tuple[Text, ...] = ()
    replacement: Id | None = None
    use_replacement: Truth = False


class Source(Value):
    """One entry of sources.yaml: where a figure comes from, who checked it, and when."""

    title: Text
    publisher: Text
    date: Day
    url: Annotated[str, Field(pattern=r"^https?://\S+$")]
    checked_by: Text
    checked_on: Day


class Feedback(Value):
    """What a learner reads after an answer."""

    right: Text
    wrong: Text


class QuestionFacts(Value):
    """What a question of a bank has beside the body of its block."""

    id: Id
    kind: Text
    module: Id


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of a bank: a scored block, and the module to repeat when it is wrong."""

    facts: QuestionFacts
    block: Block

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def module(self) -> str:
        return self.facts.module


class BankFacts(Value):
    """banks/NAME.yaml; each question is shaped by its own kind."""

    id: Id
    title: Text
    questions: Annotated[tuple[Any, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Bank:
    """A question bank: what a `draw` block draws from."""

    facts: BankFacts
    questions: tuple[BankQuestion, ...]

    @property
    def id(self) -> str:
        return self.facts.id


class Slots(Value):
    """slots.yaml: id -> place in the resume code. Append-only: a retired id stays."""

    lessons: dict[Id, Annotated[Whole, Field(ge=0, le=1295)]] = {}
    items: dict[Id, Annotated[Whole, Field(ge=0, le=1295)]] = {}


@dataclass(frozen=True, slots=True)
class Course:
    """A whole course, loaded: everything after `load` sees only this.

    `accountability` is what the author wrote of the months of check-ins, or what an
    agency has put in its place. `translations` has it in its other languages, with the
    same ids and places; `lacks` is what such a one could not be translated from, and
    stops its packages.
    """

    folder: str
    facts: CourseFacts
    modules: tuple[Module, ...]
    check_ins: tuple[Lesson, ...] = ()
    replacements: tuple[Lesson, ...] = ()
    presenters: Mapping[str, Presenter] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    banks: Mapping[str, Bank] = field(default_factory=dict)
    slots: Slots = field(default_factory=Slots)
    accountability: Program | None = None
    translations: Mapping[str, "Course"] = field(default_factory=dict)
    lacks: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def program(self) -> Program:
        """When check-ins are due, and what follows: the defaults where nothing says it."""
        return self.accountability or Program()

    def in_language(self, language: str) -> "Course":
        """The course in that language; as it was written where it has no other."""
        return self.translations.get(language, self)

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons of all modules, in order."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)
