"""The directory of a zip -> its members as it describes them (APPNOTE 4.3.12)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from janeschool_scorm.validate.blob import Blob
from janeschool_scorm.validate.zip_end import BrokenZipError, Directory
from janeschool_scorm.zip_format import CENTRAL, CENTRAL_SIGNATURE

_UTF8 = 1 << 11
_FULL = 0xFFFFFFFF
_ZIP64, _UNICODE_PATH = 0x0001, 0x7075


@dataclass(frozen=True, slots=True)
class Member:
    """One file or folder. `name` is None where it is no text in its own encoding.

    `needed` is the version of the format, times ten; `packed` and `size` in bytes; `offset` is that of its own header in the file; `mode`
    as Unix has it, 0 where unknown.
    """

    raw: bytes
    name: str | None
    needed: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int

    @property
    def shown(self) -> str:
        """A name for sentences, whatever it is made of."""
        return self.name if self.name is not None else self.raw.decode("latin-1")

    @property
    def is_folder(self) -> bool:
        return self.raw.endswith(b"/")


def members(blob: Blob, directory: Directory) -> list[Member]:
    """All of them, in the directory's order. Raises `BrokenZipError`."""
    data = blob.at(directory.offset, directory.size)
    found = list(_members(data, directory.shift))
    if len(found) != directory.count:
        text = f"its end says {directory.count} files, its directory lists {len(found)}"
        raise BrokenZipError("Z002", text)
    return found


def _members(data: bytes, shift: int) -> Iterator[Member]:
    at = 0
    while data[at : at + 4] == CENTRAL_SIGNATURE:
        head = data[at : at + CENTRAL.size]
        if len(head) < CENTRAL.size:
            raise BrokenZipError("Z002", "its directory is cut off")
        fields = CENTRAL.unpack(head)
        name_length, extra_length, comment_length = fields[10:13]
        middle = at + CENTRAL.size + name_length
        raw, extra = (
            data[at + CENTRAL.size : middle],
            data[middle : middle + extra_length],
        )
        at = middle + extra_length + comment_length
        if at > len(data):
            raise BrokenZipError("Z002", "its directory is cut off")
        yield _member(fields, raw, dict(_extras(extra)), shift)
    if at != len(data):
        raise BrokenZipError("Z002", "its directory holds what is no entry")


def _member(
    fields: tuple[int, ...], raw: bytes, extras: dict[int, bytes], shift: int
) -> Member:
    _, _, needed, flags, method, _, _, crc, packed, size, *_, external, offset = fields
    size, packed, offset = _sizes(extras.get(_ZIP64, b""), size, packed, offset)
    return Member(
        raw=raw,
        name=_name(raw, flags, extras.get(_UNICODE_PATH, b"")),
        needed=needed & 0xFF,
        flags=flags,
        method=method,
        crc=crc,
        packed=packed,
        size=size,
        offset=offset + shift,
        mode=external >> 16,
    )


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        yield kind, extra[4 : 4 + length]
        extra = extra[4 + length :]


def _sizes(wide: bytes, *narrow: int) -> tuple[int, int, int]:
    """Each of the three from the Zip64 field where it is full (4.5.3)."""
    sizes = []
    for each in narrow:
        if each == _FULL and len(wide) >= 8:
            each = int.from_bytes(wide[:8], "little")
            wide = wide[8:]
        sizes.append(each)
    return sizes[0], sizes[1], sizes[2]


def _name(raw: bytes, flags: int, unicode_path: bytes) -> str | None:
    """UTF-8 where the flag or Info-ZIP's field says so, else IBM's code page 437."""
    try:
        if flags & _UTF8:
            return raw.decode("utf-8")
        if len(unicode_path) > 5 and unicode_path[0] == 1:
            crc = int.from_bytes(unicode_path[1:5], "little")
            if crc == zlib.crc32(raw):
                return unicode_path[5:].decode("utf-8")
    except UnicodeDecodeError:
        return None
    return raw.decode("cp437")
