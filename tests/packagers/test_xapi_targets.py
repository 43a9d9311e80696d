"""cmi5 and xAPI packages: their manifests, the page's data, and that no secret is in any."""

import json
import re
import subprocess
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from janeschool_scorm.activities import activity_id
from janeschool_scorm.agency import Units
from janeschool_scorm.blocks import KINDS
from janeschool_scorm.course_data import course_data
from janeschool_scorm.edition import Edition, check_ins, editions, self_tests
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.standards import CMI5, PROFILES
from janeschool_scorm.target import unit_pages
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.schemas import grammar_findings
from janeschool_scorm.validate.xapi.course_structure import (
    CourseStructure,
    course_structure_faults,
)
from janeschool_scorm.worksheet import worksheet
from janeschool_scorm.xapi_data import xapi_data
from packagers import TARGETS
from tests.conftest import ROOT, SOURCE, Run
from tests.statement_validators import faults
from xapi.vocabulary import vocabulary

SPEAKING = ("cmi5", "xapi_package")


def edition(course: str, agency: str = "default", purpose: Any = "learner") -> Edition:
    loaded = load_course(SOURCE / course).course
    found = load_agency(SOURCE / "agencies" / f"{agency}.yaml")[0]
    assert loaded and found
    return editions(loaded, [found], purpose)[0]


def structure(of: Edition) -> etree._Element:
    text = TARGETS["cmi5"].manifest(of, ())["cmi5.xml"]
    assert isinstance(text, bytes)
    return etree.fromstring(text)


def every_edition() -> list[Edition]:
    courses = [edition(name) for name in ("js-000", "js-101")]
    reviewed = [edition(name, purpose="reviewer") for name in ("js-000", "js-101")]
    tests = self_tests([courses[0].agency])
    divided = [replace(each, units="module") for each in (*courses, *reviewed)]
    return [*courses, *reviewed, *tests, *divided, *check_ins(courses[1])]


def broken(root: etree._Element, names: Iterable[str]) -> list[Finding]:
    """What the rules and the grammar of cmi5 13.1 say of a structure; notes left out."""
    given = CourseStructure(root, "cmi5.xml", frozenset(names))
    found = [*course_structure_faults(given), *grammar_findings(root, "cmi5.xml")]
    return [one for one in found if one.severity != "note"]


def test_every_course_structure_keeps_to_the_rules_of_cmi5_13_1() -> None:
    for each in every_edition():
        assert broken(structure(each), unit_pages(each)) == []


@pytest.mark.parametrize(
    "change",
    [
        "del root[0].attrib['id']",
        "root[-1].set('id', 'js-101')",
        "root[-1].set('moveOn', 'Done')",
        "root[-1].set('masteryScore', '80')",
        "root.remove(root[-1])",
        "root[0].remove(root[0][1])",
        "del root[0][0][0].attrib['lang']",
    ],
)
def test_a_course_structure_with_a_fault_does_not(change: str) -> None:
    root = structure(edition("js-101"))
    exec(change, {"root": root})
    assert broken(root, ["index.html"])


