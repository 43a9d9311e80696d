"""Active time, minimum minutes, the daily cap and breaks, in real pages with a fake clock."""

import contextlib
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Locator

from tests.browser import timed_course
from tests.browser.learner import Learner
from tests.browser.test_page import MODES, PAIR, violations

pytestmark = pytest.mark.browser

MINUTE = 60
#: Noon in Chicago, whose days the agencies of the tests keep.
NOON = "2026-11-21T18:00:00Z"

_SHOW = """shown => {
    Object.defineProperty(document, "visibilityState", {
        configurable: true, get: () => shown ? "visible" : "hidden",
    });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


#: Someone scrolls; what was scrolled before has then been told of too.
_SCROLL = """() => new Promise(told => {
    addEventListener("scroll", told, { capture: true, once: true });
    scrollTo(0, scrollY + 20);
})"""


@pytest.fixture(scope="session")
def timed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Beside the other packages, one for each set of rules; its folder is the agency."""
    folder = tmp_path_factory.mktemp("timed")
    timed_course.write(folder / "course_src")
    command = [sys.executable, "-m", "janeschool_scorm", "build", "--agency", "all"]
    subprocess.run(
        [*command, "--target", "scorm12"], check=True, cwd=folder, capture_output=True
    )
    for package in sorted(folder.rglob("*.zip")):
        with zipfile.ZipFile(package) as archive:
            archive.extractall(site / package.name.split("-")[2])


@pytest.fixture
def learners(browser: Browser, address: str, timed: None) -> Iterator["Learners"]:
    made = Learners(browser, address)
    yield made
    for learner in made.opened:
        assert learner.lms("faults") == []
        assert learner.trouble == []
    for context in {learner.context for learner in made.opened}:
        context.close()


