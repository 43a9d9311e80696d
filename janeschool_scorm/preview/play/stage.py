"""What is played at the moment, and what the controls have set."""

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from janeschool_scorm.preview.play.faults import PlayFaults
from janeschool_scorm.preview.play.hub import Hub
from janeschool_scorm.preview.play.kept import Kept
from janeschool_scorm.preview.play.launching import Launching
from janeschool_scorm.preview.play.network import PROFILES, Network
from janeschool_scorm.preview.play.package import Package
from janeschool_scorm.preview.play.playable import Playable
from janeschool_scorm.preview.play.reports import Blocked
from janeschool_scorm.preview.records import Settings, held
from janeschool_scorm.preview.records.app import Limits
from janeschool_scorm.preview.records.call import Answer, Call

_MOST_BLOCKED = 500
#: Packages that stay open after a newer build, for requests that still read them.
_MOST_OPEN = 3
#: What stands there before anything can be played.
NOTHING: dict[str, Any] = {
    "standard": "none",
    "edition": "",
    "title": "",
    "items": [],
    "sequencing": None,
    "override": True,
}


class Stage:
    """One preview while it runs. Safe to use from any thread."""

    def __init__(self, hub: Hub, controls: str, content: str, sandbox: str) -> None:
        self.hub = hub
        self.sandbox = sandbox  #: of the LMS frame, as HTML has it
        self.controls = controls  #: origin of the controls page
        self.content = content  #: address below which package and LMS frame stand
        self.network = Network()
        self.faults = PlayFaults(self.network)
        self.kept = Kept()
        settings = Settings()
        self.records = held(settings, content.rstrip("/"))
        self.limits = Limits(settings.most_bytes, 10 * settings.most_bytes)
        self.launching = Launching(self.records, hub, self.faults, content)
        self.notes: dict[str, Any] = {}  #: what else the controls page is told
        self.asked: Callable[[Mapping[str, Any]], None] = lambda given: None
        self._lock = threading.RLock()
        self._shown: deque[Playable] = deque()
        self._blocked = 0

    @property
    def package(self) -> Package | None:
        """What is served; None before the first good build of a course."""
        with self._lock:
            return self._shown[-1].package if self._shown else None

    def _facts(self) -> dict[str, Any]:
        with self._lock:
            return self._shown[-1].facts if self._shown else NOTHING

    def show(self, playable: Playable) -> None:
        """Play this from now on; requests under way still read the one before."""
        with self._lock:
            self._shown.append(playable)
            while len(self._shown) > _MOST_OPEN:
                self._shown.popleft().package.close()

    def close(self) -> None:
        """Close every package."""
        with self._lock:
            while self._shown:
                self._shown.pop().package.close()

    def session(self) -> dict[str, Any]:
        """What the LMS frame has to know."""
        return {**self._facts(), "controls": self.controls}

    def about(self) -> dict[str, Any]:
        """What the controls page has to know."""
        facts = self._facts()
        return {
            "frame": f"{self.content}lms/index.html",
            "content": self.content,
            "sandbox": self.sandbox,
            "network": self.network.profile,
            "items": [_told(each) for each in facts["items"]],
            **{name: facts[name] for name in ("standard", "edition", "title")},
            **self.notes,
        }

    def launch(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Open a unit of a cmi5 or xAPI package. Raises `ValueError`."""
        facts = self._facts()
        if facts["standard"] not in ("cmi5", "xapi"):
            raise ValueError("SCORM is launched in the frame")
        with self._lock:
            return self.launching.launch(facts, asked)

    def serve(self, call: Call) -> Answer:
        """A request to the record endpoint; what it satisfies is told."""
        with self._lock:
            answer = self.launching.telling.serve(call)
            if call.path == "statements" and call.method != "GET":
                self.launching.moved_on(self._facts())
            return answer

    def command(self, given: Mapping[str, Any]) -> None:
        """Obey the controls. Raises `ValueError`."""
        self.faults.obey(given)
        match given:
            case {"do": "network", "profile": profile} if profile in PROFILES:
                self.network.profile = profile
            case {"do": "network", "on": bool(on)}:
                self.network.profile = "normal" if on else "offline"
            case {"do": "waive", "item": str(item)}:
                with self._lock:
                    self.launching.waive(self._facts(), item)
            case {"do": str()}:
                self.asked(given)
            case _:
                raise ValueError("a command says what to do")

    def blocked(self, found: Blocked) -> None:
        """Something that the package wanted from outside; a flood is cut."""
        with self._lock:
            self._blocked += 1
            if self._blocked <= _MOST_BLOCKED:
                self.hub.tell("blocked", **asdict(found))


def _told(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item as the controls page lists it before anything is launched."""
    names = ("id", "title", "depth", "launchable", "kind", "moveOn", "masteryScore")
    return {name: item[name] for name in names if name in item}
