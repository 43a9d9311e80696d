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


CASES: tuple[Case, ...] = (
    Case("the-base-course-has-no-fault", ()),
    Case("a-final-check-with-a-bank-has-no-fault", _FINAL),
    Case("a-story-with-consent-has-no-fault", _STORY),
    Case("a-lesson-of-exercises-has-no-fault", _SIX),
    Case("a-final-check-with-a-sort-question-has-no-fault", _sort_in_bank()),
)
