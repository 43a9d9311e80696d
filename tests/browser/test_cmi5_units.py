"""Two units of one cmi5 package, one after the other in one tab, on the record endpoint."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from janeschool_scorm.preview.records import serve
from janeschool_scorm.preview.records.launch import Launch
from tests.browser.unit import defined, entered, launch, over, place
from tests.statement_validators import faults

pytestmark = pytest.mark.browser


def unit(address: str, name: str, **more: object) -> Launch:
    """What an LMS says of one unit of the package."""
    url = f"{address}/cmi5/units/{name}.html"
    return launch(address, f"units/{name}", url=url, **more)


def test_units_of_one_registration_share_files_and_no_state(
    browser: Browser, address: str, site: Path, units_dist: Path
) -> None:
    with zipfile.ZipFile(next(units_dist.rglob("*.zip"))) as archive:
        archive.extractall(site / "cmi5" / "units")
    context = browser.new_context()
    with serve() as records:
        first = unit(address, "m1", move_on="Completed")
        learner = entered(context, records, first)
        assert learner.heading() == "Two parts 1: The first part"
        learner.begin()
        learner.finish_lesson()
        learner.saved()
        over(learner, records, first)
        assert defined(records, first) == ["initialized", "completed", "terminated"]

        wanted = {"move_on": "CompletedAndPassed", "mastery_score": 0.75}
        second = unit(address, "m2", registration=first.registration, **wanted)
        held = place(records, first)
        learner.page.goto(records.launch(second).url)
        learner.page.locator("#js_ready").wait_for()
        assert learner.heading() == "Two parts 2: The second part"
        assert place(records, second) == ""
        learner.begin()
        learner.finish_lesson()
        learner.take_check(right=True)
        learner.stay()
        learner.screen.locator(".next").click()
        assert learner.heading() == "My summary"
        learner.saved()
        over(learner, records, second)
        told = ["initialized", "completed", "passed", "terminated"]
        assert defined(records, second) == told
        assert place(records, first) == held
        assert records.violations == []
        assert faults(records.statements) == []
    assert [each for each in learner.trouble if "404" not in each] == []
    context.close()
