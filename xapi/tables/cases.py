"""Columns of how people stand under their orders, as of a day: `asked.as_of`.

These views are over what is given beside the records too: roster, decisions, asked.
"""

from typing import Final

from xapi.columns import Column

_KEY: Final = Column("enrolment_key", "VARCHAR", "key: token, course, enrolment")
_WHO: Final = (
    Column("agency", "VARCHAR", "agency id: the roster's, else the records'"),
    Column("court", "VARCHAR", "court of the roster"),
    Column("officer", "VARCHAR", "officer of the roster"),
    Column("language", "VARCHAR", "language of the roster's line; null: not said"),
    Column("participant_home", "VARCHAR", "home page of the account; null: no records"),
    Column("participant", "VARCHAR", "token, or name of the account"),
    Column("course", "VARCHAR", "course id"),
    Column("enrolment", "BIGINT", "1; 2 after a second referral to the same course"),
    Column("course_version", "VARCHAR", "edition whose schedule and rules hold"),
)
_BEGAN: Final = (
    Column("starts", "VARCHAR", "what check-ins are counted from"),
    Column("referred_on", "DATE", "day of the referral, by the roster"),
    Column("base_on", "DATE", "day that check-ins are counted from; null: not yet"),
    Column("first_on", "DATE", "day of the first that was heard"),
    Column("started_on", "DATE", "day of the first that the person did"),
)
_LAST: Final = Column("last_on", "DATE", "day of the last that was heard")
_FINISHED: Final = Column(
    "finished_on", "DATE", "day on which the course was first done"
)
_BOUNDS: Final = (
    Column("from_day", "DATE", "first day of its records; null: no bound"),
    Column("until_day", "DATE", "day on which the next enrolment begins"),
)
_HELD: Final = (
    Column("held_since", "DATE", "first day of the hold that lasts; null: not on hold"),
    Column("ended", "VARCHAR", "transferred or terminated; null: neither"),
    Column("ended_on", "DATE", "day of that decision"),
)
_DECIDED: Final = (
    Column("reason", "VARCHAR", "reason of the decision behind it"),
    Column("author", "VARCHAR", "who decided"),
    Column("decided_on", "DATE", "when it was decided"),
)
_LISTED: Final = Column("listed", "BOOLEAN", "is it in the roster?")
_MISSING: Final = Column("missing", "VARCHAR", "what is not known; null: nothing")
_DAYS: Final = (
    Column("opens_on", "DATE", "first day of its window; null: not known yet"),
    Column("due_on", "DATE", "last day on which it is kept; null: not known yet"),
    Column("late_until", "DATE", "last day on which it is late and not missed"),
)
_REMINDERS: Final = (
    Column("reminder_days", "VARCHAR", "days after it opens, as 0,5; null: none"),
    Column(
        "reminder_on", "DATE", "its last reminder day that has come, else the first"
    ),
)
_WHAT: Final = Column("what", "VARCHAR", "course, or id of the check-in")
_WEEK: Final = Column("week", "BIGINT", "week of the check-in; null: the course")
_FOUND: Final = Column("rule", "VARCHAR", "how the due day was found")

ENROLMENTS: Final = (
    _KEY,
    *_WHO,
    _LISTED,
    Column("deadline_days", "BIGINT", "days for the course by the agency's rule"),
    Column("ordered_on", "DATE", "day of the order, by the roster"),
    Column("deadline", "DATE", "last day for the course, by the roster"),
    Column("order_hours", "DOUBLE", "hours that the order asks for"),
    *_BEGAN,
    _FINISHED,
    _LAST,
    *_BOUNDS,
    *_HELD,
    *_DECIDED,
    _MISSING,
)
DUE_DAYS: Final = (
    _KEY,
    _WHAT,
    Column("lesson", "VARCHAR", "lesson of the check-in"),
    _WEEK,
    _FOUND,
    *_DAYS,
    *_REMINDERS,
)
OBLIGATIONS: Final = (
    _KEY,
    *_WHO,
    _WHAT,
    _WEEK,
    *_DAYS,
    Column(
        "status",
        "VARCHAR",
        "upcoming, open, overdue, missed, kept, late, done (the course), excused, "
        "on hold, transferred or terminated",
    ),
    Column("done_on", "DATE", "day on which it was first done"),
    *_DECIDED,
    Column("days_late", "BIGINT", "days after the due day; null: not late"),
    *_REMINDERS,
    _FOUND,
    *_BEGAN,
    _LAST,
    *_HELD,
    *_BOUNDS,
    _LISTED,
    _MISSING,
)
_HELD_RULE: Final = (
    Column("rule", "VARCHAR", "highest accountability rule that holds, or deadline"),
    Column("action", "VARCHAR", "what it asks for: reminder, notice or report"),
    Column("fired_on", "DATE", "day on which it came to hold"),
    Column("fired_by", "VARCHAR", "course or check-in with which it came to hold"),
    Column("counted", "VARCHAR", "weeks that it counted, as 2, 4"),
)
RULES_THAT_HOLD: Final = (
    _KEY,
    *_HELD_RULE,
    Column("overtaken", "BOOLEAN", "is a later check-in decided?"),
)
STANDING: Final = (
    _KEY,
    *_WHO,
    Column(
        "status",
        "VARCHAR",
        "referred, not started, in progress, on hold, course complete, check-in due, "
        "check-in missed, non-compliant, complete, transferred or terminated",
    ),
    Column("since", "DATE", "first day of that status"),
    *_BEGAN,
    _FINISHED,
    _LAST,
    Column("kept", "BIGINT", "check-ins done by their due day"),
    Column("late", "BIGINT", "check-ins done in the days of grace"),
    Column("missed", "BIGINT", "check-ins not done by then"),
    Column("excused", "BIGINT", "check-ins excused"),
    Column("upcoming", "BIGINT", "check-ins not decided yet, open ones too"),
    Column("next_due_on", "DATE", "next due day of what is not done"),
    *_HELD_RULE,
    _MISSING,
)

#: name -> meaning, columns: views in the order in which they are made
PUBLIC: Final = {
    "enrolments": (
        "One row per enrolment of a person in a course: roster and records together.",
        ENROLMENTS,
    ),
    "due_days": ("One row per enrolment and duty: its days.", DUE_DAYS),
    "obligations": (
        "One row per enrolment and duty: how it stands on the day asked for.",
        OBLIGATIONS,
    ),
    "rules_that_hold": (
        "One row per enrolment in which an accountability rule holds.",
        RULES_THAT_HOLD,
    ),
    "standing": (
        "One row per enrolment: how the case stands in the court's words.",
        STANDING,
    ),
}
