"""The officer's page, in a browser: for everyone, on a phone and on paper, from a file."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from janeschool_scorm.bundles import Label, Page, Standing
from janeschool_scorm.edition import Edition, check_ins, editions
from janeschool_scorm.guides import GUIDES
from janeschool_scorm.import_page import import_page
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.target import Target
from packagers import TARGETS
from tests.browser.test_page import MODES, violations
from tests.conftest import SOURCE

pytestmark = pytest.mark.browser


def page(edition: Edition, target: Target) -> bytes:
    """The page for the course and its check-ins."""
    held = []
    for each in (edition, *(() if target.contains else check_ins(edition))):
        label = Label(
            fingerprint="0123456789abcdef",
            course=each.course.id,
            version=each.course.facts.version,
            agency=each.agency.id,
            language=each.language,
            unit=each.unit,
            purpose="learner",
            target=target.name,
            placeholders=7,
            planned_minutes=480,
            proven_minutes=83,
            stories=(),
            pages=(Page(each.unit, "0123456789abcdef"),),
        )
        path = f"{each.folder}/{each.name}-{target.name}{target.suffix}"
        held.append(Standing(path, "0123456789abcdef" * 4, 777_950, label))
    return import_page(edition, target, held)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A page for every LMS, and for every target on Moodle, where they differ most."""
    folder = tmp_path_factory.mktemp("pages")
    course = load_course(SOURCE / "js-101").course
    agency, _ = load_agency(SOURCE / "agencies" / "example-county.yaml")
    assert course is not None and agency is not None
    edition = editions(course, [agency])[0]
    wanted = [("moodle", name) for name in TARGETS]
    wanted += [(lms, "scorm12") for lms in GUIDES] + [("talentlms", "scorm2004")]
    for lms, name in wanted:
        own = replace(edition, agency=agency.model_copy(update={"lms": lms}))
        (folder / f"{lms}-{name}.html").write_bytes(page(own, TARGETS[name]))
    return sorted(folder.iterdir())


#: The others differ from these in words and lists alone.
LOOKED_AT = ("cornerstone-scorm12", "moodle-moodle", "talentlms-scorm2004")


def test_axe_finds_nothing_on_the_officers_page(
    browser: Browser, pages: list[Path]
) -> None:
    wanted = [("phone dark", name) for name in LOOKED_AT]
    for mode, name in [*wanted, ("desktop light", "moodle-moodle")]:
        size, scheme = MODES[mode]
        with browser.new_context(viewport=size, color_scheme=scheme) as context:
            view = context.new_page()
            view.goto((pages[0].parent / f"{name}.html").as_uri())
            assert violations(view) == [], f"{name}, {mode}"


def test_no_page_is_too_wide_or_asks_anything_of_a_server(
    browser: Browser, pages: list[Path]
) -> None:
    asked: list[str] = []
    said: list[str] = []
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        view = context.new_page()
        view.on("request", lambda request: asked.append(request.url))
        view.on("console", lambda message: said.append(message.text))
        for path in pages:
            view.goto(path.as_uri())
            over = view.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, f"{path.name}: {over} px too wide"
    assert asked == [path.as_uri() for path in pages]
    assert not said


def test_fingerprints_of_several_units_stand_below_one_another(
    browser: Browser, units_dist: Path
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(next(units_dist.rglob("README-import-*.html")).as_uri())
    entries = page.locator(".file").first.locator("dd")
    assert entries.count() == 4
    lefts = entries.evaluate_all("all => all.map(x => x.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    page.close()
