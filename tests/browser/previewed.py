"""A package in the preview: its page, the LMS frame in it, the course inside that."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page

from janeschool_scorm.preview.play.opening import played
from janeschool_scorm.preview.play.run import Running, running
from janeschool_scorm.preview.play.stage import Stage
from tests.browser.learner import Learner

#: Keeps every message of the LMS frame where a test can read it.
_KEEP = """() => {
    window.told = [];
    window.addEventListener("message", event => window.told.push(event.data));
}"""


@dataclass
class Previewed(Learner):
    """A learner whose LMS is the preview."""

    stage: Stage = field(kw_only=True)

    def open(self) -> "Previewed":
        """The page, as far as the course's first words."""
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.add_init_script(f"({_KEEP})()")
        self.page.goto(self.address)
        return self

    @property
    def frame(self) -> Frame:
        """The course's own document."""
        self.until(lambda: self._frames())
        return self._frames()[0]

    def _frames(self) -> list[Frame]:
        start = f"{self.stage.content}package/"
        return [each for each in self.page.frames if each.url.startswith(start)]

    def told(self, kind: str) -> list[dict[str, Any]]:
        """The frame's messages of that type, in order."""
        every = self.page.evaluate("() => window.told")
        return [each for each in every if each.get("type") == kind]

    def events(self, kind: str) -> list[dict[str, Any]]:
        """The server's events of that type, in order."""
        return [each for each in self.stage.hub.kept() if each["type"] == kind]

    def do(self, **command: Any) -> None:  # type: ignore[override]
        """A command, as the page sends it to the frame and to the server."""
        self.stage.command(command)
        self.page.evaluate(
            """given => document.querySelector("iframe").contentWindow.postMessage(
                given, new URL(document.querySelector("iframe").src).origin)""",
            command,
        )

    def until(self, true: Any, seconds: float = 15) -> None:
        """Wait for something that the page or the server does."""
        for _ in range(int(seconds * 20)):
            if true():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("it did not happen")

    def verdicts(self) -> list[str]:
        """Every fault that our verdict names, of calls, requests and statements."""
        said = [*self.told("call"), *self.events("request"), *self.events("statement")]
        return [each["text"] for one in said for each in one["verdict"]]


@contextmanager
def previewing(browser: Browser, path: Path, room: Path) -> Iterator[Previewed]:
    """The package at `path` in the preview, opened in a window of its own."""
    with running() as found, played(path, room, found.stage):
        learner = opened(browser, found)
        try:
            yield learner
        finally:
            learner.context.close()


def opened(browser: Browser, found: Running) -> Previewed:
    """The page of a preview that runs; whoever asks closes its context."""
    context = browser.new_context(color_scheme="no-preference")
    learner = Previewed(context, found.address, "", stage=found.stage)
    return learner.open()
