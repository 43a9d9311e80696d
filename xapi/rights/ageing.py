"""Find people whose records have outlived what an agency may keep."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xapi import database, report
from xapi.asked import Asked
from xapi.database.parquet import select
from xapi.decisions import HOLD, Decision
from xapi.roster import Entry
from xapi.store import Store

_AGE: Final = re.compile(r"([1-9][0-9]{0,4})([ymd])")
_MONTHS: Final = 12
_USED: Final = ("participant", "agency", "happened_at", "verb")
#: the last that is known of each account's name: what they did, answers to surveys too,
#: or what is due of them; who voids a statement does nothing of their own
_LAST: Final = """
    SELECT
        happened.name, happened.agency, happened.statements,
        greatest(happened.last_on, coalesce(due.last_on, happened.last_on)) AS last_on
    FROM (
        SELECT
            participant AS name, max(agency) AS agency,
            count(*) AS statements, CAST(max(happened_at) AS DATE) AS last_on
        FROM ({records})
        WHERE verb <> 'voided'
        GROUP BY participant
    ) AS happened
    LEFT JOIN (
        SELECT participant AS name, max(late_until) AS last_on
        FROM obligations
        WHERE status IN ('upcoming', 'open', 'overdue')
        GROUP BY participant
    ) AS due
        ON happened.name = due.name
    ORDER BY happened.name
"""


@dataclass(frozen=True)
class Aged:
    """Somebody whose last day lies before the limit; `last_on` is that day."""

    name: str
    agency: str
    court: str
    last_on: date
    statements: int


def limit(text: str, today: date) -> date:
    """Return the first day that is kept: of 3y, 36m, 1095d, or of a day.

    Raises ValueError with the reason.
    """
    found = _AGE.fullmatch(text)
    if found is None:
        return _day(text, today)
    number, unit = int(found[1]), found[2]
    try:
        if unit == "d":
            return date.fromordinal(today.toordinal() - number)
        return _months_before(today, number * (_MONTHS if unit == "y" else 1))
    except (ValueError, OverflowError):
        raise ValueError(f"{text} ago there were no records") from None


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("is neither 3y, 36m, 1095d nor a day as 2026-03-31") from None
    if day > today:
        raise ValueError("is a day to come")
    return day


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last one."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 - months, _MONTHS)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, longest))


def aged(
    store: Store,
    before: date,
    roster: Sequence[Entry],
    decisions: Sequence[Decision],
    *,
    agency: str | None = None,
    zone: str | None = None,
) -> list[Aged]:
    """Return who was last heard of, and last due, before a day. Raises RecordsError.

    A deadline, a hold or a decision of a later day keeps somebody.
    """
    with report.tables(store, zone, Asked(), roster, decisions) as connection:
        records = select(store.files("statements"), _USED, "statements")
        found = database.query(connection, _LAST.format(records=records)).rows
    known = _by_lists(roster, decisions)
    courts = {entry.participant: entry.court or "" for entry in roster}
    made = (
        Aged(
            name,
            of or "",
            courts.get(name, ""),
            max(last, known.get(name, last)),
            count,
        )
        for name, of, count, last in found
    )
    return [x for x in made if x.last_on < before and agency in (None, x.agency)]


def _by_lists(
    roster: Sequence[Entry], decisions: Sequence[Decision]
) -> dict[str, date]:
    """Return the latest day that roster and decisions say of each token."""
    latest: dict[str, date] = {}
    days = [
        (entry.participant, day)
        for entry in roster
        for day in (entry.referred_on, entry.ordered_on, entry.deadline)
    ]
    for each in decisions:
        open_end = each.decision == HOLD and each.to_day is None
        end = date.max if open_end else each.to_day or each.decided_on
        days.append((each.token, end))
    for token, day in days:
        if day is not None:
            latest[token] = max(day, latest.get(token, day))
    return latest
