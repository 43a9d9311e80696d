"""Packages that are not for learners: reviewers' editions and self-tests of an LMS."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from janeschool_scorm.blocks import QUESTIONS
from janeschool_scorm.course_data import course_data
from janeschool_scorm.edition import Edition, editions
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.validate.verdict import validated
from janeschool_scorm.worksheet import worksheet
from packagers import TARGETS
from tests.conftest import SOURCE, Run
from tests.packagers import schemas


def reviewers(course: str) -> Edition:
    """A course of course_src/ for the reviewers of the agency example-county."""
    loaded = load_course(SOURCE / course).course
    agency = load_agency(SOURCE / "agencies" / "example-county.yaml")[0]
    assert loaded and agency
    return editions(loaded, [agency], "reviewer")[0]


def built(dist: Path) -> list[str]:
    return sorted(path.relative_to(dist).as_posix() for path in dist.rglob("*.zip"))


def test_a_self_test_is_built_for_each_agency_without_any_course(
    source: Path, janeschool: Run
) -> None:
    done = janeschool(
        "build", "--self-test", "--agency", "all", "--source", source, "--dist", "d"
    )
    assert done.returncode == 0, done.stderr
    assert "tests the LMS" in done.stderr
    names = built(source.parent / "d")
    assert "self-test/self-test-default-en-scorm12.zip" in names
    assert "self-test/self-test-example-county-en-scorm12.zip" in names
    assert all(name.startswith("self-test/") for name in names)


def test_a_reviewers_edition_stands_beside_the_learners_one(
    source: Path, janeschool: Run
) -> None:
    command = ("build", "js-000", "--target", "scorm12", "--source", source)
    janeschool(*command, "--dist", "d")
    assert janeschool(*command, "--reviewer", "--dist", "d").returncode == 0
    assert built(source.parent / "d") == [
        "js-000/1.0.0/js-000-1.0.0-default-en-reviewer-scorm12.zip",
        "js-000/1.0.0/js-000-1.0.0-default-en-scorm12.zip",
    ]


@pytest.mark.parametrize("option", ["--reviewer", "--self-test"])
def test_both_are_valid_declare_every_file_and_are_the_same_twice(
    source: Path, janeschool: Run, option: str
) -> None:
    targets = [word for name in schemas.OF_TARGET for word in ("--target", name)]
    base = ("build", option, *targets, "--source", source)
    for dist in ("one", "two"):
        assert janeschool(*base, "--dist", dist).returncode == 0
    names = [name for name in built(source.parent / "one") if "default" in name]
    assert len(names) == len(schemas.OF_TARGET)
    for name in names:
        path = source.parent / "one" / name
        assert path.read_bytes() == (source.parent / "two" / name).read_bytes()
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("imsmanifest.xml"))
            there = set(archive.namelist())
        validator = schemas.of_package(path)
        assert validator.validate(root), validator.error_log
        assert validated(path).sound
        declared = {node.get("href") for node in root.iterfind(".//{*}file")}
        assert declared == there - {"imsmanifest.xml"}


@pytest.mark.parametrize(
    "arguments", [("js-000", "--self-test"), ("--self-test", "--reviewer")]
)
def test_a_self_test_has_no_course_in_it(
    source: Path, janeschool: Run, arguments: tuple[str, ...]
) -> None:
    done = janeschool("build", *arguments, "--source", source)
    assert done.returncode == 2
    assert "--self-test stands alone" in done.stderr


def test_a_reviewer_is_held_up_by_nothing_and_the_pass_mark_stays() -> None:
    edition = reviewers("js-101")
    data = course_data(edition, TARGETS["scorm12"], worksheet(edition))
    rules = data["rules"]
    assert data["reviewer"] is True
    assert rules["order"] == "free"
    assert rules["idle_minutes"] >= 24 * 60
    assert rules["pass_mark"] == edition.agency.rules.pass_mark
    asks = [data["asks"], *(unit["asks"] for unit in data["modules"])]
    asks += [lesson["asks"] for unit in data["modules"] for lesson in unit["lessons"]]
    assert not any(asks)
    for name in ("daily_minutes", "break_after_minutes"):
        assert rules[name] is None


def test_every_scored_block_of_the_courses_says_what_is_right() -> None:
    for course in ("js-000", "js-101"):
        edition = reviewers(course)
        blocks = [b for lesson in edition.lessons for b in lesson.blocks if b.scored]
        blocks += [
            q.block for bank in edition.course.banks.values() for q in bank.questions
        ]
        for block in blocks:
            assert block.solution(), block.id
            assert all(block.solution()), block.id


def test_each_kind_of_question_has_a_solution_of_its_own() -> None:
    for name, kind in QUESTIONS.items():
        assert "solution" in vars(kind), name
