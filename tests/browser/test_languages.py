"""Screens in other languages: room for longer words, no English left, one saved place."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from janeschool_scorm.translate import interface
from tests.browser import pseudo_course
from tests.browser.learner import Learner
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

#: Everything with letters on the page that stands in no brackets, or is cut off.
_ODD = r"""allowed => {
    const odd = [];
    const outside = text => {
        let depth = 0, rest = "";
        for (const sign of text) {
            if (sign === "⟦") depth += 1;
            else if (sign === "⟧") depth -= 1;
            else if (!depth) rest += sign;
        }
        return rest;
    };
    const check = (text, where) => {
        const words = outside(text).replace(new RegExp(allowed, "g"), "");
        if (/[A-Za-z]{2,}/.test(words)) odd.push(where + ": " + text.trim().slice(0, 90));
    };
    const seen = element => element.getClientRects().length > 0;
    for (const element of document.body.querySelectorAll("*")) {
        if (element.closest("script, style, template, .log, .presenter, [data-technical]")) continue;
        for (const name of ["aria-label", "alt", "title", "placeholder"])
            if (element.hasAttribute(name)) check(element.getAttribute(name), name);
        if (!seen(element)) continue;
        const own = [...element.childNodes].filter(node => node.nodeType === 3);
        if (element.closest("p, li, dd, legend")) continue;
        if (own.length) check(own.map(node => node.data).join(""), element.tagName);
    }
    for (const element of document.body.querySelectorAll("p, li, dd, legend"))
        if (seen(element) && !element.closest(".log, template, .facts li")
            && !element.querySelector("p, li, dd")) check(element.textContent, element.tagName);
    return odd;
}"""
_CUT = r"""() => {
    const odd = [];
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > wide) odd.push("the page scrolls sideways");
    for (const element of document.body.querySelectorAll("*")) {
        if (!element.getClientRects().length || element.closest(".log, .unseen, table")) continue;
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        if (box.width && (box.right > wide + 1 || box.left < -1)) odd.push("outside: " + element.outerHTML.slice(0, 90));
        if (style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1
            && element.tagName !== "HTML") odd.push("cut off: " + element.outerHTML.slice(0, 90));
    }
    return odd;
}"""
#: Names of standards, elements and numbers that no language changes.
_SAME = (
    r"SCORM|one SCO|self-test|UTC|JavaScript|qps|blocks|default|normal|[0-9a-f]{16}|"
    # What the LMS keeps, by its own names.
    r"lesson_\w+|total_time|score\.raw|credit|entry|language|ab-initio|not attempted|"
    # A browser knows no dates of the language: it takes its own.
    r"[A-Z][a-z]+ \d+, \d{4} at \d+:\d\d [AP]M"
)


@pytest.fixture(scope="module")
def pages(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Path]]:
    """Three packages whose words are all in brackets."""
    folder = tmp_path_factory.mktemp("pseudo")
    patch = pytest.MonkeyPatch()
    pseudo_course.interface_words(folder / "locales")
    patch.setattr(interface, "LOCALES", folder / "locales")
    pseudo_course.write_course(folder / "course_src")
    yield pseudo_course.unpack(folder / "course_src", site)
    patch.undo()


def look(page: Page | Frame, where: str, odd: list[str]) -> None:
    """Adds what is wrong with the screen as it stands."""
    odd += [f"{where}: {each}" for each in page.evaluate(_ODD, _SAME)]
    odd += [f"{where}: {each}" for each in page.evaluate(_CUT)]


@pytest.mark.parametrize("width", [320, 390])
def test_longer_words_fit_and_no_english_is_left_on_any_screen(
    browser: Browser, address: str, pages: dict[str, Path], width: int
) -> None:
    odd: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 780})
    learner = Learner(context, address, "qps-learner").open()
    learner.widen()
    page = learner.frame
    look(page, "start", odd)
    page.locator("#js_contents_button").click()
    look(page, "contents", odd)
    page.locator("#js_contents_button").click()
    learner.begin()
    for lesson in ("m1-l1", "m1-l2", "m1-l3"):
        learner.jump(lesson)
        page.locator(".screen.current .next").click()
        look(page, f"{lesson} still to do", odd)
        for answer in page.locator(".screen.current .answer").all():
            if answer.is_visible():
                answer.click()
        look(page, f"{lesson} asked", odd)
    page.locator(".check-start").click()
    page.locator(".check-submit").click()
    look(page, "check", odd)
    for dialog in ("js_support", "js_idle", "js_unsaved", "js_leave"):
        page.evaluate(f"document.getElementById('{dialog}').showModal()")
        look(page, dialog, odd)
        page.evaluate(f"document.getElementById('{dialog}').close()")
    for screen in ("js_summary", "js_selftest", "js_today", "js_break"):
        page.evaluate(f"JaneSchool.pages.screen('{screen}')")
        look(page, screen, odd)
    learner.exit()
    look(page, "closed", odd)
    assert odd == [], "\n".join(odd)
    assert learner.trouble == []
    context.close()


def test_pages_for_reviewers_and_officers_are_translated_too(
    browser: Browser, address: str, pages: dict[str, Path]
) -> None:
    odd: list[str] = []
    context = browser.new_context(viewport={"width": 320, "height": 780})
    page = context.new_page()
    page.goto(f"{address}/qps-reviewer/index.html")
    page.locator("#js_ready").wait_for()
    look(page, "reviewer's start", odd)
    page.locator("#js_begin").click()
    look(page, "reviewer's lesson", odd)
    page.goto(f"{address}/qps-self-test/index.html")
    page.locator("#js_trial_report").wait_for(timeout=20_000)
    look(page, "self-test", odd)
    assert odd == [], "\n".join(odd)
    context.close()


def test_an_english_start_goes_on_in_spanish(
    browser: Browser,
    address: str,
    site: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    dist = tmp_path_factory.mktemp("spanish")
    command = [sys.executable, "-m", "janeschool_scorm", "build", "js-000"]
    options = ["--language", "es", "--target", "scorm12", "--dist", str(dist)]
    subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(dist.rglob("*.zip"))) as package:
        package.extractall(site / "es" / "js-000")
    english = Learner(browser.new_context(), address, "js-000").open().begin()
    english.finish_lesson()
    english.saved()
    english.leave()
    spanish = Learner(english.context, address, "es/js-000").open()
    words = spanish.frame.locator("#js_resume_words").inner_text()
    assert words == "Qué bueno que volvió. Se quedó en la lección “Quién ve qué”."
    assert spanish.frame.locator("html").get_attribute("lang") == "es"
    spanish.begin()
    first = spanish.frame.locator("#js_contents [data-lesson='m1-l1']")
    assert first.get_attribute("data-state") == "finished"
    spanish.finish_lesson()
    spanish.saved()
    spanish.frame.evaluate("JaneSchool.pages.screen('js_summary')")
    facts = spanish.frame.locator("#js_summary_facts").inner_text()
    assert "Comenzó el" in facts
    assert " de " in facts.split("Comenzó el")[1].split("\n")[1]
    assert "Lecciones terminadas\n2 de 5" in facts
    assert spanish.lms("faults") == []
    assert spanish.trouble == []
    spanish.context.close()
