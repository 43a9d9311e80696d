"""The same answers by mouse, by keyboard alone and by touch, in the course `blocks`."""

from collections.abc import Callable
from typing import Literal

from playwright.sync_api import Locator

from tests.browser.learner import Learner

Press = Callable[[Locator], None]
Way = Literal["mouse", "keyboard", "touch"]

MEANINGS = {
    "Arrest": "Police hold a person.",
    "Charge": "A formal claim that a law was broken.",
    "Plea": "The formal answer to a charge.",
}
LINES = ["Arrest", "Charge", "First court date", "Plea, or a trial"]


def tab_to(learner: Learner, target: Locator) -> None:
    """Tab until the target has focus, as someone without a mouse does."""
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        learner.page.keyboard.press("Tab")
    raise AssertionError("Tab does not come to it")


def presser(learner: Learner, way: Way) -> Press:
    """How that learner presses a button."""

    def key(target: Locator) -> None:
        tab_to(learner, target)
        learner.page.keyboard.press("Enter")

    ways: dict[Way, Press] = {
        "mouse": lambda target: target.click(),
        "touch": lambda target: target.tap(),
        "keyboard": key,
    }
    return ways[way]


def choose(learner: Learner, way: Way, group: Locator, number: int) -> None:
    """One option of a group of radio buttons, counted from 1."""
    if way != "keyboard":
        presser(learner, way)(group.locator("label").nth(number - 1))
        return
    tab_to(learner, group.locator("input").first)
    learner.page.keyboard.press("Space")
    for _ in range(number - 1):
        learner.page.keyboard.press("ArrowDown")


def pick(learner: Learner, way: Way, select: Locator, text: str) -> None:
    """An entry of a list; what a mouse or finger opens there is the browser's own."""
    entries = select.locator("option").all_inner_texts()
    place = next(n for n, entry in enumerate(entries) if entry.endswith(text))
    if way == "keyboard":
        tab_to(learner, select)
        for _ in range(place):
            learner.page.keyboard.press("ArrowDown")
    else:
        presser(learner, way)(select)
        learner.page.keyboard.press("Escape")
        select.select_option(index=place)


def type_in(learner: Learner, way: Way, section: Locator, words: str) -> None:
    field = section.locator("input")
    if way == "keyboard":
        tab_to(learner, field)
    else:
        presser(learner, way)(field)
    learner.page.keyboard.type(words)


def put_in_order(learner: Learner, way: Way, section: Locator) -> None:
    """Moves each line up to its place; what is said aloud names the place."""
    press = presser(learner, way)
    for place, line in enumerate(LINES):
        while True:
            texts = section.locator(".line").all_inner_texts()
            at = next(n for n, text in enumerate(texts) if text.startswith(line))
            if at == place:
                break
            press(section.locator("li").nth(at).locator("button").first)
            said = section.locator(".moved").inner_text()
            assert said.startswith(f"Moved to place {at} of 4: {line}")


def do(learner: Learner, way: Way, section: Locator) -> None:
    """The right answer of any exercise of the course, but not yet checked."""
    kind = section.get_attribute("data-block")
    if kind == "match":
        for term, meaning in MEANINGS.items():
            pick(learner, way, section.get_by_label(term, exact=True), meaning)
    elif kind == "order":
        put_in_order(learner, way, section)
    elif kind == "sort":
        for number in (1, 2, 3):
            choose(learner, way, section.locator(".sorted").nth(number - 1), number)
    elif kind == "fill-in":
        type_in(learner, way, section, "Probátion")
    elif kind == "numeric":
        type_in(learner, way, section, "3.0")
