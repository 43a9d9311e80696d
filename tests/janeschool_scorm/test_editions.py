"""Editions: modules left out, one package for each module, languages, targets."""

import json
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from janeschool_scorm.agency import Agency, TargetName
from janeschool_scorm.assets import media_files
from janeschool_scorm.choose import plans
from janeschool_scorm.course_data import course_data
from janeschool_scorm.edition import Edition, check_ins, editions, module_editions
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.model import Course
from janeschool_scorm.target import Package
from janeschool_scorm.worksheet import worksheet
from packagers import TARGETS
from packagers.moodle.plan import sections
from tests.conftest import SOURCE

SPARED = ("m2", "m5", "m6")
SCORM = TARGETS["scorm12"]


@pytest.fixture(scope="module")
def course() -> Course:
    found = load_course(SOURCE / "js-101").course
    assert found is not None
    return found


@pytest.fixture(scope="module")
def agency() -> Agency:
    found = load_agency(SOURCE / "agencies" / "example-county.yaml")[0]
    assert found is not None
    return found


def edition_of(course: Course, agency: Agency, **rules: object) -> Edition:
    own = agency.rules.model_copy(update=rules)
    return editions(course, [agency.model_copy(update={"rules": own})])[0]


@pytest.fixture(scope="module")
def cut(course: Course, agency: Agency) -> Edition:
    return edition_of(course, agency, modules_out={"js-101": SPARED})


# --- modules in or out -----------------------------------------------------------


@pytest.mark.parametrize(
    "out", [each for n in range(4) for each in combinations(SPARED, n)]
)
def test_minutes_add_up_whatever_a_court_switches_off(
    course: Course, agency: Agency, out: tuple[str, ...]
) -> None:
    edition = edition_of(course, agency, modules_out={"js-101": out})
    sheet, whole = worksheet(edition), worksheet(edition_of(course, agency))
    gone = {x.id for m in course.modules if m.id in out for x in m.lessons}
    left = [row for row in whole.rows if row.lesson not in gone]
    # The check is as long as its bank's questions are on average.
    for row, was in zip(sheet.rows, left, strict=True):
        assert row == (replace(was, words=row.words) if row.lesson == "m8-l3" else was)
    assert edition.course.facts.planned_minutes == sheet.planned_minutes
    data = course_data(edition, SCORM, sheet)
    asked = data["rules"]["course_percent"]
    assert data["asks"] == sheet.proven_minutes * 60 * asked // 100
    assert [m["id"] for m in data["modules"]] == [
        m.id for m in course.modules if m.id not in out
    ]


def test_what_is_switched_off_is_neither_taught_nor_asked_nor_carried(
    course: Course, cut: Edition
) -> None:
    data = course_data(cut, SCORM, worksheet(cut))
    assert {each["module"] for each in data["check"]["items"]} == {
        "m1", "m3", "m4", "m7", "m8"
    }  # fmt: skip
    assert data["check"]["count"] == 25 <= len(data["check"]["items"])
    whole = edition_of(course, cut.agency, modules_out={})
    assert set(media_files(cut)) < set(media_files(whole))
    assert "modules_out" not in data["rules"]


def test_places_and_numbers_stay_what_they_are_in_the_whole_course(
    course: Course, cut: Edition
) -> None:
    assert cut.course.slots == course.slots
    assert [module.number for module in cut.modules] == [1, 3, 4, 7, 8]
    data = course_data(cut, SCORM, worksheet(cut))
    places = {x["id"]: x["place"] for m in data["modules"] for x in m["lessons"]}
    assert places.items() <= course.slots.lessons.items()


# --- one package for each module -------------------------------------------------


def test_each_module_is_an_edition_of_its_own(cut: Edition) -> None:
    units = module_editions(cut)
    assert [each.unit for each in units] == ["m1", "m3", "m4", "m7", "m8"]
    assert units[1].name == "js-101-m3-1.0.0-example-county-en"
    assert units[1].identifier == "js-101-m3"
    assert units[1].outside_title == "Online course js-101-m3"
    lessons = [lesson for each in units for lesson in each.lessons]
    assert lessons == list(cut.lessons)
    assert sum(worksheet(each).planned_minutes for each in units) == sum(
        module.minutes for module in cut.modules
    )
    assert not any(check_ins(each) for each in units)


