"""An agency as a frozen value: whom a learner asks, and every rule a court decides."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from janeschool_scorm.model import Id, Language, Text, Truth, Value, Whole


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
    """What a court or agency decides. Every such number is here, and nowhere in code."""

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


class Agency(Value):
    """One file of course_src/agencies/."""

    id: Id
    name: Text
    language: Language = "en"
    time_zone: Text
    discreet_title: Text | None = None
    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1d5c7a"
    contact: Contact
    support: Annotated[tuple[Support, ...], Field(min_length=1)]
    rules: Rules = Rules()
    lms: Lms = "generic"
