"""Columns of what people did: lessons, answers, media, surveys, check-ins."""

from typing import Final

from xapi.columns import Column
from xapi.tables.shared import EDITION, EVIDENCE, ITEM, KNOWN, NULLS, PLACE, TRUST

_STATUS: Final = Column("status", "VARCHAR", "completed or incomplete")
_SESSION: Final = Column("session", "VARCHAR", "id of the session")

LESSONS_MEANING: Final = "One row per lesson that a person opened in a registration."
LESSONS: Final = (
    *PLACE,
    Column("lesson", "VARCHAR", "id of the lesson"),
    Column("module", "VARCHAR", "module of it; null: the catalogue is missing"),
    *EDITION,
    _STATUS,
    Column("opened_at", "TIMESTAMP", "the first that was heard of it"),
    Column("completed_at", "TIMESTAMP", "when it was first finished"),
    Column("last_at", "TIMESTAMP", "the last that was heard of it"),
    Column("active_s", "DOUBLE", "active time in all sessions of the registration"),
    Column("time_source", "VARCHAR", "how active time was found: measured, restored"),
    NULLS,
    *EVIDENCE,
)

ANSWERS_MEANING: Final = "One row per answer that is right or wrong."
ANSWERS: Final = (
    *PLACE,
    _SESSION,
    Column("item", "VARCHAR", "id of the question"),
    *ITEM,
    Column("bank", "VARCHAR", "question bank it was drawn from; null: in a lesson"),
    Column("place", "VARCHAR", "lesson, or check: the final check"),
    Column("attempt", "BIGINT", "which try at the question, or at the check, from 1"),
    Column("seed", "BIGINT", "seed of the draw"),
    Column("interaction_type", "VARCHAR", "kind of question (xAPI 1.0.3, Data 2.4.4)"),
    Column("response", "VARCHAR", "the answer, in xAPI form"),
    Column("correct", "BOOLEAN", "was it right?"),
    Column("scaled", "DOUBLE", "score from -1 to 1"),
    Column("duration_s", "DOUBLE", "time taken for the answer"),
    Column("answered_at", "TIMESTAMP", "when"),
    KNOWN,
    *EDITION,
    NULLS,
    *EVIDENCE,
)

SURVEYS_MEANING: Final = (
    "One row per answer to a survey item: never right or wrong. No other table has these "
    "answers, and no column here joins one to a person's records: see docs/rights.md."
)
SURVEYS: Final = (
    Column(
        "participant",
        "VARCHAR",
        "second pseudonym: joins answers to surveys to each other, and to nothing else",
    ),
    Column("course", "VARCHAR", "course id, or the IRI of another's; '' where unknown"),
    Column("item", "VARCHAR", "id of the item; of a scale, of its statement"),
    *ITEM,
    Column("reverse", "BOOLEAN", "is it turned round before adding up?"),
    Column("interaction_type", "VARCHAR", "kind of question: likert, choice"),
    Column("response", "VARCHAR", "the answer, in xAPI form"),
    Column(
        "answered_quarter",
        "DATE",
        "first day of the quarter (UTC) in which it was answered; of few people, of one "
        "beside it; null: the agency has too few answers for any",
    ),
    Column(
        "answer_number", "BIGINT", "which of the person's answers, in order, from 1"
    ),
    *(column for column in EDITION if column.name != "package"),
    NULLS,
    TRUST,
)

MEDIA_MEANING: Final = "One row per video or audio that a person met in a registration."
MEDIA: Final = (
    *PLACE,
    Column("medium", "VARCHAR", "id of the video or audio"),
    Column("kind", "VARCHAR", "video or audio"),
    *ITEM,
    *EDITION,
    _STATUS,
    Column("plays", "BIGINT", "times it began to play"),
    Column("seeks", "BIGINT", "times the person moved to another place"),
    Column("progress", "DOUBLE", "share that was really played, from 0 to 1"),
    Column("played", "VARCHAR", "what was played, as 0[.]12.5[,]30[.]41"),
    Column("media_s", "DOUBLE", "length"),
    Column("played_s", "DOUBLE", "length of what was played, each part once"),
    Column("captions", "BOOLEAN", "were captions ever on?"),
    Column("first_at", "TIMESTAMP", "the first that was heard of it"),
    Column("completed_at", "TIMESTAMP", "when it was first finished"),
    Column("last_at", "TIMESTAMP", "the last that was heard of it"),
    NULLS,
    *EVIDENCE,
)

CHECKINS_MEANING: Final = (
    "One row per check-in that a person did: the first time counts."
)
CHECKINS: Final = (
    *PLACE,
    Column("checkin", "VARCHAR", "id of the check-in, as check-in-week-01"),
    Column("week", "BIGINT", "its week; null: the catalogue is missing"),
    *EDITION,
    Column("done_at", "TIMESTAMP", "when; not when it was due"),
    KNOWN,
    NULLS,
    *EVIDENCE,
)
