"""A small course for tests of time, in one package for each set of an agency's rules."""

from collections.abc import Mapping
from pathlib import Path

from tests.conftest import SOURCE

_COURSE = """\
format: 1
id: hours
version: 1.0.0
title: Hours
description: A course for tests of time.
languages: [en]
planned_minutes: 12
modules: [01-first, 02-second]
"""

_QUESTION = """
:::{true-false} ID
prompt: Each lesson of this course is read in about three minutes.
answer: true
feedback: {right: Yes., wrong: Read the first line.}
:::
"""

#: One lesson proves this many seconds: 540 words at 180 a minute.
LESSON = 180
_SENTENCE = "These are plain words that anyone can read. "
_TITLES = ("One", "Two", "Three", "Four")

#: Name of an agency -> its rules of time.
AGENCIES: Mapping[str, Mapping[str, int]] = {
    "gates": {"lesson_percent": 50},
    "modules": {"module_percent": 75},
    "whole": {"course_percent": 50},
    "capped": {"daily_minutes": 2},
    "resting": {"break_after_minutes": 2, "break_minutes": 5},
}


def _lesson(number: int) -> str:
    head = f"---\nid: m1-l{number}\ntitle: {_TITLES[number - 1]}\nminutes: 3\n---\n\n"
    question = _QUESTION.replace("ID", f"m1-q{number}") if number < 3 else ""
    paragraphs = f"{_SENTENCE * 16}\n\n" * 4
    return f"{head}Read this in three minutes.\n\n{paragraphs}{question}"


def _agency(name: str, rules: Mapping[str, int]) -> str:
    text = (SOURCE / "agencies" / "default.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "_percent" not in line]
    after = lines.index("rules:") + 1
    lines[after:after] = [f"  {key}: {value}" for key, value in rules.items()]
    return "\n".join(lines).replace("id: default", f"id: {name}") + "\n"


def write(folder: Path) -> None:
    """Writes course_src/ with the course `hours` and the agencies."""
    texts = {
        "hours/course.yaml": _COURSE,
        "hours/slots.yaml": "lessons: {m1-l1: 0, m1-l2: 1, m1-l3: 2, m1-l4: 3}\n"
        "items: {m1-q1: 0, m1-q2: 1}\n",
        "hours/modules/01-first/module.yaml": "id: m1\ntitle: First\n",
        "hours/modules/02-second/module.yaml": "id: m2\ntitle: Second\n",
        "hours/modules/01-first/1.md": _lesson(1),
        "hours/modules/01-first/2.md": _lesson(2),
        "hours/modules/02-second/3.md": _lesson(3),
        "hours/modules/02-second/4.md": _lesson(4),
        **{f"agencies/{each}.yaml": _agency(each, AGENCIES[each]) for each in AGENCIES},
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
