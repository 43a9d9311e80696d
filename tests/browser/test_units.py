"""A module as a package of its own: the one with the final check, up to passed."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT
from tests.browser.learner import Learner

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def unit(site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of module 8's package in the served site."""
    dist = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "janeschool_scorm", "build", "js-101"]
    options = ["--units", "module", "--target", "scorm12", "--dist", str(dist)]
    subprocess.run([*command, *options], check=True, cwd=ROOT, capture_output=True)
    with zipfile.ZipFile(next(dist.rglob("js-101-m8-*.zip"))) as archive:
        archive.extractall(site / "js-101-m8")
    return "js-101-m8"


def test_the_unit_with_the_final_check_names_modules_that_are_elsewhere_and_passes(
    browser: Browser, address: str, unit: str
) -> None:
    learner = Learner(browser.new_context(), address, unit).open()
    assert learner.heading() == "Accountability and Change 8: Repair and next steps"
    learner.begin()
    learner.finish_lesson()
    learner.finish_lesson()
    learner.take_check(right=False)
    named = learner.screen.locator(".check-result li")
    linked = learner.screen.locator(".check-result li a")
    assert named.count() == 8
    assert linked.all_inner_texts() == ["Repair and next steps"]
    learner.take_check(right=True)
    learner.finish_lesson()
    learner.finish_lesson()
    assert learner.heading() == "My summary"
    learner.saved()
    learner.exit()
    stored = learner.lms("stored()")
    assert stored["core"]["lesson_status"] == "passed"
    assert [each["id"] for each in stored["objectives"]] == ["m8", "m8_check"]
    assert learner.lms("faults") == []
    assert learner.trouble == []
    learner.context.close()
