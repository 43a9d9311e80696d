"""Faults of an LMS, a network, a browser: what the learner sees, and what is kept."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from tests.browser.learner import Learner

pytestmark = pytest.mark.browser

_DATABASES = "async () => (await indexedDB.databases()).map(each => each.name)"
_CHANGE = """change => {
    const stored = JSON.parse(localStorage.getItem("cmi"));
    localStorage.setItem("cmi", JSON.stringify(Object.assign(stored, change)));
}"""


def learner_of(
    browser: Browser, address: str, fault: str = "", course: str = "js-000"
) -> Learner:
    return Learner(browser.new_context(), address, course, fault=fault)


def again(learner: Learner, fault: str = "") -> Learner:
    """The same person in the same browser, later."""
    learner = Learner(learner.context, learner.address, learner.course, fault=fault)
    return learner.open()


def alter_lms(learner: Learner, change: dict[str, object]) -> None:
    """Changes what the LMS has stored, while no course is open."""
    page = learner.context.new_page()
    page.goto(f"{learner.address}/lms.html?sco=about:blank")
    page.evaluate(_CHANGE, change)
    page.close()


def kept(learner: Learner) -> list[str]:
    """Names of what this browser keeps."""
    names = learner.frame.evaluate(_DATABASES)
    assert isinstance(names, list)
    return names


def until_kept(learner: Learner) -> None:
    learner.frame.wait_for_function("() => JaneSchool.mirror.holds()")


def finished(learner: Learner) -> int:
    """Lessons that the contents show as finished."""
    return learner.frame.locator('#js_contents [data-state="finished"]').count()


def notices(learner: Learner) -> str:
    return learner.frame.locator("#js_notices").inner_text()


def banner(learner: Learner, state: str) -> str:
    """The words of the banner, once it is in that state."""
    found = learner.frame.locator(f'#js_banner[data-state="{state}"]')
    found.wait_for()
    return found.inner_text()


def break_for(learner: Learner, seconds: float) -> None:
    """The LMS answers "false" for so long; the context's clock is a fake one."""
    learner.lms("broken = true")
    learner.frame.evaluate("JaneSchool.saving.now()")
    learner.frame.locator("#js_banner").wait_for()
    learner.context.clock.run_for(int(seconds * 1000))


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
    assert page.evaluate(_DATABASES) == []
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


# --- what this browser keeps ------------------------------------------------------------


def unsaved_lesson(learner: Learner) -> Learner:
    """Two lessons are finished, the LMS has the first, and the tab is killed."""
    learner.open().begin()
    learner.finish_lesson()
    learner.saved()
    learner.lms("broken = true")
    learner.finish_lesson()
    learner.frame.locator("#js_banner").wait_for()
    return learner


def test_work_that_no_save_took_is_added_at_the_next_start_and_then_erased(
    browser: Browser, address: str
) -> None:
    learner = unsaved_lesson(learner_of(browser, address))
    until_kept(learner)
    assert [name[:3] for name in kept(learner)] == ["js-"]
    assert "token-1" not in kept(learner)[0]
    learner.leave()
    learner = again(learner)
    assert "This browser kept it, and it is added now" in notices(learner)
    assert finished(learner) == 2
    learner.saved()
    assert learner.lms("stored().core.lesson_location") == "m1-l3"
    learner.frame.wait_for_function("() => !JaneSchool.mirror.holds()")
    learner.leave()
    learner = again(learner)
    assert notices(learner) == ""
    assert finished(learner) == 2
    assert kept(learner) == []
    assert learner.lms("faults") == []
    learner.context.close()


def test_another_learner_of_the_same_browser_is_given_none_of_it(
    browser: Browser, address: str
) -> None:
    learner = unsaved_lesson(learner_of(browser, address))
    until_kept(learner)
    learner.leave()
    alter_lms(learner, {"core": {}, "suspend_data": "", "rows": [], "objectives": []})
    other = again(learner, "learner=token-2")
    assert notices(other) == ""
    assert finished(other) == 0
    assert len(kept(other)) == 1
    learner.context.close()


def test_where_the_agency_says_no_this_browser_keeps_nothing(
    browser: Browser, address: str, site: Path
) -> None:
    folder = site / "js-000-not-kept"
    if not folder.exists():
        shutil.copytree(site / "js-000", folder)
        page = folder / "index.html"
        text = page.read_text("utf-8")
        assert '"keep_unsaved":true' in text
        page.write_text(text.replace('"keep_unsaved":true', '"keep_unsaved":false'))
    learner = unsaved_lesson(learner_of(browser, address, course=folder.name))
    assert kept(learner) == []
    learner.leave()
    learner = again(learner)
    assert finished(learner) == 1
    learner.context.close()


@pytest.mark.parametrize(
    "storage",
    [
        "() => { throw new Error('no storage here'); }",
        "() => undefined",
        "() => ({ open: () => ({}), deleteDatabase: () => ({}) })",
    ],
    ids=["throws", "absent", "hangs"],
)
def test_a_browser_without_indexeddb_plays_and_saves_all_the_same(
    browser: Browser, address: str, storage: str
) -> None:
    learner = learner_of(browser, address)
    learner.context.add_init_script(
        f"Object.defineProperty(window, 'indexedDB', {{ get: {storage} }})"
    )
    learner = unsaved_lesson(learner)
    learner.lms("broken = false")
    learner.frame.locator("#js_banner_try").click()
    banner(learner, "again")
    learner.exit()
    assert learner.lms("stored().core.lesson_location") == "m1-l3"
    assert learner.trouble == []
    learner.context.close()


