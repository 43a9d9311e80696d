"""Columns of what registered catalogues say of courses: nothing here is about people."""

from typing import Final

from xapi.columns import Column

_EDITION: Final = (
    Column("course", "VARCHAR", "course id"),
    Column("version", "VARCHAR", "version of the course"),
    Column("agency", "VARCHAR", "agency id"),
)
_LOADED: Final = Column("loaded_at", "TIMESTAMP", "when the catalogue was registered")

PACKAGES: Final = (
    Column("package", "VARCHAR", "fingerprint: the key"),
    *_EDITION,
    Column("target", "VARCHAR", "scorm12, scorm2004, cmi5, xapi_package, moodle ..."),
    Column("unit", "VARCHAR", "'' is the whole course; else the module or check-in"),
    Column("purpose", "VARCHAR", "learner or reviewer"),
    Column("language", "VARCHAR", "language of the package (RFC 5646)"),
    Column("file", "VARCHAR", "name of the package's file"),
    Column("sha256", "VARCHAR", "SHA-256 of the package's file"),
    _LOADED,
)
AGENCIES: Final = (
    *_EDITION,
    Column("name", "VARCHAR", "name of the agency"),
    Column("time_zone", "VARCHAR", "its time zone (IANA)"),
    Column("starts", "VARCHAR", "what check-ins are counted from"),
    Column("pass_mark_percent", "BIGINT", "what the final check asks for"),
    Column("check_attempts", "BIGINT", "tries at the final check"),
    Column("deadline_days", "BIGINT", "days for the course; null: none is set"),
    Column("rules", "VARCHAR", "every rule of the edition, as JSON"),
    _LOADED,
)
COURSE_LESSONS: Final = (
    *_EDITION,
    Column("lesson", "VARCHAR", "id of the lesson"),
    Column("number", "BIGINT", "its place in the course, from 1; null: of a check-in"),
    Column("module", "VARCHAR", "id of its module; null: of a check-in"),
    Column("checkin", "VARCHAR", "id of its check-in; null: of the course"),
    Column("planned_minutes", "BIGINT", "what the course plan says"),
    _LOADED,
)
COURSE_ITEMS: Final = (
    *_EDITION,
    Column("item", "VARCHAR", "id of the question, survey item, medium or attestation"),
    Column("kind", "VARCHAR", "kind of block, as choice, likert, video"),
    Column("interaction_type", "VARCHAR", "its type in xAPI; null: it asks nothing"),
    Column("scored", "BOOLEAN", "is an answer right or wrong?"),
    Column("in_check", "BOOLEAN", "may the final check draw it?"),
    Column("lesson", "VARCHAR", "lesson that it is in; of the check, the check's"),
    Column("module", "VARCHAR", "module; of the check, the one to repeat"),
    Column("part_of", "VARCHAR", "scale that it is a statement of"),
    Column("reverse", "BOOLEAN", "of a scale: is it turned round before adding up?"),
    Column("recorded", "BOOLEAN", "of a survey: does its answer leave the page?"),
    _LOADED,
)
COURSE_CHECKINS: Final = (
    *_EDITION,
    Column("checkin", "VARCHAR", "id of the check-in, as check-in-week-01"),
    Column("week", "BIGINT", "counted from the day that `starts` names"),
    Column("lesson", "VARCHAR", "its lesson"),
    Column("planned_minutes", "BIGINT", "what the course plan says"),
    Column("window_days", "BIGINT", "days in which it is kept; null: 7"),
    Column("grace_days", "BIGINT", "days after that in which it is late; null: 0"),
    Column("reminder_days", "VARCHAR", "days after it opens, as 0,5; null: none"),
    _LOADED,
)
COURSE_REMINDERS: Final = (
    *_EDITION,
    Column("checkin", "VARCHAR", "id of the check-in"),
    Column("days", "BIGINT", "days after it opens; 0 is the day itself"),
    _LOADED,
)
COURSE_RULES: Final = (
    *_EDITION,
    Column("rule", "VARCHAR", "id of the rule"),
    Column("condition", "VARCHAR", "what is counted: missed, missed-in-a-row or late"),
    Column("count", "BIGINT", "how many make it hold"),
    Column("action", "VARCHAR", "reminder (learner), notice (officer), report (court)"),
    Column("place", "BIGINT", "its place in rising order, from 1"),
    _LOADED,
)
COURSE_WORDS: Final = (
    *_EDITION,
    Column("language", "VARCHAR", "language of the text"),
    Column("kind", "VARCHAR", "course, module, lesson, item; choices, scale, ..."),
    Column("id", "VARCHAR", "id of what the text is of"),
    Column("part", "VARCHAR", "id of the choice, as responses have it"),
    Column("text", "VARCHAR", "title, question or choice"),
    Column("proven_s", "DOUBLE", "of a lesson or module: time that its words prove"),
    Column("asks_s", "DOUBLE", "of a lesson or module: active time that is asked for"),
    _LOADED,
)
COURSE_KEYS: Final = (
    *_EDITION,
    Column("item", "VARCHAR", "id of the question"),
    Column("response", "VARCHAR", "right answer as SCORM 1.2 writes it"),
    Column("low", "VARCHAR", "of a number: the least that is right"),
    Column("high", "VARCHAR", "of a number: the most that is right"),
    Column("accepted", "VARCHAR", "words that are right, by language, as JSON"),
    _LOADED,
)

#: name -> meaning, columns
PUBLIC: Final = {
    "packages": ("One row per package that was built.", PACKAGES),
    "agencies": ("One row per edition: its agency and its rules.", AGENCIES),
    "course_lessons": ("One row per lesson of an edition.", COURSE_LESSONS),
    "course_items": ("One row per item of an edition.", COURSE_ITEMS),
    "course_checkins": ("One row per check-in of an edition.", COURSE_CHECKINS),
    "course_reminders": (
        "One row per reminder of a check-in of an edition.",
        COURSE_REMINDERS,
    ),
    "course_rules": (
        "One row per accountability rule of an edition.",
        COURSE_RULES,
    ),
    "course_words": ("One row per text of an edition in a language.", COURSE_WORDS),
    "course_keys": (
        "One row per question with a right answer, where the keys were loaded.",
        COURSE_KEYS,
    ),
}
