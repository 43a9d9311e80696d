"""What goes wrong between a course and the record endpoint, as the controls ask."""

from collections.abc import Mapping
from typing import Any

from janeschool_scorm.preview.play.network import SLOW_SECONDS, Network
from janeschool_scorm.preview.records.faults import Fault

_STATUSES = range(400, 600)
_MOST_SECONDS = 30.0


class PlayFaults:
    """The faults that hold until they are lifted, and one that strikes once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._next = 0
        self._all = 0
        self._seconds = 0.0
        self._expired = False

    def obey(self, given: Mapping[str, Any]) -> None:
        """Set what a command asks for; commands of others change nothing."""
        match given:
            case {"do": "fail", "which": which}:
                status = _status(given.get("error"))
                self._next = status if which == "next" else 0
                self._all = status if which == "all" else 0
            case {"do": "delay", "ms": int(ms) | float(ms)}:
                self._seconds = min(max(ms / 1000, 0), _MOST_SECONDS)
            case {"do": "expire"}:
                self._expired = True
            case _:
                pass

    def renew(self) -> None:
        """A new launch has a new session."""
        self._expired = False

    def take(self, method: str, path: str) -> Fault | None:
        """What happens to this request, if anything."""
        if method == "OPTIONS":
            return None
        if not self._network.up:
            return Fault(cut="before")
        status, self._next = self._next or self._all, 0
        if not status and self._expired:
            status = 401
        seconds = self._seconds + (SLOW_SECONDS if self._network.slow else 0)
        return Fault(status=status, seconds=seconds) if status or seconds else None


def _status(error: object) -> int:
    """A status of HTTP; the codes of SCORM stand for a server that fails."""
    text = str(error)
    return int(text) if text.isdecimal() and int(text) in _STATUSES else 500
