"""Files and bytes -> their SHA-256, CRC-32 and size: each file is read once."""

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digest:
    """`sha256` in hexadecimal, `crc32` as zip wants it, `size` in bytes."""

    sha256: str
    crc32: int
    size: int


#: (absolute path, size, time of change) -> digest; a file changes its key.
_known: dict[tuple[str, int, int], Digest] = {}
#: Files of fewer bytes are read again sooner than looked up in a list.
_LARGE = 1 << 20


def digest(path: Path) -> Digest:
    """The file's digest; read again only when its size or time has changed.

    Raises `OSError` where it cannot be read.
    """
    status = path.stat()
    key = (str(path.absolute()), status.st_size, status.st_mtime_ns)
    if key not in _known:
        _known[key] = _read(path)
    return _known[key]


def _read(path: Path) -> Digest:
    sha, crc, size = hashlib.sha256(), 0, 0
    for chunk in chunks(path):
        sha.update(chunk)
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
    return Digest(sha.hexdigest(), crc, size)


def recall(rows: Iterable[Sequence[Any]]) -> None:
    """Take over what an earlier run read, as `known` gave it.

    Raises `TypeError` or `ValueError` for what is no such row.
    """
    for path, size, time, sha, crc in rows:
        _known[(str(path), int(size), int(time))] = Digest(
            str(sha), int(crc), int(size)
        )


def known() -> list[tuple[str, int, int, str, int]]:
    """Of each large file that was read: path, size, time, SHA-256, CRC-32; sorted."""
    large = sorted(key for key in _known if key[1] >= _LARGE)
    return [(*key, _known[key].sha256, _known[key].crc32) for key in large]


def chunks(path: Path) -> Iterator[memoryview]:
    """The file in pieces of a megabyte, in one buffer: use each before the next."""
    buffer = memoryview(bytearray(_CHUNK))
    descriptor = os.open(path, os.O_RDONLY)
    try:
        while count := os.readv(descriptor, [buffer]):
            yield buffer[:count]
    finally:
        os.close(descriptor)


def sha256(content: bytes | Path) -> str:
    """Hexadecimal SHA-256 of bytes or of a file."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    return digest(content).sha256


def sha1(content: bytes | Path) -> str:
    """Hexadecimal SHA-1: Moodle names the files of a backup by it.

    Raises `OSError` where a file cannot be read.
    """
    if isinstance(content, bytes):
        return hashlib.sha1(content, usedforsecurity=False).hexdigest()
    status = content.stat()
    return _sha1(str(content), status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=65_536)
def _sha1(path: str, _size: int, _mtime_ns: int) -> str:
    sha = hashlib.sha1(usedforsecurity=False)
    for chunk in chunks(Path(path)):
        sha.update(chunk)
    return sha.hexdigest()
