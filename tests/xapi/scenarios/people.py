"""Cases of the course's own deadline, and of who is who."""

from typing import Final

from tests.xapi.cases import DONE, Case

PEOPLE: Final = {
    # -- the course -------------------------------------------------------------------
    "nobody came: referred": Case(
        as_of="2026-03-20", stands="course open, w1 upcoming", case="referred"
    ),
    "a deadline that has passed is a rule": Case(
        "began 2026-03-02 09:00",
        deadline="2026-03-15",
        as_of="2026-03-16",
        stands="course overdue",
        case="non-compliant deadline notice",
    ),
    "on the day of the deadline it has not passed": Case(
        "began 2026-03-02 09:00",
        deadline="2026-03-15",
        as_of="2026-03-15",
        stands="course open",
        case="in progress",
    ),
    "a course done after the deadline is late": Case(
        DONE,
        deadline="2026-03-03",
        as_of="2026-03-05",
        stands="course late, w1 open",
        case="check-in due",
    ),
    "the last check-in decided, the case is complete": Case(
        f"{DONE}; w1 2026-03-11 10:00; w2 2026-03-18 10:00; w3 2026-03-25 10:00",
        as_of="2026-04-05",
        stands="w4 missed",
        case="complete one-missed",
    ),
    # -- who is who -------------------------------------------------------------------
    "a second referral begins anew": Case(
        f"{DONE}; w1 2026-03-11 10:00; began 2026-05-02 10:00; "
        "course 2026-05-06 10:00; w1 2026-05-13 10:00",
        again="2026-05-01",
        as_of="2026-05-14",
        due="w1 2026-03-11, 2:w1 2026-05-13",
        stands="w1 kept, w2 missed, 2:course done, 2:w1 kept, 2:w2 open",
        case="transferred three-in-all",
    ),
    "what a second referral cut short is transferred": Case(
        f"{DONE}; w1 2026-03-11 10:00; w2 2026-03-21 10:00",
        again="2026-03-20",
        as_of="2026-04-30",
        stands="w1 kept, w2 transferred, w4 transferred, 2:course open, 2:w2 kept",
        case="transferred",
    ),
    "two accounts of one token are one person": Case(
        f"{DONE}; w1 2026-03-11 10:00 @other",
        as_of="2026-03-11",
        stands="course done, w1 kept",
        case="course complete",
    ),
    "somebody outside the roster stands by the records alone": Case(
        f"{DONE}; w1 2026-03-11 10:00",
        listed=False,
        as_of="2026-03-11",
        stands="course done, w1 kept",
        case="course complete",
    ),
}
