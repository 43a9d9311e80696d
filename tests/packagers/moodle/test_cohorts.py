"""A Moodle course for one cohort: check-ins open by date, in days of the agency's zone."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from janeschool_scorm.cli import commands
from packagers.moodle.plan import first_moment
from tests.packagers.moodle.backups import NULL, Backup, information, read, scorms, text
from tests.packagers.moodle.backups import xml as root
from tests.packagers.moodle.rules import RULES
from tests.packagers.moodle.test_moodle import REAL

DAY = "2026-10-20"
NAME = f"js-000-1.0.0-default-en-from-{DAY}-moodle.mbz"
SECOND = "---\nid: w04\ntitle: Go on\nweek: 4\nminutes: 5\n---\n\nSmall steps count.\n"


@pytest.fixture
def agency(source: Path) -> Path:
    """A course with check-ins in weeks 1 and 4, for an agency that counts from orders."""
    (source / "js-000" / "check-ins" / "week-04.md").write_text(SECOND)
    slots = source / "js-000" / "slots.yaml"
    slots.write_text(slots.read_text().replace("  w01: 5\n", "  w01: 5\n  w04: 6\n"))
    path = source / "agencies" / "default.yaml"
    zone = path.read_text().replace("America/Chicago", "America/New_York")
    path.write_text(f"{zone}starts: order\n")
    return path


def build(source: Path, *options: str) -> Result:
    places = ["--source", str(source), "--dist", str(source.parent / "dist")]
    return CliRunner().invoke(commands, ["build", "js-000", *places, *options])


def cohort(source: Path, day: str = DAY) -> Path:
    done = build(source, "--target", "moodle", "--cohort-starts", day)
    assert done.exit_code == 0, done.output
    folder = source.parent / "dist" / "js-000" / "1.0.0"
    return folder / NAME.replace(DAY, day)


def conditions(backup: Backup) -> list[str]:
    """Of each activity, the course first."""
    modules = [root(backup, f"{each}/module.xml") for each in scorms(backup)]
    return [text(each, "availability") for each in modules]


def seconds(iso: str) -> int:
    return int(datetime.fromisoformat(iso).astimezone(UTC).timestamp())


def test_check_ins_open_at_midnight_of_the_agencys_zone_before_and_after_dst_ends(
    agency: Path,
) -> None:
    backup = read(cohort(agency.parent.parent))
    assert [found for rule in RULES for found in rule(backup)] == []
    course, *check_ins = conditions(backup)
    assert course == NULL
    # Clocks in New York go back on 1 November 2026. Week 1 is due on 27 October, week 4
    # on 17 November; each is open for 7 days, the last one its due day.
    days = ("2026-10-21T00:00:00-04:00", "2026-11-11T00:00:00-05:00")
    shape = '{"op":"&","c":[{"type":"date","d":">=","t":%d}],"showc":[true]}'
    assert check_ins == [shape % seconds(each) for each in days]


def test_a_condition_is_written_as_moodle_writes_it(agency: Path) -> None:
    ours = conditions(read(cohort(agency.parent.parent)))[1]
    real = [each for each in conditions(read(REAL)) if '"date"' in each]
    assert [re.sub(r"\d+", "N", each) for each in real] == [re.sub(r"\d+", "N", ours)]


def test_the_course_begins_on_that_day_and_is_called_by_it(agency: Path) -> None:
    """A restore moves every date by the difference of the two start days."""
    backup = read(cohort(agency.parent.parent))
    about = information(backup)
    begins = str(seconds("2026-10-20T00:00:00-04:00"))
    assert text(about, "original_course_startdate") == begins
    assert text(root(backup, "course/course.xml"), "startdate") == begins
    assert text(about, "original_course_shortname") == f"js-000-from-{DAY}"
    assert text(about, "original_course_fullname") == f"Online course js-000 ({DAY})"
    first = root(backup, f"{next(scorms(backup))}/module.xml")
    assert text(first, "idnumber") == "js-000"


@pytest.mark.parametrize(
    ("day", "zone", "moment"),
    [
        ("2026-04-24", "Africa/Cairo", "2026-04-24T01:00:00+03:00"),  # no midnight
        ("2026-11-01", "America/Havana", "2026-11-01T00:00:00-04:00"),  # two of them
        ("2028-02-29", "America/Chicago", "2028-02-29T00:00:00-06:00"),
        ("2026-12-01", "Asia/Kathmandu", "2026-12-01T00:00:00+05:45"),
    ],
)
def test_a_day_begins_where_its_clock_does(day: str, zone: str, moment: str) -> None:
    assert first_moment(date.fromisoformat(day), zone) == seconds(moment)


def test_cohorts_and_the_rolling_course_stand_beside_each_other(agency: Path) -> None:
    source = agency.parent.parent
    assert build(source, "--target", "moodle").exit_code == 0
    first, second = cohort(source), cohort(source, "2027-01-12")
    names = {path.name for path in first.parent.glob("*.mbz")}
    assert names == {first.name, second.name, "js-000-1.0.0-default-en-moodle.mbz"}
    listed = (source.parent / "dist" / "bundles.jsonl").read_text().splitlines()
    told = {Path(x["path"]).name: x["cohort"] for x in map(json.loads, listed)}
    assert told == dict.fromkeys(names) | {first.name: DAY, second.name: "2027-01-12"}
    pages = {path.name for path in first.parent.glob("README-import-*")}
    assert pages == {f"README-import-{Path(name).stem}.html" for name in names}


def test_the_same_cohort_is_the_same_file_and_another_day_is_not_taken_for_it(
    agency: Path,
) -> None:
    source = agency.parent.parent
    path = cohort(source)
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    cohort(source)
    assert path.stat().st_mtime_ns == stamp
    assert cohort(source, "2026-10-21").read_bytes() != before
    path.unlink()
    assert cohort(source).read_bytes() == before


def test_the_officers_page_says_for_whom_the_file_is_and_on_which_days(
    agency: Path,
) -> None:
    path = cohort(agency.parent.parent)
    page = path.with_name(f"README-import-{path.stem}.html").read_text()
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert f"whose weeks are counted from {DAY}" in words
    assert "Opens on 2026-10-21, due on 2026-10-27." in words
    assert "Opens on 2026-11-11, due on 2026-11-17." in words
    assert "leave Course start date as it is" in words


def test_with_starts_completion_it_waits_for_both_and_says_what_does_not_fit(
    agency: Path,
) -> None:
    agency.write_text(agency.read_text().replace("starts: order", "starts: completion"))
    source = agency.parent.parent
    done = build(source, "--target", "moodle", "--cohort-starts", DAY)
    assert "G112 warning: check-ins open on days counted from 2026-10-20" in done.output
    backup = read(source.parent / "dist" / "js-000" / "1.0.0" / NAME)
    tree = json.loads(conditions(backup)[1])
    assert [each["type"] for each in tree["c"]] == ["completion", "date"]
    assert tree["showc"] == [True, True]


def test_a_cohort_without_a_moodle_course_is_a_wrong_command_line(source: Path) -> None:
    done = build(source, "--target", "scorm12", "--cohort-starts", DAY)
    assert done.exit_code == 2
    assert "only a Moodle course opens by date" in done.output
    assert build(source, "--cohort-starts", "1 December").exit_code == 2


def test_check_ins_that_are_open_from_the_first_day_have_no_weight_either(
    agency: Path,
) -> None:
    source = agency.parent.parent
    assert build(source, "--target", "moodle").exit_code == 0
    folder = source.parent / "dist" / "js-000" / "1.0.0"
    backup = read(folder / "js-000-1.0.0-default-en-moodle.mbz")
    assert conditions(backup) == [NULL] * 3
    items = [
        root(backup, f"{x}/grades.xml").find(".//grade_item") for x in scorms(backup)
    ]
    weights = [text(item, "aggregationcoef2") for item in items if item is not None]
    assert weights == ["1", "0", "0"]
