"""Files and bytes -> their SHA-256, CRC-32 and size: each file is read once."""

import hashlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digest:
    """`sha256` in hexadecimal, `crc32` as zip wants it, `size` in bytes."""

    sha256: str
    crc32: int
    size: int


def digest(path: Path) -> Digest:
    """The file's digest; read again only when its size or time has changed.

    Raises `OSError` where it cannot be read.
    """
    status = path.stat()
    return _digest(str(path), status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=65_536)
def _digest(path: str, _size: int, _mtime_ns: int) -> Digest:
    sha, crc, size = hashlib.sha256(), 0, 0
    for chunk in chunks(Path(path)):
        sha.update(chunk)
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
    return Digest(sha.hexdigest(), crc, size)


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
