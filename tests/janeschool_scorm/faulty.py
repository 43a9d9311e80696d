"""Faults as data: what to alter in js-000, and what `check` must then say.

Each case replaces `old` by `new` in files of the base course (an empty `old` writes the
whole file) and expects exactly these lines. A case that expects nothing is the valid
neighbour of a faulty one.
"""

from dataclasses import dataclass, field

L1 = "modules/01-before-you-begin/01-what-the-program-is.md"
L2 = "modules/01-before-you-begin/02-who-sees-what.md"
L5 = "modules/01-before-you-begin/05-test-your-device.md"
L6 = "modules/01-before-you-begin/06-exercises.md"
MODULE = "modules/01-before-you-begin/module.yaml"
COURSE = "course.yaml"
SLOTS = "slots.yaml"
WEEK = "check-ins/week-01.md"
VTT = "media/device-test.en.vtt"
STORIES = "stories.yaml"
SOURCES = "sources.yaml"
AGENCY = "../agencies/default.yaml"
Edit = tuple[str, str, str]

_SENTENCE = "Look again at the part called What it is not."
_CHECK = ":::{draw} m1-check\nbank: final\ncount: 2\n:::\n"
_BANK = """\
id: final
title: Final check
questions:
  - id: fq-01
    kind: true-false
    module: m1
    prompt: This course comes first.
    answer: true
    feedback: {right: "Yes.", wrong: "Lesson 1.1 says so."}
  - id: fq-02
    kind: choice
    module: m1
    prompt: What is a check-in?
    options: ["A short page. *", "A visit."]
    feedback: {right: "Yes.", wrong: "Lesson 1.2 says so."}
  - id: fq-03
    kind: true-false
    module: m1
    prompt: This course is a trial.
    answer: false
    feedback: {right: "Right.", wrong: "Lesson 1.1 says so."}
"""
_FINAL: tuple[Edit, ...] = (
    (COURSE, "planned_minutes: 10\n", "planned_minutes: 10\nfinal_check: m1-check\n"),
    (L5, "The last step is", f"{_CHECK}\nThe last step is"),
    ("banks/final.yaml", "", _BANK),
    (
        SLOTS,
        "items:\n",
        "items:\n  m1-check: 90\n  fq-01: 91\n  fq-02: 92\n  fq-03: 93\n",
    ),
)
_SECOND_CHECK_IN: tuple[Edit, ...] = (
    (
        "check-ins/week-02.md",
        "",
        "---\nid: w02\ntitle: Go on\nweek: 2\nminutes: 5\n---\n\nSmall steps count.\n",
    ),
    (SLOTS, "  w01: 5\n", "  w01: 5\n  w02: 6\n"),
)
_EXERCISES = """\
---
id: m1-l6
title: Exercises
minutes: 2
---

Some words come first.

:::{match} m1-q20
prompt: What does each word mean?
pairs:
  - term: Plea
    meaning: An answer.
  - term: Charge
    meaning: A claim.
feedback: {right: Yes., wrong: No.}
:::

:::{order} m1-q21
prompt: What comes first?
items: [Arrest, Charge, Plea]
feedback: {right: Yes., wrong: No.}
:::

:::{sort} m1-q22
prompt: Which is which?
groups: [Fact, Belief]
items:
  - text: It is written down.
    group: Fact
  - text: It feels so.
    group: Belief
feedback: {right: Yes., wrong: No.}
:::

:::{fill-in} m1-q23
prompt: What is the word?
answers: [probation, supervision]
feedback: {right: Yes., wrong: No.}
:::

:::{numeric} m1-q24
prompt: How many minutes are two hours?
answer: 120
tolerance: 0.5
unit: minutes
feedback: {right: Yes., wrong: No.}
:::

:::{scenario} m1-b1
title: An evening
steps:
  - id: sofa
    text: |
      The phone is near.
    choices:
      - text: Leave it.
        to: walk
      - text: Pick it up.
        to: phone
  - id: phone
    text: An hour is gone.
    choices:
      - text: Go out.
        to: walk
  - id: walk
    text: The air is cool.
    end: true
:::
"""
_SIX: tuple[Edit, ...] = (
    (L6, "", _EXERCISES),
    (COURSE, "planned_minutes: 10", "planned_minutes: 12"),
    (
        SLOTS,
        "items:\n",
        "  m1-l6: 70\nitems:\n  m1-q20: 71\n  m1-q21: 72\n  m1-q22: 73\n"
        "  m1-q23: 74\n  m1-q24: 75\n  m1-b1: 76\n",
    ),
)
_BANK_MORE = """\
  - id: fq-04
    kind: sort
    module: m1
    prompt: Which is which?
    groups: [Fact, Belief]
    items: [{text: It is so., group: Fact}, {text: It feels so., group: Belief}]
    feedback: {right: "Yes.", wrong: "Lesson 1.1 says so."}
"""
_STORY_FILE = """\
story-a:
  presenter: staff
  reference: C-1
  given: 2025-03-01
  expires: 2028-03-01
  languages: [en]
  scope: [course-packages]
  replacement: m1-l5-r
"""
_STORY: tuple[Edit, ...] = (
    (
        L5,
        ":::{video} m1-x1\n",
        ":::{story} m1-x1\nstory: story-a\ncontent_note: Calm.\n",
    ),
    (STORIES, "", _STORY_FILE),
    (SLOTS, "lessons:\n", "lessons:\n  m1-l5-r: 80\n"),
    (
        "modules/01-before-you-begin/replacements/05.md",
        "",
        "---\nid: m1-l5-r\ntitle: Instead\nminutes: 2\n---\n\nWords.\n",
    ),
)


