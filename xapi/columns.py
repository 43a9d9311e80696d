"""Say which columns the flat tables have: the contract with whoever queries them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Column:
    """One column: its name, its SQL type, and what it means.

    The end of a name says its unit: `_s` seconds, `_percent` percent from 0 to 100,
    `_minutes` minutes, `_at` a time in UTC, `_local` that time on the agency's clocks.
    """

    name: str
    type: str
    meaning: str


#: One row per statement. TIMESTAMP is UTC; a duration is in seconds.
STATEMENTS: Final = (
    Column("statement_id", "VARCHAR", "UUID in lower case; the key"),
    Column("participant_home", "VARCHAR", "home page of the actor's account"),
    Column("participant", "VARCHAR", "opaque name of the actor's account"),
    Column("verb", "VARCHAR", "word of the vocabulary, or the IRI as it came"),
    Column("object_id", "VARCHAR", "IRI of the activity as it came"),
    Column("activity_id", "VARCHAR", "the same as the publisher knows it (cmi5)"),
    Column("activity_type", "VARCHAR", "word of the vocabulary, or the IRI"),
    Column("course", "VARCHAR", "course id, or the IRI of another's course"),
    Column("item", "VARCHAR", "id within the course; null for the course itself"),
    Column("course_version", "VARCHAR", "context.revision"),
    Column("package", "VARCHAR", "fingerprint of the package"),
    Column("agency", "VARCHAR", "agency id, as the package says"),
    Column("language", "VARCHAR", "language of the package (RFC 5646)"),
    Column("schema_version", "BIGINT", "version of our way to write statements"),
    Column("registration", "VARCHAR", "UUID of the enrolment"),
    Column("session", "VARCHAR", "id of the session"),
    Column("attempt", "BIGINT", "which try, from 1"),
    Column("happened_at", "TIMESTAMP", "when it happened (timestamp)"),
    Column("stored_at", "TIMESTAMP", "when an LRS stored it; null from a plain file"),
    Column("duration_s", "DOUBLE", "wall time"),
    Column("active_s", "DOUBLE", "active time; null where it is not carried"),
    Column("time_source", "VARCHAR", "how active time was found"),
    Column("lms_s", "DOUBLE", "time that the LMS added up for the registration"),
    Column("success", "BOOLEAN", "result.success"),
    Column("completion", "BOOLEAN", "result.completion"),
    Column("scaled", "DOUBLE", "score from -1 to 1"),
    Column("raw_score", "DOUBLE", "score as counted"),
    Column("min_score", "DOUBLE", "lowest possible score"),
    Column("max_score", "DOUBLE", "highest possible score"),
    Column("interaction_type", "VARCHAR", "kind of question"),
    Column("response", "VARCHAR", "the answer, in xAPI form"),
    Column("bank", "VARCHAR", "question bank"),
    Column("seed", "BIGINT", "seed of the draw"),
    Column("progress", "DOUBLE", "share of a medium that was played"),
    Column("played", "VARCHAR", "what was played of it, as 0[.]12.5[,]30[.]41"),
    Column("media_s", "DOUBLE", "length of the medium"),
    Column("captions", "BOOLEAN", "whether captions were on"),
    Column("voids", "VARCHAR", "id of the statement that this one voids"),
    Column("standard", "VARCHAR", "scorm12 or scorm2004, where made from its records"),
    Column("derived_from", "VARCHAR", "kind of source; null: a package's own words"),
    Column("time_known", "VARCHAR", "minute, not-before, no-later, zone-unknown"),
    Column("null_because", "VARCHAR", "why values are null: not carried by scorm12"),
    Column("trust", "VARCHAR", "high: our package; medium: another's; low: Moodle log"),
    Column("origin", "VARCHAR", "name of the file it came from"),
    Column("origin_line", "BIGINT", "line in that file"),
    Column("raw_hash", "VARCHAR", "SHA-256 of the text received; keyed if it named"),
    Column("raw_file", "VARCHAR", "file of the store with the text"),
    Column("raw_line", "BIGINT", "line in that file"),
    Column("loaded_at", "TIMESTAMP", "when it came into the store"),
)

#: As the store has them. Nobody but the store's own files may join the last column to
#: a person: what everybody may ask has answers to surveys under it alone.
STORED_STATEMENTS: Final = (
    *STATEMENTS,
    Column("respondent", "VARCHAR", "second pseudonym; of answers to surveys alone"),
)

#: One row per statement that was not loaded.
QUARANTINE: Final = (
    Column("origin", "VARCHAR", "name of the file it came from"),
    Column("origin_line", "BIGINT", "line in that file; 0 is the whole file"),
    Column("code", "VARCHAR", "which rule it breaks"),
    Column("reason", "VARCHAR", "what is wrong, in words"),
    Column("statement_id", "VARCHAR", "its id, where it could be read"),
    Column("agency", "VARCHAR", "its agency, where it could be read"),
    Column("course", "VARCHAR", "its course, where it could be read"),
    Column("text", "VARCHAR", "the statement; null where it may name a person"),
    Column("raw_hash", "VARCHAR", "keyed hash of the text received"),
    Column("loaded_at", "TIMESTAMP", "when it came"),
)

#: LRSs cut durations to hundredths, and some lose one more (xAPI 1.0.3, Data 4.6)
CUT_S: Final = 0.021

#: What a statement claims. Two copies of one statement agree in these, whatever an
#: LRS did to its form: order, objectType, definitions, displays, 1 and 1.0 (xAPI
#: 1.0.3, Data 2.3.1). Times are compared apart, since LRSs cut their last digits.
CLAIMS: Final = (
    *("participant_home", "participant", "verb", "object_id", "activity_id"),
    *("course_version", "package", "agency", "language", "schema_version"),
    *("registration", "session", "attempt", "active_s", "time_source"),
    *("success", "completion", "scaled", "raw_score", "min_score", "max_score"),
    *("response", "bank", "seed", "voids"),
)

TABLES: Final = {"statements": STORED_STATEMENTS, "quarantine": QUARANTINE}

#: word of an extension -> column with its value
CONTEXT_COLUMNS: Final = {
    "agency": "agency",
    "package": "package",
    "schema": "schema_version",
    "session": "session",
    "attempt": "attempt",
    "bank": "bank",
    "seed": "seed",
    "media-length": "media_s",
    "captions": "captions",
    "standard": "standard",
    "derived-from": "derived_from",
    "time-known": "time_known",
    "null-because": "null_because",
}
RESULT_COLUMNS: Final = {
    "active-seconds": "active_s",
    "time-source": "time_source",
    "lms-seconds": "lms_s",
    "progress": "progress",
    "played-segments": "played",
}
#: columns that a statement's verb, object and context activities decide alone
ABOUT: Final = (
    *("verb", "object_id", "activity_id", "activity_type", "course", "item"),
    *("interaction_type", "voids"),
)
