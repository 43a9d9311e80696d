"""What happens on the server, for every page that listens: server-sent events."""

import asyncio
import json
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from typing import Any

#: For a page that is loaded again: so many events, and bytes of them in all.
_KEPT = 5_000
_KEPT_BYTES = 32 << 20
_BEAT_SECONDS = 15
_MOST_WAITING = 20_000

Event = tuple[int, bytes]


class Hub:
    """Takes events from any thread and hands them to listeners in order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: deque[Event] = deque()
        self._size = 0
        self._listeners: set[_Listener] = set()
        self._count = 0
        self._closed = False

    def tell(self, type: str, **facts: Any) -> None:
        """Send an event; `n` and `at` (milliseconds since 1970) are added."""
        with self._lock:
            self._count += 1
            event = {"type": type, "n": self._count, "at": _now(), **facts}
            line = (self._count, frame(self._count, event))
            self._keep(line)
            for listener in self._listeners:
                listener.put(line)

    def _keep(self, line: Event) -> None:
        self._kept.append(line)
        self._size += len(line[1])
        while len(self._kept) > _KEPT or self._size > _KEPT_BYTES:
            self._size -= len(self._kept.popleft()[1])

    def kept(self) -> list[dict[str, Any]]:
        """The latest events, in order."""
        with self._lock:
            bodies = [body.partition(b"data: ")[2] for _, body in self._kept]
        return [json.loads(body) for body in bodies]

    def close(self) -> None:
        """End every stream."""
        with self._lock:
            self._closed = True
            for listener in self._listeners:
                listener.put(None)

    async def listen(self, after: int) -> AsyncIterator[bytes]:
        """The events after number `after` that are still kept, then each as it comes."""
        listener = _Listener(asyncio.get_running_loop())
        with self._lock:
            missed = [line for line in self._kept if line[0] > after]
            if not self._closed:
                self._listeners.add(listener)
        try:
            yield b"retry: 1000\n\n"
            for _, body in missed:
                yield body
            while not self._closed:
                line = await listener.get()
                if line is None:
                    return
                yield line
        finally:
            with self._lock:
                self._listeners.discard(listener)


class _Listener:
    """A queue in the event loop of the server that serves the page."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue(_MOST_WAITING)

    def put(self, line: Event | None) -> None:
        """Called from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._add, line)

    def _add(self, line: Event | None) -> None:
        if self._queue.full():  # a page that does not read loses the oldest
            self._queue.get_nowait()
        self._queue.put_nowait(line)

    async def get(self) -> bytes | None:
        """The next event, or a comment that keeps the connection; None at the end."""
        try:
            line = await asyncio.wait_for(self._queue.get(), _BEAT_SECONDS)
        except TimeoutError:
            return b": still here\n\n"
        return None if line is None else line[1]


def frame(number: int, event: Mapping[str, Any]) -> bytes:
    """One event as it travels (HTML Living Standard 9.2)."""
    text = json.dumps(event, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"id: {number}\ndata: {text}\n\n".encode(errors="replace")


def _now() -> int:
    return time.time_ns() // 1_000_000
