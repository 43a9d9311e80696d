"""Comfort: text size, narrow and low windows, right to left, forced colours, paper."""

import re

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.conftest import HERE
from tests.browser.learner import Learner
from tests.browser.test_page import violations

pytestmark = pytest.mark.browser

SPEECH = (HERE / "speech.js").read_text(encoding="utf-8")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LONG = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
)
SCREENS = ("js_start", "js_summary", "js_selftest", "js_closed")


def wide_screens(learner: Learner) -> list[str]:
    """Each screen on which something stands out sideways."""
    frame = learner.frame
    frame.evaluate("JaneSchool.course.rules.order = 'free'")
    lessons = "JaneSchool.rules.lessons(JaneSchool.course).map(lesson => lesson.id)"
    found = []
    for lesson in frame.evaluate(lessons):
        frame.evaluate(f"JaneSchool.pages.open('{lesson}')")
        if frame.evaluate(WIDER) > 0:
            found.append(lesson)
    for screen in SCREENS:
        frame.evaluate(f"JaneSchool.pages.screen('{screen}')")
        if frame.evaluate(WIDER) > 0:
            found.append(screen)
    return found


def set_size(learner: Learner, size: int) -> None:
    learner.frame.locator("#js_reading summary").click()
    learner.frame.locator(f"label[for=js_size_{size}]").click()
    learner.page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("size", "text"),
    [
        ({"width": 320, "height": 640}, 3),
        ({"width": 320, "height": 256}, 1),
        ({"width": 390, "height": 844}, 3),
        ({"width": 1280, "height": 900}, 3),
    ],
)
def test_large_text_and_four_hundred_percent_need_no_sideways_scroll(
    browser: Browser, address: str, size: ViewportSize, text: int
) -> None:
    context = browser.new_context(viewport=size)
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    set_size(learner, text)
    assert wide_screens(learner) == []
    context.close()


