"""Courses in two languages: out to a catalogue, back as packages, the same underneath."""

import io
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from janeschool_scorm.course_data import course_data
from janeschool_scorm.edition import Edition, check_ins, editions, self_tests
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.model import Lesson, Prose
from janeschool_scorm.problems import Place
from janeschool_scorm.resume_size import resume_bound
from janeschool_scorm.translate import course as courses
from janeschool_scorm.translate.kept import lost
from janeschool_scorm.translate.prose import paragraphs, replaced
from janeschool_scorm.translate.texts import Said, Text, file_for, translated
from janeschool_scorm.worksheet import worksheet
from packagers import TARGETS
from tests.conftest import SOURCE, Run
from tests.pseudo import said


def both(name: str = "js-000") -> dict[str, Edition]:
    """The default agency's editions of a course of course_src/, by language."""
    course = load_course(SOURCE / name).course
    agency, _ = load_agency(SOURCE / "agencies" / "default.yaml")
    assert course
    assert agency
    return {each.language: each for each in editions(course, [agency])}


def bare(value: Any) -> Any:
    """Data without words: titles and captions are what a language changes."""
    if isinstance(value, dict):
        gone = ("title", "cues", "language", "proven", "asks", "proven_minutes", "text")
        return {key: bare(each) for key, each in value.items() if key not in gone}
    return [bare(each) for each in value] if isinstance(value, list) else value


# --- the same underneath ------------------------------------------------------------------


def test_ids_places_and_answers_are_the_same_in_every_language() -> None:
    found = both()
    target = TARGETS["scorm12"]
    english, spanish = (
        course_data(found[each], target, worksheet(found[each]))
        for each in ("en", "es")
    )
    assert bare(english) == bare(spanish)
    assert english["title"] == "Before You Begin"
    assert spanish["title"] == "Antes de empezar"
    assert resume_bound(found["en"].course) == resume_bound(found["es"].course)


def test_a_whole_course_goes_through_the_walk_unchanged_but_for_words() -> None:
    """js-101 has every kind of block, and is not translated yet."""
    course = load_course(SOURCE / "js-101").course
    assert course
    same = translated(course, lambda text: Said(text.words, text.place))
    assert [_words(each) for each in same.lessons] == [*map(_words, course.lessons)]
    other = translated(course, lambda text: Said(said(text.words), Place("x.po", 7)))
    for old, new in zip(course.lessons, other.lessons, strict=True):
        for block, twin in zip(old.blocks, new.blocks, strict=True):
            assert (
                block.key(course.id) == twin.key(course.id) or block.kind == "fill-in"
            )
            assert (block.id, block.kind) == (twin.id, twin.kind)
            assert not twin.words() or "⟦" in twin.words()


def _words(lesson: Lesson) -> list[Any]:
    """All that the lesson says, without the places."""
    return [
        part.text if isinstance(part, Prose) else part.model_dump(by_alias=True)
        for part in lesson.parts
    ]


def test_every_text_of_a_course_is_in_its_template() -> None:
    course = load_course(SOURCE / "js-101").course
    assert course
    ids = {each.id for each in courses.template(course).entries}
    dumped = json.dumps(
        [block.model_dump(mode="json") for x in course.lessons for block in x.blocks]
    )
    for words in ("I am the person named in the order", "Delay", "Before this"):
        assert (words in dumped) <= any(words in each for each in ids)
    for bank in course.banks.values():
        for question in bank.questions:
            assert getattr(question.block, "prompt") in ids  # noqa: B009


def test_places_of_the_template_are_where_the_words_stand() -> None:
    course = load_course(SOURCE / "js-000").course
    assert course
    for entry in courses.template(course).entries:
        for path, line in entry.references:
            lines = (SOURCE / "js-000" / path).read_text("utf-8").split("\n")
            near = " ".join(lines[line - 1 : line + 1])
            assert entry.id.split()[0].strip('"') in near, (path, line, entry.id)


