"""What the tests of faults share: the same person again, and what was kept of them."""

from playwright.sync_api import Browser

from tests.browser.learner import Learner

DATABASES = "async () => (await indexedDB.databases()).map(each => each.name)"
_CHANGE = """change => {
    const stored = JSON.parse(localStorage.getItem("cmi"));
    localStorage.setItem("cmi", JSON.stringify(Object.assign(stored, change)));
}"""


def learner_of(
    browser: Browser, address: str, fault: str = "", course: str = "js-000"
) -> Learner:
    return Learner(browser.new_context(), address, course, fault=fault)


def again(learner: Learner, fault: str = "") -> Learner:
    """The same person in the same browser, later."""
    learner = Learner(learner.context, learner.address, learner.course, fault=fault)
    return learner.open()


def alter_lms(learner: Learner, change: dict[str, object]) -> None:
    """Changes what the LMS has stored, while no course is open."""
    page = learner.context.new_page()
    page.goto(f"{learner.address}/lms.html?sco=about:blank")
    page.evaluate(_CHANGE, change)
    page.close()


def kept(learner: Learner) -> list[str]:
    """Names of what this browser keeps."""
    names = learner.frame.evaluate(DATABASES)
    assert isinstance(names, list)
    return names


def until_kept(learner: Learner) -> None:
    learner.frame.wait_for_function("() => JaneSchool.mirror.holds()")


def finished(learner: Learner) -> int:
    """Lessons that the contents show as finished."""
    return learner.frame.locator('#js_contents [data-state="finished"]').count()


def notices(learner: Learner) -> str:
    return learner.frame.locator("#js_notices").inner_text()


def banner(learner: Learner, state: str) -> str:
    """The words of the banner, once it is in that state."""
    found = learner.frame.locator(f'#js_banner[data-state="{state}"]')
    found.wait_for()
    return found.inner_text()


def break_for(learner: Learner, seconds: float) -> None:
    """The LMS answers "false" for so long; the context's clock is a fake one."""
    learner.lms("broken = true")
    learner.frame.evaluate("JaneSchool.saving.now()")
    learner.frame.locator("#js_banner").wait_for()
    learner.context.clock.run_for(int(seconds * 1000))


def unsaved_lesson(learner: Learner) -> Learner:
    """Two lessons are finished, the LMS has the first, and the tab is killed."""
    learner.open().begin()
    learner.finish_lesson()
    learner.saved()
    learner.lms("broken = true")
    learner.finish_lesson()
    learner.frame.locator("#js_banner").wait_for()
    return learner
