"""Check-ins as packages of every target: small, whole, valid, done without a score."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree

from janeschool_scorm.cli import commands
from janeschool_scorm.validate.made import Made
from janeschool_scorm.validate.schemas import grammar
from packagers import TARGETS
from tests.conftest import SOURCE
from tests.packagers import schemas
from tests.packagers.moodle.backups import read, scorms, text, xml

#: Those that have a package for each check-in; a Moodle course has all of them inside.
ALONE = sorted(name for name, each in TARGETS.items() if each.contains is None)
WEEKS = (1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26)
#: Bytes. The schemas of SCORM 2004 are 20,000 of them, the player 25,000.
LARGEST = 80_000


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """js-101 with its check-ins, every target, for the default agency."""
    folder = tmp_path_factory.mktemp("check-ins")
    words = ["build", "js-101", "--check-ins", "--jobs", "1"]
    places = ["--source", str(SOURCE), "--dist", str(folder)]
    done = CliRunner().invoke(commands, [*words, *places])
    assert done.exit_code == 0, done.output
    return folder / "js-101" / "1.0.0"


def packages(dist: Path, target: str) -> list[Path]:
    found = [
        dist / f"js-101-check-in-week-{week:02}-1.0.0-default-en-{target}.zip"
        for week in WEEKS
    ]
    assert sorted(dist.glob(f"*-check-in-*-{target}.zip")) == found
    return found


def inside(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def knows(page: bytes) -> dict[str, Any]:
    """What the player on the page knows of the check-in."""
    found = re.search(
        rb'<script type="application/json"[^>]*>(.*?)</script>', page, re.S
    )
    assert found
    data: dict[str, Any] = json.loads(found[1])["course"]
    return data


@pytest.mark.parametrize("target", ALONE)
def test_each_is_small_and_has_the_player_of_the_course(
    dist: Path, target: str
) -> None:
    course = inside(dist / f"js-101-1.0.0-default-en-{target}.zip")
    player = {name for name in course if name.startswith(("player.", "style."))}
    for path in packages(dist, target):
        files = inside(path)
        assert path.stat().st_size <= LARGEST
        assert {n for n in files if n.startswith(("player.", "style."))} == player
        assert not [name for name in files if name.startswith("media/")]


@pytest.mark.parametrize("target", ALONE)
def test_each_says_what_it_is_and_names_no_day(dist: Path, target: str) -> None:
    for path in packages(dist, target):
        page = etree.HTML(inside(path)["index.html"])
        words = " ".join(page.xpath("//body//text()[not(parent::script)]"))
        assert "This is a check-in: a short page that goes with your course." in words
        assert "best in one visit" in words
        assert not re.search(r"(?i)\bweek \d|\d+ weeks|weeks in\b|half of the", words)


@pytest.mark.parametrize("target", ALONE)
def test_each_is_one_lesson_without_a_check_or_a_minimum_of_the_course(
    dist: Path, target: str
) -> None:
    for week, path in zip(WEEKS, packages(dist, target), strict=True):
        data = knows(inside(path)["index.html"])
        assert (data["week"], data["check"], data["asks"]) == (week, None, 0)
        (module,) = data["modules"]
        assert len(module["lessons"]) == 1


@pytest.mark.parametrize("target", sorted(schemas.OF_TARGET))
def test_its_manifest_is_valid_and_sets_no_mark(dist: Path, target: str) -> None:
    for path in packages(dist, target):
        files = inside(path)
        root = etree.fromstring(files["imsmanifest.xml"])
        validator = schemas.of_package(path)
        assert validator.validate(root), validator.error_log
        if target != "scorm12":
            assert Made().errors(files) == []
        for word in (b"masteryscore", b"minNormalizedMeasure", b"MinNormalized"):
            assert word not in files["imsmanifest.xml"]


def test_its_course_structure_is_valid_and_asks_for_completion(dist: Path) -> None:
    rules = grammar()
    for path in packages(dist, "cmi5"):
        root = etree.fromstring(inside(path)["cmi5.xml"])
        assert rules.validate(root), rules.error_log
        (unit,) = root.iter("{*}au")
        assert (unit.get("moveOn"), unit.get("masteryScore")) == ("Completed", None)
    for path in packages(dist, "xapi_package"):
        root = etree.fromstring(inside(path)["tincan.xml"])
        (activity,) = root.iter("{*}activity")
        assert "js-101/check-in-week-" in (activity.get("id") or "")


def test_the_moodle_course_has_each_as_an_activity_that_completion_ends(
    dist: Path,
) -> None:
    backup = read(dist / "js-101-1.0.0-default-en-moodle.mbz")
    _, *check_ins = [xml(backup, f"{each}/scorm.xml")[0] for each in scorms(backup)]
    assert len(check_ins) == len(WEEKS)
    assert {text(each, "completionstatusrequired") for each in check_ins} == {"4"}
