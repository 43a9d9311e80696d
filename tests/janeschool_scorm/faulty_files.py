"""Faults of a course's files, their YAML and their Markdown, as data."""

from tests.janeschool_scorm.faulty import (
    _SECOND_CHECK_IN,
    AGENCY,
    COURSE,
    L1,
    L2,
    L5,
    MODULE,
    SLOTS,
    WEEK,
    Case,
    _final,
)

CASES: tuple[Case, ...] = (
    Case(
        "C001-no-module-file",
        ((MODULE, "DELETE", ""),),
        (f"{MODULE}:1:1: C001 cannot be read: No such file or directory",),
    ),
    Case(
        "C002-latin-1",
        ((L1, "It is not a promise", "It is not a promes\udce9"),),
        (f"{L1}:26:1: C002 is not UTF-8 text: save it as UTF-8",),
    ),
    Case(
        "C003-colon-in-text",
        ((L1, "title: What this program is,", "title: What: this program is,"),),
        (f"{L1}:3:12: C003 a colon and a space inside text: put the text in quotes",),
    ),
    Case(
        "C004-key-twice",
        ((COURSE, "version: 1.0.0\n", "version: 1.0.0\nversion: 1.0.1\n"),),
        (f"{COURSE}:4:1: C004 'version' is already on line 3",),
    ),
    Case(
        "C005-anchor-and-alias",
        ((COURSE, "languages: [en]", "languages: [&a en, *a]"),),
        (
            f"{COURSE}:6:13: C005 anchor &a: leave it out",
            f"{COURSE}:6:20: C005 alias *a: write it out",
            f"{COURSE}:6:20: C103 languages[2]: '': string should match pattern "
            "'^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'",
        ),
    ),
    Case(
        "C006-too-deep",
        ((COURSE, "languages: [en]", f"languages: {'[' * 40}"),),
        (f"{COURSE}:6:41: C006 nested deeper than 30 levels",),
    ),
    Case(
        "C010-newer-format",
        ((COURSE, "format: 1", "format: 2"),),
        (f"{COURSE}:1:9: C010 format 2, this program reads up to 1: update it",),
    ),
    Case(
        "C101-unknown-key",
        ((COURSE, "title: Before", "titel: Before"),),
        (
            f"{COURSE}:1:1: C102 'title' is missing",
            f"{COURSE}:4:1: C101 unknown key 'titel'; did you mean 'title'?",
        ),
    ),
    Case(
        "C101-unknown-key-in-a-block",
        ((L1, "feedback:\n  right: Yes.", "feedback:\n  rihgt: x\n  right: Yes."),),
        (f"{L1}:43:3: C101 unknown key 'rihgt'; did you mean 'right'?",),
    ),
    Case(
        "C102-missing-feedback",
        ((L1, "  wrong: Read the last point", "  # wrong: Read the last point"),),
        (f"{L1}:50:1: C102 'feedback.wrong' is missing",),
    ),
    Case(
        "C103-yes-is-no-truth",
        ((L1, "answer: false", "answer: no"),),
        (f"{L1}:49:9: C103 answer: 'no': write true or false",),
    ),
    Case(
        "C103-minutes-in-words",
        ((L1, "minutes: 2", "minutes: two"),),
        (f"{L1}:4:10: C103 minutes: 'two': write a whole number",),
    ),
    Case(
        "C103-unknown-tone",
        ((L1, "title: About your case", "tone: carre"),),
        (
            f"{L1}:29:7: C103 tone: 'carre' is not one of 'plain', 'care' or "
            "'important'; did you mean 'care'?",
        ),
    ),
    Case(
        "C104-id-with-capitals",
        ((MODULE, "id: m1", "id: M1"),),
        (f"{MODULE}:1:5: C104 id: 'M1' is no id: use a-z, 0-9 and hyphens",),
    ),
    Case(
        "C104-block-id-with-capitals",
        ((L1, "{choice} m1-q1", "{choice} m1-Q1"), (SLOTS, "m1-q1:", "m1-Q1:")),
        (
            f"{L1}:36:13: C104 choice id 'm1-Q1' is no id: use a-z, 0-9 and hyphens, "
            "at most 32",
            f"{SLOTS}:13:3: C104 items.m1-Q1: 'm1-Q1' is no id: use a-z, 0-9 and "
            "hyphens",
        ),
    ),
    Case(
        "C105-id-twice",
        ((L2, "{true-false} m1-q3", "{true-false} m1-q1"),),
        (f"{L2}:38:17: C105 true-false id 'm1-q1' is already used in BASE/{L1}:36:13",),
    ),
    Case(
        "C106-telling-id",
        ((MODULE, "id: m1", "id: sex-buyer"),),
        (f"{MODULE}:1:5: C106 module id 'sex-buyer' names the offence",),
    ),
    Case(
        "C107-no-such-module-and-C108-left-out",
        ((COURSE, "  - 01-before-you-begin", "  - 01-before-we-begin"),),
        (
            f"{COURSE}:9:5: C107 no folder modules/01-before-we-begin; did you mean "
            "'01-before-you-begin'?",
            f"{COURSE}:8:1: C108 warning: modules/01-before-you-begin is in no place "
            "of the order",
        ),
    ),
    Case(
        "C109-check-is-no-draw-block",
        _final((COURSE, "final_check: m1-check", "final_check: m1-q1")),
        (
            f"{COURSE}:8:14: C109 no draw block has the id 'm1-q1'",
            f"{L5}:54:11: Q108 'm1-check' is not the course's final_check",
        ),
    ),
    Case(
        "C110-minutes-do-not-add-up",
        ((COURSE, "planned_minutes: 10", "planned_minutes: 12"),),
        (
            f"{COURSE}:7:18: C110 planned_minutes is 12, the lessons of the modules "
            "say 10 = 10",
        ),
    ),
    Case(
        "C111-no-place",
        ((SLOTS, "  m1-q1: 1\n", ""),),
        (
            f"{SLOTS}:1:1: C111 no place for 1 items (m1-q1): run "
            "`janeschool check --fix-slots`",
        ),
    ),
    Case(
        "C112-place-twice",
        ((SLOTS, "  m1-q2: 2\n", "  m1-q2: 1\n"),),
        (f"{SLOTS}:14:3: C112 'm1-q2' has the place of 'm1-q1', 1",),
    ),
    Case(
        "C114-no-week",
        ((WEEK, "week: 1\n", ""),),
        (f"{WEEK}:2:5: C114 check-in 'w01' names no week: write week: 4",),
    ),
    Case(
        "C114-week-twice",
        (*_SECOND_CHECK_IN, ("check-ins/week-02.md", "week: 2", "week: 1")),
        ("check-ins/week-02.md:4:7: C114 week 1 is that of check-in 'w01' already",),
    ),
    Case("C114-two-weeks-valid", _SECOND_CHECK_IN, ()),
    Case(
        "C115-course-title-with-a-tag",
        ((COURSE, "title: Before You Begin", "title: Before <You> Begin"),),
        (
            f"{COURSE}:4:8: C115 an LMS takes a part of 'Before <You> Begin' for HTML: "
            "write it without <",
        ),
    ),
    Case(
        "C115-check-in-title-with-a-tag",
        ((WEEK, "title: Your first", "title: I <3"),),
        (
            f"{WEEK}:3:8: C115 an LMS takes a part of 'I <3 check-in' for HTML: write "
            "it without <",
        ),
    ),
    Case(
        "C115-discreet-title-with-a-tag",
        ((AGENCY, "discreet_title: Online", "discreet_title: <Online>"),),
        (
            f"{AGENCY}:5:17: C115 an LMS takes a part of '<Online> course' for HTML: "
            "write it without <",
        ),
    ),
    Case(
        "C115-less-than-valid",
        ((COURSE, "title: Before You Begin", "title: 2 < 3 & more"),),
        (),
    ),
    Case(
        "C113-idle-exemption",
        (
            (
                L1,
                "## What it is\n",
                "<!-- janeschool: allow S101 because -->\n## What it is\n",
            ),
        ),
        (f"{L1}:15:1: C113 the exemption of S101 gives no reason",),
    ),
    Case(
        "C113-exemption-that-matches-nothing",
        (
            (
                L1,
                "## What it is\n",
                "<!-- janeschool: allow S101 because I said so -->\n\n## What it is\n",
            ),
        ),
        (f"{L1}:15:1: C113 the exemption of S101 matches nothing",),
    ),
    Case(
        "C201-block-never-closed",
        ((L2, "  wrong: Look at the part called What stays with you.\n:::", ""),),
        (
            f"{L2}:46:1: C201 the choice block is never closed: write ::: on a line of its own",
            f"{L2}:52:1: C102 'feedback.wrong' is missing",
        ),
    ),
    Case(
        "C201-three-colons-that-open-nothing",
        ((L2, ":::{note}", "::: note"),),
        (
            f"{L2}:32:1: C201 '::: note' opens no block: write :::{{kind}} id",
            f"{L2}:36:1: C201 ::: closes a block, but none is open",
        ),
    ),
    Case(
        "C202-unknown-kind",
        ((L2, ":::{note}", ":::{note2}"),),
        (f"{L2}:32:1: C202 unknown kind of block 'note2'; did you mean 'note'?",),
    ),
    Case(
        "C203-no-id",
        ((L1, ":::{choice} m1-q1", ":::{choice}"),),
        (f"{L1}:36:1: C203 a choice block needs an id: :::{{choice}} m1-q1",),
    ),
    Case(
        "C203-id-where-none-belongs",
        ((L1, ":::{note}", ":::{note} m1-n1"),),
        (f"{L1}:28:1: C203 a note block takes no id, 'm1-n1' stands there",),
    ),
    Case(
        "C204-first-level-heading",
        ((L1, "## What it is\n", "# What it is\n"),),
        (f"{L1}:15:1: C204 the lesson's title is its first heading: start at ##",),
    ),
    Case(
        "C204-skipped-level",
        ((L1, "## What it is not", "#### What it is not"),),
        (f"{L1}:21:1: C204 heading of level 4 after one of level 2",),
    ),
    Case(
        "C205-raw-html",
        ((L1, "to expect.", "to <b>expect</b>."),),
        (f"{L1}:7:53: C205 HTML tag <b>: use Markdown",),
    ),
    Case(
        "C206-no-words",
        ((L1, "", "---\nid: m1-l1\ntitle: T\nminutes: 2\n---\n"),),
        (f"{L1}:6:1: C206 has no words",),
    ),
    Case(
        "C207-no-front-matter",
        ((L1, "---\nid: m1-l1", "id: m1-l1"),),
        (f"{L1}:1:1: C207 starts with --- , id, title, minutes and --- ",),
    ),
)
