"""Faults of words, of an agency and of what a package may hold, as data."""

from tests.janeschool_scorm.faulty import (
    _SOURCE,
    AGENCY,
    COURSE,
    L1,
    L5,
    L6,
    SOURCES,
    VTT,
    Case,
    _many,
    _six,
)

CASES: tuple[Case, ...] = (
    # --- S: statistics and stories -----------------------------------------------------
    Case(
        "S101-percentage",
        ((L1, "to expect.", "to expect: 65 percent of it."),),
        (
            f"{L1}:7:61: S101 '65 percent' names no source: [65 percent]{{source=...}} "
            "in the text, or no figure",
        ),
    ),
    Case(
        "S101-one-in-three-in-a-question",
        ((L1, "prompt: What is this program for?", "prompt: Is it one in three?"),),
        (
            f"{L1}:37:9: S101 'one in three' names no source: [one in three]"
            "{source=...} in the text, or no figure",
        ),
    ),
    Case(
        "S101-in-a-decision",
        _six(("text: Go out.", "text: Go out at 10 %.")),
        (
            f"{L6}:64:25: S101 '10 %' names no source: [10 %]{{source=...}} in the text, "
            "or no figure",
        ),
    ),
    Case(
        "a-statistic-with-its-source-is-no-fault",
        (
            (L1, "to expect.", "to expect: [65 percent]{source=audit-1} of it."),
            (SOURCES, "", _SOURCE),
        ),
    ),
    Case(
        "a-number-that-is-no-statistic-is-no-fault",
        ((L1, "to expect.", "to expect: [80 percent]{.not-a-statistic} of it."),),
    ),
    Case(
        "an-exempted-statistic-is-no-fault",
        (
            (
                L1,
                "This short course comes first.",
                "<!-- janeschool: allow S101 because it is an example -->\n"
                "This short course comes first, at 10 %.",
            ),
        ),
    ),
    Case(
        "S102-unknown-source",
        (
            (L1, "to expect.", "to expect: [65 percent]{source=audit-2} of it."),
            (SOURCES, "", _SOURCE),
        ),
        (
            f"{L1}:7:72: S102 no source 'audit-2' in sources.yaml; did you mean 'audit-1'?",
        ),
    ),
    Case(
        "S103-unknown-class",
        ((L1, "to expect.", "to [expect]{.loud}."),),
        (f"{L1}:7:60: S103 a span takes source=... or .not-a-statistic, not .loud",),
    ),
    Case(
        "S207-no-such-presenter",
        ((L5, "presenter: staff", "presenter: stuff"),),
        (f"{L5}:19:12: S207 no presenter 'stuff'; did you mean 'staff'?",),
    ),
    # --- R, A, G -----------------------------------------------------------------------
    Case(
        "R101-hard-to-read",
        (
            (
                L1,
                "",
                "---\nid: m1-l1\ntitle: T\nminutes: 2\n---\n\n"
                "Notwithstanding administrative considerations regarding jurisdictional "
                "applicability, participation necessitates uninterrupted continuity.\n",
            ),
        ),
        (
            f"{L1}:2:1: R101 warning: reads at grade 43.8: shorter sentences and words help",
        ),
    ),
    Case(
        "A101-no-WebVTT",
        ((VTT, "WEBVTT", "VTT"),),
        (f"{VTT}:1:1: A101 the first line is not WEBVTT",),
    ),
    Case(
        "A102-alternative-text-is-the-file-name-and-A103-no-licence",
        (
            (L1, ":::{note}", ":::{figure}\nsrc: a.svg\nalt: a.svg\n:::\n\n:::{note}"),
            ("media/a.svg", "", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ),
        (
            f"{L1}:28:1: A103 a.svg has no licence or consent",
            f"{L1}:30:6: A102 'a.svg' repeats the file's name: say what is to be seen",
        ),
    ),
    Case(
        "A104-captions-end-early",
        ((VTT, "", "WEBVTT\n\n00:00.000 --> 00:02.000\nShort.\n"),),
        (f"{L5}:16:11: A104 captions end at 2 s, device-test.mp4 at 25 s",),
    ),
    Case(
        "G101-pale-accent",
        ((AGENCY, '"#1d5c7a"', '"#77aacc"'),),
        (f"{AGENCY}:6:9: G101 white on #77aacc has contrast 2.5, 4.5 is needed",),
    ),
    Case(
        "G102-no-such-zone",
        ((AGENCY, "America/Chicago", "America/Chikago"),),
        (
            f"{AGENCY}:4:12: G102 no time zone 'America/Chikago': write one such as "
            "America/Chicago",
        ),
    ),
    Case(
        "G103-more-percent-than-all",
        ((AGENCY, "lesson_percent: 50", "lesson_percent: 120"),),
        (
            f"{AGENCY}:22:19: G103 lesson_percent 120: more than words and media "
            "prove; write at most 100",
        ),
    ),
    Case(
        "G103-a-day-of-no-minutes",
        ((AGENCY, "lesson_percent: 50", "daily_minutes: 0"),),
        (
            f"{AGENCY}:22:18: G103 daily_minutes 0: nobody could go on; leave the "
            "line out to switch it off",
        ),
    ),
    Case(
        "G103-half-a-break",
        ((AGENCY, "lesson_percent: 50", "break_after_minutes: 45"),),
        (f"{AGENCY}:22:24: G103 break_after_minutes and break_minutes go together",),
    ),
    Case(
        "G103-more-minutes-than-the-course-proves",
        ((AGENCY, "lesson_percent: 50", "course_minutes: 480"),),
        (
            f"{AGENCY}:22:19: G103 course_minutes 480: the words and media of js-000 "
            "prove 8",
        ),
    ),
    Case(
        "G103-minutes-for-no-course",
        ((AGENCY, "lesson_percent: 50", "course_minutes: {js-000: 9, js-001: 8}"),),
        (
            f"{AGENCY}:22:28: G103 course_minutes 9: the words and media of js-000 "
            "prove 8",
            f"{AGENCY}:22:31: G103 course_minutes names 'js-001', and there is no "
            "such course; did you mean 'js-000'?",
        ),
    ),
    Case(
        "G103-every-rule-of-time-valid",
        (
            (
                AGENCY,
                "lesson_percent: 50",
                "lesson_percent: 100\n  module_percent: 100\n  course_percent: 100\n"
                "  course_minutes: {all: 8}\n  daily_minutes: 60\n"
                "  break_after_minutes: 45\n  break_minutes: 5",
            ),
        ),
        (),
    ),
    Case(
        "G104-id-is-not-the-file",
        ((AGENCY, "id: default", "id: defualt"),),
        (f"{AGENCY}:1:5: G104 id 'defualt' in a file that is called default.yaml",),
    ),
    Case(
        "G105-failed-where-the-lms-ends-on-it",
        ((AGENCY, "lesson_percent: 50", "failed_after_last_try: true"),),
        (
            f"{AGENCY}:22:26: G105 warning: generic may close the course on `failed`: "
            "a learner who is given more tries must then start anew",
        ),
    ),
    Case(
        "G105-failed-where-the-lms-lets-go-on-valid",
        (
            (AGENCY, "lesson_percent: 50", "failed_after_last_try: true"),
            (AGENCY, "lms: generic", "lms: openedx"),
        ),
        (),
    ),
    # --- B: budgets (B102 and B104 need large files: test_resume_size.py) --------------
    Case(
        "B101-a-code-that-no-lms-keeps",
        _many(900),
        (
            f"{COURSE}:1:1: B101 the resume code may reach 3811 characters, of at "
            "most 3500: divide the course",
            f"{COURSE}:1:1: B103 warning: 929 interaction rows, of which 130 are "
            "written: the answers of the others stay in the resume code alone",
        ),
    ),
    Case(
        "B103-more-rows-than-an-lms-should-hold",
        _many(102),
        (
            f"{COURSE}:1:1: B103 warning: 131 interaction rows, of which 130 are "
            "written: the answers of the others stay in the resume code alone",
        ),
    ),
    Case("B103-as-many-rows-as-fit-valid", _many(101), ()),
)
