"""A learner in a package that speaks xAPI: launched by the record endpoint, no frame."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Frame

from janeschool_scorm.preview.records import Records
from janeschool_scorm.preview.records.launch import Launch, tin_can_url
from tests.browser.learner import Learner

ACTOR = {
    "objectType": "Agent",
    "account": {"homePage": "https://agency.example", "name": "p-7f3a9c"},
}
BASE = "https://www.janeschool.org/xapi/activity/"


@dataclass
class Unit(Learner):
    """One page with an assignable unit, opened by the address of a launch."""

    @property
    def frame(self) -> Frame:
        return self.page.main_frame

    def enter(self, url: str) -> "Unit":
        """Loads the address, up to the start page."""
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.goto(url)
        self.page.locator("#js_ready").wait_for()
        return self

    def reload(self) -> None:
        self.page.reload()
        self.page.locator("#js_ready").wait_for()

    def notices(self) -> str:
        return self.page.locator("#js_notices").inner_text()


def launch(address: str, course: str, **more: Any) -> Launch:
    """What an LMS says of a cmi5 package of ours."""
    given = {
        "url": f"{address}/cmi5/{course}/index.html",
        "publisher_id": BASE + course,
        "actor": ACTOR,
        **more,
    }
    return Launch(**given)


def entered(context: BrowserContext, records: Records, launched: Launch) -> Unit:
    """A learner in a new session."""
    url = records.launch(launched).url
    return Unit(context, records.endpoint, "").enter(url)


def tin_can(address: str, records: Records, course: str, **more: Any) -> str:
    """The address of an xAPI package as an older LMS writes it."""
    url = f"{address}/xapi_package/{course}/index.html"
    given = {"actor": ACTOR, "activity_id": BASE + course, **more}
    return tin_can_url(url, records.endpoint, records.authorization, **given)


def until(done: Callable[[], bool], seconds: float = 8) -> None:
    """Waits for what the endpoint is to hear."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def over(unit: Unit, records: Records, launched: Launch) -> None:
    """Chooses Save and exit, and waits for the end of the session."""
    unit.exit()
    until(lambda: records.session(launched.session_id).terminated)


def place(records: Records, launched: Launch) -> str:
    """The resume code that the LMS holds of this registration."""
    given = {
        "activityId": launched.activity_id,
        "agent": launched.actor,
        "registration": launched.registration,
    }
    document = records.document("activities/state", "resume", **given)
    return str(json.loads(document.body)["resume"]) if document else ""


def verbs(statements: list[dict[str, Any]]) -> list[str]:
    return [each["verb"]["id"].rpartition("/")[2] for each in statements]


def counted(statements: list[dict[str, Any]], verb: str, activity: str) -> int:
    """How often a verb was said of an activity."""
    return sum(
        each["verb"]["id"].endswith(f"/{verb}") and each["object"]["id"] == activity
        for each in statements
    )


def saying(trouble: list[str], words: str) -> list[str]:
    """What the console said with those words in it."""
    return [each for each in trouble if words in each]


def to_the_check(unit: Learner) -> None:
    """From the start page through every lesson that comes before the final check."""
    unit.begin()
    while unit.screen.locator(".draw").count() == 0:
        unit.finish_lesson()


def defined(records: Records, launched: Launch) -> list[str]:
    """The cmi5-defined verbs of the session, in order."""
    session = records.session(launched.session_id)
    return [verb.rpartition("/")[2] for verb in session.verbs]
