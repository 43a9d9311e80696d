"""Columns of who came, when, and how it ended: attempts, sessions, people, sources."""

from typing import Final

from xapi.columns import Column
from xapi.tables.shared import EDITION, EVIDENCE, NULLS, PERSON, PLACE, TRUST

ATTEMPTS_MEANING: Final = (
    "One row per registration of a person in a course, or in a unit of it that has a "
    "package of its own."
)
ATTEMPTS: Final = (
    *PLACE,
    Column("unit", "VARCHAR", "'' is the whole course; else the module or check-in"),
    Column("attempt", "BIGINT", "which of the person's registrations in it, from 1"),
    *EDITION,
    Column("status", "VARCHAR", "passed, completed, failed, incomplete or not started"),
    Column("score_percent", "BIGINT", "best score, cut to whole percent"),
    Column("check_tries", "BIGINT", "tries at the final check"),
    Column("started_at", "TIMESTAMP", "the first that the person did"),
    Column("completed_at", "TIMESTAMP", "when it was completed"),
    Column("passed_at", "TIMESTAMP", "when it was passed"),
    Column("last_at", "TIMESTAMP", "the last that was heard"),
    Column("sessions", "BIGINT", "sessions that were heard of"),
    Column("lessons_opened", "BIGINT", "lessons that were opened"),
    Column("lessons_completed", "BIGINT", "lessons that were finished"),
    Column("answers", "BIGINT", "answers that are right or wrong"),
    Column("active_s", "DOUBLE", "active time by our own ledger"),
    Column("active_from", "VARCHAR", "what added up to it: sessions, or lessons"),
    Column("lms_s", "DOUBLE", "the same as the LMS added it up; active_s leads"),
    NULLS,
    *EVIDENCE,
    Column("least_trust", "VARCHAR", "the lowest trust among all its statements"),
)

SESSIONS_MEANING: Final = "One row per session of a person."
SESSIONS: Final = (
    *PLACE,
    Column("session", "VARCHAR", "id of the session"),
    *EDITION,
    Column("status", "VARCHAR", "ended, abandoned (says the LMS), or open"),
    Column("started_at", "TIMESTAMP", "the first that was heard of it"),
    Column("ended_at", "TIMESTAMP", "when it said that it ends"),
    Column("last_at", "TIMESTAMP", "the last that was heard of it"),
    Column("duration_s", "DOUBLE", "wall time; null where it never ended"),
    Column("active_s", "DOUBLE", "active time; null where it never ended"),
    Column("statements", "BIGINT", "how many statements are of it"),
    NULLS,
    *EVIDENCE,
)

PARTICIPANTS_MEANING: Final = "One row per person."
PARTICIPANTS: Final = (
    *PERSON,
    Column("agency", "VARCHAR", "the agency of their latest statement that names one"),
    Column(
        "zone", "VARCHAR", "time zone of the agency; null: its catalogue is missing"
    ),
    Column("language", "VARCHAR", "language of that statement's package"),
    Column("courses", "BIGINT", "courses that they are in"),
    Column("registrations", "BIGINT", "registrations that they have"),
    Column("statements", "BIGINT", "statements about them"),
    Column("first_at", "TIMESTAMP", "the first that was heard of them"),
    Column("last_at", "TIMESTAMP", "the last that was heard of them"),
    *EVIDENCE,
)

SOURCES_MEANING: Final = "One row per file or address that records came from."
SOURCES: Final = (
    Column("origin", "VARCHAR", "name of the file, or address"),
    Column("kind", "VARCHAR", "what it is, as the loader found"),
    Column("loads", "BIGINT", "how often something new came from it"),
    Column("statements", "BIGINT", "statements that came from it first"),
    Column("quarantined", "BIGINT", "statements of it that are in quarantine"),
    Column("first_loaded_at", "TIMESTAMP", "when the first came"),
    Column("last_loaded_at", "TIMESTAMP", "when the last came"),
    Column("first_at", "TIMESTAMP", "the earliest that its statements say"),
    Column("last_at", "TIMESTAMP", "the latest that its statements say"),
    TRUST,
    Column("raw_hash", "VARCHAR", "hash of one of its texts"),
)