def test_each_id_is_used_once_and_each_reference_has_its_objective() -> None:
    for each in every_edition():
        root = structure(each)
        ids = [node.get("id") for node in root.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        for node in root.iter(f"{{{CMI5}}}objective"):
            assert node.get("idref", ids[0]) in ids


def test_the_unit_is_the_activity_of_records_with_the_agencys_mark() -> None:
    unit = structure(edition("js-101", "example-county")).find(f"{{{CMI5}}}au")
    assert unit is not None
    assert unit.get("id") == activity_id("js-101")
    assert unit.get("moveOn") == "CompletedAndPassed"
    assert unit.get("masteryScore") == "0.75"
    plain = structure(edition("js-000")).find(f"{{{CMI5}}}au")
    assert plain is not None
    assert (plain.get("moveOn"), plain.get("masteryScore")) == ("Completed", None)
    assert plain.findtext(f"{{{CMI5}}}url") == "index.html"


def test_a_check_in_is_a_unit_of_its_own_of_its_own_type() -> None:
    each = check_ins(edition("js-101"))[0]
    unit = structure(each).find(f"{{{CMI5}}}au")
    assert unit is not None
    assert unit.get("id") == activity_id("js-101", each.unit)
    assert unit.get("activityType") == vocabulary().activity_types["check-in"]
    assert unit.get("moveOn") == "Completed"


def test_of_a_divided_course_each_module_is_a_unit_in_the_block_of_its_module() -> None:
    of = replace(edition("js-101", "example-county"), units="module")
    blocks = structure(of).findall(f"{{{CMI5}}}block")
    for block, module in zip(blocks, of.modules, strict=True):
        (unit,) = block.findall(f"{{{CMI5}}}au")
        last = module is of.modules[-1]
        assert block.get("id") == activity_id("js-101", f"block-{module.id}")
        assert unit.get("id") == activity_id("js-101", module.id)
        assert unit.get("activityType") == vocabulary().activity_types["module"]
        assert unit.get("moveOn") == ("CompletedAndPassed" if last else "Completed")
        assert unit.get("masteryScore") == ("0.75" if last else None)
        wanted = [activity_id("js-101", f"objective-{module.id}")]
        assert [x.get("idref") for x in unit.iter(f"{{{CMI5}}}objective")] == wanted


def test_of_a_divided_course_for_no_learner_no_lms_waits_for_any_unit() -> None:
    of = replace(edition("js-101", purpose="reviewer"), units="module")
    units = structure(of).findall(f".//{{{CMI5}}}au")
    assert {(x.get("moveOn"), x.get("masteryScore")) for x in units} == {
        ("NotApplicable", None)
    }
    assert units[0].get("id") == activity_id("js-101-reviewer", "m1")


def test_no_lms_waits_for_a_package_that_is_for_no_learner() -> None:
    reviewed = edition("js-101", purpose="reviewer")
    tested = self_tests([reviewed.agency])[0]
    for each, name in ((reviewed, "js-101-reviewer"), (tested, "self-test")):
        unit = structure(each).find(f"{{{CMI5}}}au")
        assert unit is not None
        assert unit.get("moveOn") == "NotApplicable"
        assert unit.get("masteryScore") is None
        assert unit.get("id") == activity_id(name)


def test_a_discreet_title_is_all_that_a_manifest_tells() -> None:
    of = edition("js-101")
    assert of.agency.discreet_title
    for target in SPEAKING:
        for text in TARGETS[target].manifest(of, ()).values():
            assert isinstance(text, bytes)
            words = text.decode()
            assert of.course.facts.title not in words
            assert not any(module.title in words for module in of.modules)


@pytest.mark.parametrize(
    ("target", "units"),
    [("cmi5", "course"), ("cmi5", "module"), ("xapi_package", "course")],
)
def test_what_an_lms_shows_is_there_in_every_language_of_course_and_agency(
    target: str, units: Units
) -> None:
    of = replace(edition("js-000"), units=units)
    assert set(of.agency.spoken) == {"en", "es"}
    for discreet in (of.agency.discreet_title, None):
        changed = of.agency.model_copy(update={"discreet_title": discreet})
        each = replace(of, agency=changed)
        (text,) = TARGETS[target].manifest(each, ()).values()
        assert isinstance(text, bytes)
        root = etree.fromstring(text)
        languages = [node.get("lang") for node in root.iter() if node.get("lang")]
        assert languages.count("es") == languages.count("en") - len(
            root.findall(".//{*}launch")
        )


def test_without_one_titles_and_modules_are_told() -> None:
    of = edition("js-101")
    of = replace(of, agency=of.agency.model_copy(update={"discreet_title": None}))
    text = TARGETS["xapi_package"].manifest(of, ())["tincan.xml"]
    assert isinstance(text, bytes)
    root = etree.fromstring(text)
    names = [node.text for node in root.iter("{*}name") if node.get("lang") == "en"]
    assert names == [of.course.facts.title, *(module.title for module in of.modules)]
    launches = root.findall(".//{*}launch")
    assert [launch.text for launch in launches] == ["index.html"]
    first = root.find(".//{*}activity")
    assert first is not None
    assert first.get("id") == activity_id("js-101")


def test_profile_reports_and_page_have_the_same_words() -> None:
    data = xapi_data(edition("js-000"))
    ours = vocabulary()
    assert data["verbs"] == dict(ours.verbs)
    assert data["activity_types"] == dict(ours.activity_types)
    assert data["categories"] == dict(ours.categories)
    assert data["extensions"] == {n: x.id for n, x in ours.extensions.items()}
    assert data["schema"] == ours.schema
    assert data["base"].startswith(ours.activity_base)


def test_verbs_are_shown_in_the_pages_language_or_in_english() -> None:
    spanish = xapi_data(replace(edition("js-000"), language="es-MX"))
    other = xapi_data(replace(edition("js-000"), language="vi"))
    assert spanish["display"]["completed"] == ["es-MX", "completó"]
    assert other["display"]["completed"] == ["en", "completed"]


def test_every_question_has_a_definition_and_none_shows_its_answer() -> None:
    of = edition("js-101")
    parts = xapi_data(of)["parts"]
    data = course_data(of, TARGETS["cmi5"], worksheet(of))
    items = [item for m in data["modules"] for x in m["lessons"] for item in x["items"]]
    for item in [*items, *data["check"]["items"]]:
        if "key" in item:
            assert parts[item["id"]]["type"]
            assert parts[item["id"]]["text"]
    text = json.dumps(parts)
    assert "correct" not in text
    assert "*" not in text


def test_each_kind_of_question_defines_its_interaction() -> None:
    for name, kind in KINDS.items():
        asks = kind.scored or name in ("likert", "survey")
        assert ("interactions" in vars(kind)) == asks, name


def test_only_packages_that_speak_xapi_have_its_words_and_may_connect(
    source: Path, janeschool: Run
) -> None:
    built = ("build", "js-000", "--source", source, "--dist", "d", "--language", "en")
    assert janeschool(*built).returncode == 0
    paths = sorted((source.parent / "d").glob("*/*/*default-en-*.zip"))
    assert len(paths) == len([t for t in TARGETS.values() if t.suffix == ".zip"])
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            page = archive.read("index.html").decode()
        speaks = path.stem.endswith(SPEAKING)
        assert ("connect-src 'self' https: http:;" in page) == speaks
        assert ("connect-src 'self';" in page) == (not speaks)
        assert ('"xapi":' in page) == speaks


#: What a credential or an address of a record store looks like.
SECRETS = {
    "an Authorization header with its value": r"[Bb]asic [A-Za-z0-9+/]{8,}={0,2}",
    "a bearer token": r"[Bb]earer [A-Za-z0-9._~+/-]{8,}",
    "a key": r"-----BEGIN|AKIA[0-9A-Z]{16}|(?i:api[_-]?key|secret|password)\s*[=:]\s*[\"'][^\"']",
    "an LRS": r"https?://[^\"'\s<>]*(?:lrs|/xapi/statements|/xAPI/)",
    "a token in an address": r"[?&](?:auth|token|fetch)=",
}


def test_no_package_of_any_target_carries_a_secret(
    source: Path, janeschool: Run
) -> None:
    base = ("build", "--source", source, "--dist", "d")
    for options in (("js-000",), ("js-000", "--reviewer"), ("--self-test",)):
        assert janeschool(*base, *options).returncode == 0
    scanned = 0
    for path in (source.parent / "d").rglob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".html", ".js", ".css", ".xml")):
                    text = archive.read(name).decode()
                    for what, pattern in SECRETS.items():
                        found = re.search(pattern, text)
                        assert not found, f"{what} in {path.name}: {name}: {found}"
                    scanned += 1
    assert scanned > 40


def test_a_planted_secret_is_found() -> None:
    planted = (
        'x="Basic dXNlcjpwYXNz"',
        "Bearer abc.def-123",
        'password = "x"',
        "https://lrs.example/",
        "index.html?fetch=1",
    )
    for text in planted:
        assert any(re.search(pattern, text) for pattern in SECRETS.values()), text


def test_the_statement_of_every_event_is_taken_by_all_who_read_it() -> None:
    command = ["node", "tests/player/samples.js"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    statements = json.loads(done.stdout)
    assert len(statements) > 12
    assert faults(statements) == []


def test_a_finished_lesson_is_completed_unless_the_lms_takes_that_for_the_course() -> (
    None
):
    verbs = {profile.lesson_verb for profile in PROFILES.values()}
    assert verbs <= {"completed", "experienced"}
    of = edition("js-000")
    assert xapi_data(of)["lesson_verb"] == PROFILES[of.agency.lms].lesson_verb