def test_the_text_grows_in_three_steps_and_nothing_is_stored(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    size = "parseFloat(getComputedStyle(document.querySelector('.lesson.current p')).fontSize)"
    sizes = []
    for step in (1, 2, 3):
        set_size(learner, step)
        sizes.append(learner.frame.evaluate(size))
    assert sizes[0] * 1.2 < sizes[1] < sizes[2] / 1.2
    assert learner.frame.evaluate("document.cookie") == ""
    names = learner.frame.evaluate(
        "Object.keys(localStorage).filter(name => name !== 'cmi')"
    )
    assert names == []
    learner.leave()
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    assert learner.frame.evaluate(size) == sizes[0]
    context.close()


def test_the_panel_closes_with_escape_and_when_the_learner_goes_on(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open().begin()
    learner.widen()
    summary = learner.frame.locator("#js_reading summary")
    panel = learner.frame.locator("#js_reading .panel")
    summary.click()
    learner.frame.locator("#js_size_1").focus()
    learner.page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert learner.frame.evaluate("document.activeElement.tagName") == "SUMMARY"
    summary.click()
    learner.screen.locator("input, button").first.focus()
    assert panel.is_hidden()
    learner.context.close()


def test_at_four_hundred_percent_the_reading_bar_hides_neither_words_nor_focus(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256})
    context.add_init_script(SPEECH)
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    learner.frame.locator("#js_reading summary").click()
    learner.frame.locator("#js_aloud_on").click()
    assert learner.frame.evaluate(WIDER) == 0
    bar = learner.frame.locator("#js_aloud_bar").bounding_box()
    assert bar and bar["height"] <= 80
    for _ in range(3):
        learner.frame.evaluate("SPEECH.end()")
    spoken = learner.screen.locator(".spoken").bounding_box()
    assert spoken and spoken["y"] < bar["y"]
    context.close()


def test_the_reading_bar_has_room_for_very_large_text(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(SPEECH)
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    set_size(learner, 3)
    learner.frame.locator("#js_reading summary").click()
    learner.frame.locator("#js_aloud_on").click()
    assert learner.frame.evaluate(WIDER) == 0
    inside = """() => [...document.querySelectorAll("#js_aloud_bar button, #js_aloud_bar select")]
        .every(each => each.getBoundingClientRect().right <= innerWidth)"""
    assert learner.frame.evaluate(inside)
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_right_to_left_mirrors_and_needs_no_sideways_scroll(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    learner.frame.evaluate("document.documentElement.dir = 'rtl'")
    question = learner.screen.locator('[data-block="choice"]').first
    for label in question.locator(".option label").all():
        label.click()
        question.locator(".answer").click()
        if question.locator('.feedback[data-kind="wrong"]').count():
            break
    mark = question.locator(".feedback .mark")
    assert (
        mark.evaluate("mark => getComputedStyle(mark).transform")
        == "matrix(-1, 0, 0, 1, 0, 0)"
    )
    edges = "box => [getComputedStyle(box).borderRightWidth, getComputedStyle(box).borderLeftWidth]"
    assert question.locator(".feedback").evaluate(edges) == ["4px", "0px"]
    assert wide_screens(learner) == []
    context.close()


def test_long_words_stay_in_the_column(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    learner.frame.evaluate(
        """word => document.querySelectorAll(
            ".screen p, h1, .option label, legend, .lesson-title, .next, summary, td, dt"
        ).forEach(box => { box.append(word); })""",
        LONG,
    )
    assert wide_screens(learner) == []
    context.close()


def test_with_forced_colours_states_are_still_told_apart(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(forced_colors="active")
    context.add_init_script(SPEECH)
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    option = learner.screen.locator(".option").first
    option.locator("label").click()
    outline = "box => getComputedStyle(box).outlineStyle"
    assert option.evaluate(outline) == "solid"
    learner.frame.locator("#js_reading summary").click()
    learner.frame.locator("#js_aloud_on").click()
    assert learner.screen.locator(".spoken").evaluate(outline) == "solid"
    border = "button => getComputedStyle(button).borderTopWidth"
    assert learner.screen.locator(".next").evaluate(border) == "2px"
    context.close()


def test_nothing_moves_for_those_who_want_no_motion(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    learner = Learner(context, address, "js-000").open().begin()
    moving = learner.frame.evaluate(
        """() => [...document.querySelectorAll("*")].filter(box => {
            const style = getComputedStyle(box);
            return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
        }).map(box => box.className)"""
    )
    assert moving == []
    context.close()


def test_support_is_at_hand_on_every_screen_and_without_javascript(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-000").open()
    for screen in ("js_start", "js_summary", "js_selftest"):
        learner.frame.evaluate(f"JaneSchool.pages.screen('{screen}')")
        assert learner.frame.locator("#js_support_button").is_visible()
    learner.frame.evaluate("JaneSchool.pages.screen('js_start')")
    learner.begin()
    assert learner.frame.locator("#js_support_button").is_visible()
    learner.exit()
    learner.frame.locator("#js_support_button").click()
    assert "988" in learner.frame.locator("#js_support").inner_text()
    learner.context.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/js-000/index.html")
    assert page.locator("#js_support").get_by_text("988").is_visible()
    context.close()


def test_a_printed_lesson_is_dark_on_white_whole_and_without_navigation(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/js-000/index.html")
    page.locator("#js_begin").click()
    page.evaluate(
        """() => { JaneSchool.course.rules.order = "free";
        JaneSchool.pages.open(document.querySelector(".private").closest(".lesson").id); }"""
    )
    lines = [f"line {n} of what I want to keep" for n in range(30)]
    page.locator(".lesson.current textarea").first.fill("\n".join(lines))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    shown = page.locator(".written").first
    assert shown.inner_text().split("\n") == lines
    assert page.locator("textarea:visible").count() == 0
    for hidden in ("#js_contents", ".top", ".next", ".foot", "#js_reading"):
        assert page.locator(hidden).first.is_hidden()
    colour = "getComputedStyle(document.querySelector('.lesson.current p')).color"
    assert page.evaluate(colour) == "rgb(0, 0, 0)"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".written").count() == 0
    context.close()


def test_the_printed_summary_keeps_its_facts_and_loses_its_buttons(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/js-000/index.html")
    page.locator("#js_begin").click()
    page.evaluate("JaneSchool.pages.screen('js_summary')")
    page.emulate_media(media="print")
    words = page.locator("#js_summary").inner_text()
    assert "This is not a certificate" in words
    assert re.search(r"Package\s+[0-9a-f]{16}", words)
    assert page.locator("#js_summary button:visible").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_large_text_right_to_left_and_on_the_closed_page(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    learner = Learner(context, address, "js-000").open().begin()
    learner.widen()
    set_size(learner, 3)
    learner.frame.evaluate("document.documentElement.dir = 'rtl'")
    found = violations(learner.frame)
    learner.exit()
    found += violations(learner.frame)
    assert found == []
    context.close()
