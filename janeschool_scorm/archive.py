"""Files -> a zip with the same bytes for the same input, whole or not there at all.

Our own writer, because it is what the tool is for: media are spliced in with a CRC that
is known already, the archive's own SHA-256 falls out on the way, and no field is left
to a library's version (PKWARE APPNOTE 6.3.3: no data descriptors, no Zip64, no extras).
"""

import hashlib
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from janeschool_scorm.digest import chunks, digest
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.target import Content, Files
from janeschool_scorm.whole import replacing
from janeschool_scorm.zip_format import (
    CENTRAL,
    CENTRAL_SIGNATURE,
    DEFLATE,
    END,
    END_SIGNATURE,
    LOCAL,
    LOCAL_SIGNATURE,
    STORE,
)

_VERSION = 20
_MADE_BY_UNIX = 3 << 8 | _VERSION
_DOS_TIME, _DOS_DATE = 0, 1 << 5 | 1  # midnight of 1980-01-01
_MODE = 0o100644 << 16
_LEVEL = 6
#: Above this a zip would need Zip64, which some LMSs cannot read.
_MOST = (1 << 32) - 1
#: Compressed already: deflate would cost time and win nothing.
_STORED = frozenset(
    {"mp4", "webm", "m4a", "mp3", "ogg", "jpg", "jpeg", "png", "webp", "zip"}
)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the archive's own SHA-256 in hexadecimal, and its bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class _Member:
    """One file as it stands in the archive: `body` is compressed bytes, or a path."""

    name: bytes
    method: int
    crc32: int
    packed: int
    size: int
    body: Content


def write_zip(path: Path, files: Files) -> Written:
    """Write the package: sorted names, fixed date and mode, store or deflate only.

    It appears under its name when it is whole. Raises `OutsideError` where the disk
    is full or the folder cannot be written; what was there before stays.
    """
    try:
        members = [_member(name, files[name]) for name in sorted(files)]
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as stream:
            return _write(stream, members)
    except OSError as error:
        raise OutsideError(
            f"cannot write {path}: {error.strerror or error}. "
            "Make room or choose another folder with --dist; nothing was changed there"
        ) from error


def _member(name: str, content: Content) -> _Member:
    # In a wrapped package the name may be a bare hash: the file says what it is.
    kind = content.name if isinstance(content, Path) else name
    stored = kind.rpartition(".")[2].lower() in _STORED
    if stored and isinstance(content, Path):
        known = digest(content)
        body: Content = content
        method, crc, packed, size = STORE, known.crc32, known.size, known.size
    else:
        data = content if isinstance(content, bytes) else content.read_bytes()
        body = data if stored else _deflated(data)
        method = STORE if stored else DEFLATE
        crc, packed, size = zlib.crc32(data), len(body), len(data)
    return _Member(name.encode("ascii"), method, crc, packed, size, body)


@lru_cache(maxsize=32)
def _deflated(data: bytes) -> bytes:
    """Deflated once for all packages that carry the same bytes."""
    machine = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return machine.compress(data) + machine.flush()


class _Out:
    """A stream that knows how far it is and what it has seen."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.sha = hashlib.sha256()
        self.at = 0

    def write(self, data: bytes | memoryview) -> None:
        self.stream.write(data)
        self.sha.update(data)
        self.at += len(data)


def _write(stream: IO[bytes], members: list[_Member]) -> Written:
    out = _Out(stream)
    directory = b""
    for member in members:
        directory += _central(member, out.at)
        out.write(_local(member))
        _body(out, member)
    start = out.at
    out.write(directory)
    count = len(members)
    end = (END_SIGNATURE, 0, 0, count, count, len(directory), start, 0)
    out.write(END.pack(*end))
    return Written(out.sha.hexdigest(), out.at)


def _body(out: _Out, member: _Member) -> None:
    before = out.at
    if isinstance(member.body, bytes):
        out.write(member.body)
    else:
        for chunk in chunks(member.body):
            out.write(chunk)
    if out.at - before != member.packed:
        raise OutsideError(f"{member.body!s} changed while it was read: build again")
    if out.at > _MOST:
        raise OutsideError("a package above 4 GiB would need Zip64: split the course")


def _common(member: _Member) -> tuple[int, ...]:
    """The fields that both headers share, from the method to the extra's length."""
    stamp = (member.method, _DOS_TIME, _DOS_DATE)
    return (*stamp, member.crc32, member.packed, member.size, len(member.name), 0)


def _local(member: _Member) -> bytes:
    return LOCAL.pack(LOCAL_SIGNATURE, _VERSION, 0, *_common(member)) + member.name


def _central(member: _Member, offset: int) -> bytes:
    head = (CENTRAL_SIGNATURE, _MADE_BY_UNIX, _VERSION, 0)
    return CENTRAL.pack(*head, *_common(member), 0, 0, 0, _MODE, offset) + member.name
