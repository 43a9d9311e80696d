"""What a browser keeps, an LMS that gives back less than it took, and second windows."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.mishaps import (
    again,
    alter_lms,
    banner,
    finished,
    kept,
    learner_of,
    notices,
    unsaved_lesson,
    until_kept,
)

pytestmark = pytest.mark.browser


# --- what this browser keeps ------------------------------------------------------------


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
