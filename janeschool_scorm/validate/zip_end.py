"""The end of a zip -> where its directory stands (APPNOTE 4.3.14 to 4.3.16)."""

import struct
from dataclasses import dataclass

from janeschool_scorm.standards import MEMBERS_MOST
from janeschool_scorm.validate.blob import Blob
from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.zip_format import (
    CENTRAL_SIGNATURE,
    END,
    END_SIGNATURE,
    LOCAL_SIGNATURE,
)

#: The comment's length has two bytes.
_TAIL = END.size + 0xFFFF
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_DIRECTORY_MOST = 64 << 20


class BrokenZipError(Exception):
    """Nothing can be read of it: `finding` says why."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.finding = whole(code, text)


@dataclass(frozen=True, slots=True)
class Directory:
    """`count` entries in `size` bytes from `offset`; places in them are `shift` too low."""

    count: int
    size: int
    offset: int
    shift: int
    findings: tuple[Finding, ...]


def whole(code: str, text: str) -> Finding:
    """A finding about the package as a whole."""
    return of_file(code, "", text)


def find_directory(blob: Blob) -> Directory:
    """Where the directory is. Raises `BrokenZipError` where there is none to read."""
    at, findings = _end(blob)
    disk, start_disk, here, count, size, offset = _fields(blob, at)
    contradiction = []
    if (wide := _wide(blob, at)) is not None:
        narrow, (at, *fields) = (disk, start_disk, here, count, size, offset), wide
        contradiction = _contradiction(narrow, fields)
        disk, start_disk, here, count, size, offset = fields
        text = "it uses Zip64, which some LMSs cannot read"
        findings.append(whole("Z406", text))
    if disk or start_disk or here != count:
        raise BrokenZipError("Z408", "it is one part of a zip in several parts")
    if count > MEMBERS_MOST or size > _DIRECTORY_MOST:
        text = f"it lists {count} files; at most {MEMBERS_MOST} are read"
        raise BrokenZipError("Z301", text)
    shift = _shift(blob, at, offset, size)
    told = (*findings, *contradiction)
    return Directory(count, size, offset + shift, shift, told)


def _end(blob: Blob) -> tuple[int, list[Finding]]:
    """Where the end record stands, and what is odd about its place."""
    base = max(0, blob.size - _TAIL)
    tail = blob.at(base, _TAIL)
    places = _places(tail)
    if not places:
        if blob.at(0, 4) == LOCAL_SIGNATURE:
            raise BrokenZipError("Z002", "the zip is cut off: its directory is missing")
        gzip = blob.at(0, 2) == b"\x1f\x8b"
        text = (
            "it is no zip but a gzip, as some Moodle backups are"
            if gzip
            else "it is no zip"
        )
        raise BrokenZipError("Z001", text)
    ends = {at: at + END.size + END.unpack_from(tail, at)[-1] for at in places}
    fitting = [at for at, end in ends.items() if end == len(tail)]
    main = fitting[0] if fitting else places[-1]
    findings = []
    if any(at > main for at in places):
        text = "its comment holds the end of another zip: readers differ in which they take"
        findings.append(whole("Z405", text))
    elif not fitting and ends[main] > len(tail):
        findings.append(whole("Z002", "the zip is cut off within its comment"))
    elif not fitting:
        text = f"{len(tail) - ends[main]} bytes follow the end of the zip"
        findings.append(whole("Z404", text))
    return base + main, findings


def _places(tail: bytes) -> list[int]:
    """Where an end record may begin."""
    places, at = [], tail.find(END_SIGNATURE)
    while at >= 0:
        if at + END.size <= len(tail):
            places.append(at)
        at = tail.find(END_SIGNATURE, at + 1)
    return places


def _fields(blob: Blob, at: int) -> tuple[int, int, int, int, int, int]:
    _, disk, start_disk, here, count, size, offset, _ = END.unpack(
        blob.at(at, END.size)
    )
    return disk, start_disk, here, count, size, offset


def _wide(blob: Blob, at: int) -> tuple[int, ...] | None:
    """Of a Zip64 end: its place, and the same fields as of a plain one."""
    data = blob.at(at - _LOCATOR.size, _LOCATOR.size) if at >= _LOCATOR.size else b""
    if data[:4] != b"PK\6\7":
        return None
    _, _, offset, _ = _LOCATOR.unpack(data)
    for place in (offset, at - _LOCATOR.size - _END64.size):
        record = blob.at(place, _END64.size) if place >= 0 else b""
        if record[:4] == b"PK\6\6" and len(record) == _END64.size:
            _, _, _, _, *fields = _END64.unpack(record)
            return (place, *fields)
    raise BrokenZipError("Z002", "its Zip64 directory is missing")


def _contradiction(narrow: tuple[int, ...], wide: list[int]) -> list[Finding]:
    most = (0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    rows = zip(narrow, wide, most, strict=True)
    if any(plain not in (large, full) for plain, large, full in rows):
        text = "its plain end and its Zip64 end say different sizes"
        return [whole("Z407", text)]
    return []


def _shift(blob: Blob, end: int, offset: int, size: int) -> int:
    """How far the zip begins behind the file's first byte."""
    if size == 0:
        return 0
    for shift in (end - size - offset, 0):
        if shift >= 0 and blob.at(offset + shift, 4) == CENTRAL_SIGNATURE:
            return shift
    raise BrokenZipError("Z002", "its directory is not where the zip says")
