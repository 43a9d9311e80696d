"""What stands beside the packages: catalogues, keys, the bundle list, sums, pages."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree
from lxml import html as lxml_html
from pydantic import ConfigDict, TypeAdapter, with_config

from janeschool_scorm import activities, catalogue, catalogue_shape, catalogue_words
from janeschool_scorm.agency import Agency
from janeschool_scorm.blocks.survey import Survey
from janeschool_scorm.bundles import Standing, read_list
from janeschool_scorm.cli import commands
from janeschool_scorm.edition import Edition
from janeschool_scorm.guides import GUIDES, MOODLE_FORM
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.standards import MOODLE_ACTIVITY, PROFILES
from tests.conftest import ROOT
from tests.janeschool_scorm import faulty
from tests.janeschool_scorm.test_check import alter

PLAYER = ROOT / "janeschool_scorm" / "player"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """js-101 with its check-ins, in one target that wraps and one not."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "janeschool_scorm", "build", "js-101"]
    options = [
        "--agency",
        "example-county",
        "--target",
        "scorm12",
        "--target",
        "moodle",
    ]
    subprocess.run(
        [*command, *options, "--check-ins", "--dist", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def made(dist: Path) -> dict[str, Any]:
    return read(dist / "js-101" / "1.0.0" / "catalog-example-county.json")


def build(source: Path, *options: str) -> Path:
    """The real command, in this process; returns dist/."""
    dist = source.parent / "dist"
    words = ["build", "--source", str(source), "--dist", str(dist), *options]
    done = CliRunner().invoke(commands, words)
    assert done.exit_code == 0, done.output
    return dist


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def lines(dist: Path) -> list[dict[str, Any]]:
    text = (dist / "bundles.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_both_files_have_the_documented_shape_and_nothing_else(
    dist: Path, made: dict[str, Any]
) -> None:
    strict = with_config(ConfigDict(strict=True, extra="forbid"))
    TypeAdapter(strict(catalogue_shape.Catalogue)).validate_python(made)
    keys = read(dist / "js-101" / "1.0.0" / "catalog-example-county-keys.json")
    TypeAdapter(strict(catalogue_shape.Keys)).validate_python(keys)
    assert Agency.model_validate(made["agency"]).rules.pass_mark == 75


def test_every_package_of_the_agency_is_in_its_catalogue_by_fingerprint(
    dist: Path, made: dict[str, Any]
) -> None:
    own = [each for each in lines(dist) if each["agency"] == "example-county"]
    assert len(own) == 16
    told = [
        (x["file"], x["unit"], x["fingerprint"], x["sha256"], x["size"])
        for x in made["bundles"]
    ]
    assert told == [
        (Path(x["path"]).name, *page.values(), x["sha256"], x["size"])
        for x in own
        for page in x["pages"]
    ]


def test_pages_within_a_wrapping_package_are_told_as_those_of_their_own(
    made: dict[str, Any],
) -> None:
    pages: dict[str, set[tuple[str, str]]] = {}
    for each in made["bundles"]:
        found = pages.setdefault(each["target"], set())
        found.add((each["unit"], each["fingerprint"]))
    assert len(pages["moodle"]) == 15
    assert pages["moodle"] == pages["scorm12"]


def test_the_catalogue_decodes_every_item_that_the_page_knows(
    dist: Path, made: dict[str, Any]
) -> None:
    items = list(every_item(made))
    assert {item["id"]: item["place"] for item in items} == {
        name: place
        for name, place in made["resume_code"]["items"].items()
        if name in {item["id"] for item in items}
    }
    words = made["languages"]["en"]["items"]
    said = [item["id"] for item in items if item["kind"] != "draw"]
    assert all(words[name]["text"] for name in said)
    asked = [item for item in items if item["interaction"] in ("choice", "sequencing")]
    assert asked and all(words[item["id"]]["choices"] for item in asked)
    parts = [part for item in items for part in item.get("parts", ())]
    assert parts and all(words[part["id"]]["scale"] for part in parts)


def every_item(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for lesson in (
        *(lesson for module in made["modules"] for lesson in module["lessons"]),
        *(each["lesson"] for each in made["check_ins"]),
        made["check"],
    ):
        yield from lesson["items"]


def test_right_answers_are_in_the_keys_file_alone(
    dist: Path, made: dict[str, Any]
) -> None:
    keys = read(dist / "js-101" / "1.0.0" / "catalog-example-county-keys.json")
    scored = {item["id"] for item in every_item(made) if item["scored"]}
    assert set(keys["items"]) == scored
    assert "analysts" in keys["about"]
    assert "response" not in json.dumps(made["check"])
    one = keys["items"][made["check"]["items"][0]["id"]]
    assert re.fullmatch(r"[a-z](,[a-z])*|t|f|[a-z]\.\d.*", one["response"])
    assert one["solution"]["en"]


def test_minutes_are_those_of_the_rules_and_the_worksheet(made: dict[str, Any]) -> None:
    spoken = made["languages"]["en"]
    assert spoken["planned_minutes"] == 480 > spoken["proven_minutes"]
    lesson = next(iter(spoken["lessons"].values()))
    assert lesson["asks_seconds"] == lesson["proven_seconds"] * 60 // 100
    assert [each["week"] for each in made["check_ins"]][:3] == [1, 2, 4]
    assert made["check_ins"][0]["unit"] == "check-in-week-01"
    assert set(spoken["lessons"]) >= {
        each["lesson"]["id"] for each in made["check_ins"]
    }


@pytest.mark.parametrize("record", ["choice", "nothing"])
@pytest.mark.parametrize("allowed", [True, False])
def test_a_survey_counts_as_recorded_where_its_page_says_so(
    record: str, allowed: bool
) -> None:
    """templates/blocks/survey.html.j2 asks the block and the agency."""
    course = load_course(ROOT / "course_src" / "js-101").course
    agency = load_agency(ROOT / "course_src" / "agencies" / "default.yaml")[0]
    assert course and agency
    rules = agency.rules.model_copy(update={"record_surveys": allowed})
    own = Edition(course, agency.model_copy(update={"rules": rules}), "en")
    survey = next(
        b for x in course.check_ins for b in x.blocks if isinstance(b, Survey)
    )
    asked = survey.model_copy(update={"record": record})
    assert catalogue._item(own, asked)["recorded"] is (allowed and record == "choice")


def test_ids_are_those_of_the_vocabulary_and_the_player() -> None:
    words = read(ROOT / "xapi" / "profile" / "vocabulary.json")
    assert words["activity_base"] == activities.ACTIVITY_BASE
    assert activities.activity_id("js-101", "m3").endswith("activity/js-101/m3")
    resume = (PLAYER / "resume.js").read_text(encoding="utf-8")
    assert f'SCHEMA = "{catalogue.RESUME_SCHEMA}"' in resume
    block = re.search(r"TOTALS = \[(.*?)\];", resume, re.S)
    assert block is not None
    assert len(re.findall(r'"\w+"', block[1])) == len(catalogue.RESUME_TOTALS)
    for name in catalogue.RESUME_CHECK[1:]:
        assert f'"{name}"' in resume


def test_words_of_a_language_stay_while_its_packages_stand(
    dist: Path, made: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "catalog.json"
    spanish = {**made, "languages": {"es": made["languages"]["en"], "fr": {}}}
    path.write_text(json.dumps(spanish))
    standing = standing_in(dist, "es")
    assert set(catalogue_words._words_before(path, [standing])) == {"es"}
    path.write_text("{torn")
    assert catalogue_words._words_before(path, [standing]) == {}


def standing_in(dist: Path, language: str) -> Standing:
    one = read_list(dist)[0]
    return replace(one, label=replace(one.label, language=language))


NO_CONSENT = {"given": None, "expires": None, "unit": ""}


def test_the_bundle_list_says_which_stories_are_in_a_package(dist: Path) -> None:
    course = next(x for x in lines(dist) if x["target"] == "moodle")
    assert course["stories"] == [
        {"story": name, "placeholder": True, **NO_CONSENT}
        for name in ("story-a", "story-b")
    ]
    assert course["placeholders"] == 7
    check_in = next(x for x in lines(dist) if x["unit"] == "check-in-week-01")
    assert check_in["stories"] == []


def test_the_sums_cover_packages_catalogues_and_pages(dist: Path) -> None:
    folder = dist / "js-101" / "1.0.0"
    covered = {
        line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()
    }
    assert covered == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    check = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder)
    assert check.returncode == 0


def test_one_page_for_the_officer_lists_every_file_of_its_target(dist: Path) -> None:
    folder = dist / "js-101" / "1.0.0"
    path = folder / "README-import-js-101-1.0.0-example-county-en-scorm12.html"
    page = path.read_text(encoding="utf-8")
    own = [x for x in lines(dist) if x["agency"] == "example-county"]
    for each in own:
        there = each["target"] == "scorm12"
        assert (each["sha256"] in page) is there
    assert "This is a demonstration" in page
    assert "Force new attempt" in page
    course = folder / "README-import-js-101-1.0.0-example-county-en-moodle.html"
    assert "Perform restore" in course.read_text(encoding="utf-8")


def test_a_page_asks_nothing_of_any_server(dist: Path) -> None:
    pages = list((dist / "js-101" / "1.0.0").glob("*.html"))
    assert len(pages) == 2
    for path in pages:
        root = lxml_html.fromstring(path.read_bytes())
        assert not root.xpath("//script | //link | //img | //*[@src]")
        links = root.xpath("//a/@href")
        assert all(str(link).startswith("#") for link in links)
        anchors = {str(each) for each in root.xpath("//@id")}
        assert {str(link)[1:] for link in links} <= anchors
        assert b"url(" not in path.read_bytes()


def test_every_lms_has_a_profile_a_guide_and_a_template() -> None:
    folder = ROOT / "janeschool_scorm" / "templates" / "import"
    assert set(GUIDES) == set(PROFILES)
    for name, guide in GUIDES.items():
        assert (folder / f"{name}.html.j2").is_file()
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", guide.read)
        assert guide.sources
        assert not guide.takes & guide.refuses
        assert set(PROFILES[name].refuses) <= guide.refuses


def test_every_setting_of_moodle_has_the_name_of_the_form() -> None:
    named = [name for settings in MOODLE_FORM.values() for name in settings]
    assert sorted(named) == sorted(MOODLE_ACTIVITY)


def test_a_title_with_markup_is_text_on_the_page(source: Path) -> None:
    path = source / "agencies" / "default.yaml"
    path.write_text(
        path.read_text().replace("name: JaneSchool", 'name: "A & <b>B</b>"')
    )
    dist = build(source, "--target", "scorm12")
    page = next(dist.rglob("README-import-*.html")).read_bytes()
    assert b"A &amp; &lt;b&gt;B&lt;/b&gt;" in page
    etree.fromstring(page, etree.HTMLParser(recover=False))


def test_a_second_build_adds_to_the_catalogue_and_rewrites_nothing(
    source: Path,
) -> None:
    dist = build(source, "--target", "scorm12")
    build(source, "--target", "scorm12", "--reviewer")
    folder = dist / "js-000" / "1.0.0"
    bundles = read(folder / "catalog-default.json")["bundles"]
    assert [each["purpose"] for each in bundles] == ["reviewer", "learner"]
    assert len(list(folder.glob("*.html"))) == 1
    before = times(dist)
    for stamp in dist.glob(".done-*"):
        stamp.unlink()
    build(source, "--target", "scorm12")
    assert times(dist) == before


def times(dist: Path) -> dict[Path, int]:
    found = (path for path in dist.rglob("*") if not path.name.startswith(".done-"))
    return {path: path.stat().st_mtime_ns for path in found if path.is_file()}


def test_a_package_that_was_removed_leaves_list_and_catalogue(source: Path) -> None:
    dist = build(source, "--target", "scorm12", "--agency", "all")
    gone = next(dist.rglob("*example-county*.zip"))
    gone.unlink()
    build(source, "--target", "scorm12", "--agency", "default")
    assert [x["agency"] for x in lines(dist)] == ["default"]


def test_a_lost_ledger_hides_no_package_from_the_list(source: Path) -> None:
    dist = build(source, "--target", "scorm12", "--agency", "all")
    before = (dist / "bundles.jsonl").read_bytes()
    (dist / ".built.json").write_text("{torn")
    build(source, "--target", "scorm12", "--agency", "default")
    assert (dist / "bundles.jsonl").read_bytes() == before


def test_a_course_with_a_real_story_lists_its_consent(source: Path) -> None:
    cases = {case.name: case for case in faulty.CASES}
    alter(source / "js-000", cases["a-story-with-consent-has-no-fault"])
    facts = source / "js-000" / "course.yaml"
    facts.write_text(
        facts.read_text().replace("languages: [en, es]", "languages: [en]")
    )
    [line] = lines(build(source, "--target", "scorm12", "--as-of", "2026-11-22"))
    [story] = line["stories"]
    assert story["story"] == "story-a" and story["given"] and story["expires"]


def test_packages_of_modules_are_in_one_catalogue_and_on_one_page(source: Path) -> None:
    dist = build(source, "--target", "scorm12", "--units", "module", "--check-ins")
    made = read(next(dist.rglob("catalog-default.json")))
    assert {each["unit"] for each in made["bundles"]} == {"m1", "check-in-week-01"}
    assert made["languages"]["en"]["asks_seconds"] == 0
    assert made["languages"]["en"]["planned_minutes"] == 10
    [page] = dist.rglob("README-import-*-en-*.html")
    words = page.read_text(encoding="utf-8")
    assert words.count("js-000-m1-1.0.0-default-en-scorm12.zip") > 1
    assert "js-000-check-in-week-01-1.0.0-default-en-scorm12.zip" in words