def _many(questions: int) -> tuple[Edit, ...]:
    """One more lesson with so many questions."""
    ids = [f"x-{n}" for n in range(questions)]
    asked = "".join(
        f":::{{true-false}} {name}\nprompt: Is this {name}?\nanswer: true\n"
        "feedback:\n  right: Yes.\n  wrong: Look again.\n:::\n\n"
        for name in ids
    )
    places = "".join(f"  {name}: {n}\n" for n, name in enumerate(ids, start=100))
    return (
        (
            "modules/01-before-you-begin/09-many.md",
            "",
            f"---\nid: x\ntitle: Many\nminutes: 1\n---\n\nWords.\n\n{asked}",
        ),
        (COURSE, "planned_minutes: 10", "planned_minutes: 11"),
        (SLOTS, "lessons:\n", "lessons:\n  x: 90\n"),
        (SLOTS, "items:\n", f"items:\n{places}"),
    )


_SOURCE = """\
audit-1:
  title: An audit
  publisher: An auditor
  date: 2022-10-25
  url: https://example.org/audit
  checked_by: JaneSchool
  checked_on: 2026-11-21
"""


@dataclass(frozen=True)
class Case:
    """`name` begins with the code; `expected` holds `path:line:column: CODE text`."""

    name: str
    edits: tuple[Edit, ...]
    expected: tuple[str, ...] = field(default=())


def _final(*more: Edit) -> tuple[Edit, ...]:
    return (*_FINAL, *more)


def _six(*more: tuple[str, str]) -> tuple[Edit, ...]:
    return (*_SIX, *((L6, old, new) for old, new in more))


def _sort_in_bank(*more: Edit) -> tuple[Edit, ...]:
    """A final check whose bank has a sort question too."""
    bank = ("banks/final.yaml", "", _BANK + _BANK_MORE)
    return _final(bank, (SLOTS, "  fq-03: 93", "  fq-03: 93\n  fq-04: 94"), *more)


def _story(*more: Edit) -> tuple[Edit, ...]:
    return (*_STORY, *more)