def test_the_final_check_is_in_one_unit_and_asks_about_all_of_them(
    cut: Edition,
) -> None:
    *others, last = module_editions(cut)
    assert [each.final_check for each in others] == [None] * 4
    data = course_data(last, SCORM, worksheet(last))
    whole = course_data(cut, SCORM, worksheet(cut))
    assert data["check"] == whole["check"]
    assert [m["id"] for m in data["check"]["modules"]] == ["m1", "m3", "m4", "m7", "m8"]
    assert [m["id"] for m in data["modules"]] == ["m8"]


def test_units_keep_the_rules_of_lesson_and_module_and_drop_those_of_the_course(
    course: Course, agency: Agency
) -> None:
    wide = {"course_minutes": {"js-101": 60}, "deadline_days": 90}
    for each in module_editions(edition_of(course, agency, **wide)):
        kept = each.agency.rules
        assert (kept.daily_minutes, kept.course_seconds("js-101", 600)) == (None, 0)
        assert (kept.lesson_percent, kept.module_percent) == (60, 80)
        assert (kept.break_after_minutes, kept.deadline_days) == (45, 90)


def test_a_target_takes_the_whole_course_or_its_units_never_both(
    course: Course, agency: Agency
) -> None:
    edition = replace(edition_of(course, agency), units="module")
    targets = [SCORM, TARGETS["cmi5"], TARGETS["moodle"]]
    found: dict[str, list[str]] = {}
    for part, target in plans([edition], targets, with_check_ins=True):
        found.setdefault(target.name, []).append(part.unit)
    weeks = [each.unit for each in check_ins(edition)]
    assert found["scorm12"] == [f"m{n}" for n in range(1, 9)] + weeks
    assert found["cmi5"] == ["", *weeks]
    assert found["moodle"] == [""]


# --- languages and targets -------------------------------------------------------


def test_there_is_an_edition_for_each_language_that_both_have(
    course: Course, agency: Agency
) -> None:
    facts = course.facts.model_copy(update={"languages": ("en", "es", "fr")})
    course = replace(course, facts=facts)
    spoken = {"language": "es", "languages": ("es", "vi", "en")}
    found = editions(course, [agency.model_copy(update=spoken)])
    assert [each.language for each in found] == ["es", "en"]
    assert [each.name[-2:] for each in found] == ["es", "en"]


@pytest.mark.parametrize("starts", ["completion", "order", "referral"])
def test_check_ins_wait_for_the_course_where_the_six_months_start_with_its_end(
    course: Course, agency: Agency, starts: str
) -> None:
    edition = edition_of(course, agency.model_copy(update={"starts": starts}))
    parts = (edition, *check_ins(edition))
    *_, last = sections(tuple(Package(each, Path(), {}) for each in parts))
    after = {activity.after for activity in last.activities}
    assert after == ({1} if starts == "completion" else {None})


@pytest.mark.parametrize(
    ("lines", "spoken"),
    [
        ("", ("en",)),
        ("language: es", ("es",)),
        ("languages: [es, en]", ("es", "en")),
        ("language: en\nlanguages: [es, en]", ("en", "es")),
    ],
)
def test_one_language_is_a_list_of_one(
    source: Path, lines: str, spoken: tuple[str, ...]
) -> None:
    path = source / "agencies" / "default.yaml"
    path.write_text(re.sub(r"(?m)^languages?: .*$", lines, path.read_text()))
    agency, loaded = load_agency(path)
    assert agency is not None, loaded.problems
    assert agency.spoken == spoken
    assert agency.language == spoken[0]


def test_an_agency_may_ask_for_every_target_that_there_is() -> None:
    assert set(TARGETS) <= set(get_args(TargetName))


def test_the_agencys_targets_hold_where_the_command_line_names_none(
    course: Course, agency: Agency
) -> None:
    agency = agency.model_copy(update={"targets": ("moodle",)})
    wanted, targets = [edition_of(course, agency)], list(TARGETS.values())
    assert [t.name for _, t in plans(wanted, targets)] == ["moodle"]
    assert len(plans(wanted, targets, named=True)) == len(TARGETS)


def test_no_package_knows_where_the_agency_keeps_its_records(
    course: Course, agency: Agency
) -> None:
    address = "https://lrs.example.org/xapi/"
    agency = agency.model_copy(update={"lrs_endpoint": address})
    edition = edition_of(course, agency)
    for target in TARGETS.values():
        assert address not in json.dumps(
            course_data(edition, target, worksheet(edition))
        )
