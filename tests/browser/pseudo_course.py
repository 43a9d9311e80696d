"""The course of all exercises in a language of longer words, and the pages it is in."""

import shutil
from pathlib import Path

import packagers
from janeschool_scorm.build import package_files
from janeschool_scorm.edition import Edition, editions, self_tests
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.render import render
from janeschool_scorm.translate import domains, interface
from janeschool_scorm.translate.write import write
from tests.browser import blocks_course
from tests.pseudo import LANGUAGE, translated

_TARGET = packagers.TARGETS["scorm12"]
#: More rules than the course's own agency has: each has a line or a page.
_RULES = (
    "daily_minutes: 60, break_after_minutes: 30, break_minutes: 5, lesson_percent: 1, "
    "module_percent: 1, course_percent: 1, record_surveys: true"
)
_MORE = """
:::{likert} m1-v1
prompt: How true is each?
scale: [Not at all, A little, Very much]
items:
  - id: a
    text: I know what comes next.
:::

:::{survey} m1-v2
prompt: Which of these fits?
options: [This one., That one.]
record: choice
:::

:::{attest} m1-a1
statement: I did this myself.
:::

:::{plan}
prompt: My plan
fields: [When, Where]
:::

:::{reflect}
prompt: What helps?
:::

:::{reveal}
summary: More about this
text: Some words.
:::

:::{note}
title: To know
text: Some more words.
:::

:::{true-false} m1-t1
prompt: This is a course.
answer: true
feedback: {right: It is., wrong: Look again.}
:::
"""
_CHOICE = """
:::{choice} m1-c1
prompt: Which are colors?
options: [Red *, Blue *, Loud]
feedback: {right: Both are., wrong: One is a sound.}
:::
"""


def interface_words(folder: Path) -> None:
    """The interface's catalogue of the language, below `folder`."""
    rooms = map(Path, packagers.__path__)
    template = domains.of_interface(rooms).template
    place = folder / LANGUAGE / "interface.po"
    place.parent.mkdir(parents=True)
    place.write_text(write(translated(template)), "utf-8")


def write_course(source: Path) -> None:
    """course_src/ with the course of all exercises, in English and that language."""
    blocks_course.write(source)
    course = source / "blocks"
    for path, old, new in (
        (course / "course.yaml", "[en]", f"[en, {LANGUAGE}]"),
        (source / "agencies/default.yaml", "rules: {", f"rules: {{{_RULES}, "),
        (
            source / "agencies/default.yaml",
            "id: ",
            f"languages: [en, {LANGUAGE}]\nid: ",
        ),
        (
            course / "slots.yaml",
            "fq-more: 12",
            "fq-more: 12, m1-v1: 13, m1-v2: 14, m1-a1: 15, m1-t1: 16, m1-c1: 17",
        ),
    ):
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    with (course / "modules/01-all/02.md").open("a") as lesson:
        lesson.write(_MORE + _CHOICE)
    found = load_course(course).course
    agency, _ = load_agency(source / "agencies/default.yaml")
    assert found
    assert agency
    for domain in (
        domains.of_course(found),
        domains.of_agencies([agency], source / "agencies"),
    ):
        place = domain.place(LANGUAGE)
        place.parent.mkdir(parents=True)
        place.write_text(write(translated(domain.template)), "utf-8")


def unpack(source: Path, site: Path) -> dict[str, Path]:
    """The learner's, the reviewer's and the self-test's pages, below `site`."""
    course = load_course(source / "blocks").course
    agency, _ = load_agency(source / "agencies/default.yaml")
    assert course
    assert agency
    made = {
        "learner": editions(course, [agency])[1],
        "reviewer": editions(course, [agency], "reviewer")[1],
        "self-test": self_tests([agency])[1],
    }
    return {name: _unpack(each, site / f"qps-{name}") for name, each in made.items()}


def _unpack(edition: Edition, folder: Path) -> Path:
    assert edition.language == LANGUAGE
    assert not edition.course.lacks
    assert not edition.agency.lacks
    assert not interface.problems(LANGUAGE)
    files = package_files(edition, _TARGET, render(edition, _TARGET))
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copy(content, path)
        else:
            path.write_bytes(content)
    return folder