class Learners:
    """Learners at noon on one day, each in a browser with a clock of its own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.opened: list[Learner] = []

    def begin(self, agency: str, *, zone: str = "America/Chicago") -> Learner:
        context = self.browser.new_context(timezone_id=zone)
        context.clock.install(time=NOON)
        return self.go_on(Learner(context, self.address, agency))

    def go_on(self, learner: Learner) -> Learner:
        """The same learner in a new tab."""
        learner.context.clock.resume()
        again = Learner(learner.context, self.address, learner.course).open().begin()
        hold(again)
        self.opened = [each for each in self.opened if each is not learner] + [again]
        return again


def hold(learner: Learner) -> None:
    """From here on time passes only where a test says so."""
    now = learner.page.evaluate("Date.now() + 1000")
    learner.context.clock.pause_at(now / 1000)


def saved(learner: Learner) -> None:
    """Waits, in real time, until the last commit is certain."""
    learner.context.clock.resume()
    learner.saved()
    hold(learner)


def read(learner: Learner, seconds: int) -> None:
    """Someone reads, and touches a key now and then."""
    while seconds > 0:
        learner.page.keyboard.press("Shift")
        learner.context.clock.run_for(min(seconds, 50) * 1000)
        seconds -= 50


def later(learner: Learner, seconds: int) -> None:
    """Time passes in which nobody touches anything."""
    learner.context.clock.run_for(seconds * 1000)


def counted(learner: Learner) -> int:
    seconds: int = learner.frame.evaluate(
        "JaneSchool.idle.take(), JaneSchool.state.activeSeconds(JaneSchool.app.state)"
    )
    return seconds


def about(seconds: int, least: int, slack: int = 5) -> bool:
    """The real milliseconds that a test itself takes are counted too.

    The state holds whole seconds, so a fraction may still be on its way.
    """
    return least - 1 <= seconds <= least + slack


def answer(learner: Learner) -> None:
    for block in learner.screen.locator("[data-item]").all():
        learner.do(block)


def next_lesson(learner: Learner) -> Locator:
    """Chooses the button at the end; gives what the page then says there."""
    learner.screen.locator(".next").click()
    return learner.screen.locator(".missing")


# --- minimum minutes -------------------------------------------------------------------


def test_next_says_why_it_waits_and_when_it_waits_no_more(learners: Learners) -> None:
    learner = learners.begin("gates")
    answer(learner)
    line = learner.screen.locator(".wait")
    words = "Minimum time in this lesson: 2 minutes. Still to go: about 2 minutes."
    assert line.inner_text() == words
    assert line.get_attribute("role") is None
    said = next_lesson(learner)
    assert said.inner_text().startswith(f"{words} Your agency asks for this.")
    assert line.is_hidden()
    assert learner.heading() == "One"
    assert learner.frame.evaluate("document.activeElement.matches('.next')")
    said.evaluate(
        """box => {
            window.said = [];
            new MutationObserver(() => window.said.push(box.textContent))
                .observe(box, { childList: true, characterData: true, subtree: true });
        }"""
    )
    read(learner, 90)
    heard = learner.frame.evaluate("window.said")
    assert [len(heard), heard[-1]] == [2, "You can go on now."]
    assert "less than a minute" in heard[0]
    learner.screen.locator(".next").click()
    assert learner.heading() == "Two"


def test_what_is_missing_is_said_before_the_time(learners: Learners) -> None:
    learner = learners.begin("gates")
    assert "One thing is left in this lesson" in next_lesson(learner).inner_text()
    answer(learner)
    assert "Minimum time in this lesson" in next_lesson(learner).inner_text()


def test_a_modules_minimum_holds_its_last_lesson_and_any_of_its_lessons_earns_it(
    learners: Learners,
) -> None:
    learner = learners.begin("modules")
    answer(learner)
    next_lesson(learner)
    assert learner.heading() == "Two"
    answer(learner)
    said = next_lesson(learner).inner_text()
    assert said.startswith("Minimum time in this module: 5 minutes.")
    assert "Time in any of its lessons counts." in said
    learner.screen.locator(".back").click()
    read(learner, 270)
    learner.screen.locator(".next").click()
    assert learner.heading() == "Two"
    next_lesson(learner)
    assert learner.heading() == "Three"


def test_the_courses_minimum_holds_its_end_and_a_finished_lesson_earns_it(
    learners: Learners,
) -> None:
    learner = learners.begin("whole")
    for _ in range(4):
        learner.finish_lesson()
    assert learner.heading() == "My summary"
    todo = learner.frame.locator("#js_summary_todo")
    assert "More active time: about 6 minutes" in todo.inner_text()
    assert "a finished lesson counts too" in todo.inner_text()
    learner.frame.locator('[data-lesson="m1-l2"] >> nth=0').click()
    read(learner, 300)
    saved(learner)
    assert learner.lms("stored().core.lesson_status") == "incomplete"
    read(learner, 40)
    said = learner.frame.locator("#js_say")
    assert said.inner_text() == "You have now finished this course."
    assert "My summary" in learner.screen.locator(".wait").inner_text()
    saved(learner)
    assert learner.lms("stored().core.lesson_status") == "completed"
    learner.frame.evaluate("JaneSchool.pages.screen('js_summary')")
    assert "You have finished this course." in learner.screen.inner_text()
    assert todo.is_hidden()


def test_reading_in_place_of_watching_waits_no_longer(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    learner.jump("m1-l5")
    before = learner.screen.locator(".wait").inner_text()
    learner.do(learner.screen.locator('[data-block="video"]'))
    assert learner.screen.locator(".wait").inner_text() == before
    learner.context.close()


# --- what counts -----------------------------------------------------------------------


def test_idle_time_pauses_and_one_key_goes_on_with_nothing_lost(
    learners: Learners,
) -> None:
    learner = learners.begin("gates")
    learner.frame.evaluate(_SCROLL)
    read(learner, 20)
    before = counted(learner)
    later(learner, 150)
    dialog = learner.frame.locator("#js_idle")
    assert dialog.is_hidden()
    later(learner, 20)
    dialog.wait_for()
    later(learner, 10 * MINUTE)
    paused = counted(learner)
    # The last key was touched at the start of those twenty seconds.
    assert about(paused, before - 20 + 180)
    learner.page.keyboard.press("x")
    dialog.wait_for(state="hidden")
    read(learner, 20)
    assert about(counted(learner), paused + 20)


@pytest.mark.parametrize("sign", ["focusin", "selectionchange", "keydown", "click"])
def test_a_screen_reader_that_moves_is_someone_there(
    learners: Learners, sign: str
) -> None:
    learner = learners.begin("gates")
    for _ in range(3):
        later(learner, 2 * MINUTE)
        learner.frame.evaluate(
            "sign => document.body.dispatchEvent(new Event(sign, { bubbles: true }))",
            sign,
        )
    assert learner.frame.locator("#js_idle").is_hidden()
    assert about(counted(learner), 6 * MINUTE)


def test_a_hidden_tab_counts_nothing_and_saves(learners: Learners) -> None:
    learner = learners.begin("gates")
    read(learner, 30)
    learner.frame.evaluate(_SHOW, False)
    saved(learner)
    stored = learner.lms("stored().suspend_data")
    assert about(int(stored.split(".")[6][1:], 36), 30)
    later(learner, 30 * MINUTE)
    learner.frame.evaluate(_SHOW, True)
    read(learner, 30)
    assert about(counted(learner), 60)
    assert learner.frame.locator("#js_idle").is_hidden()


def test_a_computer_that_slept_for_a_night_counts_seconds_of_it(
    learners: Learners,
) -> None:
    learner = learners.begin("gates")
    read(learner, 30)
    learner.context.clock.fast_forward(8 * 60 * MINUTE * 1000)
    learner.frame.locator("#js_idle").wait_for()
    assert about(counted(learner), 38, 5)


@pytest.mark.parametrize("jump", ["2027-11-21T18:00:00Z", "2025-11-21T18:00:00Z"])
def test_a_clock_that_jumps_a_year_adds_nothing_and_holds_nobody(
    learners: Learners, jump: str
) -> None:
    learner = learners.begin("capped")
    read(learner, 50)
    learner.context.clock.set_system_time(jump)
    read(learner, 50)
    assert about(counted(learner), 100)
    learner.context.clock.set_system_time(NOON)
    read(learner, 50)
    assert about(counted(learner), 150)
    assert learner.heading() == "One"
    again = learners.go_on(_left(learner))
    assert about(counted(again), 150)


def _left(learner: Learner) -> Learner:
    saved(learner)
    learner.leave()
    return learner


def test_a_reload_in_the_middle_of_a_lesson_loses_no_time(learners: Learners) -> None:
    learner = learners.begin("gates")
    answer(learner)
    read(learner, 50)
    again = learners.go_on(_left(learner))
    assert again.heading() == "One"
    assert about(counted(again), 50, 6)
    read(again, 40)
    next_lesson(again)
    assert again.heading() == "Two"


def test_a_crash_loses_less_than_a_minute(learners: Learners) -> None:
    learner = learners.begin("gates")
    read(learner, 100)
    saved(learner)
    read(learner, 10)
    with contextlib.suppress(Error):
        learner.page.goto("chrome://crash")
    learner.leave()
    again = learners.go_on(learner)
    assert again.heading() == "One"
    assert about(counted(again), MINUTE, MINUTE)


# --- the day ---------------------------------------------------------------------------


def test_past_the_daily_cap_one_may_read_on_and_nothing_counts(
    learners: Learners,
) -> None:
    learner = learners.begin("capped")
    answer(learner)
    read(learner, 125)
    assert learner.heading() == "You have done today's time"
    saved(learner)
    later(learner, 1)
    assert "Everything is saved. Come back tomorrow." in learner.screen.inner_text()
    learner.screen.locator(".read-on").click()
    read(learner, 200)
    later(learner, 4 * MINUTE)
    assert counted(learner) == 120
    assert learner.frame.locator("#js_idle").is_hidden()
    assert "it does not count" in learner.screen.locator(".wait").inner_text()
    # The lesson at hand may be finished; the next one is for tomorrow.
    learner.screen.locator(".next").click()
    assert learner.heading() == "You have done today's time"
    links = learner.frame.locator('#js_contents [data-state="finished"]')
    assert links.count() == 1
    again = learners.go_on(_left(learner))
    assert again.heading() == "You have done today's time"


def test_the_days_end_waits_for_a_dialog_and_for_a_recording(
    learners: Learners,
) -> None:
    learner = learners.begin("capped")
    learner.frame.locator("#js_support_button").click()
    read(learner, 125)
    assert learner.heading() == "One"
    learner.frame.evaluate("JaneSchool.idle.media(true)")
    learner.frame.locator("#js_support [data-close]").click()
    later(learner, 20)
    assert learner.heading() == "One"
    assert counted(learner) == 120
    learner.frame.evaluate("JaneSchool.idle.media(false)")
    later(learner, 2)
    assert learner.heading() == "You have done today's time"
    assert learner.frame.evaluate("document.activeElement.tagName") == "H1"


@pytest.mark.parametrize("zone", ["America/Chicago", "Asia/Tokyo"])
def test_the_agencys_midnight_begins_a_new_day(learners: Learners, zone: str) -> None:
    learner = learners.begin("capped", zone=zone)
    answer(learner)
    learner.context.clock.set_system_time("2026-11-22T05:50:00Z")
    read(learner, 125)
    learner.screen.locator(".read-on").click()
    next_lesson(learner)
    assert learner.heading() == "You have done today's time"
    learner.context.clock.set_system_time("2026-11-22T05:59:50Z")
    later(learner, 5)
    assert "Come back tomorrow" in learner.screen.inner_text()
    later(learner, 10)
    assert "A new day has begun." in learner.screen.inner_text()
    learner.screen.locator(".read-on").click()
    next_lesson(learner)
    assert learner.heading() == "Two"
    read(learner, 50)
    assert about(counted(learner), 170)


def test_a_device_that_changes_its_zone_does_not_begin_a_new_day(
    browser: Browser, address: str, timed: None
) -> None:
    context = browser.new_context()
    context.clock.install(time=NOON)
    learner = Learner(context, address, "capped").open().begin()
    hold(learner)
    read(learner, 60)
    session = context.new_cdp_session(learner.page)
    session.send("Emulation.setTimezoneOverride", {"timezoneId": "Pacific/Kiritimati"})
    read(learner, 65)
    assert counted(learner) == 120
    assert learner.heading() == "You have done today's time"
    context.close()


# --- breaks ----------------------------------------------------------------------------


def test_a_break_lasts_its_minutes_also_over_a_reload(learners: Learners) -> None:
    learner = learners.begin("resting")
    answer(learner)
    read(learner, 125)
    assert learner.heading() == "Time for a break"
    assert "The break lasts until 12:0" in learner.screen.inner_text()
    again = learners.go_on(_left(learner))
    assert again.heading() == "Time for a break"
    later(again, 3 * MINUTE)
    button = again.screen.locator(".read-on")
    assert button.inner_text() == "Read on without counting"
    later(again, 4 * MINUTE)
    assert "The break is over." in again.screen.inner_text()
    assert button.inner_text() == "Go on"
    button.click()
    read(again, 50)
    assert about(counted(again), 170)


def test_time_away_is_a_break(learners: Learners) -> None:
    learner = learners.begin("resting")
    read(learner, 100)
    learner.frame.evaluate(_SHOW, False)
    later(learner, 7 * MINUTE)
    learner.frame.evaluate(_SHOW, True)
    read(learner, 100)
    assert learner.heading() == "One"
    assert about(counted(learner), 200)


# --- for everyone ------------------------------------------------------------------------


@pytest.mark.parametrize("mode", PAIR)
def test_axe_finds_nothing_while_time_is_left_or_done(
    browser: Browser, address: str, timed: None, mode: str
) -> None:
    size, scheme = MODES[mode]
    found: list[str] = []
    for agency in ("gates", "capped", "resting"):
        context = browser.new_context(viewport=size, color_scheme=scheme)
        context.clock.install(time=NOON)
        learner = Learner(context, address, agency).open().begin()
        learner.widen()
        answer(learner)
        read(learner, 20 if agency == "gates" else 125)
        found += violations(learner.frame)
        if agency == "gates":
            next_lesson(learner)
            found += violations(learner.frame)
        context.close()
    assert found == []
