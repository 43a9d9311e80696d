"""Read the duties of everybody in the roster, with their days, from the records."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Final

from xapi import database, report
from xapi.asked import Asked
from xapi.decisions import HOLD, Decision
from xapi.roster import Entry
from xapi.store import Store

#: what the duty of a whole course is called
COURSE: Final = "course"


@dataclass(frozen=True)
class Duty:
    """What somebody is to do by when, as of a day; columns of `obligations`.

    `opens_on` and `due_on` are null where nothing says yet from which day they count, or
    while a hold lasts.
    """

    participant: str
    course: str
    enrolment: int
    agency: str | None
    court: str | None
    officer: str | None
    language: str | None
    what: str  #: `COURSE`, or the id of a check-in
    week: int | None
    base_on: date | None
    opens_on: date | None
    due_on: date | None
    late_until: date | None
    status: str
    reminder_days: str | None
    holds: tuple[tuple[date, date], ...] = ()  #: first and last days, in order

    @property
    def enrolled(self) -> tuple[str, str, int]:
        """Return whose it is: token, course, enrolment."""
        return self.participant, self.course, self.enrolment

    @property
    def planned_on(self) -> date | None:
        """Return the due day; while a hold hides it, the day that it moved from."""
        if self.due_on or self.base_on is None or self.week is None:
            return self.due_on
        return self.base_on + timedelta(weeks=self.week)

    def reminders(self) -> list[date]:
        """Return the days on which a reminder is due, the due day at most."""
        if self.opens_on is None or self.due_on is None or not self.reminder_days:
            return []
        days = (int(each) for each in self.reminder_days.split(","))
        found = {_after(self.opens_on, each, self.holds) for each in days}
        return sorted(day for day in found if day <= self.due_on)


def duties(
    store: Store,
    zone: str | None,
    asked: Asked,
    roster: Sequence[Entry],
    decisions: Sequence[Decision],
) -> list[Duty]:
    """Return the duties of the roster as of a day, by person, course and due day.

    Raises RecordsError, OSError.
    """
    names = [each.name for each in fields(Duty) if each.name != "holds"]
    holds = _holds([x for x in decisions if _known(x, asked)])
    sql = (
        f"SELECT {', '.join(names)} FROM obligations WHERE listed ORDER BY "
        "participant, course, enrolment, CASE WHEN week IS NULL THEN 0 ELSE 1 END, "
        "week, what"
    )
    with report.tables(store, zone, asked, roster, decisions) as connection:
        rows = database.query(connection, sql).rows
    found = (Duty(**dict(zip(names, row, strict=True))) for row in rows)
    return [replace(duty, holds=holds.get(duty.enrolled, ())) for duty in found]


def _after(opens: date, days: int, holds: Sequence[tuple[date, date]]) -> date:
    """Return a day after the opening; a hold that began between moves it."""
    day = opens + timedelta(days=days)
    for begun, ended in holds:
        if opens < begun <= day:
            day += ended - begun + timedelta(days=1)
    return day


def _known(decision: Decision, asked: Asked) -> bool:
    return asked.as_of is None or decision.decided_on <= asked.as_of


def _holds(
    decisions: Sequence[Decision],
) -> dict[tuple[str, str, int], tuple[tuple[date, date], ...]]:
    """Return the holds that have an end, by enrolment and in order."""
    found: dict[tuple[str, str, int], tuple[tuple[date, date], ...]] = {}
    for each in decisions:
        if each.decision == HOLD and each.from_day and each.to_day:
            days = (*found.get(each.enrolled, ()), (each.from_day, each.to_day))
            found[each.enrolled] = tuple(sorted(days))
    return found