def test_saves_that_go_well_leave_nothing_in_the_browser(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.finish_lesson()
    learner.saved()
    learner.exit()
    assert kept(learner) == []
    learner.context.close()


def test_a_page_that_goes_away_without_a_network_is_kept(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.finish_lesson()
    learner.saved()
    learner.lms("deaf = true")
    learner.context.set_offline(True)
    learner.frame.evaluate("JaneSchool.app.keep()")
    until_kept(learner)
    learner.context.set_offline(False)
    learner.leave()
    assert finished(again(learner)) == 1
    learner.context.close()


# --- the LMS gives back less than it was given ------------------------------------------


def test_an_lms_that_takes_nothing_and_says_true_is_found_out_at_the_next_start(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.finish_lesson()
    learner.saved()
    learner.lms("deaf = true")
    learner.finish_lesson()
    learner.saved()
    until_kept(learner)
    learner.leave()
    learner = again(learner)
    assert "had not reached your learning system" in notices(learner)
    assert finished(learner) == 2
    learner.saved()
    learner.context.close()


def test_an_older_place_is_told_and_not_written_over_before_the_start(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.finish_lesson()
    learner.saved()
    older = learner.lms("stored().suspend_data")
    learner.finish_lesson()
    learner.saved()
    learner.leave()
    alter_lms(learner, {"suspend_data": older})
    learner = again(learner)
    assert "gave back an older place than it had before" in notices(learner)
    learner.page.wait_for_timeout(2500)
    assert learner.lms("stored().suspend_data") == older
    assert learner.lms("stored().objectives[0]['score.raw']") == "40"
    learner.context.close()


def test_a_lost_place_is_told_though_the_status_is_still_there(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.finish_lesson()
    learner.saved()
    learner.leave()
    alter_lms(learner, {"suspend_data": ""})
    assert "gave back an older place" in notices(again(learner))
    learner.context.close()


def test_a_place_that_is_cut_at_255_characters_is_told_at_once_and_read_as_far_as_it_goes(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address, "cut=255", "js-101").open().begin()
    for _ in range(16):
        learner.finish_lesson()
    assert "keeps only a part of your place" in banner(learner, "failing")
    until_kept(learner)
    learner.frame.evaluate("JaneSchool.mirror.erase()")
    assert len(learner.lms("stored().suspend_data")) == 255
    learner.leave()
    learner = again(learner, "cut=255")
    assert "could not read all of your saved place" in notices(learner)
    assert finished(learner) == 16
    learner.context.close()


def test_a_cut_place_is_made_whole_by_what_this_browser_kept(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address, "cut=120", "js-101").open().begin()
    for _ in range(6):
        learner.finish_lesson()
    banner(learner, "failing")
    until_kept(learner)
    learner.frame.evaluate("JaneSchool.app.keep()")
    learner.leave()
    learner = again(learner)
    assert "This browser kept it" in notices(learner)
    assert finished(learner) == 6
    learner.saved()
    assert learner.lms("faults") == []
    learner.context.close()


# --- windows ----------------------------------------------------------------------------


def test_a_second_window_says_so_and_records_nothing(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.saved()
    second = again(learner)
    assert "open in another window or tab" in notices(second)
    assert second.frame.locator("#js_begin").is_hidden()
    second.frame.locator("#js_contents [data-lesson]").first.click()
    assert second.heading() == "Before You Begin"
    calls = {call[0] for call in second.lms("calls")}
    assert calls == {"LMSInitialize", "LMSGetValue"}
    second.frame.goto("about:blank")
    assert second.lms("finished") == 0
    learner.finish_lesson()
    learner.saved()
    learner.exit()
    third = again(learner)
    assert notices(third) == ""
    assert finished(third) == 1
    learner.context.close()


def test_without_broadcasts_the_lms_shows_that_another_window_writes(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address)
    learner.context.add_init_script("delete window.BroadcastChannel")
    learner.open().begin()
    learner.saved()
    # An LMS that reads from its server shows here what the other window wrote.
    newer = "JS1.1.0123abcd.zz.x.1,0,0,0,0,0..."
    learner.lms(f"api.LMSSetValue('cmi.suspend_data', '{newer}')")
    learner.finish_lesson()
    learner.frame.locator("#js_closed.current").wait_for()
    assert "another window or tab" in learner.screen.inner_text()
    assert ".zz." in learner.lms("cmi().suspend_data")
    assert learner.lms("finished") == 0
    learner.context.close()


def test_a_window_that_wakes_up_leaves_the_course_to_the_newer_one(
    browser: Browser, address: str
) -> None:
    learner = learner_of(browser, address).open().begin()
    learner.saved()
    # A sleeping window hears nothing: here it does not answer the newer one.
    learner.frame.evaluate("JaneSchool.tabs.leave()")
    second = again(learner).begin()
    second.finish_lesson()
    second.saved()
    wake = """async () => {
        const key = JaneSchool.tabs.keyOf("js-000/", "token-1");
        const deaf = BroadcastChannel.prototype.postMessage;
        BroadcastChannel.prototype.postMessage = () => {};
        await JaneSchool.tabs.alone(key, JaneSchool.leaving.overtaken);
        BroadcastChannel.prototype.postMessage = deaf;
        document.dispatchEvent(new Event("resume"));
    }"""
    learner.frame.evaluate(wake)
    learner.frame.locator("#js_closed.current").wait_for()
    assert "opened this course in another window" in learner.screen.inner_text()
    second.finish_lesson()
    second.saved()
    assert second.lms("stored().core.lesson_location") == "m1-l3"
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
