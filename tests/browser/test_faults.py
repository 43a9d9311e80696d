"""Faults of an LMS and a network, and the end of a page: what the learner sees."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Error

from tests.browser.learner import Learner
from tests.browser.mishaps import (
    DATABASES,
    again,
    banner,
    break_for,
    finished,
    learner_of,
    notices,
)
from tests.browser.test_page import MODES, PAIR, violations

pytestmark = pytest.mark.browser


# --- the LMS is not there ---------------------------------------------------------------


def test_without_an_lms_the_learner_is_told_before_the_start(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/js-000/index.html")
    page.locator("#js_begin").wait_for()
    words = page.locator("#js_notices").inner_text()
    assert "No learning system was found" in words
    assert page.locator("#js_begin").inner_text() == "Start without recording"
    page.locator("#js_begin").click()
    assert page.locator("#js_saved").inner_text() == "Nothing is recorded"
    assert page.evaluate(DATABASES) == []
    page.close()


def test_an_lms_on_another_origin_has_words_of_its_own(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    context.clock.install()
    page = context.new_page()
    other = address.replace("127.0.0.1", "localhost")
    page.goto(f"{address}/lms.html?sco={other}/js-000/index.html")
    frame = page.frame_locator("#sco")
    frame.locator("#js_looking").wait_for()
    for _ in range(50):
        context.clock.run_for(250)
    frame.locator("#js_begin").wait_for()
    words = frame.locator("#js_notices").inner_text()
    assert "another web address than your learning system" in words
    context.close()


def test_a_refused_session_records_nothing_and_says_so(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address, "refuses").open()
    assert "did not open a session" in notices(learner)
    learner.begin()
    learner.finish_lesson()
    assert learner.lms("calls.filter(call => call[0] === 'LMSSetValue')") == []
    learner.context.close()


def test_without_lmsfinish_save_and_exit_still_closes(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address, "nofinish").open().begin()
    learner.finish_lesson()
    learner.exit()
    assert "Your place is saved" in learner.screen.inner_text()
    assert finished(again(learner)) == 1
    learner.context.close()


# --- the LMS stops answering ------------------------------------------------------------


@pytest.mark.parametrize("fault", ["broken", "throwing"])
def test_the_banner_says_not_recorded_then_recorded_again(
    browser: Browser, address: str, fault: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.saved()
    learner.lms(f"{fault} = true")
    learner.finish_lesson()
    words = banner(learner, "failing")
    assert "Not recorded since" in words
    assert "Check your connection" in words
    learner.lms(f"{fault} = false")
    learner.frame.locator("#js_banner_try").click()
    assert "Recorded again at" in banner(learner, "again")
    learner.saved()
    assert learner.lms("stored().core.lesson_location") == "m1-l2"
    assert learner.lms("faults") == []
    assert learner.trouble == []
    learner.context.close()


def test_pauses_between_retries_grow(browser: Browser, address: str) -> None:
    learner = learner_of(browser, address)
    learner.context.clock.install()
    learner.open().begin()
    learner.lms("calls.length = 0")
    learner.frame.evaluate(
        """() => { window.times = []; const write = JaneSchool.app.write;
        JaneSchool.app.write = () => { times.push(performance.now()); return write(); }; }"""
    )
    break_for(learner, 200)
    times = learner.frame.evaluate("times")
    pauses = [round((after - before) / 1000) for before, after in pairwise(times)]
    assert pauses == [2, 4, 8, 16, 30, 60, 60]
    learner.context.close()


def test_after_minutes_without_a_record_the_course_waits_and_then_goes_on(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address)
    learner.context.clock.install()
    learner.open().begin()
    break_for(learner, 299)
    panel = learner.frame.locator("#js_unsaved")
    assert panel.is_hidden()
    learner.context.clock.run_for(2000)
    panel.wait_for()
    words = panel.inner_text()
    assert "So that you do not work for nothing, the course waits here" in words
    assert "This browser keeps what you did until now" in words
    active = learner.frame.evaluate("JaneSchool.app.session.active")
    for _ in range(2):
        learner.page.keyboard.press("Escape")
        learner.context.clock.run_for(30_000)
    assert panel.is_visible()
    assert learner.frame.evaluate("JaneSchool.app.session.active") == active
    learner.lms("broken = false")
    learner.frame.locator("#js_unsaved_try").click()
    panel.wait_for(state="hidden")
    assert "Recorded again at" in banner(learner, "again")
    learner.context.clock.run_for(20_000)
    assert learner.frame.evaluate("JaneSchool.app.session.active") > active
    learner.context.close()


def test_support_and_the_way_out_are_in_the_panel(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address)
    learner.context.clock.install()
    learner.open().begin()
    break_for(learner, 301)
    learner.frame.locator("#js_unsaved_support").click()
    assert learner.frame.locator("#js_support").is_visible()
    learner.frame.locator("#js_support [data-close]").click()
    learner.frame.locator("#js_unsaved_exit").click()
    learner.frame.locator("#js_closed.current").wait_for()
    words = learner.screen.inner_text()
    assert "could not reach your learning system" in words
    assert "This browser keeps your last work" in words
    assert learner.frame.locator("dialog[open]").count() == 0
    learner.context.close()


def test_an_lms_that_is_slow_by_30_seconds_is_told_and_loses_nothing(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address)
    learner.context.clock.install()
    learner.open().begin()
    learner.context.clock.run_for(3000)
    learner.saved()
    # The server answers 30 seconds late, by the page's own clock.
    learner.frame.evaluate(
        """() => { const ask = window.fetch; window.fetch = (...args) =>
        new Promise(done => setTimeout(() => done(ask(...args)), 30000)); }"""
    )
    learner.finish_lesson()
    learner.context.clock.run_for(13_000)
    assert "Not recorded since" in banner(learner, "failing")
    learner.context.clock.run_for(20_000)
    assert "Recorded again" in banner(learner, "again")
    assert learner.lms("stored().core.lesson_location") == "m1-l2"
    assert learner.lms("faults") == []
    learner.context.close()


def test_a_cut_network_is_noticed_though_the_lms_says_true(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.saved()
    learner.context.set_offline(True)
    learner.finish_lesson()
    assert "Not recorded since" in banner(learner, "failing")
    before = learner.frame.evaluate(
        "JaneSchool.resume.sequence(JaneSchool.app.written)"
    )
    # Back on the network the browser says so, and nobody waits for the next try.
    learner.context.set_offline(False)
    banner(learner, "again")
    code = learner.lms("stored().suspend_data")
    assert learner.frame.evaluate("JaneSchool.resume.sequence", code) > before
    assert learner.lms("faults") == []
    learner.context.close()


# --- the end of a page ------------------------------------------------------------------


def test_a_tab_that_is_killed_loses_nothing_that_was_saved(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.finish_lesson()
    learner.answer(learner.screen.locator('[data-block="choice"]').first)
    words = learner.screen.locator(".feedback").first.inner_text()
    learner.saved()
    rows = learner.lms("stored().rows.length")
    with pytest.raises(Error, match="crash"):
        learner.page.goto("chrome://crash")
    learner = again(learner)
    assert finished(learner) == 1
    learner.begin()
    assert learner.screen.locator(".feedback").first.inner_text() == words
    learner.saved()
    ids = learner.lms("stored().rows.map(row => row.id)")
    assert len(ids) == len(set(ids))
    assert len(ids) >= rows
    assert learner.lms("faults") == []
    learner.context.close()


def test_a_hidden_or_frozen_page_is_saved_and_never_finished(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.saved()
    learner.answer(learner.screen.locator('[data-block="choice"]').first)
    before = learner.lms("commits.length")
    learner.frame.evaluate(
        """() => {
        Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
        document.dispatchEvent(new Event("visibilitychange"));
        window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
        }"""
    )
    assert learner.lms("commits.length") > before
    assert learner.lms("stored().rows.some(row => row.id.startsWith('q_m1_q1_'))")
    assert learner.lms("finished") == 0
    learner.context.close()


def test_an_lms_that_judges_by_the_score_cannot_fail_someone_half_way(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address, course="js-101").open().begin()
    learner.jump("m8-l3")
    learner.take_check(right=False)
    learner.exit()
    assert learner.lms("finished") == 1
    assert learner.lms("stored().core.lesson_status") == "incomplete"
    assert learner.lms("cmi()")["core"]["score"]["raw"] == ""
    assert learner.lms("faults") == []
    learner.context.close()


@pytest.mark.parametrize("mode", PAIR)
def test_axe_finds_nothing_on_banner_panel_and_closed_page(
    browser: Browser, address: str, mode: str
) -> None:
    size, scheme = MODES[mode]
    context = browser.new_context(viewport=size, color_scheme=scheme)
    context.clock.install()
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(f"{name}: {fault}" for fault in violations(learner.frame))

    break_for(learner, 1)
    look("failing")
    context.clock.run_for(300_000)
    learner.frame.locator("#js_unsaved").wait_for()
    look("panel")
    learner.lms("broken = false")
    learner.frame.locator("#js_unsaved_try").click()
    banner(learner, "again")
    look("again")
    learner.frame.evaluate("JaneSchool.leaving.overtaken()")
    look("closed")
    assert found == []
    context.close()
