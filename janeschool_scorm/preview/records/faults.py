"""Faults on demand: what the next requests are answered instead, for tests."""

from collections import deque
from dataclasses import dataclass
from typing import Literal

#: Where a connection is cut: before the request has an effect, or after it.
Cut = Literal["", "before", "after"]


@dataclass(frozen=True)
class Fault:
    """What happens to one request.

    `status` answers in place of the endpoint, which then does nothing. `seconds` waits
    first. `cut` closes the connection without an answer: "after" loses only the answer.
    `path` ("statements", "activities/state", "fetch") and `method` choose the requests;
    empty means any.
    """

    status: int = 0
    seconds: float = 0
    cut: Cut = ""
    path: str = ""
    method: str = ""
    retry_after: int | None = None  #: seconds, sent as Retry-After

    def fits(self, method: str, path: str) -> bool:
        under = path == self.path or path.startswith(self.path + "/")
        return (not self.path or under) and self.method in ("", method)


class Faults:
    """The faults that wait, in order. Each strikes once."""

    def __init__(self) -> None:
        self._waiting: deque[Fault] = deque()

    def add(self, fault: Fault, times: int = 1) -> None:
        """Let the next fitting requests fail."""
        self._waiting.extend([fault] * times)

    def clear(self) -> None:
        """Forget the faults that have not struck."""
        self._waiting.clear()

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, method: str, path: str) -> Fault | None:
        """The first fault that fits, removed."""
        for fault in list(self._waiting):
            if fault.fits(method, path):
                self._waiting.remove(fault)
                return fault
        return None
