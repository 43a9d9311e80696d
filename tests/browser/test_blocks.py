"""Every exercise by mouse, by keyboard alone and by touch, in lessons and in the check."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.browser import blocks_course
from tests.browser.conftest import ROOT
from tests.browser.hands import Way, do, presser, type_in
from tests.browser.learner import Learner
from tests.browser.test_page import MODES, PAIR, violations

pytestmark = pytest.mark.browser

BUILD = (
    sys.executable,
    "-m",
    "janeschool_scorm",
    "build",
    "blocks",
    "--target",
    "scorm12",
)
#: SCORM type, and whether the response may be known beforehand.
ROWS = {
    "match": ("matching", None),
    "order": ("sequencing", None),
    "sort": ("matching", "a.1,b.2,c.3"),
    "fill-in": ("fill-in", "1"),
    "numeric": ("numeric", "3"),
}


@pytest.fixture(scope="module")
def exercises(site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The course `blocks`, built and served beside the others; its name there."""
    folder = tmp_path_factory.mktemp("blocks")
    blocks_course.write(folder / "course_src")
    subprocess.run(
        [*BUILD, "--source", folder / "course_src", "--dist", folder / "dist"],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    package = next((folder / "dist").rglob("*.zip"))
    with zipfile.ZipFile(package) as archive:
        archive.extractall(site / "blocks")
    return "blocks"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def opened(context: BrowserContext, address: str, course: str) -> Learner:
    learner = Learner(context, address, course).open()
    learner.widen()
    return learner.begin()


def rows(learner: Learner) -> dict[str, dict[str, str]]:
    """Question -> its row in the LMS."""
    learner.saved()
    found: list[Any] = learner.lms("rows")
    return {row["id"].split("_1_s")[0]: row for row in found if row}


@pytest.mark.parametrize("way", ["mouse", "keyboard", "touch"])
def test_every_exercise_is_answered_right(
    browser: Browser, address: str, exercises: str, way: Way
) -> None:
    size: ViewportSize = {"width": 390, "height": 844}
    context = browser.new_context(viewport=size, has_touch=way == "touch")
    learner = opened(context, address, exercises)
    for kind in ROWS:
        section = learner.frame.locator(f"#m1-{kind}")
        do(learner, way, section)
        presser(learner, way)(section.locator(".answer"))
        assert "That is right." in section.locator(".feedback").inner_text()
        assert section.locator("input, select, button").locator(":enabled").count() == 0
    recorded = rows(learner)
    for kind, (type_, response) in ROWS.items():
        row = recorded[f"q_m1_{kind.replace('-', '_')}"]
        assert (row["type"], row["result"]) == (type_, "correct")
        assert response in (None, row["student_response"])
    presser(learner, way)(learner.screen.locator(".next"))
    walk(learner, way)
    presser(learner, way)(learner.screen.locator(".next"))
    assert learner.heading() == "The check"
    assert learner.lms("faults") == []
    assert learner.trouble == []
    context.close()


def walk(learner: Learner, way: Way) -> None:
    """Through the story to an end, back to the start, and to the other end."""
    section = learner.frame.locator("#m1-b1")
    press = presser(learner, way)
    press(section.get_by_role("button", name="Look at the phone."))
    assert section.locator(".step.here").evaluate("e => e === document.activeElement")
    assert "You chose: Look at the phone." in section.inner_text()
    assert "end" not in section.locator(".item-state").inner_text()
    press(section.get_by_role("button", name="Call a friend."))
    assert "You came to an end" in section.locator(".item-state").inner_text()
    again = section.get_by_role("button", name="Go back to the start")
    press(again)
    assert not again.is_visible()
    press(section.get_by_role("button", name="Go for a walk."))
    assert section.locator(".step:visible").inner_text().startswith("You chose: Go for")


def test_a_wrong_answer_is_met_as_in_a_choice_and_is_there_after_a_reload(
    context: BrowserContext, address: str, exercises: str
) -> None:
    learner = opened(context, address, exercises)
    spoil(learner)
    again = reopened(learner)
    for kind in ROWS:
        section = again.frame.locator(f"#m1-{kind}")
        assert "You have one more try." in section.locator(".feedback").inner_text()
    shown = again.frame.locator("#m1-match select").first
    assert shown.locator("option:checked").inner_text().startswith("1.")
    assert again.frame.locator("#m1-sort input:checked").count() == 3
    assert again.frame.locator("#m1-numeric input").input_value() == "7.5"
    assert again.frame.locator("#m1-fill-in input").input_value() == ""
    assert "not kept" in again.frame.locator("#m1-fill-in .kept").inner_text()
    assert (
        again.frame.locator("#m1-order .line").first.inner_text()
        == "Plea, or a trial in front of a judge and perhaps a jury"
    )
    spoil(again)
    for kind in ROWS:
        section = again.frame.locator(f"#m1-{kind}")
        assert "Here is what matters" in section.locator(".feedback").inner_text()
        assert not section.locator(".answer").is_visible()
    assert rows(again)["q_m1_fill_in_2_s2"]["student_response"] == "0"
    assert "parole" not in str(again.lms("calls"))
    assert again.lms("faults") == []


def spoil(learner: Learner) -> None:
    """Answers every exercise wrong."""
    frame = learner.frame
    for select in frame.locator("#m1-match select").all():
        select.select_option(index=1)
    for group in frame.locator("#m1-sort .sorted").all():
        group.locator("label").first.click()
    frame.locator("#m1-fill-in input").fill("parole")
    frame.locator("#m1-numeric input").fill("7.50")
    while True:
        last = frame.locator("#m1-order li", has_text="Plea").locator("button").first
        if last.get_attribute("aria-disabled") == "true":
            break
        last.click()
    if not frame.locator("#m1-order [data-moved]").count():
        raise AssertionError("no line was moved")
    for kind in ROWS:
        frame.locator(f"#m1-{kind} .answer").click()


def reopened(learner: Learner) -> Learner:
    learner.saved()
    learner.leave()
    return opened(learner.context, learner.address, learner.course)


def test_what_is_missing_is_said_and_costs_no_try(
    context: BrowserContext, address: str, exercises: str
) -> None:
    learner = opened(context, address, exercises)
    words = {
        "match": "Choose a meaning for each term first.",
        "order": "Put the lines in order first.",
        "sort": "Choose a group for each first.",
        "fill-in": "Type your answer first.",
        "numeric": "Type a number first",
    }
    learner.frame.locator("#m1-match select").first.select_option(index=1)
    learner.frame.locator("#m1-sort label").first.click()
    learner.frame.locator("#m1-numeric input").fill("three")
    for kind, said in words.items():
        section = learner.frame.locator(f"#m1-{kind}")
        section.locator(".answer").click()
        assert said in section.locator(".feedback").inner_text()
    assert learner.frame.evaluate("JaneSchool.app.state.items") == {}


def test_the_check_keeps_answers_half_way_and_counts_them(
    context: BrowserContext, address: str, exercises: str
) -> None:
    learner = opened(context, address, exercises)
    learner.jump("m1-l3")
    learner.screen.locator(".check-start").click()
    drawn = learner.screen.locator(".question")
    for section in drawn.all()[:3]:
        do(learner, "mouse", section)
    learner.screen.locator("h1").click()
    learner = reopened(learner)
    learner.jump("m1-l3")
    assert (
        "2 of 5 not answered yet." in learner.screen.locator(".check-left").inner_text()
    )
    for section in learner.screen.locator(".question").all()[3:]:
        do(learner, "mouse", section)
    learner.screen.locator(".check-submit").click()
    assert "You passed" in learner.screen.locator(".check-result").inner_text()
    assert "Your score: 100 percent" in learner.screen.inner_text()
    learner.saved()
    found = [row for row in learner.lms("rows") if row and row["id"].startswith("f1_")]
    assert len(found) == 5
    assert {row["result"] for row in found} == {"correct"}
    assert learner.lms("faults") == []


def test_one_click_submits_a_check_whose_last_answer_was_just_typed(
    context: BrowserContext, address: str, exercises: str
) -> None:
    learner = opened(context, address, exercises)
    learner.jump("m1-l3")
    learner.screen.locator(".check-start").click()
    typed = ("fill-in", "numeric")
    drawn = learner.screen.locator(".question").all()
    for section in sorted(drawn, key=lambda q: q.get_attribute("data-block") in typed):
        do(learner, "mouse", section)
    learner.screen.locator(".check-submit").click()
    assert "You passed" in learner.screen.locator(".check-result").inner_text()


def test_one_click_checks_a_number_that_was_no_number_before(
    context: BrowserContext, address: str, exercises: str
) -> None:
    learner = opened(context, address, exercises)
    section = learner.frame.locator("#m1-numeric")
    type_in(learner, "mouse", section, "three")
    learner.page.keyboard.press("Tab")
    assert "Type a number first" in section.locator(".feedback").inner_text()
    section.locator("input").fill("")
    type_in(learner, "mouse", section, "3")
    section.locator(".answer").click()
    assert "That is right." in section.locator(".feedback").inner_text()


# --- for everyone ------------------------------------------------------------------------


@pytest.mark.parametrize("mode", PAIR)
def test_axe_finds_nothing_on_any_exercise(
    browser: Browser, address: str, exercises: str, mode: str
) -> None:
    size, scheme = MODES[mode]
    context = browser.new_context(viewport=size, color_scheme=scheme)
    learner = opened(context, address, exercises)
    found = violations(learner.frame)
    spoil(learner)
    found += violations(learner.frame)
    spoil(learner)
    found += violations(learner.frame)
    learner.jump("m1-l2")
    found += violations(learner.frame)
    walk(learner, "mouse")
    found += violations(learner.frame)
    learner.jump("m1-l3")
    learner.screen.locator(".check-start").click()
    found += violations(learner.frame)
    assert found == []
    assert learner.trouble == []
    context.close()


def test_targets_are_large_and_nothing_scrolls_sideways_at_320_pixels(
    browser: Browser, address: str, exercises: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    learner = opened(context, address, exercises)
    for lesson in ("m1-l1", "m1-l2", "m1-l3"):
        learner.jump(lesson)
        if lesson == "m1-l3":
            learner.screen.locator(".check-start").click()
        root = "document.documentElement"
        wide = learner.frame.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        assert wide == 0
        touched = (
            "button:visible, select:visible, .option:visible, .typed input:visible"
        )
        for target in learner.screen.locator(touched).all():
            box = target.bounding_box()
            assert box
            if "link" not in (target.get_attribute("class") or ""):
                assert min(box["width"], box["height"]) >= 44, target.inner_html()
    context.close()


def test_without_javascript_every_part_of_a_story_can_be_read(
    browser: Browser, address: str, exercises: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{exercises}/index.html")
    assert page.locator(".step:visible").count() == 4
    assert page.locator(".scenario h3:visible").all_inner_texts() == [
        f"Part {number}" for number in (1, 2, 3, 4)
    ]
    assert "Go on to part 3." in page.locator(".scenario").inner_text()
    assert page.locator(".meanings li:visible").count() == 3
    assert page.locator("button:visible, select:visible, input:visible").count() == 0
    context.close()


def test_a_printed_story_has_all_its_parts(
    context: BrowserContext, address: str, exercises: str
) -> None:
    learner = opened(context, address, exercises)
    learner.jump("m1-l2")
    assert learner.frame.locator(".step:visible").count() == 1
    learner.page.emulate_media(media="print")
    assert learner.frame.locator(".step:visible").count() == 4
