"""A learner for the tests: opens a package in the small LMS and works through lessons."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Locator, Page

#: Clicks in the page itself: a hundred times as fast as a mouse, for long walks.
_DO_ALL = """() => {
    const all = (within, what) => [...within.querySelectorAll(what)];
    const seen = element => element && !element.closest("[hidden]");
    for (const block of all(document, ".screen.current [data-item]")) {
        const answer = block.querySelector(".answer");
        const skip = block.querySelector(".skip-item");
        if (block.matches(".media")) {
            block.querySelector(".transcript").open = true;
            block.querySelector(".text-path").click();
        } else if (seen(skip)) skip.click();
        else if (block.matches(".attest") && seen(answer)) {
            block.querySelector("input").value = "AB";
            answer.click();
        } else if (block.matches(".scenario")) {
            for (let way; (way = block.querySelector(".here .ways li:last-child button"));)
                way.click();
        } else if (block.querySelector(".question > fieldset > .option")) {
            for (const label of all(block, ".option label")) {
                if (!seen(answer)) break;
                label.click();
                answer.click();
            }
        } else if (block.matches(".question")) {
            all(block, "select").forEach(select => { select.selectedIndex = 1; });
            all(block, ".sorted label:first-of-type").forEach(label => label.click());
            all(block, "li:first-child [data-step='1']").forEach(down => down.click());
            all(block, "input[type=text]").forEach(input => { input.value = "1"; });
            for (let tries = 0; tries < 9 && seen(answer); tries += 1) answer.click();
        }
    }
}"""

#: The minimum time of the lesson and of its module passes in a moment.
_STAY = """() => {
    const J = JaneSchool;
    const lesson = J.rules.lessonById(J.course, J.pages.current());
    for (let n = 0; lesson && n < 2; n += 1) {
        const wait = J.gates.wait(J.course, lesson, J.app.state);
        if (wait) J.app.dispatch({ type: "time", place: lesson.place, seconds: wait.left });
    }
}"""

#: A right answer is found as anyone could: by trying every answer against its key.
_ANSWER_CHECK = """right => {
    const J = JaneSchool;
    for (const question of document.querySelectorAll(".draw .question")) {
        const item = J.course.check.items.find(each => each.id === question.dataset.item);
        const numbers = Array.from({ length: 255 }, (_, n) => n + 1);
        const answer = numbers.map(n => J.answers.toLetters(item.kind, n))
            .find(each => J.answers.isRight(J.course.id, item, each) === right);
        for (const value of answer.split(","))
            question.querySelector(`input[value="${value}"] + label`).click();
    }
}"""


@dataclass
class Learner:
    """One page with the LMS around a package; `trouble` collects what must not happen."""

    context: BrowserContext
    address: str
    course: str
    mode: str = "normal"
    fault: str = ""
    trouble: list[str] = field(default_factory=list)
    lms_page: str = "lms.html"

    def open(self) -> "Learner":
        """Loads the LMS page with the package in its frame, up to the start page."""
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("request", self._request)
        query = f"sco=/{self.course}/index.html&mode={self.mode}&{self.fault}"
        self.page.goto(f"{self.address}/{self.lms_page}?{query}")
        self.page.frame_locator("#sco").locator("#js_ready").wait_for()
        return self

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.trouble.append(message.text)

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.trouble.append(f"request to {request.url}")

    @property
    def frame(self) -> Frame:
        """The package's own document."""
        for frame in self.page.frames:
            if frame.url.startswith(f"{self.address}/{self.course}/"):
                return frame
        raise AssertionError("the package is not in the frame")

    def begin(self) -> "Learner":
        """Chooses Start, or Go on."""
        self.frame.locator("#js_begin").click()
        return self

    def widen(self) -> None:
        """The course fills the window, as in most LMSs."""
        frame = "iframe { border: 0; width: 100vw; height: 100vh }"
        self.page.add_style_tag(content=f"body {{ margin: 0 }} {frame}")

    def jump(self, lesson: str) -> None:
        """Opens any lesson of a locked course, for tests of that lesson alone."""
        rules = "JaneSchool.course.rules.order = 'free'"
        self.frame.evaluate(f"{rules}; JaneSchool.pages.open('{lesson}')")

    @property
    def screen(self) -> Locator:
        return self.frame.locator(".screen.current")

    def heading(self) -> str:
        return self.screen.locator("h1").inner_text()

    def lms(self, expression: str) -> Any:
        """A value of the LMS page: `self.lms("faults")`."""
        return self.page.evaluate(f"() => window.LMS.{expression}")

    def leave(self) -> None:
        """Closes the tab, as people do."""
        self.page.close()

    def saved(self) -> None:
        """Waits until the last commit is certain."""
        self.frame.wait_for_function("() => JaneSchool.saving.idle()")

    def exit(self) -> None:
        """Chooses Save and exit."""
        self.frame.locator("#js_exit_button").click()
        self.frame.locator("#js_leave_yes").click()
        self.frame.locator("#js_closed.current").wait_for()

    def finish_lesson(self) -> None:
        """Does whatever the lesson on the screen asks for, and goes on."""
        self.frame.evaluate(_DO_ALL)
        self.stay()
        self.screen.locator(".next").click()

    def stay(self) -> None:
        """Stays for as long as the lesson asks for."""
        self.frame.evaluate(_STAY)

    def do(self, block: Locator) -> None:
        """One tracked block; the check is left to the test."""
        kind = block.get_attribute("data-block")
        if kind in ("choice", "true-false"):
            self.answer(block)
        elif kind in ("likert", "survey"):
            if block.locator(".skip-item").is_visible():
                block.locator(".skip-item").click()
        elif kind == "attest":
            if block.locator("input").is_visible():
                block.locator("input").fill("AB")
                block.locator(".answer").click()
        elif kind in ("video", "audio", "story"):
            block.locator(".transcript summary").click()
            block.locator(".text-path").click()

    def answer(self, block: Locator) -> None:
        """Tries options until the question is done."""
        for label in block.locator(".option label").all():
            if not block.locator(".answer").is_visible():
                return
            label.click()
            block.locator(".answer").click()

    def take_check(self, *, right: bool) -> None:
        """One try of the final check, with every answer right or the first option."""
        draw = self.screen.locator(".draw")
        draw.locator(".check-start").click()
        self.frame.evaluate(_ANSWER_CHECK, right)
        draw.locator(".check-submit").click()
        draw.locator(".result-title").wait_for()


def in_order(learner: Learner) -> None:
    """Nothing that an LMS would refuse, nothing on the console, nothing to outside."""
    assert learner.lms("faults") == []
    assert learner.trouble == []
