"""Cases of accountability rules: an agency's own, and how they rise."""

from typing import Final

from tests.xapi.cases import DONE, Case

RULES: Final = {
    # -- the agency's own rules -------------------------------------------------------
    "an agency leaves a check-in out, and allows no grace": Case(
        f"{DONE}; w1 2026-03-11 10:00; w3 2026-03-25 10:00",
        agency="strict",
        as_of="2026-03-19",
        stands="w1 kept, w2 missed, w3 -, w4 upcoming",
        case="non-compliant first report",
    ),
    "late twice is a rule of its own": Case(
        f"{DONE}; w1 2026-03-12 10:00; w2 2026-03-19 10:00",
        agency="lenient",
        as_of="2026-03-19",
        stands="w1 late, w2 late",
        case="check-in due late-twice reminder: 1, 2",
    ),
    # -- rules that rise --------------------------------------------------------------
    "two missed in a row call for a notice": Case(
        DONE,
        as_of="2026-03-22",
        stands="w1 missed, w2 missed, w3 open",
        case="check-in missed two-in-a-row notice: 1, 2",
    ),
    "three in all call for a report": Case(
        DONE,
        as_of="2026-03-29",
        stands="w3 missed, w4 open",
        case="non-compliant three-in-all report: 1, 2, 3",
    ),
    "two with one kept between are not in a row": Case(
        f"{DONE}; w2 2026-03-18 10:00",
        as_of="2026-03-29",
        stands="w1 missed, w2 kept, w3 missed",
        case="check-in missed one-missed",
    ),
    "a row ends with what is kept": Case(
        f"{DONE}; w3 2026-03-25 10:00",
        as_of="2026-03-26",
        stands="w1 missed, w2 missed, w3 kept",
        case="check-in due one-missed",
    ),
    "an excuse ends a row too": Case(
        DONE,
        decided="excused w2 2026-03-15",
        as_of="2026-03-29",
        stands="w1 missed, w2 excused, w3 missed",
        case="check-in missed one-missed",
    ),
}
