"""The page for the head of an agency, in a browser: for everyone, and on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_page import MODES, PAIR, violations
from tests.xapi import cohort
from tests.xapi.conftest import AS_OF, stored
from xapi.asked import Asked
from xapi.dashboard import LANGUAGES, page
from xapi.roster import read_roster

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The page in each language, once shared."""
    folder = tmp_path_factory.mktemp("dashboard")
    store = stored(folder / "records", *cohort.write(folder, 5, 60))
    roster = read_roster(folder / "roster.csv")
    for language in LANGUAGES:
        text = page(
            store, language, None, Asked(as_of=AS_OF), roster, share=language == "es"
        )
        (folder / f"{language}.html").write_text(text, encoding="utf-8")
    return [folder / f"{language}.html" for language in LANGUAGES]


@pytest.mark.parametrize("mode", PAIR)
def test_axe_finds_nothing_on_the_dashboard(
    browser: Browser, pages: list[Path], mode: str
) -> None:
    viewport, scheme = MODES[mode]
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    shown = context.new_page()
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    for path in pages:
        shown.goto(path.as_uri())
        shown.evaluate(
            "() => document.querySelectorAll('details').forEach(x => x.open = true)"
        )
        assert violations(shown) == []
        wide = "() => document.documentElement.scrollWidth <= innerWidth"
        assert shown.evaluate(wide)
    assert asked == [path.as_uri() for path in pages]
    context.close()


def test_on_paper_every_table_is_open(browser: Browser, pages: list[Path]) -> None:
    shown = browser.new_page()
    shown.goto(pages[0].as_uri())
    assert not shown.locator("details table").first.is_visible()
    shown.emulate_media(media="print")
    for table in shown.locator("details table").all():
        assert table.is_visible()
    shown.close()
