"""Facts of invented cases, as pages to the court are made of."""

from datetime import date, datetime
from typing import Any, Final

from xapi.court.facts import (
    COURSE,
    LMS,
    Conflict,
    Course,
    Duty,
    Evidence,
    Facts,
    Letterhead,
    Moment,
    Number,
    Proof,
    Ruling,
)

OWN: Final = Evidence(COURSE, "high")
CLOCK: Final = Evidence(LMS, "medium")
AS_OF: Final = date(2026, 11, 22)
PROOF: Final = Proof("page", "7K3M-9QTX-2BWD-HE4A", "XK3P9-M2QRT", "AB12 CD34 " * 8)
HOSPITAL: Final = ("In hospital.", "Officer 2", date(2026, 6, 20))
MISSED: Final = Duty("check-in-week-16", 16, date(2026, 7, 23), "missed")
EXCUSED: Final = Duty(
    "check-in-week-12", 12, date(2026, 6, 25), "excused", None, *HOSPITAL
)
LATE: Final = Duty("check-in-week-08", 8, date(2026, 5, 28), "late", date(2026, 5, 30))
MISSED_AND_DONE: Final = Duty(
    "check-in-week-20", 20, date(2026, 8, 20), "missed", date(2026, 9, 10)
)
KEPT: Final = Duty("check-in-week-01", 1, date(2026, 4, 9), "kept", date(2026, 4, 8))
TO_COME: Final = Duty("check-in-week-26", 26, date(2026, 12, 1), "upcoming")
TRANSFER: Final = Ruling("transferred", "Moved away", "Officer 2", date(2026, 8, 1))
HOLD: Final = Ruling(
    "hold", "Works at sea", "Officer 2", date(2026, 8, 1), date(2026, 8, 3), None
)


def facts(**other: Any) -> Facts:
    """Return a case that has completed the course, with what is said otherwise."""
    known: dict[str, Any] = {
        "token": "p-5f2a90c1d3",
        "enrolment": 1,
        "name": "Example Person 12",
        "case_number": "2026-CR-00417",
        "judge": "Example Judge",
        "order": "Complete an eight-hour education program and all check-ins.",
        "court": Letterhead("District Court 1", ("100 Example Avenue",)),
        "agency": Letterhead("River County", ("1 Example Street",), "555-0100"),
        "agency_id": "river-court",
        "zone": "America/Chicago",
        "as_of": AS_OF,
        "language": "en",
        "course": Course(
            id="js-101",
            version="1.2.0",
            titles={"en": "Starting Again", "es": "Empezar de nuevo"},
            proven_minutes=480,
            pass_mark=80,
            tries_allowed=3,
            modules=6,
        ),
        "status": "course complete",
        "since": date(2026, 4, 2),
        "finished_on": date(2026, 4, 2),
        "referred_on": date(2026, 3, 3),
        "deadline": date(2026, 6, 1),
        "order_hours": 8.0,
        "started": Moment(datetime(2026, 3, 9, 14, 5), OWN),
        "completed": Moment(datetime(2026, 4, 2, 21, 40), OWN),
        "completed_utc": datetime(2026, 4, 3, 2, 40, 12, 345678),
        "first_seen": Moment(datetime(2026, 3, 9, 14, 5), CLOCK),
        "last_seen": Moment(datetime(2026, 10, 2, 21, 41), CLOCK),
        "active_s": Number(28_930, OWN),
        "lms_s": Number(25_800, CLOCK),
        "score": Number(85, OWN),
        "tries": 2,
        "attested": Number(6, OWN),
        "packages": ("9f2c41d07be3a856",),
        "records": 142,
        "records_hash": "a" * 64,
    }
    return Facts(**{**known, **other})


#: no record has come: what is left of a page
NOTHING: Final[dict[str, Any]] = {
    **dict.fromkeys(("started", "completed", "completed_utc", "first_seen")),
    **dict.fromkeys(("last_seen", "active_s", "lms_s", "score", "tries")),
    **dict.fromkeys(("attested", "finished_on", "since")),
}

#: state -> the facts that differ
STATES: Final[dict[str, dict[str, Any]]] = {
    "complete": {"status": "complete", "duties": (KEPT,)},
    "in progress": {
        "status": "in progress",
        "completed": None,
        "finished_on": None,
        "score": None,
        "tries": 0,
    },
    "non-compliant": {
        "status": "non-compliant",
        "duties": (KEPT, LATE, MISSED, MISSED_AND_DONE, TO_COME),
        "rule": "two-in-all",
        "condition": "missed",
        "asked_count": 2,
        "fired_on": date(2026, 8, 24),
        "counted": "16, 20",
    },
    "excused": {"status": "course complete", "duties": (KEPT, EXCUSED, TO_COME)},
    "transferred": {"status": "transferred", "rulings": (TRANSFER,)},
    "on hold": {"status": "on hold", "rulings": (HOLD,)},
    "no records": {
        **NOTHING,
        "status": "referred",
        "records": 0,
        "records_hash": "",
        "packages": (),
    },
    "conflicts": {
        "conflicts": (
            Conflict("lms-time", {"lms": 25_800, "own": 28_930}),
            Conflict("session-open", {"count": 1, "all": 9}),
            Conflict("later", {"count": 3, "all": 3, "day": AS_OF}),
        )
    },
    "demonstration": {"course": Course("js-000", "0.1.0", {"en": "Example"}, True, 12)},
}
