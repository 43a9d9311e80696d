"""Find which letters are due on a day: what is to be sent, to whom, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from xapi import database, report
from xapi.database import Connection
from xapi.letters.register import Made

UNLISTED: Final = "not in the roster"
REMINDER_DAY: Final = "reminder-day"


@dataclass(frozen=True)
class Rule:
    """An accountability rule: so many of a condition ask for an action."""

    id: str
    condition: str  #: missed, missed-in-a-row, late
    count: int
    action: str  #: reminder, notice, report


@dataclass(frozen=True)
class Due:
    """A letter that is due: a row of `overdue`, and how its case stands."""

    row: dict[str, Any]
    standing: dict[str, Any]
    rules: tuple[Rule, ...]  #: of the case's edition, in rising order
    minutes: int | None  #: that the check-in takes, by the course plan

    @property
    def rule(self) -> Rule | None:
        """Return the rule that holds; None for a reminder day or a deadline."""
        return next((x for x in self.rules if x.id == self.row["fired"]), None)

    def made(self, day: date) -> Made:
        """Return what the register keeps of it."""
        names = ("participant", "course", "enrolment", "what", "fired", "since")
        said = {name: self.row[name] for name in names}
        return Made(**said, action=self.row["action"], made_on=day)


def due(connection: Connection, day: date) -> list[Due]:
    """Return the letters that are due, in the order of `overdue`; `day` is its as-of.

    The roster alone says who has an officer and a court: nobody else gets a letter.
    """
    standing = {_enrolled(x): x for x in _rows(connection, "SELECT * FROM standing")}
    rules, minutes = _rules(connection), _minutes(connection)
    found = []
    for row in report.answer(connection, "overdue").named():
        sent = row["sent_on"] is not None and row["sent_on"] != day
        if row["action"] is None or sent or row["missing"] == UNLISTED:
            continue
        case = standing[_enrolled(row)]
        edition = (case["course"], case["course_version"], case["agency"])
        took = minutes.get((*edition, row["what"]))
        found.append(Due(row, case, tuple(rules.get(edition, ())), took))
    return found


def _enrolled(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["participant"], row["course"], row["enrolment"], row["missing"]


def _rules(connection: Connection) -> dict[tuple[str, ...], list[Rule]]:
    found: dict[tuple[str, ...], list[Rule]] = {}
    sql = (
        "SELECT course, version, agency, rule, condition, count, action "
        "FROM course_rules ORDER BY place"
    )
    for course, version, agency, *said in database.query(connection, sql).rows:
        found.setdefault((course, version, agency), []).append(Rule(*said))
    return found


def _minutes(connection: Connection) -> dict[tuple[str, ...], int]:
    sql = (
        "SELECT course, version, agency, checkin, planned_minutes FROM course_checkins"
    )
    return {tuple(key): n for *key, n in database.query(connection, sql).rows}


def _rows(connection: Connection, sql: str) -> Sequence[dict[str, Any]]:
    return database.query(connection, sql).named()
