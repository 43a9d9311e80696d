"""The preview's page with its controls, driven on the real server with a real package."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Frame, Page, expect

from janeschool_scorm.preview.play.playable import playable
from janeschool_scorm.preview.play.run import Running, running
from tests.browser.test_page import AXE

pytestmark = pytest.mark.browser

TABS = ("log", "data", "course", "session")
#: A call as the LMS frame tells it, with a fault and with words that look like a page.
FAULTY = """() => parent.postMessage({
    js: 1, type: "call", n: 9, at: Date.now(), name: "LMSSetValue",
    args: ["cmi.core.lesson_status", "<img src=x onerror='document.title=1'>"],
    answer: "false", error: 405, took: 0.3,
    verdict: [{ level: "error", text: "none of <b>its words</b>", rule: "RTE 3.4.4" }],
}, "*")"""
FLOOD = """() => {
    for (let n = 0; n < 1500; n += 1) parent.postMessage({
        js: 1, type: "call", n, at: Date.now(), name: "LMSGetValue",
        args: ["cmi.x." + n], answer: "", error: 0, took: 0, verdict: [],
    }, "*");
}"""


@pytest.fixture(scope="module")
def preview(site: Path) -> Iterator[Running]:
    """js-000 on the stage."""
    with running() as found:
        found.stage.show(playable(site / "js-000", site))
        yield found


@contextmanager
def opened(browser: Browser, preview: Running, **options: Any) -> Iterator[Page]:
    """The page once the course has saved; of its own it says nothing on the console."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.location["url"].startswith(preview.address):
            said.append(message.text)

    options = {"viewport": {"width": 1280, "height": 800}, **options}
    with browser.new_context(**options) as context:
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(preview.address)
        expect(page.locator("#standing")).to_contain_text("resume code")
        yield page
    assert not said


def frame_of(page: Page, part: str) -> Frame:
    return next(each for each in page.frames if part in each.url)


def test_the_log_tells_of_every_call_and_the_line_of_what_was_kept(
    browser: Browser, preview: Running
) -> None:
    with opened(browser, preview) as page:
        expect(page.locator("#standing")).to_contain_text(
            "incomplete · score none · 0 h"
        )
        expect(page.locator("#connection")).to_have_text("Connected")
        lines = page.locator(".row .line")
        expect(lines.filter(has_text="LMSInitialize")).to_have_count(1)
        page.get_by_role("button", name="Writes").click()
        expect(lines.filter(has_text="LMSGetValue")).to_have_count(0)
        page.fill("#log_search", "SUSPEND_DATA")
        last = lines.last
        expect(last).to_contain_text('LMSSetValue("cmi.suspend_data"')
        last.click()
        expect(page.locator(".detail").last).to_contain_text("its checksum is right")
        page.get_by_role("button", name="More").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download NDJSON").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        about, *rows = map(json.loads, text.splitlines())
        assert about["standard"] == "scorm12"
        assert rows[0]["kind"] == "note"
        assert {"LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit"} <= {
            row["name"] for row in rows
        }


def test_trouble_is_made_seen_and_ended(browser: Browser, preview: Running) -> None:
    with opened(browser, preview) as page:
        page.click("#tab_session")
        page.select_option("#error", "301")
        page.click("#fail_next")
        strip = page.locator(".strip")
        page.click("#resume")
        page.click("#tab_log")
        expect(page.locator(".mark.struck").first).to_have_text("Made to fail, 301")
        expect(strip).to_have_count(0)
        page.click("#tab_session")
        page.click("#fail_all")
        page.select_option("#network", "offline")
        expect(strip).to_contain_text("every call fails with 301; there is no network")
        strip.get_by_role("button", name="All is well again").click()
        expect(strip).to_have_count(0)
        assert page.locator("#network").input_value() == "normal"


def test_what_a_course_saves_while_it_is_left_is_kept(
    browser: Browser, preview: Running
) -> None:
    with opened(browser, preview) as page:
        course = frame_of(page, "/package/")
        course.evaluate(
            """() => addEventListener("pagehide", () => {
                const api = parent.API;
                api.LMSSetValue("cmi.core.lesson_location", "said-at-the-end");
                window.parent.last = api.LMSCommit("");
            })"""
        )
        page.click("#tab_session")
        page.click("#resume")
        page.click("#tab_log")
        reads = page.locator(".row[data-kind=read] .line")
        last = reads.filter(has_text="lesson_location").last
        expect(last).to_contain_text("said-at-the-end")
        assert frame_of(page, "/lms/").evaluate("() => window.last") == "true"


def test_another_learner_another_mode_and_a_new_attempt(
    browser: Browser, preview: Running
) -> None:
    with opened(browser, preview) as page:
        reads = page.locator(".row[data-kind=read] .line")
        page.click("#tab_session")
        page.select_option("#learner", "3")
        page.click("#tab_log")
        expect(reads.filter(has_text="student_id").last).to_contain_text("learner-3")
        expect(reads.filter(has_text="cmi.suspend_data").last).to_contain_text('""')
        page.click("#tab_session")
        page.select_option("#mode", "browse")
        expect(page.locator("#credit")).to_be_disabled()
        expect(page.locator("#credit")).to_have_attribute(
            "title", "Only a session in normal mode can be for credit."
        )
        page.click("#tab_log")
        expect(reads.filter(has_text="lesson_mode").last).to_contain_text("browse")
        page.click("#tab_session")
        page.select_option("#mode", "normal")
        page.click("#restart")
        expect(page.locator("#standing")).to_contain_text("resume code")
        page.click("#tab_data")
        expect(page.locator(".changes .element-name").first).to_be_visible()
        page.fill("#data_search", "student_id")
        expect(page.locator(".leaf:visible")).to_have_count(1)
        expect(page.locator(".leaf:visible")).to_contain_text("learner-3")


