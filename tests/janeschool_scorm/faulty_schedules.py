"""Faults of accountability.yaml, and of what an agency puts in its place, as data."""

from tests.janeschool_scorm.faulty import _SECOND_CHECK_IN, AGENCY, Case, Edit

PROGRAM = "accountability.yaml"
_NOTICE = "  - {id: two-missed, when: missed, count: 2, then: notice}\n"


def _program(*lines: str) -> tuple[Edit, ...]:
    """Two check-ins, in weeks 1 and 2, and a program of those lines."""
    text = "".join(f"{line}\n" for line in lines)
    return (*_SECOND_CHECK_IN, (PROGRAM, "", text))


def _rules(*rules: str) -> tuple[Edit, ...]:
    """Two check-ins and rules, the first one in line 2."""
    return _program("rules:", *(f"  - {{{rule}}}" for rule in rules))


def _agency(*lines: str) -> tuple[Edit, ...]:
    """Two check-ins, and what the agency says of js-000 from line 27 on."""
    said = "".join(f"    {line}\n" for line in lines)
    text = f"lms: generic\naccountability:\n  js-000:\n{said}"
    return (*_SECOND_CHECK_IN, (AGENCY, "lms: generic\n", text))


CASES: tuple[Case, ...] = (
    Case(
        "C101-unknown-key-of-a-check-in",
        _program("check_ins:", "  w01: {windw_days: 7}"),
        (f"{PROGRAM}:2:9: C101 unknown key 'windw_days'; did you mean 'window_days'?",),
    ),
    Case(
        "C101-a-course-leaves-out-no-check-in",
        _program("check_ins:", "  w01: {off: true}"),
        (f"{PROGRAM}:2:9: C101 unknown key 'off'",),
    ),
    Case(
        "C103-unknown-condition",
        _rules("id: one, when: mised, count: 1, then: reminder"),
        (
            f"{PROGRAM}:2:21: C103 rules[1].when: 'mised' is not one of 'missed', "
            "'missed-in-a-row' or 'late'; did you mean 'missed'?",
        ),
    ),
    Case(
        "C105-rule-id-twice",
        _rules(
            "id: one, when: missed, count: 1, then: reminder",
            "id: one, when: missed, count: 2, then: notice",
        ),
        (f"{PROGRAM}:3:10: C105 rule id 'one' is already used above",),
    ),
    Case(
        "C114-moved-into-the-week-of-another",
        _program("check_ins:", "  w02: {week: 1}"),
        (f"{PROGRAM}:2:15: C114 week 1 is that of check-in 'w01' already",),
    ),
    Case("C114-moved-valid", _program("check_ins:", "  w02: {week: 3}")),
    Case(
        "C117-no-program",
        ((PROGRAM, "DELETE", ""),),
        (
            "course.yaml:1:1: C117 warning: accountability.yaml is missing or empty: "
            "check-ins are open for 7 days, late for 3 more, and no rule says what follows a "
            "missed one",
        ),
    ),
    Case(
        "C118-no-such-check-in",
        _program("check_ins:", "  w11: {week: 3}"),
        (f"{PROGRAM}:2:3: C118 js-000 has no check-in 'w11'; did you mean 'w01'?",),
    ),
    Case(
        "C119-windows-that-overlap",
        _program("window_days: 8"),
        (
            f"{PROGRAM}:1:14: C119 warning: with window_days 8, 'w01' opens before week "
            "1 begins",
        ),
    ),
    Case(
        "C119-a-window-of-its-own-that-overlaps",
        _program("check_ins:", "  w02: {window_days: 8}"),
        (
            f"{PROGRAM}:2:22: C119 warning: with window_days 8, 'w02' opens before "
            "'w01' is due",
        ),
    ),
    Case(
        "C119-a-window-as-long-as-the-gap-valid",
        _program("check_ins:", "  w02: {week: 3, window_days: 14}"),
    ),
    Case(
        "C120-counts-that-do-not-rise",
        _rules(
            "id: two, when: missed, count: 2, then: reminder",
            "id: one, when: missed, count: 1, then: notice",
        ),
        (f"{PROGRAM}:3:5: C120 'two' never decides: whenever it holds, 'one' does",),
    ),
    Case(
        "C120-two-in-a-row-are-two-in-all",
        _rules(
            "id: row, when: missed-in-a-row, count: 2, then: reminder",
            "id: all, when: missed, count: 2, then: notice",
        ),
        (f"{PROGRAM}:3:5: C120 'row' never decides: whenever it holds, 'all' does",),
    ),
    Case(
        "C120-actions-that-fall",
        _rules(
            "id: one, when: missed, count: 1, then: notice",
            "id: two, when: missed, count: 2, then: reminder",
        ),
        (f"{PROGRAM}:3:45: C120 'two' leads to a reminder, 'one' above to a notice",),
    ),
    Case(
        "C120-rules-that-rise-valid",
        _rules(
            "id: one, when: missed, count: 1, then: reminder",
            "id: late, when: late, count: 2, then: reminder",
            "id: row, when: missed-in-a-row, count: 2, then: notice",
        ),
    ),
    Case(
        "C121-more-than-are-scheduled",
        _rules("id: row, when: missed-in-a-row, count: 3, then: report"),
        (f"{PROGRAM}:2:45: C121 'row' never holds: it needs 3, and 2 are scheduled",),
    ),
    Case(
        "C121-late-without-grace",
        _program(
            "grace_days: 0",
            "reminder_days: [0, 6]",
            "rules:",
            "  - {id: late, when: late, count: 1, then: reminder}",
        ),
        (
            f"{PROGRAM}:4:35: C121 'late' never holds: it needs 1, and 0 have days of "
            "grace",
        ),
    ),
    Case(
        "C122-a-reminder-too-late",
        _program("window_days: 7", "grace_days: 3", "reminder_days: [0, 10]"),
        (f"{PROGRAM}:3:16: C122 a reminder on day 10: 'w01' can be done up to day 9",),
    ),
    Case(
        "C122-a-reminder-in-the-days-of-grace-valid",
        _program("reminder_days: [9, 0]"),
    ),
    # --- what an agency says ---------------------------------------------------------------
    Case(
        "G103-the-schedule-of-no-course",
        ((AGENCY, "lms: generic\n", "lms: generic\naccountability: {js-00: off}\n"),),
        (
            f"{AGENCY}:25:18: G103 accountability names 'js-00', and there is no such "
            "course; did you mean 'js-000'?",
        ),
    ),
    Case(
        "C103-neither-off-nor-keys",
        _agency("check_ins: {w02: never}"),
        (
            f"{AGENCY}:27:22: C103 accountability.js-000.check_ins.w02: keys with "
            "values are expected",
        ),
    ),
    Case(
        "C101-unknown-key-of-an-agencys-schedule",
        _agency("graze_days: 4"),
        (f"{AGENCY}:27:5: C101 unknown key 'graze_days'; did you mean 'grace_days'?",),
    ),
    Case(
        "G113-no-such-check-in",
        _agency("check_ins: {w22: off}"),
        (f"{AGENCY}:27:17: G113 js-000 has no check-in 'w22'; did you mean 'w02'?",),
    ),
    Case(
        "G113-check-ins-of-every-course",
        (
            *_SECOND_CHECK_IN,
            (
                AGENCY,
                "lms: generic\n",
                "lms: generic\naccountability: {all: {check_ins: {w02: off}}}\n",
            ),
        ),
        (f"{AGENCY}:25:36: G113 'w02' is one course's: write it under js-000",),
    ),
    Case(
        "G114-no-check-in-is-left",
        _agency("check_ins: {w01: off, w02: off}"),
        (
            f"{AGENCY}:27:16: G114 js-000: no check-in is left: write js-000: off if "
            "that is meant",
        ),
    ),
    Case(
        "G114-the-course-without-check-ins-valid",
        ((AGENCY, "lms: generic\n", "lms: generic\naccountability: {js-000: off}\n"),),
    ),
    Case(
        "G114-a-rule-of-the-course-that-can-no-longer-hold",
        (
            *_agency("check_ins: {w02: off}"),
            (PROGRAM, "rules:\n", f"rules:\n{_NOTICE}"),
            (PROGRAM, "  - {id: one-missed", "  - {id: three-late"),
            (
                PROGRAM,
                "three-late, when: missed, count: 1",
                "late, when: late, count: 1",
            ),
            (PROGRAM, "then: reminder", "then: notice"),
        ),
        (
            f"{AGENCY}:27:5: G114 js-000: 'two-missed' never holds: it needs 2, and 1 "
            "are scheduled",
        ),
    ),
    Case(
        "G114-rules-for-every-course-that-one-is-too-short-for-valid",
        (
            (
                AGENCY,
                "lms: generic\n",
                "lms: generic\naccountability:\n  all:\n    rules:\n    " + _NOTICE[2:],
            ),
        ),
    ),
    Case(
        "G114-two-in-one-week",
        _agency("check_ins: {w02: {week: 1}}"),
        (f"{AGENCY}:27:29: G114 js-000: week 1 is that of check-in 'w01' already",),
    ),
    Case(
        "G114-a-reminder-of-the-course-that-comes-too-late",
        _agency("window_days: 2"),
        (
            f"{AGENCY}:27:5: G114 js-000: a reminder on day 5: 'w01' can be done up to "
            "day 4",
        ),
    ),
    Case(
        "G115-windows-that-overlap",
        _agency("window_days: 9"),
        (
            f"{AGENCY}:27:18: G115 warning: js-000: with window_days 9, 'w01' opens "
            "before week 1 begins",
        ),
    ),
    Case(
        "G115-another-order",
        _agency("check_ins: {w01: {week: 3}}"),
        (
            f"{AGENCY}:27:29: G115 warning: js-000: 'w02' is due before 'w01', which "
            "the course has first",
        ),
    ),
    Case(
        "G115-a-schedule-of-its-own-valid",
        _agency(
            "grace_days: 5",
            "check_ins: {w01: {week: 2}, w02: {week: 4, window_days: 14}}",
            "rules: [{id: one, when: missed, count: 1, then: report}]",
        ),
    ),
)
