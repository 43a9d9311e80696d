"""One writer at a time: a lock on a file, which ends with the process that holds it."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from janeschool_scorm.problems import OutsideError

_PATIENCE = 10.0
_PAUSE = 0.1


@contextmanager
def exclusive(path: Path, busy: str, *, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock on `path`, an empty file that stays.

    Waits `patience` seconds for another process, forked workers of a killed one
    included. Raises `OutsideError`: `busy` where it is held for longer, another sentence
    where the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("ab")
    except OSError as error:
        raise OutsideError(f"cannot write {path}: {error.strerror or error}") from error
    with stream:
        _wait(stream.fileno(), time.monotonic() + patience, busy)
        yield


def _wait(descriptor: int, until: float, busy: str) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if time.monotonic() > until:
                raise OutsideError(busy) from error
            time.sleep(_PAUSE)
