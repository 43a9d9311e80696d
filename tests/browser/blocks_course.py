"""A small course for the browser tests: each kind of exercise in a lesson and in the check."""

from pathlib import Path

_COURSE = """\
format: 1
id: blocks
version: 1.0.0
title: Every exercise
description: A course for tests.
languages: [en]
planned_minutes: 6
final_check: m1-check
modules: [01-all]
"""

#: No minimum time, so that lessons can be finished at once.
_AGENCY = """\
id: default
name: Test agency
time_zone: UTC
discreet_title: Course
contact: {name: Desk}
support: [{name: A line, how: Call}]
rules: {question_attempts: 2}
"""

_HEAD = "---\nid: {id}\ntitle: {title}\nminutes: 2\n---\n\nSome words come first.\n\n"

#: Kind -> the body of one exercise.
BODIES = {
    "match": """\
prompt: Which meaning belongs to which word?
pairs:
  - term: Arrest
    meaning: Police hold a person.
  - term: Charge
    meaning: A formal claim that a law was broken.
  - term: Plea
    meaning: The formal answer to a charge.
feedback: {right: Each word has its meaning., wrong: Look at the list once more.}
""",
    "order": """\
prompt: How does a case go on?
items: [Arrest, Charge, First court date, "Plea, or a trial in front of a judge and perhaps a jury"]
feedback: {right: That is the usual order., wrong: What has to come first?}
""",
    "sort": """\
prompt: Which kind of statement is each?
groups: [A fact, A belief, Cannot be known]
items:
  - text: The law names an age.
    group: A fact
  - text: They smiled, so they were glad.
    group: A belief
  - text: What would have happened after a no.
    group: Cannot be known
feedback: {right: Each is in its place., wrong: Which one could anyone look up?}
""",
    "fill-in": """\
prompt: What is supervision in the community called?
answers: [probation, "probation supervision"]
feedback: {right: It is called probation., wrong: The word begins with a p.}
""",
    "numeric": """\
prompt: Four sessions of 45 minutes are how many hours?
answer: 3
tolerance: 0.25
unit: hours
feedback: {right: Four times 45 minutes are three hours., wrong: Count the minutes first.}
""",
}

_SCENARIO = """\
:::{scenario} m1-b1
title: An evening
steps:
  - id: sofa
    text: |
      The evening is **long**, and the phone is near.
    choices:
      - text: Go for a walk.
        to: walk
      - text: Look at the phone.
        to: phone
  - id: phone
    text: |
      An hour is gone. It is late.
    choices:
      - text: Go for a walk now.
        to: walk
      - text: Call a friend.
        to: friend
  - id: walk
    text: |
      The air is cool.
    end: true
  - id: friend
    text: |
      A friend answers.
    end: true
:::
"""

_CHECK = ":::{draw} m1-check\nbank: final\ncount: 5\n:::\n"

_SLOTS = """\
lessons: {m1-l1: 0, m1-l2: 1, m1-l3: 2}
items: {m1-match: 0, m1-order: 1, m1-sort: 2, m1-fill-in: 3, m1-numeric: 4, m1-b1: 5,
  m1-check: 6, fq-match: 7, fq-order: 8, fq-sort: 9, fq-fill-in: 10, fq-numeric: 11, fq-more: 12}
"""


def _bank() -> str:
    """One question of each kind, and one more, so that a second try differs."""
    lines = ["id: final", "title: Final check", "questions:"]
    for kind, body in (*BODIES.items(), ("more", BODIES["fill-in"])):
        lines += [f"  - id: fq-{kind}", f"    kind: {kind.replace('more', 'fill-in')}"]
        lines += ["    module: m1", *(f"    {line}" for line in body.splitlines())]
    return "\n".join(lines) + "\n"


def write(folder: Path) -> None:
    """Writes course_src/ with the course `blocks` and the agencies that the tests use."""
    lessons = folder / "blocks" / "modules" / "01-all"
    lessons.mkdir(parents=True)
    (folder / "blocks" / "banks").mkdir()
    (folder / "agencies").mkdir()
    questions = "".join(
        f":::{{{kind}}} m1-{kind}\n{body}:::\n\n" for kind, body in BODIES.items()
    )
    texts = {
        "../agencies/default.yaml": _AGENCY,
        "course.yaml": _COURSE,
        "slots.yaml": _SLOTS,
        "banks/final.yaml": _bank(),
        "modules/01-all/module.yaml": "id: m1\ntitle: All of them\n",
        "modules/01-all/01.md": _HEAD.format(id="m1-l1", title="Exercises") + questions,
        "modules/01-all/02.md": _HEAD.format(id="m1-l2", title="A story") + _SCENARIO,
        "modules/01-all/03.md": _HEAD.format(id="m1-l3", title="The check") + _CHECK,
    }
    for name, text in texts.items():
        (folder / "blocks" / name).write_text(text, encoding="utf-8")
