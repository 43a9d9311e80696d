"""The self-test package: an officer learns what the LMS keeps, before anyone is enrolled."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page

from tests.browser.conftest import ROOT
from tests.browser.test_page import MODES, PAIR, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def package(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default agency's self-test, beside the courses."""
    dist = tmp_path_factory.mktemp("self-test")
    command = [sys.executable, "-m", "janeschool_scorm", "build", "--self-test"]
    command += ["--language", "en"]
    done = subprocess.run(
        [*command, "--target", "scorm12", "--dist", str(dist)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    path = Path(done.stdout.strip())
    with zipfile.ZipFile(path) as archive:
        archive.extractall(site / "self-test")
    return path


def visit(
    context: BrowserContext, address: str, mode: str = "normal"
) -> tuple[Page, Frame]:
    """Opens the test in the LMS, up to its first answer."""
    page = context.new_page()
    page.set_default_timeout(8000)
    page.goto(f"{address}/lms.html?sco=/self-test/index.html&mode={mode}")
    page.add_style_tag(
        content="body { margin: 0 } iframe { border: 0; width: 100vw; height: 100vh }"
    )
    page.frame_locator("#sco").locator("#js_trial_report").wait_for()
    return page, next(
        x for x in page.frames if x.url.startswith(f"{address}/self-test/")
    )


def write_and_close(page: Page, frame: Frame) -> None:
    frame.locator("#js_trial_write").click()
    frame.locator("#js_trial_end").click()
    assert "closed" in frame.locator("#js_trial_lead").inner_text()
    assert page.evaluate("LMS.faults") == []
    assert page.evaluate("LMS.finished") == 1
    page.close()


def spoil(context: BrowserContext, address: str, change: str) -> None:
    """Alters what the LMS keeps: `change` is JavaScript on the variable cmi."""
    page = context.new_page()
    page.goto(f"{address}/lms.html?sco=about:blank")
    page.evaluate(
        f"""() => {{ const cmi = JSON.parse(localStorage.getItem("cmi"));
        {change};
        localStorage.setItem("cmi", JSON.stringify(cmi)); }}"""
    )
    page.close()


def results(frame: Frame) -> dict[str, str]:
    """What was written -> what the table says of it."""
    rows = frame.locator("#js_trial_result tbody tr")
    return {
        row.locator("th").inner_text(): row.locator("td").nth(2).inner_text()
        for row in rows.all()
    }


def test_it_stands_in_a_folder_of_its_own_and_is_small(package: Path) -> None:
    assert package.parent.name == "self-test"
    assert package.name == "self-test-default-en-scorm12.zip"
    assert package.stat().st_size < 60_000
    with zipfile.ZipFile(package) as archive:
        assert (
            'identifier="self-test-manifest"'
            in archive.read("imsmanifest.xml").decode()
        )


def test_reading_writes_nothing_of_the_test_and_the_second_visit_tells_what_came_back(
    browser: Browser, address: str, package: Path
) -> None:
    context = browser.new_context()
    page, frame = visit(context, address)
    assert "Step 1" in frame.locator("#js_trial_lead").inner_text()
    written = page.evaluate(
        "LMS.calls.filter(call => call[0] === 'LMSSetValue').map(call => call[1])"
    )
    assert set(written) <= {"cmi.core.lesson_status", "cmi.core.exit"}
    write_and_close(page, frame)
    page, frame = visit(context, address)
    kept = results(frame)
    assert (kept["Saved place"], kept["Status"], kept["Score"]) == ("✓ Kept",) * 3
    assert "You can enroll people" in frame.locator("#js_trial_lead").inner_text()
    frame.locator("#js_trial_write").click()
    frame.locator("#js_trial_end").wait_for()
    assert page.evaluate("LMS.api.cmi.core.score.raw") == "82"
    context.close()


@pytest.mark.parametrize(
    ("change", "lost", "words"),
    [
        (
            "cmi.suspend_data = cmi.suspend_data.slice(0, 255)",
            "Saved place",
            "4,096 characters",
        ),
        ("cmi.suspend_data = ''", "Saved place", "Force new attempt"),
        ("cmi.core.lesson_status = 'incomplete'", "Status", "decides the status"),
        ("cmi.core.score.raw = '3'", "Score", "keep the last one"),
    ],
)
def test_what_is_lost_is_named_with_what_to_do(
    browser: Browser, address: str, package: Path, change: str, lost: str, words: str
) -> None:
    context = browser.new_context()
    write_and_close(*visit(context, address))
    spoil(context, address, change)
    _page, frame = visit(context, address)
    assert [what for what, said in results(frame).items() if said == "✗ Not kept"] == [
        lost
    ]
    assert lost in frame.locator("#js_trial_lead").inner_text()
    assert words in frame.locator("#js_trial_result").inner_text()
    context.close()


def test_an_lms_that_forgot_everything_is_told_on_the_first_page(
    browser: Browser, address: str, package: Path
) -> None:
    context = browser.new_context()
    write_and_close(*visit(context, address))
    spoil(context, address, "Object.keys(cmi).forEach(name => delete cmi[name])")
    _page, frame = visit(context, address)
    assert "kept nothing of it" in frame.locator("#js_trial_first").inner_text()
    context.close()


def test_an_lms_that_refuses_is_quoted_in_words_with_what_to_do(
    browser: Browser, address: str, package: Path
) -> None:
    context = browser.new_context()
    page, frame = visit(context, address)
    page.evaluate(
        """() => { API.LMSSetValue = () => "false"; API.LMSGetLastError = () => "301"; }"""
    )
    frame.locator("#js_trial_write").click()
    frame.locator("#js_trial_end").wait_for()
    assert "did not confirm" in frame.locator("#js_trial_lead").inner_text()
    errors = frame.locator("#js_trial_errors").inner_text()
    assert (
        "LMSSetValue cmi.suspend_data: 301, The learning system is not ready" in errors
    )
    assert "log in to the learning system again" in errors
    context.close()


def test_after_passing_a_look_back_still_tells_what_was_kept(
    browser: Browser, address: str, package: Path
) -> None:
    context = browser.new_context()
    write_and_close(*visit(context, address))
    page, frame = visit(context, address, "review")
    assert results(frame)["Saved place"] == "✓ Kept"
    assert frame.locator("#js_trial_write").is_hidden()
    page.close()
    context.close()


def test_from_a_folder_it_says_that_no_lms_is_there(
    browser: Browser, site: Path, package: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "self-test" / "index.html").as_uri())
    page.locator("#js_trial_report").wait_for()
    assert "No learning system was found" in page.locator("#js_trial_lead").inner_text()
    context.close()


@pytest.mark.parametrize("mode", PAIR)
def test_axe_finds_nothing_on_any_step(
    browser: Browser, address: str, package: Path, mode: str
) -> None:
    size, scheme = MODES[mode]
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page, frame = visit(context, address)
    found = violations(frame)
    frame.locator("#js_trial_write").click()
    frame.locator("#js_trial_end").wait_for()
    found += violations(frame)
    frame.locator("#js_trial_end").click()
    page.close()
    page, frame = visit(context, address)
    frame.locator("details summary").click()
    found += violations(frame)
    root = "document.documentElement"
    assert frame.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
    assert found == []
    context.close()
