"""Check-ins as packages of their own: editions of one lesson each."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from janeschool_scorm.edition import Edition, check_ins
from janeschool_scorm.load import load_agency, load_course
from tests.conftest import SOURCE, Run

WEEKS = (1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26)


@pytest.fixture(scope="module")
def edition() -> Edition:
    course = load_course(SOURCE / "js-101").course
    agency, _ = load_agency(SOURCE / "agencies" / "default.yaml")
    assert course is not None
    assert agency is not None
    return Edition(course, agency, "en")


def test_each_check_in_is_a_course_of_one_lesson_without_a_final_check(
    edition: Edition,
) -> None:
    found = check_ins(edition)
    assert [each.unit for each in found] == [f"check-in-week-{n:02}" for n in WEEKS]
    for each, lesson in zip(found, edition.course.check_ins, strict=True):
        assert each.lessons == (lesson,)
        assert each.final_check is None
        assert each.course.facts.title == lesson.title
        assert each.course.facts.planned_minutes == lesson.minutes
        assert each.course.slots == edition.course.slots
        assert check_ins(each) == ()


def test_its_names_are_the_courses_with_its_week(edition: Edition) -> None:
    first = check_ins(edition)[0]
    assert first.name == "js-101-check-in-week-01-1.0.0-default-en"
    assert first.identifier == "js-101-check-in-week-01"
    assert first.folder == edition.folder
    assert first.outside_title == "Online course js-101-check-in-week-01"
    agency = edition.agency.model_copy(update={"discreet_title": None})
    assert (
        check_ins(replace(edition, agency=agency))[0].outside_title == "Plan in place"
    )


def test_rules_over_the_whole_course_are_dropped(edition: Edition) -> None:
    """A check-in shares no state with the course, so it could not keep them."""
    wide = {"course_percent": 80, "course_minutes": {"js-101": 60}, "daily_minutes": 90}
    rules = edition.agency.rules.model_copy(update=wide)
    agency = edition.agency.model_copy(update={"rules": rules})
    for each in check_ins(replace(edition, agency=agency)):
        kept = each.agency.rules
        assert kept.daily_minutes is None
        assert kept.course_seconds("js-101", 600) == 0
        assert kept.question_attempts == rules.question_attempts


def test_build_makes_them_beside_the_course_on_request(
    source: Path, janeschool: Run
) -> None:
    build = ("build", "--source", source, "--target", "scorm12", "--json")
    alone = json.loads(janeschool(*build).stdout)
    both = json.loads(janeschool(*build, "--check-ins").stdout)
    names = [Path(each["path"]).name for each in both]
    assert len(alone) == 1
    assert names == [
        "js-000-1.0.0-default-en-scorm12.zip",
        "js-000-check-in-week-01-1.0.0-default-en-scorm12.zip",
    ]
    identifiers = []
    for each in both:
        with zipfile.ZipFile(source.parent / each["path"]) as archive:
            root = etree.fromstring(archive.read("imsmanifest.xml"))
        identifiers += [e.get("identifier") for e in root.iter() if e.get("identifier")]
    assert len(set(identifiers)) == len(identifiers)


def test_a_target_that_contains_packages_takes_whole_courses_for_learners(
    source: Path, janeschool: Run
) -> None:
    build = ("build", "--source", source, "--target", "moodle")
    assert len(janeschool(*build, "--check-ins").stdout.splitlines()) == 1
    reviewer = janeschool(*build, "--reviewer")
    assert reviewer.returncode == 2
    assert "nothing to build for these targets" in reviewer.stderr
