"""Whole cmi5 sessions in a real browser, on the record endpoint, which is strict.

Names give the numbers of @cmi5/requirements.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from janeschool_scorm.preview.records import Records, serve
from janeschool_scorm.preview.records.faults import Fault
from janeschool_scorm.preview.records.launch import Launch
from tests.browser.unit import (
    Unit,
    counted,
    defined,
    entered,
    launch,
    over,
    place,
    saying,
    to_the_check,
    until,
    verbs,
)
from tests.statement_validators import faults

pytestmark = pytest.mark.browser

#: js-101 as its cmi5.xml wants it.
CHECKED = {"move_on": "CompletedAndPassed", "mastery_score": 0.8}
PASSED = ["initialized", "completed", "passed", "terminated"]


@pytest.fixture
def records(xapi_site: Path) -> Iterator[Records]:
    """An endpoint of its own: nothing of another test is in it."""
    with serve() as running:
        yield running


def in_order(unit: Unit, records: Records) -> None:
    """Nothing against cmi5 or xAPI, nothing on the console, nothing refused."""
    assert records.violations == []
    assert [each for each in unit.trouble if "404" not in each] == []
    statuses = {each.answer.status for each in records.exchanges}
    assert statuses <= {200, 204, 404}
    assert faults(records.statements) == []


def test_js_000_from_initialized_to_terminated_and_back_to_the_lms(
    browser: Browser, address: str, records: Records
) -> None:
    context = browser.new_context()
    back = f"{address}/back.html"
    launched = launch(address, "js-000", move_on="Completed", return_url=back)
    unit = entered(context, records, launched)
    unit.begin()
    while unit.heading() != "My summary":
        unit.finish_lesson()
    unit.saved()
    unit.frame.locator("#js_exit_button").click()
    unit.frame.locator("#js_leave_yes").click()
    unit.page.wait_for_url(back)
    assert defined(records, launched) == ["initialized", "completed", "terminated"]
    calls = [each.call for each in records.exchanges]
    assert (calls[-1].method, calls[-1].path) == ("POST", "statements")
    assert b"/terminated" in calls[-1].body
    assert not any(call.path == "statements" and call.method == "PUT" for call in calls)
    in_order(unit, records)
    context.close()


def test_js_101_fails_in_one_session_and_passes_in_the_next(
    browser: Browser, address: str, records: Records
) -> None:
    context = browser.new_context()
    first = launch(address, "js-101", **CHECKED)
    unit = entered(context, records, first)
    to_the_check(unit)
    unit.take_check(right=False)
    unit.saved()
    over(unit, records, first)
    assert defined(records, first) == ["initialized", "failed", "terminated"]
    second = launch(address, "js-101", **CHECKED, registration=first.registration)
    unit = entered(context, records, second)
    unit.begin()
    unit.take_check(right=True)
    unit.stay()
    unit.screen.locator(".next").click()
    unit.finish_lesson()
    assert unit.heading() == "My summary"
    unit.saved()
    over(unit, records, second)
    assert defined(records, second) == PASSED
    assert counted(records.statements, "passed", second.activity_id) == 1
    in_order(unit, records)
    context.close()


def test_a_killed_tab_is_taken_up_in_the_next_session_where_it_stopped(
    browser: Browser, address: str, records: Records
) -> None:
    context = browser.new_context()
    first = launch(address, "js-000")
    unit = entered(context, records, first)
    unit.begin()
    unit.finish_lesson()
    title = unit.heading()
    unit.leave()
    # What was not saved yet is sent while the page goes away.
    until(lambda: ".d" in place(records, first))
    again = launch(address, "js-000", registration=first.registration)
    unit = entered(context, records, again)
    assert title in unit.screen.inner_text()
    assert records.session(first.session_id).abandoned
    in_order(unit, records)
    context.close()


def test_a_reload_goes_on_in_the_same_session_and_after_the_end_it_says_so(
    browser: Browser, address: str, records: Records
) -> None:
    context = browser.new_context()
    launched = launch(address, "js-000")
    unit = entered(context, records, launched)
    unit.begin()
    unit.finish_lesson()
    unit.reload()
    assert "Welcome back" in unit.screen.inner_text()
    assert defined(records, launched) == ["initialized"]
    over(unit, records, launched)
    assert defined(records, launched) == ["initialized", "terminated"]
    before = len(records.exchanges)
    unit.reload()
    assert "This session has ended" in unit.notices()
    assert len(records.exchanges) == before
    in_order(unit, records)
    context.close()


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_10_2_2_a_look_only_says_initialized_and_terminated(
    browser: Browser, address: str, records: Records, mode: str
) -> None:
    context = browser.new_context()
    launched = launch(address, "js-000", mode=mode)
    unit = entered(context, records, launched)
    assert "look back" in unit.notices()
    unit.begin()
    unit.finish_lesson()
    over(unit, records, launched)
    assert "Nothing was recorded" in unit.screen.inner_text()
    assert verbs(records.statements) == ["launched", "initialized", "terminated"]
    in_order(unit, records)
    context.close()


def test_a_network_that_is_cut_while_completed_is_said_counts_it_once(
    browser: Browser, address: str, records: Records
) -> None:
    context = browser.new_context()
    launched = launch(address, "js-000", move_on="Completed")
    unit = entered(context, records, launched)
    unit.begin()
    for _ in range(4):
        unit.finish_lesson()
    unit.saved()
    # Answers are lost after their effect; then the LMS is away for a while.
    records.faults.add(Fault(cut="after", path="statements", method="POST"), 2)
    records.faults.add(Fault(status=503, path="activities/state", method="PUT"), 1)
    unit.finish_lesson()
    expect(unit.frame.locator("#js_banner_words")).to_contain_text("Not recorded")
    unit.frame.locator("#js_banner_try").click()
    unit.saved()
    over(unit, records, launched)
    assert defined(records, launched) == ["initialized", "completed", "terminated"]
    assert counted(records.statements, "completed", launched.activity_id) == 1
    assert records.violations == []
    context.close()


def test_a_session_that_the_lms_gave_away_stops_in_words(
    browser: Browser, address: str, records: Records
) -> None:
    context = browser.new_context()
    first = launch(address, "js-000")
    unit = entered(context, records, first)
    unit.begin()
    again = launch(address, "js-000", registration=first.registration)
    other = entered(context, records, again)
    unit.finish_lesson()
    unit.frame.locator("#js_closed.current").wait_for()
    assert "closed this session" in unit.screen.inner_text()
    other.begin()
    other.finish_lesson()
    other.saved()
    over(other, records, again)
    assert defined(records, again) == ["initialized", "terminated"]
    context.close()


def test_11_preferences_silence_recordings_and_the_launch_may_ask_for_more(
    browser: Browser, address: str, records: Records
) -> None:
    context = browser.new_context()
    wanted = {"languagePreference": "es-MX,en", "audioPreference": "off"}
    strict = {"move_on": "CompletedAndPassed", "mastery_score": 0.9}
    launched = launch(address, "js-101", preferences=wanted, **strict)
    unit = entered(context, records, launched)
    assert "asks for 90 percent" in unit.notices()
    assert unit.frame.evaluate("JaneSchool.course.rules.pass_mark") == 90
    unit.begin()
    media = unit.frame.locator("video.play, audio.play").first
    lesson = media.evaluate("each => each.closest('.lesson').id")
    unit.jump(lesson)
    unit.frame.wait_for_function(
        "each => document.querySelector(`#${each} .play`).muted", arg=lesson
    )
    in_order(unit, records)
    context.close()


def test_the_page_speaks_to_the_hosts_of_its_launch_and_to_no_other(
    browser: Browser, address: str, records: Records
) -> None:
    context = browser.new_context()
    unit = entered(context, records, launch(address, "js-000"))
    with serve() as other:
        ask = "address => fetch(address).then(() => 'went', () => 'stopped')"
        assert unit.frame.evaluate(ask, f"{other.endpoint}about") == "stopped"
        assert other.exchanges == []
    assert unit.frame.evaluate(ask, f"{records.endpoint}about") == "went"
    assert saying(unit.trouble, "Content Security Policy")
    context.close()


def tried_out(context: BrowserContext, records: Records, launched: Launch) -> str:
    """One visit to the self-test, with both of its buttons; what it said at the start."""
    page = context.new_page()
    page.goto(records.launch(launched).url)
    page.locator("#js_trial_report").wait_for()
    lead = page.locator("#js_trial_lead").inner_text()
    page.locator("#js_trial_write").click()
    page.locator("#js_trial_end").click()
    until(lambda: records.session(launched.session_id).terminated)
    assert page.locator("#js_trial_errors").inner_text() == "No call failed."
    return lead


def test_the_self_test_tells_at_the_next_visit_what_the_lms_kept(
    browser: Browser, address: str, records: Records
) -> None:
    context = browser.new_context()
    first = launch(address, "self-test")
    assert "Step 1" in tried_out(context, records, first)
    again = launch(address, "self-test", registration=first.registration)
    assert "You can enroll people" in tried_out(context, records, again)
    assert records.violations == []
    assert faults(records.statements) == []
    context.close()