# --- Markdown -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One\nline.\n\nTwo.", ["One line.", "Two."]),
        ("## Head\n\n- a **b**\n- c\n  d\n\n> quoted\n> more", ["Head", "a **b**", "c d", "quoted more"]),
        ("a  \nb\\\nc", ["a\\\nb\\\nc"]),
        ("| A | B \\| C |\n|---|---|\n| d | d |", ["A", "B | C", "d", "d"]),
        ("1. x\n\n   y\n2. z", ["x", "y", "z"]),
        ("Text\n\n```\ncode\n```\n", ["Text"]),
        ("[65 percent]{source=a} of `x`", ["[65 percent]{source=a} of `x`"]),
        ("Head\n====\n\nword word word", ["Head", "word word word"]),
        ("- one\n\tmore", ["one more"]),
    ],
)  # fmt: skip
def test_markdown_comes_apart_and_together_again(text: str, found: list[str]) -> None:
    parts = paragraphs(text)
    assert [each.words for each in parts] == found
    assert replaced(text, parts, found) == text
    new = replaced(text, parts, [f"N {each}" for each in found])
    assert [each.words for each in paragraphs(new)] == [f"N {each}" for each in found]


@settings(deadline=None, max_examples=200)
@given(st.text("ab *_[]{}()#>-+1.`|\\\n\t!&<", max_size=60))
def test_any_markdown_comes_apart_and_together_again(text: str) -> None:
    parts = paragraphs(text)
    assert replaced(text, parts, [each.words for each in parts]) == text
    assert all(each.words.strip() for each in parts)


@pytest.mark.parametrize(
    ("words", "other", "found"),
    [
        ("Call **911**.", "Llame al **911**.", []),
        ("Call **911**.", "Llame al 911.", ["T203 bold is missing"]),
        ("An *order*", "Una **orden**", ["T203 italics is missing", "T203 bold is not in the original"]),
        ("[65 percent]{source=a} of 20", "[65 por ciento]{source=a} de 20", []),
        ("[65 percent]{source=a} of 20", "[20 por ciento]{source=a} de 65",
         ["T203 span source=a 65 is missing", "T203 span source=a 20 is not in the original"]),
        ("[65 percent]{source=a}", "65 por ciento", ["T203 span source=a 65 is missing"]),
        ("See [here](#m1)", "Vea aquí", ["T203 link href=#m1 is missing"]),
        ("Plain", "<b>Plano</b>", ["T203 HTML tag <b>: use Markdown"]),
        ("A request", "Una [request]{lang=en}", []),
        ("a\\\nb", "a b", ["T203 line break is missing"]),
        ("Use `Tab`", "Use `Tabulador`", ["T203 code Tab is missing", "T203 code Tabulador is not in the original"]),
        ("Text 233733", "Texto 233373", ["T204 233733 is missing", "T204 233373 is not in the original"]),
    ],
)  # fmt: skip
def test_what_a_translation_loses_is_named(
    words: str, other: str, found: list[str]
) -> None:
    assert [
        f"{code} {text}" for code, text in lost(words, other, markdown=True)
    ] == found


def test_a_value_that_the_page_fills_in_must_stay() -> None:
    assert list(lost("{n} of {all}", "{n} de {all}")) == []
    assert list(lost("{n} of {all}", "{all}")) == [("T203", "{n} is missing")]
    assert list(lost("{n}", "{m}")) == [
        ("T203", "{n} is missing"),
        ("T203", "{m} is not in the original"),
    ]
    for odd in ("{n.__class__}", "{n!r}", "{", "}", "{}"):
        assert list(lost("{n}", f"{{n}} {odd}")) == [
            ("T203", f"{odd} is not in the original")
        ]


def test_files_of_a_language_stand_beside_the_original() -> None:
    assert file_for("talk.en.vtt", "es") == "talk.es.vtt"
    assert file_for("talk.md", "es") == "talk.es.md"
    assert file_for("talk.mp4", "es") == "talk.es.mp4"
    assert file_for("part.v2.mp4", "es") == "part.v2.es.mp4"


# --- commands -----------------------------------------------------------------------------


def test_out_filled_in_by_a_tool_and_in_again_it_builds(
    bilingual: Path, janeschool: Run
) -> None:
    """Lesson 24 of other tools: a round trip that nobody tries rots."""
    path = bilingual / "js-000" / "locales" / "es" / "course.po"
    path.unlink()
    update = ("translate", "update", "js-000", "--source", bilingual)
    assert janeschool(*update).returncode == 0
    status = ("translate", "status", "js-000", "--source", bilingual)
    before = janeschool(*status)
    assert before.returncode == 1
    assert "js-000 es: 0 translated, 153 missing, 0 stale, 0 unused" in before.stdout
    found = read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)
    for message in found:
        if isinstance(message.id, str) and message.id:
            message.string = said(message.id)
    with path.open("wb") as file:
        write_po(file, found)
    after = janeschool(*status, "--json")
    assert after.returncode == 0, after.stdout
    assert json.loads(after.stdout)[0]["translated"] == 153
    build = ("build", "js-000", "--target", "scorm12", "--language", "es")
    done = janeschool(*build, "--source", bilingual)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(bilingual.parent / done.stdout.strip()) as package:
        assert "⟦Béfóré Yóú Bégíñ" in package.read("index.html").decode()