CASES = [
    Case("the-base-course-has-no-fault", ()),
    Case("a-final-check-with-a-bank-has-no-fault", _FINAL),
    Case("a-story-with-consent-has-no-fault", _STORY),
    Case("a-lesson-of-exercises-has-no-fault", _SIX),
    Case("a-final-check-with-a-sort-question-has-no-fault", _sort_in_bank()),
    # --- C: course files ---------------------------------------------------------------
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
    # --- L: links and media --------------------------------------------------------------
    Case(
        "L101-no-such-file",
        ((L5, "transcript: device-test.md", "transcript: device-tset.md"),),
        (
            f"{COURSE}:1:1: L106 warning: media/device-test.md is used by nothing",
            f"{L5}:17:13: L101 media/device-tset.md does not exist; did you mean "
            "'device-test.md'?",
        ),
    ),
    Case(
        "L102-type-that-LMSs-refuse",
        ((L5, "src: device-test.mp4", "src: device-test.avi"),),
        (
            f"{COURSE}:1:1: L106 warning: media/device-test.mp4 is used by nothing",
            f"{L5}:15:6: L102 'device-test.avi': src takes .mp4, .webm",
        ),
    ),
    Case(
        "L103-link-out",
        ((L1, "to expect.", "to [expect](https://example.org)."),),
        (
            f"{L1}:7:62: L103 link to 'https://example.org': write the address as plain text",
        ),
    ),
    Case(
        "L103-picture-in-the-text",
        ((L1, "to expect.", "to ![expect](a.png)."),),
        (f"{L1}:7:53: L103 a picture in the text: use a figure block",),
    ),
    Case(
        "L104-no-media-file",
        (("media/device-test.mp4", "", "This is no video."),),
        (f"{L5}:15:6: L104 media/device-test.mp4 is no media file, or has no length",),
    ),
    Case(
        "L105-name-with-folder",
        ((L5, "src: device-test.mp4", "src: ../media/device-test.mp4"),),
        (
            f"{COURSE}:1:1: L106 warning: media/device-test.mp4 is used by nothing",
            f"{L5}:15:6: L105 '../media/device-test.mp4': use a-z, 0-9, dots and "
            "hyphens, and no folder",
        ),
    ),
    # --- Q: questions ----------------------------------------------------------------------
    Case(
        "Q101-no-right-answer",
        ((L1, "learn, think and plan. *", "learn, think and plan."),),
        (f"{L1}:39:3: Q101 no option is marked as right: put a star at its end",),
    ),
    Case(
        "Q102-same-option-twice",
        ((L1, "To give you legal advice.", "To decide whether you broke a law"),),
        (f"{L1}:41:5: Q102 'To decide whether you broke a law' stands there twice",),
    ),
    Case(
        "Q103-one-option",
        _final(
            ("banks/final.yaml", '["A short page. *", "A visit."]', '["A page. *"]')
        ),
        ("banks/final.yaml:14:14: Q103 1 options: give 2 to 10",),
    ),
    Case(
        "Q104-no-such-bank",
        _final((L5, "bank: final", "bank: finel")),
        (f"{L5}:55:7: Q104 no bank 'finel' in banks/; did you mean 'final'?",),
    ),
    Case(
        "Q105-bank-too-small",
        _final((L5, "count: 2", "count: 4")),
        (f"{L5}:56:8: Q105 draws 4 of the 3 questions in 'final'",),
    ),
    Case(
        "Q106-no-such-module",
        _final(
            (
                "banks/final.yaml",
                "  - id: fq-01\n    kind: true-false\n    module: m1",
                "  - id: fq-01\n    kind: true-false\n    module: m2",
            )
        ),
        ("banks/final.yaml:6:13: Q106 no module 'm2'",),
    ),
    Case(
        "Q107-second-try-the-same",
        _final((L5, "count: 2", "count: 3")),
        (
            f"{L5}:56:8: Q107 warning: draws all 3 questions: a second try asks the "
            "same ones",
        ),
    ),
    Case(
        "Q109-one-pair",
        _six(("  - term: Charge\n    meaning: A claim.\n", "")),
        (f"{L6}:12:3: Q109 1 pairs: give 2 to 8",),
    ),
    Case(
        "Q109-nine-lines",
        _six(("[Arrest, Charge, Plea]", "[A, B, C, D, E, F, G, H, I]")),
        (f"{L6}:21:8: Q109 9 items: give 2 to 8",),
    ),
    Case(
        "eight-lines-are-no-fault",
        _six(("[Arrest, Charge, Plea]", "[A, B, C, D, E, F, G, H]")),
    ),
    Case(
        "Q109-five-groups",
        _six(("[Fact, Belief]", "[Fact, Belief, C, D, E]")),
        (
            f"{L6}:27:9: Q109 5 groups: give 2 to 4",
            f"{L6}:27:24: Q112 warning: no item belongs to 'C'",
            f"{L6}:27:27: Q112 warning: no item belongs to 'D'",
            f"{L6}:27:30: Q112 warning: no item belongs to 'E'",
        ),
    ),
    Case(
        "Q110-same-meaning-twice",
        _six(("meaning: A claim.", "meaning: an answer")),
        (f"{L6}:15:14: Q110 'an answer' stands there twice",),
    ),
    Case(
        "Q110-same-line-twice",
        _six(("[Arrest, Charge, Plea]", "[Arrest, Plea, Plea]")),
        (f"{L6}:21:23: Q110 'Plea' stands there twice",),
    ),
    Case(
        "Q110-in-a-bank",
        _sort_in_bank(("banks/final.yaml", "It feels so., group", "It is so, group")),
        ("banks/final.yaml:27:52: Q110 'It is so' stands there twice",),
    ),
    Case(
        "Q111-no-such-group",
        _six(("group: Belief", "group: Beleif")),
        (f"{L6}:32:12: Q111 no group 'Beleif' in groups; did you mean 'Belief'?",),
    ),
    Case(
        "Q112-group-without-an-item",
        _six(("[Fact, Belief]", "[Fact, Belief, Unknown]")),
        (f"{L6}:27:24: Q112 warning: no item belongs to 'Unknown'",),
    ),
    Case(
        "Q113-answers-that-compare-alike",
        _six(("[probation, supervision]", '[probation, "Pro-Bation"]')),
        (
            f"{L6}:38:22: Q113 'Pro-Bation' is the same as 'probation' once it is "
            "compared",
        ),
    ),
    Case(
        "Q113-an-answer-of-nothing",
        _six(("[probation, supervision]", '[probation, "-"]')),
        (f"{L6}:38:22: Q113 '-' is empty once it is compared",),
    ),
    Case(
        "C103-a-number-in-words",
        _six(("answer: 120", "answer: 1,200"), ("tolerance: 0.5", "tolerance: -1")),
        (
            f"{L6}:44:9: C103 answer: '1,200': write a number such as 8 or 7.5",
            f"{L6}:45:12: C103 tolerance: '-1': input should be greater than or equal "
            "to 0",
        ),
    ),
    Case(
        "Q114-decision-that-leads-nowhere",
        _six(("to: phone", "to: phoen")),
        (f"{L6}:60:13: Q114 no step 'phoen'; did you mean 'phone'?",),
    ),
    Case(
        "Q115-step-that-nobody-reaches",
        _six(("to: phone", "to: walk")),
        (f"{L6}:61:9: Q115 no way from the start leads to 'phone'",),
    ),
    Case(
        "Q116-neither-end-nor-choices",
        _six(("    end: true\n", "")),
        (f"{L6}:66:5: Q116 step 'walk' is no end and has no choices",),
    ),
    Case(
        "Q116-end-with-choices",
        _six(
            ("    end: true\n", "    end: true\n    choices: [{text: B, to: sofa}]\n")
        ),
        (f"{L6}:66:5: Q116 step 'walk' is an end and has choices",),
    ),
    Case(
        "Q117-no-end-in-reach",
        _six(("        to: walk\n  - id: walk", "        to: phone\n  - id: walk")),
        (f"{L6}:61:9: Q117 from 'phone' no end can be reached",),
    ),
    Case(
        "a-way-back-is-no-fault",
        _six(("        to: walk\n  - id: walk", "        to: sofa\n  - id: walk")),
    ),
    Case(
        "C105-step-id-twice",
        _six(("id: phone", "id: walk"), ("to: phone", "to: walk")),
        (f"{L6}:66:9: C105 step id 'walk' is already used above",),
    ),
    Case(
        "C202-no-such-kind-in-a-bank",
        _sort_in_bank(("banks/final.yaml", "kind: sort", "kind: scenario")),
        ("banks/final.yaml:23:11: C202 a bank takes no question of kind 'scenario'",),
    ),
    Case(
        "C101-unknown-key-in-a-bank",
        _sort_in_bank(("banks/final.yaml", "    groups:", "    gruops:")),
        (
            "banks/final.yaml:22:5: C102 'groups' is missing",
            "banks/final.yaml:26:5: C101 unknown key 'gruops'; did you mean 'groups'?",
        ),
    ),
    Case(
        "C102-no-kind-in-a-bank",
        _sort_in_bank(("banks/final.yaml", "    kind: sort\n", "")),
        ("banks/final.yaml:22:5: C102 'kind' is missing",),
    ),
    # --- S: statistics and stories -----------------------------------------------------------
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
    # --- R, A, G --------------------------------------------------------------------------------
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
]
