"""Say which tables anybody may query, and what each of their columns means.

Facts are the same whatever standard carried them. The tables of facts are views over
`statements`, one SQL file each; those of courses come from registered catalogues.
"""

from dataclasses import dataclass
from typing import Final

from xapi.columns import QUARANTINE, STATEMENTS, TABLES, Column
from xapi.tables import cases, courses, facts, people

#: raised when a column is taken away or given another meaning; new ones do not raise it
VERSION: Final = 2


@dataclass(frozen=True)
class PublicTable:
    """A table of the contract. One with a zone has `_local` beside each `_at`."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


_STATEMENTS: Final = (
    *STATEMENTS,
    Column(
        "zone", "VARCHAR", "time zone of the agency; null: its catalogue is missing"
    ),
)

PUBLIC: Final = (
    PublicTable(
        "statements",
        "One row per statement that counts: voided ones are left out, and answers to surveys.",
        _STATEMENTS,
    ),
    PublicTable("attempts", people.ATTEMPTS_MEANING, people.ATTEMPTS),
    PublicTable("lessons", facts.LESSONS_MEANING, facts.LESSONS),
    PublicTable("answers", facts.ANSWERS_MEANING, facts.ANSWERS),
    PublicTable("media", facts.MEDIA_MEANING, facts.MEDIA),
    PublicTable("surveys", facts.SURVEYS_MEANING, facts.SURVEYS),
    PublicTable("checkins", facts.CHECKINS_MEANING, facts.CHECKINS),
    PublicTable("sessions", people.SESSIONS_MEANING, people.SESSIONS),
    PublicTable("participants", people.PARTICIPANTS_MEANING, people.PARTICIPANTS),
    PublicTable("sources", people.SOURCES_MEANING, people.SOURCES),
    PublicTable(
        "all_statements",
        "Statements with those that were voided; no answers to surveys.",
        STATEMENTS,
    ),
    PublicTable("quarantine", "One row per statement that was not loaded.", QUARANTINE),
    *(PublicTable(name, *courses.PUBLIC[name]) for name in courses.PUBLIC),
    *(PublicTable(name, *cases.PUBLIC[name]) for name in cases.PUBLIC),
)

#: tables that stand in the store as Parquet, one room each
STORED: Final = {
    **TABLES,
    **{name: columns for name, (_, columns) in courses.PUBLIC.items()},
}

#: tables that are made by an SQL file of their name, each over those before it
VIEWS: Final = (
    *("attempts", "lessons", "answers", "media", "surveys"),
    *("checkins", "sessions", "participants", "sources"),
)

#: the same over what is given too: roster, decisions and the day that is asked for
DATED: Final = tuple(cases.PUBLIC)


def public(name: str) -> PublicTable:
    """Return a table of the contract. Raises KeyError."""
    return {table.name: table for table in PUBLIC}[name]


def with_local(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of a table that has a zone, a `_local` beside each `_at`."""
    if all(column.name != "zone" for column in columns):
        return columns
    return tuple(wide for column in columns for wide in _beside(column))


def _beside(column: Column) -> tuple[Column, ...]:
    if not column.name.endswith("_at"):
        return (column,)
    local = f"{column.name.removesuffix('_at')}_local"
    return column, Column(local, "TIMESTAMP", f"{column.name} on the agency's clocks")
