"""Turn what the command line asks of a report into the one row of the table `asked`."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from xapi.columns import Column

ASKED: Final = (
    Column("agency", "VARCHAR", "only this agency; null: all"),
    Column("course", "VARCHAR", "only this course; null: all"),
    Column("participant", "VARCHAR", "only this person's account; null: all"),
    Column("from_day", "DATE", "the first day, on the agency's clocks; null: all"),
    Column("to_day", "DATE", "the last day, on the agency's clocks; null: all"),
    Column("as_of", "DATE", "the day on which the report is true"),
)


@dataclass(frozen=True)
class Asked:
    """What a report is limited to; days are whole ones on the agency's clocks."""

    agency: str | None = None
    course: str | None = None
    participant: str | None = None
    from_day: date | None = None
    to_day: date | None = None
    as_of: date | None = None  #: None is today


def today(zone: str | None) -> date:
    """Return the day that it is now in a zone, or in UTC."""
    return datetime.now(ZoneInfo(zone) if zone else UTC).date()


def select(asked: Asked, zone: str | None = None) -> str:
    """Return the row as a SELECT."""
    values = {**vars(asked), "as_of": asked.as_of or today(zone)}
    return "SELECT " + ", ".join(
        f"CAST({_literal(values[column.name])} AS {column.type}) AS {column.name}"
        for column in ASKED
    )


def _literal(value: object) -> str:
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"
