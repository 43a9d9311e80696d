"""Cases of days: kept, late or missed, on whose clocks, counted from what."""

from typing import Final

from tests.xapi.cases import DONE, Case

DAYS: Final = {
    # -- kept, late, missed -----------------------------------------------------------
    "done by the end of the due day is kept, whatever UTC says": Case(
        f"{DONE}; w1 2026-03-11 23:30",
        as_of="2026-03-11",
        due="w1 2026-03-11",
        stands="course done, w1 kept, w2 upcoming",
        case="course complete",
    ),
    "done before it opens is kept too": Case(
        f"{DONE}; w2 2026-03-06 08:00",
        as_of="2026-03-11",
        stands="w1 open, w2 kept",
        case="check-in due",
    ),
    "a minute after the due day it is late": Case(
        f"{DONE}; w1 2026-03-12 00:01",
        as_of="2026-03-12",
        stands="w1 late",
        case="check-in due",
    ),
    "on the last day of grace it is late, not missed": Case(
        f"{DONE}; w1 2026-03-14 23:59",
        as_of="2026-03-20",
        stands="w1 late",
        case="check-in due",
    ),
    "not done it opens, is overdue, then missed: upcoming": Case(
        DONE, as_of="2026-03-04", stands="w1 upcoming", case="course complete"
    ),
    "not done it opens, is overdue, then missed: open": Case(
        DONE, as_of="2026-03-05", stands="w1 open, w2 upcoming", case="check-in due"
    ),
    "not done it opens, is overdue, then missed: overdue": Case(
        DONE, as_of="2026-03-12", stands="w1 overdue, w2 open", case="check-in due"
    ),
    "not done it opens, is overdue, then missed: missed": Case(
        DONE,
        as_of="2026-03-15",
        stands="w1 missed, w2 open",
        case="check-in missed one-missed reminder",
    ),
    "done after the days of grace it stays missed": Case(
        f"{DONE}; w1 2026-03-15 08:00; w2 2026-03-15 08:20",
        as_of="2026-03-20",
        stands="w1 missed, w2 kept",
        case="check-in due one-missed",
    ),
    "what happens after the day that is asked for has not happened": Case(
        f"{DONE}; w1 2026-03-13 08:00",
        as_of="2026-03-12",
        stands="w1 overdue",
        case="check-in due",
    ),
    "a statement of low trust proves nothing": Case(
        f"{DONE}; w1 2026-03-10 08:00 log; w2 2026-03-12 09:00",
        as_of="2026-03-12",
        stands="w1 overdue, w2 kept",
        case="check-in due",
    ),
    "a course completed by word of low trust is not completed": Case(
        "began 2026-03-02 09:00; course 2026-03-04 12:00 log",
        as_of="2026-03-20",
        stands="course open, w1 upcoming",
        case="in progress",
    ),
    # -- days and clocks --------------------------------------------------------------
    "in Honolulu the day ends when Honolulu's does": Case(
        f"{DONE}; w1 2026-03-11 23:59",
        agency="far-west",
        as_of="2026-03-12",
        stands="w1 kept",
        case="check-in due",
    ),
    "completed at 23:30, the day is the agency's": Case(
        "began 2026-03-02 09:00; course 2026-03-04 23:30",
        as_of="2026-03-04",
        due="w1 2026-03-11, w4 2026-04-01",
        stands="course done",
        case="course complete",
    ),
    "the day on which clocks spring forward is a day": Case(
        "began 2026-02-27 09:00; course 2026-03-01 01:30; w1 2026-03-08 23:30",
        as_of="2026-03-09",
        due="w1 2026-03-08",
        stands="w1 kept",
        case="check-in due",
    ),
    "the day on which clocks fall back is a day": Case(
        "began 2026-10-20 09:00; course 2026-10-25 12:00; w1 2026-11-01 01:30",
        as_of="2026-11-02",
        due="w1 2026-11-01",
        stands="w1 kept",
        case="check-in due",
    ),
    "the 29th of February counts": Case(
        "began 2028-02-20 09:00; course 2028-02-22 12:00; w1 2028-02-29 20:00",
        as_of="2028-03-01",
        due="w1 2028-02-29, w2 2028-03-07",
        stands="w1 kept, w2 open",
        case="check-in due",
    ),
    "completed on the 29th of February, weeks go on": Case(
        "began 2028-02-20 09:00; course 2028-02-29 12:00",
        as_of="2028-03-01",
        due="w1 2028-03-07, w4 2028-03-28",
        stands="w1 open",
        case="check-in due",
    ),
    # -- what is counted from ---------------------------------------------------------
    "before the course is completed its check-ins have no day": Case(
        "began 2026-03-02 09:00",
        as_of="2026-03-20",
        due="w1 None",
        stands="course open, w1 upcoming",
        case="in progress",
    ),
    "by an order the weeks run from the order": Case(
        "began 2026-03-02 09:00; w1 2026-02-27 09:00",
        agency="by-order",
        ordered="2026-02-20",
        as_of="2026-03-06",
        due="w1 2026-02-27, w2 2026-03-06",
        stands="course open, w1 kept, w2 open",
        case="check-in due",
    ),
    "by an order without a day they run from the referral": Case(
        "began 2026-03-02 09:00",
        agency="by-order",
        as_of="2026-03-06",
        due="w1 2026-03-08",
        stands="w1 open",
        case="check-in due",
    ),
    "by a referral they run from it, and so does the deadline": Case(
        DONE,
        agency="by-referral",
        as_of="2026-03-07",
        due="course 2026-04-30, w1 2026-03-08",
        stands="course done, w1 open",
        case="check-in due",
    ),
    "a course completed twice counts by the first time": Case(
        f"{DONE}; course 2026-03-20 12:00; w1 2026-03-11 10:00",
        as_of="2026-03-11",
        due="w1 2026-03-11",
        stands="w1 kept",
        case="course complete",
    ),
    "a check-in done twice counts by the first time": Case(
        f"{DONE}; w1 2026-03-13 10:00; w1 2026-03-10 10:00",
        as_of="2026-03-20",
        stands="w1 kept",
        case="check-in due",
    ),
    "a catalogue of old has a window of 7 days and no grace": Case(
        DONE,
        agency="old",
        as_of="2026-03-12",
        stands="w1 missed, w2 open",
        case="check-in missed",
    ),
}