def test_a_build_says_its_time_or_its_faults_with_their_places(
    browser: Browser, preview: Running
) -> None:
    say = preview.stage.hub.tell
    fault = {"code": "C103", "file": "a/lesson.md", "line": 4, "column": 2}
    fault |= {"severity": "error", "text": "page <i>x</i> does not exist"}
    with opened(browser, preview) as page:
        say("reload", built=False, problems=[fault], languages=[], language="")
        expect(page.locator(".strip")).to_contain_text("the last good build goes on")
        page.get_by_role("button", name="Show the faults").click()
        found = page.locator(".finding")
        expect(found).to_contain_text("C103 a/lesson.md:4:2")
        expect(found).to_contain_text("page <i>x</i> does not exist")
        starts = page.locator(".row", has_text="LMSInitialize")
        assert starts.count() == 1
        say("reload", built=True, problems=[], languages=[], language="")
        expect(page.locator("#built")).to_contain_text("Rebuilt at")
        expect(page.locator(".strip")).to_have_count(0)
        expect(starts).to_have_count(2)


def test_records_are_listed_as_statements_and_documents(
    browser: Browser, xapi_site: Path
) -> None:
    with running() as found:
        found.stage.show(playable(xapi_site / "cmi5" / "js-000", xapi_site))
        page = browser.new_page()
        page.goto(found.address)
        page.click("#tab_data")
        course = page.frame_locator("iframe").frame_locator("iframe")
        course.get_by_role("button", name="Start").first.click()
        state = page.locator(".record", has_text="resume").locator("summary")
        state.click()
        expect(page.locator("#pane_data")).to_contain_text("its checksum is right")
        statements = page.locator(".records").last.locator(".record")
        expect(statements.last).to_contain_text("by the LMS launched")
        expect(statements.nth(-2)).to_contain_text("initialized")
        expect(page.locator("#standing")).to_contain_text("not yet satisfied (moveOn")
        page.close()


def test_what_a_hostile_package_says_stays_a_text_and_a_number(
    browser: Browser, preview: Running
) -> None:
    with opened(browser, preview) as page:
        title = page.title()
        frame_of(page, "/package/").evaluate(
            "() => top.postMessage({ js: 1, type: 'call', name: 'Forged' }, '*')"
        )
        frame_of(page, "/lms/").evaluate(FAULTY)
        fault = page.locator(".row[data-state=fault]")
        expect(fault).to_contain_text("Fault: none of <b>its words</b>")
        expect(fault.locator(".line")).to_contain_text("<img src=x")
        expect(page.locator("#log_badge")).to_have_text("1 fault")
        expect(page.locator(".row", has_text="Forged")).to_have_count(0)
        frame_of(page, "/lms/").evaluate(FLOOD)
        expect(page.locator(".kept")).to_contain_text("The newest 600 lines")
        assert page.locator(".row").count() <= 600
        page.click("#tab_course")
        expect(page.locator("#pane_course")).to_contain_text("from another window")
        assert page.title() == title


def test_a_device_is_a_true_viewport_and_the_keyboard_reaches_everything(
    browser: Browser, preview: Running
) -> None:
    with opened(browser, preview) as page:
        page.select_option("#device", "phone")
        course = frame_of(page, "/package/")
        assert course.evaluate("() => [innerWidth, innerHeight]") == [390, 844]
        page.click("#turn")
        page.select_option("#zoom", "200")
        assert course.evaluate("() => [innerWidth, innerHeight]") == [422, 195]
        expect(page.locator("#size")).to_contain_text("422 × 195")
        page.focus("#tab_log")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#tab_data")).to_be_focused()
        page.keyboard.press("1")
        page.locator(".row .line[tabindex='0']").focus()
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        expect(page.locator(".line:focus")).to_have_attribute("aria-expanded", "true")
        divider = page.locator("#divider")
        divider.press("ArrowLeft")
        expect(divider).to_have_attribute("aria-valuenow", "44")
        page.keyboard.press("/")
        expect(page.locator("#log_search")).to_be_focused()
        page.keyboard.type("h")
        expect(page.locator("#panel")).to_be_visible()


def violations(page: Page) -> list[str]:
    found: Any = page.evaluate(
        "() => axe.run(document, { iframes: false, resultTypes: ['violations'] })"
    )
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(1280, 800, "light"), (820, 1180, "dark")]
)
def test_axe_finds_nothing_on_any_tab(
    browser: Browser, preview: Running, width: int, height: int, scheme: str
) -> None:
    size = {"width": width, "height": height}
    with opened(browser, preview, viewport=size, color_scheme=scheme) as page:
        frame_of(page, "/lms/").evaluate(FAULTY)
        expect(page.locator(".row[data-state=fault]")).to_be_visible()
        page.locator(".row .line").last.click()
        page.select_option("#network", "slow")
        page.evaluate(AXE)
        for tab in TABS:
            page.click(f"#tab_{tab}")
            assert violations(page) == [], tab
            assert page.evaluate(
                "() => document.documentElement.scrollWidth <= innerWidth"
            )
        page.click("#help_button")
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.select_option("#network", "normal")
