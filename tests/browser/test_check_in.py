"""A check-in as a package of its own: played in the LMS from start to completed."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT
from tests.browser.learner import Learner

pytestmark = pytest.mark.browser
NAME = "js-000-check-in-week-01"


@pytest.fixture(scope="module")
def check_in(site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the check-in's package in the served site."""
    dist = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "janeschool_scorm", "build", "js-000"]
    options = [
        "--check-ins",
        "--language",
        "en",
        "--target",
        "scorm12",
        "--dist",
        str(dist),
    ]
    subprocess.run([*command, *options], check=True, cwd=ROOT, capture_output=True)
    with zipfile.ZipFile(next(dist.rglob(f"{NAME}-*.zip"))) as archive:
        archive.extractall(site / NAME)
    return NAME


def test_a_check_in_is_played_alone_from_start_to_completed(
    browser: Browser, address: str, check_in: str
) -> None:
    learner = Learner(browser.new_context(), address, check_in).open()
    assert learner.heading() == "Your first check-in"
    learner.begin().finish_lesson()
    assert learner.heading() == "My summary"
    assert "You have done this check-in." in learner.screen.inner_text()
    learner.saved()
    learner.exit()
    stored = learner.lms("stored()")
    assert stored["core"]["lesson_status"] == "completed"
    assert "raw" not in stored["core"].get("score", {})
    assert [each["id"] for each in stored["objectives"]] == ["check_in_week_01"]
    ids = [each["id"] for each in stored["rows"]]
    assert ids[-1] == "k_01"
    assert not [each for each in ids if each.startswith("m_")]
    assert learner.lms("finished") == 1
    assert learner.lms("faults") == []
    assert learner.trouble == []
    learner.context.close()
