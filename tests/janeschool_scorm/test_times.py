"""Minimum times are worked out from what words and media prove, never from plans."""

import zipfile
from pathlib import Path

import pytest

from janeschool_scorm.course_data import course_data
from janeschool_scorm.edition import Edition, check_ins
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.worksheet import Row, Worksheet, worksheet
from packagers import TARGETS
from tests.conftest import SOURCE, Run


def edition_with(rules: str, tmp_path: Path, course: str = "js-000") -> Edition:
    """The course for an agency that has these lines among its rules."""
    text = (SOURCE / "agencies" / "default.yaml").read_text(encoding="utf-8")
    path = tmp_path / "default.yaml"
    path.write_text(text.replace("  lesson_percent: 50", rules), encoding="utf-8")
    loaded, (agency, _) = load_course(SOURCE / course).course, load_agency(path)
    assert loaded is not None and agency is not None
    return Edition(loaded, agency, "en")


def test_asked_seconds_are_a_part_of_proven_ones(tmp_path: Path) -> None:
    rules = "  lesson_percent: 50\n  module_percent: 80\n  course_percent: 90"
    edition = edition_with(rules, tmp_path)
    sheet = worksheet(edition)
    data = course_data(edition, TARGETS["scorm12"], sheet)
    lessons = data["modules"][0]["lessons"]
    proven = [int(row.seconds) for row in sheet.rows]
    assert [lesson["proven"] for lesson in lessons] == proven
    assert [lesson["asks"] for lesson in lessons] == [each // 2 for each in proven]
    assert data["modules"][0]["asks"] == sum(proven) * 80 // 100
    assert data["asks"] == sheet.proven_minutes * 54
    assert data["time_zone"] == "America/Chicago"


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        ("  course_minutes: 8", 480),
        ("  course_minutes: {js-000: 7}\n  course_percent: 50", 420),
        ("  course_minutes: {js-101: 7}\n  course_percent: 50", 240),
        ("  course_minutes: {js-101: 7, all: 6}\n  course_percent: 50", 360),
        ("  daily_minutes: 60", 0),
    ],
)
def test_minutes_for_a_course_come_before_its_percentage(
    tmp_path: Path, rules: str, seconds: int
) -> None:
    edition = edition_with(rules, tmp_path)
    data = course_data(edition, TARGETS["scorm12"], worksheet(edition))
    assert data["asks"] == seconds


def test_a_check_in_asks_for_no_minutes_of_the_course(tmp_path: Path) -> None:
    rules = "  lesson_percent: 50\n  course_minutes: 60"
    part = check_ins(edition_with(rules, tmp_path, "js-101"))[0]
    data = course_data(part, TARGETS["scorm12"], worksheet(part))
    assert data["asks"] == 0
    assert data["modules"][0]["lessons"][0]["asks"] > 0


def test_media_beyond_the_cap_prove_nothing_in_any_lesson() -> None:
    rows = [Row(f"m1-l{n}", "", 60, 180, 3 * 3600.0, 0) for n in (1, 2)]
    sheet = Worksheet(tuple(rows), 0)
    assert sheet.proven_minutes == 122
    assert sum(sheet.proven_seconds.values()) == 122 * 60


def test_minutes_that_one_course_lacks_are_no_fault_of_another(
    source: Path, janeschool: Run
) -> None:
    agency = source / "agencies" / "default.yaml"
    text = agency.read_text(encoding="utf-8")
    named = text.replace("  lesson_percent: 50", "  course_minutes: {js-101: 60}")
    agency.write_text(named, encoding="utf-8")
    done = janeschool("check", "--source", source)
    assert "'js-101', and there is no such course" in done.stdout
    (source / "js-101").mkdir()
    (source / "js-101" / "course.yaml").write_text("format: 1\n")
    done = janeschool("check", "js-000", "--source", source)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_start_page_says_what_is_asked_for(tmp_path: Path, janeschool: Run) -> None:
    built = janeschool(
        "build", "js-000", "--agency", "example-county", "--source", SOURCE
    )
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(tmp_path / built.stdout.split()[0]) as package:
        page = package.read("index.html").decode()
    assert "In each lesson: 60 percent of the time" in page
    assert "In the whole course: 8 minutes." in page
    assert "Time that counts: at most 120 minutes." in page
    assert "After 45 minutes of work there is a break of 5 minutes." in page
