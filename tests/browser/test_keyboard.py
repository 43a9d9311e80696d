"""All of js-101, from the first screen to passed, by keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.learner import Learner

pytestmark = pytest.mark.browser

#: What has focus, and what someone who sees it would do there.
_FOCUS = """() => {
    const at = document.activeElement;
    if (!at || !at.closest(".screen.current")) return { what: "outside" };
    const block = at.closest("[data-item]");
    const classes = [...at.classList];
    const type = at.type || at.tagName.toLowerCase();
    const has = name => classes.includes(name);
    if (has("next")) return { what: "next" };
    if (!block) return { what: "other" };
    if (at.tagName === "SUMMARY" && at.parentElement.matches(".transcript"))
        return { what: at.parentElement.open ? "other" : "press" };
    if (at.dataset.step === "1" && !at.closest("li").previousElementSibling)
        return { what: "press" };
    if (has("answer") || has("text-path") || has("skip-item")) return { what: "press" };
    if (at.closest(".ways")) return { what: "press" };
    if (type === "radio") return { what: at.disabled ? "other" : "arrow" };
    if (type === "checkbox") return { what: "space" };
    if (type === "select-one") return { what: "arrow" };
    if (type === "text") return { what: "type" };
    return { what: "other" };
}"""

#: The right letters of each question of the check, found by trying all against the key.
_KEYS = """() => {
    const J = JaneSchool;
    return [...document.querySelectorAll(".draw .question")].map(question => {
        const item = J.course.check.items.find(each => each.id === question.dataset.item);
        const numbers = Array.from({ length: 255 }, (_, n) => n + 1);
        return numbers.map(n => J.answers.toLetters(item.kind, n))
            .find(each => J.answers.isRight(J.course.id, item, each)).split(",");
    });
}"""

_VALUE = "() => document.activeElement.value"
_MISSING = """() => {
    const J = JaneSchool;
    const lesson = J.rules.lessonById(J.course, J.pages.current());
    return lesson ? J.rules.missing(lesson, J.app.state).length : 0;
}"""

_LEFT = """() => {
    const J = JaneSchool;
    const lesson = J.rules.lessonById(J.course, J.pages.current());
    return J.rules.missing(lesson, J.app.state).map(each => each.id + " " + each.kind);
}"""


def act(learner: Learner, what: str) -> None:
    keys = learner.page.keyboard
    if what == "press":
        keys.press("Enter")
    elif what == "arrow":
        keys.press("ArrowDown")
    elif what == "space":
        keys.press("Space")
    elif what == "type":
        keys.press("Control+A")
        keys.type("1")


def do_lesson(learner: Learner) -> None:
    """Tabs through the lesson, acts where something is to do, and goes on."""
    title = learner.heading()
    for _ in range(700):
        learner.page.keyboard.press("Tab")
        what = learner.frame.evaluate(_FOCUS)["what"]
        if what == "next":
            learner.stay()
            # With something missing, focus goes there; else the next lesson opens.
            learner.page.keyboard.press("Enter")
            if learner.heading() != title:
                return
        elif learner.frame.evaluate(_MISSING):
            act(learner, what)
    left = learner.frame.evaluate(_LEFT)
    raise AssertionError(f"'{title}' cannot be finished by keyboard: {left}")


def tab_to(learner: Learner, wanted: str) -> None:
    for _ in range(200):
        learner.page.keyboard.press("Tab")
        if learner.frame.evaluate(f"() => document.activeElement.matches('{wanted}')"):
            return
    raise AssertionError(f"Tab does not come to {wanted}")


def take_check(learner: Learner) -> None:
    """Starts the check, answers each question with the right letters, submits."""
    keys = learner.page.keyboard
    tab_to(learner, ".screen.current .draw .check-start")
    keys.press("Enter")
    learner.screen.locator(".draw .question").first.wait_for()
    answers: list[list[str]] = learner.frame.evaluate(_KEYS)
    for letters in answers:
        tab_to(learner, ".draw .question input")
        kind: Any = learner.frame.evaluate("() => document.activeElement.type")
        if kind == "checkbox":
            tick(learner, letters)
        else:
            choose(learner, letters[0])
    tab_to(learner, ".screen.current .draw .check-submit")
    keys.press("Enter")


def choose(learner: Learner, letter: str) -> None:
    """One of a group of radio buttons: arrows move, and mark what they come to."""
    learner.page.keyboard.press("Space")
    for _ in range(10):
        if learner.frame.evaluate(_VALUE) == letter:
            return
        learner.page.keyboard.press("ArrowDown")
    raise AssertionError(f"arrows do not come to {letter}")


def tick(learner: Learner, letters: list[str]) -> None:
    """Boxes are stops of their own: Space marks one, Tab goes to the next."""
    left = set(letters)
    while left:
        value = learner.frame.evaluate(_VALUE)
        if value in left:
            learner.page.keyboard.press("Space")
            left.discard(value)
        if left:
            learner.page.keyboard.press("Tab")
    # On to the last box of this question, so that the next Tab leaves it.
    rest = """() => [...document.activeElement.closest(".question").querySelectorAll("input")]
        .reverse().indexOf(document.activeElement)"""
    for _ in range(learner.frame.evaluate(rest)):
        learner.page.keyboard.press("Tab")


def test_all_of_js_101_is_passed_by_keyboard_alone(
    browser: Browser, address: str
) -> None:
    learner = Learner(browser.new_context(), address, "js-101").open()
    learner.frame.locator("#js_begin").focus()
    learner.page.keyboard.press("Enter")
    while learner.screen.locator(".draw").count() == 0:
        do_lesson(learner)
    take_check(learner)
    do_lesson(learner)
    do_lesson(learner)
    assert learner.heading() == "My summary"
    learner.saved()
    assert learner.lms("cmi()")["core"]["lesson_status"] == "passed"
    assert learner.trouble == []
    learner.context.close()
