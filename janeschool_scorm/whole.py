"""Bytes -> a file that is whole, or not there at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from janeschool_scorm.problems import OutsideError

_PART = ".part"
#: A folder beside a package for what it contains, while it is made.
CONTAINED = ".contained"


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream that becomes `path` at the end, or vanishes on any failure.

    There is no fsync: what a power cut takes of dist/ is built again, and SHA256SUMS
    tells.
    """
    handle, name = tempfile.mkstemp(
        prefix=f".{path.name}.", suffix=_PART, dir=path.parent
    )
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_whole(path: Path, data: bytes) -> None:
    """Write one file by way of a temporary name.

    Raises `OutsideError` where the disk is full or the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as stream:
            stream.write(data)
    except OSError as error:
        raise OutsideError(f"cannot write {path}: {error.strerror or error}") from error


def keep_whole(path: Path, data: bytes) -> bool:
    """The same, but a file that has these bytes already is left as it stands.

    Returns whether it was written.
    """
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    write_whole(path, data)
    return True


def clear_stale(folder: Path) -> None:
    """Remove what killed runs left half written in the folder, at any depth.

    Once for a build, not once for each file: a folder may hold thousands. Whoever calls
    it must be the only writer there.
    """
    for path, folders, names in os.walk(folder):
        hidden = [name for name in names if name.startswith(".")]
        for name in hidden:
            if name.endswith(_PART):
                Path(path, name).unlink(missing_ok=True)
        for name in [each for each in folders if each.startswith(".")]:
            if name.endswith(CONTAINED):
                shutil.rmtree(Path(path, name), ignore_errors=True)
            folders.remove(name)
