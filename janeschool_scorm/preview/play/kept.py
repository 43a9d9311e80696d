"""What the pretended LMS keeps for each learner: in memory, gone at the end."""

import re
import threading

_NAME = re.compile(r"[1-9]\d?", re.ASCII)
_MOST = 8 << 20


class Kept:
    """Learner's number -> JSON text of the LMS frame, which alone reads it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bodies: dict[str, bytes] = {}

    def read(self, learner: str) -> bytes:
        with self._lock:
            return self._bodies.get(learner, b"{}")

    def write(self, learner: str, body: bytes) -> bool:
        """Keep it, if the name is a learner's number and it is not too large."""
        if not _NAME.fullmatch(learner) or len(body) > _MOST:
            return False
        with self._lock:
            self._bodies[learner] = body
            return True

    def clear(self) -> None:
        with self._lock:
            self._bodies.clear()
