"""Columns that many tables have, with one meaning everywhere."""

from typing import Final

from xapi.columns import Column

PERSON: Final = (
    Column("participant_home", "VARCHAR", "home page of the person's account"),
    Column("participant", "VARCHAR", "opaque name of the account, or a token"),
)
PLACE: Final = (
    *PERSON,
    Column("course", "VARCHAR", "course id, or the IRI of another's; '' where unknown"),
    Column("registration", "VARCHAR", "UUID of the enrolment; '' where none was said"),
)
EDITION: Final = (
    Column("agency", "VARCHAR", "agency id"),
    Column(
        "zone", "VARCHAR", "time zone of the agency; null: its catalogue is missing"
    ),
    Column("course_version", "VARCHAR", "version of the course"),
    Column("package", "VARCHAR", "fingerprint of the package"),
    Column("language", "VARCHAR", "language of the package (RFC 5646)"),
    Column(
        "standard",
        "VARCHAR",
        "what carried it: xapi, or as the catalogue or the SCORM records say: "
        "cmi5, xapi_package, scorm12, scorm2004",
    ),
)
NULLS: Final = Column(
    "null_because", "VARCHAR", "why values are null, as 'not carried by scorm12'"
)
KNOWN: Final = Column(
    "time_known", "VARCHAR", "how well: minute, day, no-later; null: to the second"
)
TRUST: Final = Column(
    "trust", "VARCHAR", "how far the row is to be believed: high, medium or low"
)
EVIDENCE: Final = (
    TRUST,
    Column("statement_id", "VARCHAR", "statement that decided the row"),
    Column("origin", "VARCHAR", "file or address that statement came from"),
    Column("raw_hash", "VARCHAR", "hash of its text as it was received"),
)
ITEM: Final = (
    Column("module", "VARCHAR", "module of it; null: the catalogue is missing"),
    Column("lesson", "VARCHAR", "lesson of it; null: the catalogue is missing"),
)
