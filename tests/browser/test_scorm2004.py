"""SCORM 2004 in a real browser: courses played in an LMS, from the first screen to the end."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page

from tests.browser.learner import Learner, in_order

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("scorm2004_site")]

PAGE = "lms2004.html"


def learner_of(context: BrowserContext, address: str, course: str) -> Learner:
    return Learner(context, address, f"scorm2004/{course}", lms_page=PAGE)


def paced(learner: Learner) -> None:
    """After the one at the start a commit every two seconds at most."""
    commits = learner.lms("commits")[1:]
    assert min([b - a for a, b in pairwise(commits)], default=2000) >= 1900


def values(learner: Learner) -> dict[str, str]:
    """Element -> value, as far as it was committed."""
    stored: dict[str, Any] = learner.lms("stored()")
    return dict(stored["values"])


def rows(learner: Learner) -> list[str]:
    return [row["id"] for row in learner.lms("stored()")["rows"]]


def test_js_101_is_passed_with_a_reload_in_the_middle(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = learner_of(context, address, "js-101").open().begin()
    for _ in range(14):
        learner.finish_lesson()
    middle = learner.heading()
    learner.saved()
    in_order(learner)
    learner.leave()
    learner = learner_of(context, address, "js-101").open()
    assert middle in learner.screen.inner_text()
    learner.begin()
    while learner.screen.locator(".draw").count() == 0:
        learner.finish_lesson()
    learner.take_check(right=False)
    learner.saved()
    half = values(learner)
    assert half["cmi.completion_status"] == "incomplete"
    assert "cmi.score.raw" not in half
    assert 0 < float(half["cmi.progress_measure"]) < 1
    learner.take_check(right=True)
    learner.stay()
    learner.screen.locator(".next").click()
    learner.finish_lesson()
    assert learner.heading() == "My summary"
    learner.saved()
    expect_passed(values(learner), rows(learner))
    paced(learner)
    learner.exit()
    assert learner.lms("finished") == 1
    in_order(learner)
    context.close()


def expect_passed(kept: dict[str, str], ids: list[str]) -> None:
    """What an LMS holds of someone who passed at the second try, in the second session."""
    score = [kept[f"cmi.score.{name}"] for name in ("raw", "min", "max", "scaled")]
    assert score == ["100", "0", "100", "1"]
    assert kept["cmi.completion_status"] == "completed"
    assert kept["cmi.success_status"] == "passed"
    assert kept["cmi.progress_measure"] == "1"
    assert kept["cmi.location"] == "m8-l4"
    assert kept["cmi.suspend_data"].startswith("JS1.1.")
    assert len(set(ids)) <= 130
    assert len(kept) < 1000
    for part in ("s_1", "s_2", "c_1_s2", "c_2_s2", "q_m1_q1_1_s1", "m_m1", "m_m8"):
        assert part in ids
    named = {kept[f"cmi.objectives.{n}.id"]: n for n in range(9)}
    assert list(named)[-1] == "m8_check"
    check = f"cmi.objectives.{named['m8_check']}"
    assert kept[f"{check}.success_status"] == "passed"
    assert kept[f"cmi.objectives.{named['m8']}.progress_measure"] == "1"


def test_js_000_is_completed_closed_and_looked_at_again(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = learner_of(context, address, "js-000").open().begin()
    for _ in range(5):
        learner.finish_lesson()
    assert learner.heading() == "My summary"
    learner.saved()
    paced(learner)
    learner.exit()
    kept = values(learner)
    assert kept["cmi.completion_status"] == "completed"
    assert "cmi.success_status" not in kept
    assert "cmi.score.raw" not in kept
    in_order(learner)
    learner.leave()
    review = learner_of(context, address, "js-000")
    review.mode = "review"
    review.open()
    assert "a look back" in review.frame.locator("#js_notices").inner_text()
    review.begin()
    assert review.lms("calls.filter(call => call[0] === 'SetValue')") == []
    assert review.trouble == []
    context.close()


def test_a_check_in_sends_its_week_and_no_module(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser.new_context(), address, "check-in").open()
    learner.begin().finish_lesson()
    learner.saved()
    learner.exit()
    assert values(learner)["cmi.completion_status"] == "completed"
    assert rows(learner)[-1] == "k_01"
    assert not [each for each in rows(learner) if each.startswith("m_")]
    in_order(learner)
    learner.context.close()


def self_test(page: Page, address: str) -> FrameLocator:
    """One visit to the self-test package, up to its first answer."""
    page.goto(f"{address}/{PAGE}?sco=/scorm2004/self-test/index.html")
    frame = page.frame_locator("#sco")
    frame.locator("#js_trial_report").wait_for()
    assert "SCORM 2004" in frame.locator("#js_trial_facts").inner_text()
    return frame


def test_the_self_test_tells_what_came_back_and_says_errors_in_words(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    frame = self_test(page, address)
    frame.locator("#js_trial_write").click()
    frame.locator("#js_trial_end").click()
    assert page.evaluate("LMS.faults") == []
    assert page.evaluate("LMS.finished") == 1
    # That an element has no value yet is no fault of the LMS.
    assert frame.locator("#js_trial_errors").inner_text() == "No call failed."
    frame = self_test(page, address)
    assert "You can enroll people" in frame.locator("#js_trial_lead").inner_text()
    assert frame.locator("#js_trial_result").inner_text().count("✓ Kept") >= 3
    page.evaluate(
        """() => { API_1484_11.SetValue = () => "false";
        API_1484_11.GetLastError = () => "391"; }"""
    )
    frame.locator("#js_trial_write").click()
    frame.locator("#js_trial_end").wait_for()
    errors = frame.locator("#js_trial_errors").inner_text()
    assert (
        "SetValue cmi.suspend_data: 391, The learning system could not save" in errors
    )
    assert "log in to the learning system again" in errors
    page.close()


def test_a_package_in_the_wrong_lms_says_that_none_was_found(
    browser: Browser, address: str, scorm2004_site: Path
) -> None:
    context = browser.new_context()
    context.clock.install()
    page = context.new_page()
    page.goto(f"{address}/lms.html?sco=/scorm2004/js-000/index.html")
    frame = page.frame_locator("#sco")
    frame.locator("#js_looking").wait_for()
    for _ in range(50):
        context.clock.run_for(250)
    frame.locator("#js_begin").wait_for()
    assert "No learning system" in frame.locator("#js_notices").inner_text()
    assert page.evaluate("LMS.calls") == []
    context.close()
