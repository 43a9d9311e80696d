"""Fetch what comes next while what came is worked on."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Full, Queue
from typing import Final, Generic, TypeVar

_Item = TypeVar("_Item")
#: seconds after which a thread that waits for room looks whether it may stop
_LOOK: Final = 0.1
#: seconds that a stopped thread gets to end
_PARTING: Final = 2.0


@dataclass(frozen=True)
class _Made(Generic[_Item]):
    item: _Item


#: what was made, what went wrong, or None at the end
_Parcel = _Made[_Item] | BaseException | None


@contextmanager
def fetched_ahead(
    items: Iterator[_Item], depth: int, stop: Callable[[], None]
) -> Iterator[Iterator[_Item]]:
    """Give the items, up to `depth` of them made ahead in a thread of their own.

    What the making raises is raised where the next item would have been. Whoever leaves
    before the end has the making stopped by `stop`, called from the leaving thread.
    """
    queue: Queue[_Parcel[_Item]] = Queue(depth)
    stopped = threading.Event()
    work = threading.Thread(
        target=_make, args=(items, queue, stopped), name="fetching", daemon=True
    )
    work.start()
    try:
        yield _taken(queue)
    finally:
        stopped.set()
        if work.is_alive():
            stop()
            work.join(_PARTING)


def _make(
    items: Iterator[_Item], queue: "Queue[_Parcel[_Item]]", stopped: threading.Event
) -> None:
    try:
        for item in items:
            _put(_Made(item), queue, stopped)
            if stopped.is_set():
                return
    except BaseException as error:
        _put(error, queue, stopped)
    else:
        _put(None, queue, stopped)


def _put(
    parcel: _Parcel[_Item], queue: "Queue[_Parcel[_Item]]", stopped: threading.Event
) -> None:
    while not stopped.is_set():
        try:
            queue.put(parcel, timeout=_LOOK)
        except Full:
            continue
        return


def _taken(queue: "Queue[_Parcel[_Item]]") -> Iterator[_Item]:
    while (parcel := queue.get()) is not None:
        if isinstance(parcel, BaseException):
            raise parcel
        yield parcel.item
