"""Files -> a zip with the same bytes for the same input, whole or not there at all."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from janeschool_scorm.problems import OutsideError
from janeschool_scorm.target import Content, Files

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3
_CHUNK = 1 << 20
#: Compressed already: deflate would cost time and win nothing.
_STORED = frozenset({"mp4", "webm", "m4a", "mp3", "ogg", "jpg", "jpeg", "png", "webp"})


def write_zip(path: Path, files: Files) -> None:
    """Write the package: sorted names, fixed date and mode, store or deflate only.

    It appears under its name when it is whole. Raises `OutsideError` where the disk
    is full or the folder cannot be written; what was there before stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(path) as stream, zipfile.ZipFile(stream, "w") as archive:
            for name in sorted(files):
                _add(archive, name, files[name])
    except OSError as error:
        raise OutsideError(
            f"cannot write {path}: {error.strerror or error}. "
            "Make room or choose another folder with --dist; nothing was changed there"
        ) from error


def _add(archive: zipfile.ZipFile, name: str, content: Content) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system = _UNIX
    info.external_attr = _MODE
    stored = name.rpartition(".")[2] in _STORED
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.file_size = (
        len(content) if isinstance(content, bytes) else content.stat().st_size
    )
    with archive.open(info, "w") as member:
        if isinstance(content, bytes):
            member.write(content)
        else:
            with content.open("rb") as source:
                shutil.copyfileobj(source, member, _CHUNK)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream that becomes `path` at the end, or vanishes on any failure."""
    handle, name = tempfile.mkstemp(
        prefix=f".{path.name}.", suffix=".part", dir=path.parent
    )
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
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
    """Write one file by way of a temporary name. Raises `OutsideError` as `write_zip`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(path) as stream:
            stream.write(data)
    except OSError as error:
        raise OutsideError(f"cannot write {path}: {error.strerror or error}") from error
