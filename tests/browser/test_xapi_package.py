"""Plain xAPI packages in a real browser, on the record endpoint."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from janeschool_scorm.preview.records import Exchange, Records, serve
from janeschool_scorm.preview.records.faults import Fault
from tests.browser.unit import BASE, Unit, counted, tin_can, until, verbs
from tests.statement_validators import faults

pytestmark = pytest.mark.browser

REGISTRATION = "0f5c1c0e-7f0a-4a0e-8a53-0d4ad7a0c001"


@pytest.fixture
def records(xapi_site: Path) -> Iterator[Records]:
    """An endpoint of its own: nothing of another test is in it."""
    with serve() as running:
        yield running


def opened(browser: Browser, url: str) -> Unit:
    return Unit(browser.new_context(), url, "").enter(url)


def test_a_course_is_finished_while_the_lrs_is_away_now_and_then(
    browser: Browser, address: str, records: Records
) -> None:
    """An old LMS: the endpoint without a slash, no registration, an actor of 0.9."""
    actor = {
        "name": ["Somebody"],
        "account": [
            {"accountServiceHomePage": "https://lms.example", "accountName": "p-1"}
        ],
    }
    url = tin_can(address, records, "js-000", actor=actor)
    unit = opened(browser, url.replace("%2Fxapi%2F&", "%2Fxapi&"))
    unit.begin()
    records.faults.add(Fault(cut="after", path="statements", method="POST"))
    records.faults.add(Fault(status=401, path="activities/state", method="PUT"))
    while unit.heading() != "My summary":
        unit.finish_lesson()
    unit.frame.wait_for_function("() => JaneSchool.saving.failing()")
    unit.saved()
    unit.exit()
    until(lambda: "terminated" in verbs(records.statements))
    told = records.statements
    assert len({each["id"] for each in told}) == len(told)
    assert counted(told, "completed", BASE + "js-000") == 1
    agents = {str(each["actor"]["account"]) for each in told}
    assert agents == {"{'homePage': 'https://lms.example', 'name': 'p-1'}"}
    assert not any("name" in each["actor"] for each in told)
    assert len({each["context"]["registration"] for each in told}) == 1
    assert faults(told) == []
    assert records.violations == []
    unit.context.close()


def test_what_a_killed_tab_could_not_send_is_sent_by_the_next_visit_of_the_same_learner(
    browser: Browser, address: str, records: Records
) -> None:
    url = tin_can(address, records, "js-000", registration=REGISTRATION)
    unit = opened(browser, url)
    unit.begin()
    records.faults.add(Fault(status=503), 40)
    unit.finish_lesson()
    expect(unit.frame.locator("#js_banner")).to_be_visible()
    before = len(records.exchanges)
    unit.leave()
    until(lambda: any(_posts(each) for each in records.exchanges[before:]))
    records.faults.clear()
    lesson = BASE + "js-000/m1-l1"
    assert counted(records.statements, "completed", lesson) == 0
    again = Unit(unit.context, url, "").enter(url)
    again.begin()
    again.saved()
    assert counted(records.statements, "completed", lesson) == 1
    kept = "indexedDB.databases().then(all => all.map(each => each.name))"
    names = again.frame.evaluate(kept)
    assert [name for name in names if name.startswith("js-x-")] == []
    unit.context.close()


def _posts(exchange: Exchange) -> bool:
    return exchange.call.method == "POST" and exchange.call.path == "statements"


def test_without_launch_parameters_nothing_is_recorded_and_the_page_says_so(
    browser: Browser, address: str, records: Records
) -> None:
    unit = opened(browser, f"{address}/xapi_package/js-000/index.html")
    assert "nothing is recorded" in unit.notices()
    assert records.exchanges == []
    unit.context.close()
