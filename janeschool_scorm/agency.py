"""An agency as a frozen value: whom a learner asks, and every rule a court decides."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)

from janeschool_scorm.accountability import Override, Overrides
from janeschool_scorm.problems import Place, Problem
from janeschool_scorm.value import FileName, Id, Language, Text, Truth, Value, Whole


class Contact(Value):
    """Whom a learner asks."""

    name: Text
    phone: Text | None = None
    email: Text | None = None


class Support(Value):
    """A line on the pause and support page."""

    name: Text
    how: Text


#: Stands for the courses that `course_minutes` does not name.
EVERY_COURSE = "all"


def _by_course(value: object) -> object:
    return {EVERY_COURSE: value} if isinstance(value, str | int) else value


# Percentages are of what words and media prove. What no course can meet is read here,
# so that `check` can say why it cannot.
Percent = Annotated[Whole, Field(ge=0, le=1000)]
Minutes = Annotated[Whole, Field(ge=0, le=100_000)]
MinutesByCourse = Annotated[
    dict[Id, Minutes],
    BeforeValidator(_by_course),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer"},
                {"type": "object", "additionalProperties": {"type": "integer"}},
            ]
        }
    ),
]


class Rules(Value):
    """What a court or agency decides. Every such number is here, and nowhere in code.

    `modules_out`: course -> the modules that its learners do not take. `deadline_days`
    is for people and reports: a package has no calendar, and refuses nobody.
    """

    order: Literal["locked", "free"] = "locked"
    pass_mark: Annotated[Whole, Field(ge=1, le=100)] = 80
    check_attempts: Annotated[Whole, Field(ge=1, le=20)] = 3
    question_attempts: Annotated[Whole, Field(ge=1, le=9)] = 2
    media_percent: Annotated[Whole, Field(ge=1, le=100)] = 90
    idle_minutes: Annotated[Whole, Field(ge=1, le=30)] = 3
    lesson_percent: Percent = 0
    module_percent: Percent = 0
    course_percent: Percent = 0
    course_minutes: MinutesByCourse = {}
    daily_minutes: Minutes | None = None
    break_after_minutes: Minutes | None = None
    break_minutes: Minutes | None = None
    record_surveys: Truth = False
    keep_unsaved: Truth = True
    failed_after_last_try: Truth = False
    modules_out: dict[Id, Annotated[tuple[Id, ...], Field(min_length=1)]] = {}
    deadline_days: Annotated[Whole, Field(ge=1, le=1830)] | None = None

    def course_seconds(self, course: str, proven: int) -> int:
        """Active seconds that the course asks for, of `proven` ones; 0 for none."""
        named = self.named_minutes(course)
        return proven * self.course_percent // 100 if named is None else named * 60

    def named_minutes(self, course: str) -> int | None:
        """What `course_minutes` says of the course, or of every course."""
        named = self.course_minutes
        return named.get(course, named.get(EVERY_COURSE))


#: The LMSs that are known by name.
Lms = Literal[
    "moodle", "canvas", "blackboard", "cornerstone", "absorb", "talentlms",
    "tovuti", "openedx", "ilias", "generic",
]  # fmt: skip


#: The targets that an agency may ask for: those of the table in `packagers`, by name.
TargetName = Literal[
    "scorm12", "scorm2004", "scorm2004-3rd", "cmi5", "xapi_package", "moodle"
]

#: One package for a course, or one for each of its modules.
Units = Literal["course", "module"]


class Agency(Value):
    """One file of course_src/agencies/.

    `targets`: what is built where the command line names none; empty for all of them.
    `lrs_endpoint`, `starts` (when the six months begin) and what `accountability` says
    of them, by course, are for catalogue and reports: no package holds them.
    """

    id: Id
    name: Text
    logo: FileName | None = None
    language: Language = "en"
    languages: tuple[Language, ...] = ()
    time_zone: Text
    discreet_title: Text | None = None
    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1d5c7a"
    contact: Contact
    support: Annotated[tuple[Support, ...], Field(min_length=1)]
    rules: Rules = Rules()
    lms: Lms = "generic"
    lrs_endpoint: Text | None = None
    targets: tuple[TargetName, ...] = ()
    units: Units = "course"
    starts: Literal["completion", "order", "referral"] = "completion"
    accountability: Overrides = {}

    _translations: Mapping[str, "Agency"] = PrivateAttr(default_factory=dict)
    _lacks: tuple[Problem, ...] = PrivateAttr(default=())

    @model_validator(mode="before")
    @classmethod
    def _first_language(cls, given: Any) -> Any:
        """The first of `languages` is `language`, where that is not written."""
        several = given.get("languages")
        if "language" in given or not isinstance(several, list) or not several:
            return given
        return {**given, "language": several[0]}

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every language that the agency wants editions in, each once."""
        return tuple(dict.fromkeys((self.language, *self.languages)))

    @property
    def logo_path(self) -> Path | None:
        """The file beside the agency's own, as the author's paths go."""
        return Path(self.at().path).parent / self.logo if self.logo else None

    def override(self, course: str) -> tuple[str, Override]:
        """What it says of the course's check-ins, and the key under which that stands."""
        name = course if course in self.accountability else EVERY_COURSE
        return name, self.accountability.get(name, Override())

    def in_language(self, language: str) -> "Agency":
        """The agency in one of its languages; as it was written in any other."""
        return self._translations.get(language, self)

    def with_translations(self, found: Mapping[str, "Agency"]) -> "Agency":
        """The agency that has its other languages (set once, by the reader)."""
        self._translations = found
        return self

    @property
    def translations(self) -> Mapping[str, "Agency"]:
        """The agency in its other languages."""
        return self._translations

    @property
    def lacks(self) -> tuple[Problem, ...]:
        """What a translation of it has no words for; it stops packages in that language."""
        return self._lacks

    def lacking(self, problems: Sequence[Problem]) -> "Agency":
        """A copy that says what its translation has no words for."""
        new = self.model_copy()
        new._lacks = tuple(problems)
        return new

    def at_language(self, language: str) -> Place:
        """Where the file names the language."""
        if language in self.languages:
            return self.at("languages", self.languages.index(language))
        return self.at("language")
