"""A zip, or a stored one within another -> its Reader."""

import io
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO

from janeschool_scorm.validate.blob import Blob
from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.validate.names import clashes, unsafe, windows
from janeschool_scorm.validate.reader import Reader, UnreadableError, nothing
from janeschool_scorm.validate.streams import Inflated, Stored, damaged
from janeschool_scorm.validate.zip_directory import Member, members
from janeschool_scorm.validate.zip_end import BrokenZipError, find_directory, whole
from janeschool_scorm.validate.zip_members import (
    Packed,
    before,
    hidden,
    located,
    misplaced,
    overlaps,
    too_much,
    unreadable,
)
from janeschool_scorm.zip_format import STORE

_CHUNK = 1 << 18


def read_zip(blob: Blob) -> Reader:
    """The zip's files; `blob` must stay open as long as they are read."""
    if blob.size == 0:
        return nothing(whole("Z001", "it is an empty file, no zip"))
    try:
        directory = find_directory(blob)
        listed = members(blob, directory)
    except BrokenZipError as error:
        return nothing(error.finding)
    if not any(not member.is_folder for member in listed):
        return nothing(whole("Z004", "the zip holds no file"))
    if (bomb := too_much(listed)) is not None:
        return nothing(bomb)
    if misplaced(blob, listed[0], directory.shift):
        listed = [
            replace(each, offset=each.offset - directory.shift) for each in listed
        ]
        findings = [whole("Z407", "its directory is not where its end says")]
    else:
        findings = [*before(blob, listed, directory.shift)]
    places, refused = _places(blob, listed)
    # Sound is what can be opened; the others are named, and known to be there.
    bad = {one.path for one in refused}
    files = {x.member.shown: x for x in places if not x.member.is_folder}
    sound = {name: place for name, place in files.items() if name not in bad}
    findings += [*directory.findings, *refused, *overlaps(places)]
    findings += hidden(blob, places, directory.offset)
    named = [name for name in files if unsafe(name) is None]
    findings += [*clashes(named), *filter(None, map(windows, named))]
    shared = {one.path for one in findings if one.code == "Z304"}
    return _reader(blob, sound, frozenset(bad | shared), findings)


def _reader(
    blob: Blob,
    sound: dict[str, Packed],
    withheld: frozenset[str],
    findings: Sequence[Finding],
) -> Reader:
    kept = {name: place for name, place in sound.items() if name not in withheld}

    def stream(name: str) -> IO[bytes]:
        return io.BufferedReader(_raw(blob, kept[name], name), _CHUNK)

    def damage() -> Iterator[Finding]:
        for name, place in kept.items():
            try:
                with stream(name) as content:
                    _compare(content, name, place.member.crc)
            except UnreadableError as error:
                yield error.finding

    def inside(name: str) -> Reader | None:
        place = kept[name]
        if place.member.method != STORE:
            return None
        return read_zip(blob.part(place.start, place.member.packed))

    sizes = {name: place.member.size for name, place in kept.items()}
    told = tuple(findings)
    return Reader(sizes, told, withheld, True, stream, damage, inside, blob.size)


def _raw(blob: Blob, place: Packed, name: str) -> io.RawIOBase:
    part = blob.part(place.start, place.member.packed)
    if place.member.method == STORE:
        return Stored(part, name)
    return Inflated(part, place.member.size, name)


def _compare(content: IO[bytes], name: str, crc: int) -> None:
    """Read to the end. Raises `UnreadableError` where the checksum is another."""
    found = 0
    while data := content.read(_CHUNK):
        found = zlib.crc32(data, found)
    if found != crc:
        raise damaged(name, "its content does not match its checksum")


def _places(blob: Blob, listed: Sequence[Member]) -> tuple[list[Packed], list[Finding]]:
    """Where each member stands, and what keeps some from being read."""
    places, findings = [], []
    often = Counter(member.shown for member in listed if not member.is_folder)
    for member in listed:
        place, found = located(blob, member)
        if place is not None:
            places.append(place)
        if (found := _refused(member) or found) is not None:
            findings.append(found)
    for name, count in often.items():
        if count > 1:
            findings.append(of_file("Z104", name, f"it is there {count} times"))
    return places, findings


def _refused(member: Member) -> Finding | None:
    """Why a member is not looked at any further, by its directory entry alone."""
    if member.name is None:
        text = "the name is no UTF-8, although it says so"
        return of_file("Z108", member.shown, text)
    name = member.name.removesuffix("/") if member.is_folder else member.name
    return unsafe(name) or (None if member.is_folder else unreadable(member))