def test_extract_and_update_write_the_same_twice_and_nothing_of_the_machine(
    bilingual: Path, janeschool: Run
) -> None:
    names = [
        "js-000/locales/course.pot",
        "js-000/locales/es/course.po",
        "agencies/locales/agencies.pot",
        "agencies/locales/es/agencies.po",
    ]
    kept = {name: (bilingual / name).read_bytes() for name in names}
    for command in ("extract", "update"):
        done = janeschool("translate", command, "--source", bilingual)
        assert done.returncode == 0, done.stderr
    assert {name: (bilingual / name).read_bytes() for name in names} == kept
    text = kept[names[0]].decode()
    assert str(bilingual) not in text
    assert "POT-Creation-Date" not in text


def test_a_broken_catalogue_is_left_as_it_stands(
    bilingual: Path, janeschool: Run
) -> None:
    path = bilingual / "js-000" / "locales" / "es" / "course.po"
    path.write_text("nonsense", "utf-8")
    done = janeschool("translate", "update", "js-000", "--source", bilingual)
    assert done.returncode == 1
    assert "course.po:1:1: T102 'nonsense' is no line of a PO file" in done.stdout
    assert path.read_text("utf-8") == "nonsense"
    assert janeschool("translate", "status", "--source", bilingual).returncode == 1


def test_a_stale_text_stops_its_language_and_no_other(
    bilingual: Path, janeschool: Run
) -> None:
    lesson = bilingual / "js-000/modules/01-before-you-begin/04-taking-care.md"
    lesson.write_text(
        lesson.read_text("utf-8").replace("Stand up,", "Sit down,"), "utf-8"
    )
    janeschool("translate", "update", "js-000", "--source", bilingual)
    done = janeschool(
        "build", "js-000", "--target", "scorm12", "--source", bilingual, "--dist", "d"
    )
    assert done.returncode == 1
    assert "T202" in done.stdout + done.stderr
    built = [path.name for path in (bilingual.parent / "d").rglob("*.zip")]
    assert built == ["js-000-1.0.0-default-en-scorm12.zip"]


def test_gnu_gettext_accepts_what_we_write() -> None:
    folder = SOURCE / "js-000" / "locales" / "es"
    try:
        done = subprocess.run(
            [
                "msgfmt",
                "--check-format",
                "--check-domain",
                "-o",
                "/dev/null",
                "course.po",
            ],
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("GNU gettext is not here")
    assert done.returncode == 0, done.stderr


# --- what a Spanish package says ----------------------------------------------------------


def test_an_edition_in_spanish_has_spanish_titles_and_agency() -> None:
    found = both()["es"]
    assert found.outside_title == "Curso en línea js-000"
    assert replace(found, purpose="reviewer").outside_title.endswith("(revisión)")
    assert found.agency.support[2].name == "Emergencia"
    assert check_ins(found)[0].course.facts.title == "Su primer seguimiento"
    tests = {each.language: each for each in self_tests([found.agency])}
    assert tests["es"].course.facts.title == "Prueba del sistema"
    assert found.identifier == both()["en"].identifier


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_every_targets_manifest_is_in_the_editions_language(name: str) -> None:
    target = TARGETS[name]
    if target.contains is not None:
        return
    agency = both()["es"].agency.model_copy(update={"discreet_title": None})
    edition = replace(both()["es"], agency=agency)
    files = target.manifest(edition, ("index.html",))
    text = b"".join(x for x in files.values() if isinstance(x, bytes)).decode()
    assert "Antes de empezar" in text
    assert "Before You Begin" not in text


def test_a_text_says_what_it_is_and_where() -> None:
    course = load_course(SOURCE / "js-000").course
    assert course
    seen: list[Text] = []

    def keep(text: Text) -> Said:
        seen.append(text)
        return Said(text.words, text.place)

    translated(course, keep)
    option = next(each for each in seen if each.words == "To give you legal advice.")
    assert option.context == "m1-l1/m1-q1/options"
    assert not any(each.words.endswith("*") for each in seen)
    assert not any("device-test" in each.words for each in seen)
