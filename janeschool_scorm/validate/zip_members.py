"""Members of a zip -> those that can be read, and what is wrong with the others."""

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from janeschool_scorm.standards import BOMB_FROM, BOMB_RATIO, UNPACKED_MOST
from janeschool_scorm.validate.blob import Blob
from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.validate.zip_directory import Member
from janeschool_scorm.validate.zip_end import whole
from janeschool_scorm.zip_format import DEFLATE, LOCAL, LOCAL_SIGNATURE, STORE

_ENCRYPTED, _DESCRIPTOR = 1 | 1 << 6 | 1 << 13, 1 << 3
#: APPNOTE 6.3, of 2006: what common programs read at most (4.4.3).
_NEWEST = 63
#: Signature, CRC and two sizes of 4 or 8 bytes (4.3.9).
_DESCRIPTOR_MOST = 24


@dataclass(frozen=True, slots=True)
class Packed:
    """Where the content of a member stands in the file."""

    member: Member
    start: int

    @property
    def end(self) -> int:
        return self.start + self.member.packed


def too_much(members: Sequence[Member]) -> Finding | None:
    """Does the whole unpack to more than can be meant?"""
    size = sum(member.size for member in members)
    packed = sum(member.packed for member in members)
    if size > UNPACKED_MOST:
        text = f"it would unpack to {size} bytes; at most {UNPACKED_MOST} are read"
        return whole("Z302", text)
    if size > BOMB_FROM and size > packed * BOMB_RATIO:
        text = f"{packed} bytes would unpack to {size}: it is made as a zip bomb is"
        return whole("Z303", text)
    return None


def unreadable(member: Member) -> Finding | None:
    """What keeps a member from being read, by its directory entry alone."""
    kind = stat.S_IFMT(member.mode)
    if kind == stat.S_IFLNK:
        return _of(member, "Z201", "is a symbolic link")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return _of(member, "Z202", "is no file but a device, a pipe or a socket")
    if member.flags & _ENCRYPTED:
        return _of(member, "Z203", "is encrypted")
    if member.needed > _NEWEST:
        text = f"needs a program for version {member.needed / 10} of the zip format"
        return _of(member, "Z204", text)
    if member.method not in (STORE, DEFLATE):
        text = f"is packed by method {member.method}, not stored or deflated"
        return _of(member, "Z204", text)
    if member.size > BOMB_FROM and member.size > member.packed * BOMB_RATIO:
        text = f"would unpack from {member.packed} bytes to {member.size}"
        return _of(member, "Z303", text)
    if member.method == STORE and member.size != member.packed:
        return _of(member, "Z407", "is stored, but its two sizes differ")
    return None


def _of(member: Member, code: str, text: str) -> Finding:
    return of_file(code, member.shown, text)


def located(blob: Blob, member: Member) -> tuple[Packed | None, Finding | None]:
    """Where the content stands by the member's own header, and what differs in that."""
    head = blob.at(member.offset, LOCAL.size)
    if len(head) < LOCAL.size or head[:4] != LOCAL_SIGNATURE:
        return None, _of(member, "Z401", "has no header where the directory says")
    _, _, flags, method, _, _, crc, packed, size, *lengths = LOCAL.unpack(head)
    name = blob.at(member.offset + LOCAL.size, lengths[0])
    place = Packed(member, member.offset + LOCAL.size + sum(lengths))
    if name != member.raw:
        other = name.decode("utf-8", "backslashreplace")
        return place, _of(member, "Z401", f"is called '{other}' by its own header")
    if method != member.method or (flags ^ member.flags) & _ENCRYPTED:
        return place, _of(member, "Z401", "is packed otherwise by its own header")
    if place.end > blob.size:
        return place, _of(member, "Z002", "ends beyond the end of the zip")
    if _differs((crc, packed, size), member, bool(flags & _DESCRIPTOR)):
        return place, _of(member, "Z401", "has other sizes in its own header")
    return place, None


def _differs(told: tuple[int, int, int], member: Member, later: bool) -> bool:
    """A size that is full stands in the Zip64 field; what is told `later` may be 0."""
    known = (member.crc, member.packed, member.size)
    pairs = zip(told, known, (False, True, True), strict=True)
    return any(
        own != other
        and not (is_size and own == 0xFFFFFFFF)
        and not (later and own == 0)
        for own, other, is_size in pairs
    )


def overlaps(places: Sequence[Packed]) -> Iterator[Finding]:
    """Members whose bytes, header included, another one uses too."""
    reach, before = 0, ""
    for place in sorted(places, key=lambda one: one.member.offset):
        if place.member.offset < reach:
            text = f"shares its bytes with '{before}'"
            yield _of(place.member, "Z304", text)
        if place.end > reach:
            reach, before = place.end, place.member.shown


def misplaced(blob: Blob, first: Member, shift: int) -> bool:
    """Do offsets count from the file's first byte, although the directory is moved?"""
    if not shift or blob.at(first.offset, 4) == LOCAL_SIGNATURE:
        return False
    plain = first.offset - shift
    return plain >= 0 and blob.at(plain, 4) == LOCAL_SIGNATURE


def before(blob: Blob, listed: Sequence[Member], shift: int) -> Iterator[Finding]:
    """What stands before the first member, whether or not offsets count from there."""
    first = min(one.offset for one in listed)
    if blob.at(0, 4) == LOCAL_SIGNATURE and shift:
        text = f"another zip stands in the {shift} bytes before this one"
        yield whole("Z409", text)
    elif first > 0:
        yield whole("Z403", f"{first} bytes come before the zip")


def hidden(blob: Blob, places: Sequence[Packed], directory: int) -> Iterator[Finding]:
    """Files between members, or before the directory, that it does not list."""
    if not places:
        return
    ordered = sorted(places, key=lambda one: one.member.offset)
    ends = [one.end for one in ordered]
    begins = [*(one.member.offset for one in ordered[1:]), directory]
    for one, end, begin in zip(ordered, ends, begins, strict=True):
        spare = _DESCRIPTOR_MOST if one.member.flags & _DESCRIPTOR else 0
        if begin - end < spare + LOCAL.size:
            continue
        if LOCAL_SIGNATURE in blob.at(end, spare + len(LOCAL_SIGNATURE)):
            text = (
                f"a file that the directory does not list follows '{one.member.shown}'"
            )
            yield whole("Z409", text)
