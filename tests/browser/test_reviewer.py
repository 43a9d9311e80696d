"""The reviewer's edition: everything is open and shown, and no LMS hears of it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.conftest import ROOT
from tests.browser.test_page import MODES, PAIR, violations

pytestmark = pytest.mark.browser

WORDS = "Reviewer edition: records nothing"


@pytest.fixture(scope="module")
def package(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """js-101 for reviewers, beside the packages for learners."""
    dist = tmp_path_factory.mktemp("reviewer")
    command = [
        sys.executable,
        "-m",
        "janeschool_scorm",
        "build",
        "js-101",
        "--reviewer",
    ]
    done = subprocess.run(
        [*command, "--target", "scorm12", "--dist", str(dist)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    path = Path(done.stdout.strip())
    with zipfile.ZipFile(path) as archive:
        archive.extractall(site / "reviewer")
    return path


def inside(page: Page, address: str) -> Frame:
    """The package in the frame of an LMS, up to its start page."""
    page.goto(f"{address}/lms.html?sco=/reviewer/index.html")
    page.add_style_tag(
        content="body { margin: 0 } iframe { border: 0; width: 100vw; height: 100vh }"
    )
    page.frame_locator("#sco").locator("#js_begin").wait_for()
    return next(x for x in page.frames if x.url.startswith(f"{address}/reviewer/"))


def test_its_name_says_what_it_is_and_its_identifiers_replace_nothing(
    package: Path,
) -> None:
    assert package.name == "js-101-1.0.0-default-en-reviewer-scorm12.zip"
    with zipfile.ZipFile(package) as archive:
        manifest = archive.read("imsmanifest.xml").decode()
        scripts = b"".join(
            archive.read(name) for name in archive.namelist() if name.endswith(".js")
        )
    assert 'identifier="js-101-reviewer-manifest"' in manifest
    assert "(reviewer)" in manifest
    assert b"LMSSetValue" not in scripts
    assert b"LMSInitialize" not in scripts


def test_no_call_reaches_an_lms_around_it(
    browser: Browser, address: str, package: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    frame = inside(page, address)
    frame.locator("#js_begin").click()
    for _ in range(31):
        frame.locator(".screen.current .next").click()
    assert frame.locator("#js_summary.current").count() == 1
    assert (
        "Nothing of this visit is recorded" in frame.locator("#js_summary").inner_text()
    )
    frame.evaluate("JaneSchool.pages.screen('js_selftest')")
    frame.evaluate("JaneSchool.saving.now()")
    page.wait_for_timeout(2500)
    frame.goto("about:blank")
    assert page.evaluate("LMS.calls") == []
    assert page.evaluate("LMS.finished") == 0
    assert page.evaluate("LMS.api.cmi.core.lesson_status") in ("", "not attempted")
    assert trouble == []
    context.close()


def test_locks_and_timers_are_off_and_the_rules_of_learners_are_told(
    browser: Browser, address: str, package: Path
) -> None:
    context = browser.new_context()
    context.clock.install()
    page = context.new_page()
    frame = inside(page, address)
    assert "This is the reviewer edition" in frame.locator("#js_notices").inner_text()
    assert "One lesson after the other" in frame.locator("#js_start").inner_text()
    frame.locator("#js_begin").click()
    assert frame.locator('#js_contents [data-state="locked"]').count() == 0
    context.clock.run_for(3_600_000)
    assert frame.locator("#js_idle").is_hidden()
    frame.locator('#js_contents [data-lesson="m8-l3"]').click()
    assert frame.locator(".lesson.current").get_attribute("id") == "m8-l3"
    context.close()


def test_every_question_and_the_whole_bank_have_their_answers_beside_them(
    browser: Browser, address: str, package: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/reviewer/index.html")
    questions = page.locator("section.question").count()
    assert questions > 100
    assert page.locator(".answer-shown").count() == questions
    assert page.locator("fieldset.bank").count() == 60
    shown = page.locator("fieldset.bank .answer-shown li").all_inner_texts()
    assert len(shown) >= 60
    ids = "() => [...document.querySelectorAll('[id]')].map(each => each.id)"
    context.close()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/reviewer/index.html")
    found = page.evaluate(ids)
    assert len(found) == len(set(found))
    # What is shown as right is what the player takes for right.
    page.locator("#js_begin").click()
    question = page.locator('.lesson.current [data-block="choice"]').first
    answer = question.locator("xpath=following-sibling::div//li").first.inner_text()
    question.get_by_label(answer, exact=True).check(force=True)
    question.locator(".answer").click()
    assert question.locator(".feedback").get_attribute("data-kind") == "right"
    context.close()


def test_every_screen_and_every_printed_page_is_marked(
    browser: Browser, address: str, package: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/reviewer/index.html")
    page.locator("#js_begin").click()
    mark = page.get_by_text(WORDS)
    for screen in ("js_start", "js_summary", "js_selftest"):
        page.evaluate(f"JaneSchool.pages.screen('{screen}')")
        box = mark.bounding_box()
        assert box and box["y"] > 700 and box["y"] + box["height"] <= 845
    page.emulate_media(media="print")
    assert mark.evaluate("mark => getComputedStyle(mark).position") == "fixed"
    assert mark.is_visible()
    context.close()


@pytest.mark.parametrize("mode", PAIR)
def test_axe_finds_nothing_on_answers_and_the_bank(
    browser: Browser, address: str, package: Path, mode: str
) -> None:
    size, scheme = MODES[mode]
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/reviewer/index.html")
    page.locator("#js_begin").wait_for()
    found = violations(page)
    page.locator("#js_begin").click()
    found += violations(page)
    page.evaluate("JaneSchool.pages.open('m8-l3')")
    found += violations(page)
    assert found == []
    context.close()
