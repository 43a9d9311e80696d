"""The page itself: for everyone, without an LMS, without JavaScript, from a folder."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Frame, Page, Route, ViewportSize

from tests.browser.conftest import MODULES
from tests.browser.learner import Learner

pytestmark = pytest.mark.browser

AXE = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
Scheme = Literal["light", "dark"]
MODES: dict[str, tuple[ViewportSize, Scheme]] = {
    "phone light": ({"width": 390, "height": 844}, "light"),
    "phone dark": ({"width": 390, "height": 844}, "dark"),
    "desktop light": ({"width": 1280, "height": 900}, "light"),
    "desktop dark": ({"width": 1280, "height": 900}, "dark"),
}
#: Each width and each scheme once: width moves boxes, the scheme changes colours.
PAIR = ("phone dark", "desktop light")


def violations(frame: Frame | Page) -> list[str]:
    """What axe-core finds on the screen, in short words."""
    if frame.evaluate("() => !window.axe"):
        frame.evaluate(AXE)
    found: Any = frame.evaluate(
        """() => axe.run(
            { exclude: ['.screen:not(.current)'] }, { resultTypes: ['violations'] }
        )"""
    )
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def screens(learner: Learner) -> list[str]:
    """The faults of each kind of screen, with its name."""
    frame = learner.frame
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(f"{name}: {fault}" for fault in violations(frame))

    look("start")
    learner.begin()
    look("lesson")
    learner.answer(learner.screen.locator('[data-block="choice"]').first)
    learner.screen.locator(".next").click()
    look("answered, and what is missing")
    frame.locator("#js_support_button").click()
    look("support")
    frame.locator("#js_support [data-close]").click()
    frame.locator("#js_exit_button").click()
    look("leave")
    frame.locator("#js_leave [data-close]").click()
    if frame.locator("#js_contents_button").is_visible():
        frame.locator("#js_contents_button").click()
        look("contents")
        frame.locator("#js_contents_button").click()
    for screen in ("js_summary", "js_selftest"):
        frame.evaluate(f"JaneSchool.pages.screen('{screen}')")
        look(screen)
    return found


@pytest.mark.parametrize("mode", sorted(MODES))
def test_axe_finds_nothing_on_any_screen(
    browser: Browser, address: str, mode: str
) -> None:
    size, scheme = MODES[mode]
    context = browser.new_context(viewport=size, color_scheme=scheme)
    learner = Learner(context, address, "js-000").open()
    learner.widen()
    assert screens(learner) == []
    assert learner.trouble == []
    context.close()


@pytest.mark.parametrize(
    ("mode", "kinds"),
    [
        ("phone dark", ["story", "likert", "draw"]),
        ("desktop light", ["audio", "survey", "plan", "draw"]),
    ],
)
def test_axe_finds_nothing_on_media_surveys_and_the_check(
    browser: Browser, address: str, mode: str, kinds: list[str]
) -> None:
    size, scheme = MODES[mode]
    context = browser.new_context(viewport=size, color_scheme=scheme)
    learner = Learner(context, address, "js-101").open().begin()
    learner.widen()
    lessons = learner.frame.evaluate(
        """kinds => kinds.map(kind => {
            const block = document.querySelector(`[data-block="${kind}"], .${kind}`);
            return block ? block.closest(".lesson").id : "";
        })""",
        kinds,
    )
    found: list[str] = []
    for lesson in filter(None, dict.fromkeys(lessons)):
        learner.jump(lesson)
        found += [f"{lesson}: {fault}" for fault in violations(learner.frame)]
    learner.take_check(right=False)
    found += [f"failed: {fault}" for fault in violations(learner.frame)]
    learner.take_check(right=True)
    found += [f"passed: {fault}" for fault in violations(learner.frame)]
    assert found == []
    context.close()


@pytest.mark.parametrize("course", ["js-000", "js-101"])
def test_nothing_scrolls_sideways_at_320_pixels(
    browser: Browser, address: str, course: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    learner = Learner(context, address, course).open().begin()
    learner.widen()
    ids = learner.frame.evaluate(
        "JaneSchool.rules.lessons(JaneSchool.course).map(lesson => lesson.id)"
    )
    wide = []
    for lesson in ids:
        learner.jump(lesson)
        root = "document.documentElement"
        width = learner.frame.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        if width > 0:
            wide.append((lesson, width))
    assert wide == []
    context.close()


def press_on(learner: Learner, title: str) -> bool:
    """One step of someone without a mouse; True when the lesson is left."""
    keys = learner.page.keyboard
    about = learner.frame.evaluate(
        """() => { const e = document.activeElement; return {
            type: e.type || "", classes: e.className.split(" "),
            fresh: e.closest("fieldset, div") ?
                !e.closest("fieldset, div").querySelector(":checked") : false }; }"""
    )
    if about["type"] == "text":
        keys.type("AB")
    elif about["type"] == "radio":
        keys.press("Space" if about["fresh"] else "ArrowDown")
    elif {"answer", "next"} & set(about["classes"]):
        keys.press("Enter")
    return learner.heading() != title


def test_a_lesson_is_finished_by_keyboard_alone(browser: Browser, address: str) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open()
    keys = learner.page.keyboard
    learner.frame.locator("#js_begin").focus()
    keys.press("Enter")
    title = learner.heading()
    assert learner.frame.evaluate("document.activeElement.tagName") == "H1"
    learner.stay()
    for _ in range(80):
        keys.press("Tab")
        if press_on(learner, title):
            break
    assert learner.heading() != title
    assert learner.frame.evaluate("document.activeElement.tagName") == "H1"
    assert learner.trouble == []
    learner.context.close()


def test_the_support_dialog_holds_focus_and_gives_it_back(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    button = learner.frame.locator("#js_support_button")
    button.focus()
    learner.page.keyboard.press("Enter")
    assert "988" in learner.frame.locator("#js_support").inner_text()
    for _ in range(4):
        learner.page.keyboard.press("Tab")
        inside = "document.activeElement.closest('dialog') !== null"
        outside = "document.activeElement === document.body"
        assert learner.frame.evaluate(f"{inside} || {outside}")
    learner.page.keyboard.press("Escape")
    assert learner.frame.evaluate("document.activeElement.id") == "js_support_button"
    learner.context.close()


def test_the_page_can_be_read_without_javascript(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/js-000/index.html")
    assert page.locator("article.lesson:visible").count() == 5
    assert page.locator("h1:visible").count() == 6
    assert page.locator("legend:visible").count() >= 8
    assert page.locator("button:visible").count() == 0
    assert "needs JavaScript" in page.locator("main").inner_text()
    context.close()


def test_from_a_folder_it_plays_and_says_that_nothing_is_recorded(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto((site / "js-000" / "index.html").as_uri())
    page.locator("#js_begin").wait_for()
    assert "nothing is recorded" in page.locator("#js_notices").inner_text()
    assert page.locator("#js_begin").inner_text() == "Start without recording"
    page.locator("#js_begin").click()
    page.locator(".lesson.current h1").wait_for()
    assert trouble == []
    context.close()


def test_captions_are_shown_and_a_played_video_is_done(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    learner.jump("m1-l5")
    section = learner.screen.locator('[data-block="video"]')
    video = section.locator("video")
    cues = "video => [video.textTracks[0].mode, video.textTracks[0].cues.length]"
    assert video.evaluate(cues)[0] == "showing"
    assert video.evaluate(cues)[1] >= 5
    learner.frame.evaluate("JaneSchool.course.rules.media_percent = 5")
    video.evaluate("video => { video.muted = true; return video.play(); }")
    section.locator(".item-state.good").wait_for()
    learner.context.close()


def test_an_idle_learner_is_asked_and_one_key_goes_on(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    context.clock.install()
    learner = Learner(context, address, "js-000").open().begin()
    context.clock.fast_forward(181_000)
    dialog = learner.frame.locator("#js_idle")
    dialog.wait_for()
    learner.page.keyboard.press("x")
    dialog.wait_for(state="hidden")
    assert learner.trouble == []
    context.close()


def test_the_first_page_needs_five_requests_and_eighty_kilobytes(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: sizes.update({answer.url: len(answer.body())}),
    )
    page.goto(f"{address}/js-101/index.html")
    page.locator("#js_begin").wait_for()
    own = {url: size for url, size in sizes.items() if url.startswith(address)}
    assert len(own) <= 5
    weight = sum(
        size
        for url, size in own.items()
        if url.endswith((".js", ".css")) and "/lessons." not in url
    )
    assert weight <= 80_000
    context.close()


def test_scripts_that_arrive_late_hold_the_lesson_and_then_open_it(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    tries: list[str] = []

    def second_time(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) == 1:
            route.abort()
        else:
            route.continue_()

    page.route("**/lessons.*.js", second_time)
    page.goto(f"{address}/js-000/index.html")
    page.click("#js_begin")
    page.locator("#m1-l1 h1").wait_for()
    assert len(tries) == 2
    page.locator("#m1-q1 button").first.wait_for()
    context.close()


def test_scripts_that_never_arrive_are_told_before_any_lesson(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    page.route("**/lessons.*.js", lambda route: route.abort())
    page.goto(f"{address}/js-000/index.html")
    page.locator("#js_begin").wait_for()
    told = page.get_by_text("A part of this course did not arrive.")
    for _ in range(60):
        page.clock.run_for(2000)
        if told.is_visible():
            break
    assert told.is_visible()
    page.click("#js_begin")
    assert not page.locator("#m1-l1").is_visible()
    context.close()
