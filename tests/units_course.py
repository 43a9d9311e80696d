"""A small course of two modules, as an agency has it that wants a unit for each."""

from pathlib import Path

_COURSE = """\
format: 1
id: units
version: 1.0.0
title: Two parts
description: A course for tests.
languages: [en]
planned_minutes: 6
final_check: m2-check
modules: [01-first, 02-second]
"""

#: No minimum time, so that lessons can be finished at once.
_AGENCY = """\
id: default
name: Test agency
time_zone: UTC
contact: {name: Desk}
support: [{name: A line, how: Call}]
units: module
rules: {question_attempts: 2, pass_mark: 75}
"""

_LESSON = "---\nid: {id}\ntitle: {title}\nminutes: 2\n---\n\nSome words come first.\n\n"

_PICTURE = """\
:::{figure}
src: steps.svg
alt: Three boxes in a row.
caption: Three steps.
licence: Own work
:::

"""

_TRUE_FALSE = """\
:::{true-false} m1-q1
prompt: Both parts of this course show the same picture.
answer: true
feedback: {right: Yes., wrong: Look at the picture again.}
:::
"""

_ORDER = """\
:::{order} m2-q1
prompt: What comes first?
items: [One, Two, Three]
feedback: {right: Yes., wrong: Begin with the smallest.}
:::
"""

_CHECK = ":::{draw} m2-check\nbank: final\ncount: 4\n:::\n"

_QUESTION = """\
  - id: fq-{n}
    kind: choice
    module: {module}
    prompt: Which answer is number {n}?
    options: [This one. *, That one., Another one.]
    feedback: {{right: Yes., wrong: It is the first.}}
"""

_SLOTS = """\
lessons: {m1-l1: 0, m2-l1: 1, m2-l2: 2}
items: {m1-q1: 0, m2-q1: 1, m2-check: 2, fq-1: 3, fq-2: 4, fq-3: 5, fq-4: 6, fq-5: 7}
"""

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3v1z"/></svg>'


def _bank() -> str:
    """One question more than a try draws, so that a second one differs."""
    asked = (_QUESTION.format(n=n, module=f"m{1 + n % 2}") for n in range(1, 6))
    return "id: final\ntitle: Final check\nquestions:\n" + "".join(asked)


def write(folder: Path) -> None:
    """Writes course_src/ with the course `units` and its agency."""
    texts = {
        "agencies/default.yaml": _AGENCY,
        "units/course.yaml": _COURSE,
        "units/slots.yaml": _SLOTS,
        "units/banks/final.yaml": _bank(),
        "units/media/steps.svg": _SVG,
        "units/modules/01-first/module.yaml": "id: m1\ntitle: The first part\n",
        "units/modules/01-first/1.md": _LESSON.format(id="m1-l1", title="Begin")
        + _PICTURE
        + _TRUE_FALSE,
        "units/modules/02-second/module.yaml": "id: m2\ntitle: The second part\n",
        "units/modules/02-second/1.md": _LESSON.format(id="m2-l1", title="Go on")
        + _PICTURE
        + _ORDER,
        "units/modules/02-second/2.md": _LESSON.format(id="m2-l2", title="The check")
        + _CHECK,
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
