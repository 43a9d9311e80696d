"""The months after a course: when each check-in is due, and what follows a missed one.

A course's accountability.yaml is a `Program`; an agency's `accountability` has an
`Override` for a course. No package holds either: catalogue and reports do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from janeschool_scorm.value import Id, Truth, Value, Whole

#: What an agency writes in place of keys for what it does without.
OFF = "off"
#: What a rule leads to, in rising order: to the learner, the officer, the court.
ACTIONS = ("reminder", "notice", "report")

Week = Annotated[Whole, Field(ge=1, le=104)]
Window = Annotated[Whole, Field(ge=1, le=365)]
Grace = Annotated[Whole, Field(ge=0, le=365)]
Reminders = tuple[Annotated[Whole, Field(ge=0, le=730)], ...]


class OwnDays(Value):
    """What one check-in has of its own. Without a week, that of its front matter."""

    week: Week | None = None
    window_days: Window | None = None
    grace_days: Grace | None = None
    reminder_days: Reminders | None = None


class ProgramRule(Value):
    """`then` is to be done once `when` has come about `count` times."""

    id: Id
    when: Literal["missed", "missed-in-a-row", "late"]
    count: Annotated[Whole, Field(ge=1, le=104)]
    then: Literal["reminder", "notice", "report"]

    def implies(self, other: "ProgramRule") -> bool:
        """Does the other hold whenever this one does?"""
        same = self.when == other.when
        row = (self.when, other.when) == ("missed-in-a-row", "missed")
        return (same or row) and self.count >= other.count


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A check-in as it is due: days are local ones of the agency, counted from a base.

    `check_in` is the id of its lesson. The due day is the last of `window_days`; for
    `grace_days` after it the check-in is late, and then missed. `reminder_days` count
    from the day on which it opens.
    """

    check_in: str
    week: int
    window_days: int
    grace_days: int
    reminder_days: tuple[int, ...]

    @property
    def due(self) -> int:
        """Days from the base to the due day."""
        return 7 * self.week

    @property
    def opens(self) -> int:
        """Days from the base to the first on which it is open; less than 1 is too early."""
        return self.due - self.window_days + 1

    def opens_on(self, base: date) -> date:
        return base + timedelta(days=self.opens)

    def due_on(self, base: date) -> date:
        return base + timedelta(days=self.due)


class Program(Value):
    """accountability.yaml. No rule is a default: nobody's court hears of what none wrote."""

    window_days: Window = 7
    grace_days: Grace = 3
    reminder_days: Reminders = (0, 5)
    check_ins: dict[Id, OwnDays] = {}
    rules: tuple[ProgramRule, ...] = ()

    def scheduled(self, check_in: str, week: int) -> Scheduled:
        """The check-in as it is due; `week` is that of its front matter."""
        own = self.check_ins.get(check_in, OwnDays())
        days = own.reminder_days
        if days is None:
            days = self.reminder_days
        return Scheduled(
            check_in=check_in,
            week=week if own.week is None else own.week,
            window_days=own.window_days or self.window_days,
            grace_days=self.grace_days if own.grace_days is None else own.grace_days,
            reminder_days=tuple(sorted(set(days))),
        )


# --- what an agency puts in its place ----------------------------------------------------


class _OrOff:
    """Says in a JSON Schema that `off` may stand in place of the keys."""

    @staticmethod
    def __get_pydantic_json_schema__(
        schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"const": OFF}, handler(schema)]}


def _or_off(value: object) -> object:
    return {OFF: True} if value == OFF else value


class AgencyDays(OwnDays):
    """What an agency says of one check-in; `off` leaves it out."""

    off: Truth = False


class Override(Value):
    """What an agency says of a course's program. What it leaves out is the course's.

    `off`: its learners have no check-ins. `rules` stand in place of all the course's.
    """

    off: Truth = False
    window_days: Window | None = None
    grace_days: Grace | None = None
    reminder_days: Reminders | None = None
    check_ins: dict[Id, Annotated[AgencyDays, BeforeValidator(_or_off), _OrOff()]] = {}
    rules: tuple[ProgramRule, ...] | None = None

    def leaves_out(self, check_in: str) -> bool:
        """Do its learners do without this check-in?"""
        own = self.check_ins.get(check_in)
        return self.off or (own is not None and own.off)

    def over(self, program: Program) -> Program:
        """The program with what the agency says in its place, key by key."""
        new = {**_given(self), "check_ins": {**program.check_ins}}
        for name, own in self.check_ins.items():
            before = program.check_ins.get(name, OwnDays())
            new["check_ins"][name] = before.model_copy(update=_given(own))
        if self.off:
            new["rules"] = ()
        return program.model_copy(update=new)


#: By a course's id, or for every other course.
Overrides = dict[Id, Annotated[Override, BeforeValidator(_or_off), _OrOff()]]


def _given(value: Override | AgencyDays) -> dict[str, Any]:
    """The keys that say something, but those that only an agency has."""
    found: Mapping[str, Any] = dict(value)
    silent = {OFF, "check_ins"}
    return {k: v for k, v in found.items() if v is not None and k not in silent}
