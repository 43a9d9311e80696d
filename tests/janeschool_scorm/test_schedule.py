"""When check-ins are due: a course's program, and what an agency puts in its place."""

from datetime import date
from pathlib import Path
from typing import Any

from janeschool_scorm.accountability import Override, Program
from janeschool_scorm.agency import Agency
from janeschool_scorm.catalogue import catalogue
from janeschool_scorm.edition import Edition, check_ins, editions
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.schema import schemas
from tests.conftest import SOURCE

Said = dict[str, Any]


def edition(said: Said | None = None, course: str = "js-101") -> Edition:
    """The course for the default agency, which says so of its check-ins."""
    loaded = load_course(SOURCE / course).course
    found = load_agency(SOURCE / "agencies" / "default.yaml")[0]
    assert loaded and found
    own = Agency.model_validate({**found.model_dump(), "accountability": said or {}})
    return editions(loaded, [own])[0]


def told(of: Edition) -> Any:
    return catalogue({of.language: of}, (), Path("nowhere"))


def weeks(of: Edition) -> dict[str, int]:
    """Unit -> week, in the order in which they are due."""
    return {each["unit"]: each["week"] for each in told(of)["check_ins"]}


def test_the_days_of_a_check_in_are_counted_from_the_base() -> None:
    due = Program().scheduled("w01", 1)
    base = date(2028, 2, 28)
    assert due.opens_on(base) == date(2028, 2, 29)
    assert due.due_on(base) == date(2028, 3, 6)
    long = Program(window_days=14).scheduled("w26", 26)
    assert (long.due_on(base) - long.opens_on(base)).days == 13


def test_the_catalogue_has_the_courses_program() -> None:
    made = told(edition())
    first = made["check_ins"][0]
    days = {key: first[key] for key in ("week", "window_days", "grace_days")}
    assert days == {"week": 1, "window_days": 7, "grace_days": 3}
    assert first["reminder_days"] == [0, 5]
    assert made["accountability"] == {
        "starts": "completion",
        "rules": [
            {"id": "one-missed", "when": "missed", "count": 1, "then": "reminder"},
            {
                "id": "two-in-a-row",
                "when": "missed-in-a-row",
                "count": 2,
                "then": "notice",
            },
            {"id": "three-in-all", "when": "missed", "count": 3, "then": "report"},
        ],
    }


def test_what_an_agency_leaves_out_is_the_courses() -> None:
    said = {"grace_days": 0, "check_ins": {"w26": {"window_days": 14}}}
    made = told(edition({"js-101": said}))
    found = {x["lesson"]["id"]: x for x in made["check_ins"]}
    assert {each["grace_days"] for each in found.values()} == {0}
    assert [found[x]["window_days"] for x in ("w24", "w26")] == [7, 14]
    assert found["w26"]["reminder_days"] == [0, 5]
    assert len(made["accountability"]["rules"]) == 3


def test_a_check_in_that_is_left_out_is_in_no_package_and_no_catalogue() -> None:
    made = edition({"js-101": {"check_ins": {"w08": "off", "w14": "off"}}})
    units = [each.unit for each in check_ins(made)]
    assert len(units) == 12
    assert not {"check-in-week-08", "check-in-week-14"} & set(units)
    assert list(weeks(made)) == units


def test_a_check_in_that_is_moved_keeps_its_id_its_row_and_its_place() -> None:
    said = {"js-101": {"check_ins": {"w04": {"week": 5}, "w24": {"week": 27}}}}
    before, after = edition(), edition(said)
    moved = {each.unit: each for each in check_ins(after)}
    assert list(moved)[-2:] == ["check-in-week-26", "check-in-week-24"]
    assert weeks(after)["check-in-week-24"] == 27
    rows = {x["unit"]: (x["row"], x["activity"]) for x in told(after)["check_ins"]}
    assert rows == {
        x["unit"]: (x["row"], x["activity"]) for x in told(before)["check_ins"]
    }
    assert rows["check-in-week-24"][0] == "k_24"
    own = moved["check-in-week-04"]
    assert own.name == "js-101-check-in-week-04-1.0.0-default-en"
    assert own.identifier == "js-101-check-in-week-04"
    assert own.course.slots == before.course.slots


def test_the_title_that_an_lms_shows_has_the_week_in_which_it_is_due() -> None:
    said = {"js-101": {"check_ins": {"w04": {"week": 5}}}}
    shown = [each.outside_title for each in check_ins(edition(said))]
    assert shown[:3] == [
        f"Online course js-101-check-in-week-{week}" for week in ("01", "02", "05")
    ]


def test_an_agencys_rules_stand_in_place_of_all_the_courses() -> None:
    rule = {"id": "two", "when": "late", "count": 2, "then": "report"}
    made = told(edition({"js-101": {"rules": [rule]}}))
    assert made["accountability"]["rules"] == [rule]


def test_an_agency_without_the_months_has_no_check_in_and_no_rule() -> None:
    made = edition({"js-101": "off"})
    assert check_ins(made) == ()
    assert told(made)["accountability"]["rules"] == []


def test_where_nothing_differs_the_course_is_the_same_value() -> None:
    loaded = load_course(SOURCE / "js-101").course
    found = load_agency(SOURCE / "agencies" / "default.yaml")[0]
    assert loaded and found
    assert editions(loaded, [found])[0].course is loaded


def test_all_is_for_the_courses_that_are_not_named() -> None:
    said: Said = {"all": {"grace_days": 9}, "js-000": {"window_days": 5}}
    assert told(edition(said))["check_ins"][0]["grace_days"] == 9
    (named,) = told(edition(said, "js-000"))["check_ins"]
    assert (named["grace_days"], named["window_days"]) == (3, 5)


def test_every_language_has_the_same_schedule(bilingual: Path) -> None:
    course = load_course(bilingual / "js-000").course
    agency = load_agency(bilingual / "agencies" / "default.yaml")[0]
    assert course and agency
    found = editions(course, [agency])
    assert [each.language for each in found] == ["en", "es"]
    assert found[0].course.program == found[1].course.program
    assert check_ins(found[0])[0].scheduled == check_ins(found[1])[0].scheduled


def test_the_schemas_have_the_keys_and_off_in_place_of_an_agencys() -> None:
    program, agency = schemas()["accountability.yaml"], schemas()["agency.yaml"]
    assert set(program["properties"]) == set(Program.model_fields)
    assert "off" not in program["$defs"]["OwnDays"]["properties"]
    said = agency["properties"]["accountability"]["patternProperties"]
    (values,) = said.values()
    assert values == {"anyOf": [{"const": "off"}, {"$ref": "#/$defs/Override"}]}
    (days,) = agency["$defs"]["Override"]["properties"]["check_ins"][
        "patternProperties"
    ].values()
    assert days == {"anyOf": [{"const": "off"}, {"$ref": "#/$defs/AgencyDays"}]}


def test_a_rule_implies_those_that_hold_whenever_it_does() -> None:
    rule = {"then": "report"}
    one, two = (
        Override.model_validate(
            {"rules": [{"id": "x", "when": when, "count": count, **rule}]}
        ).rules
        for when, count in (("missed-in-a-row", 2), ("missed", 2))
    )
    assert one and two
    assert one[0].implies(two[0])
    assert not two[0].implies(one[0])
