"""The first bytes of a picture file -> its kind and size, without decoding a pixel."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_CUT = "ends too early: only a part of it was saved"


class NotAPictureError(ValueError):
    """The file is no whole PNG, JPEG or WebP; the sentence says what it is or lacks."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`kind` is the ending of its name; width and height are pixels."""

    kind: str
    width: int
    height: int
    moves: bool = False


#: More than the first page should carry; what is larger is not read to its end.
MOST_BYTES = 100_000


def picture(path: Path) -> Picture:
    """Kind and size of the picture in a file of at most `MOST_BYTES`.

    Raises `NotAPictureError` where it is none, and `OSError` where it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NotAPictureError(f"is larger than {MOST_BYTES // 1000} KB")
    for magic, reader in _READERS:
        if data.startswith(magic):
            try:
                found = reader(data)
            except (struct.error, IndexError) as error:
                raise NotAPictureError(_CUT) from error
            if found is None or not found.width or not found.height:
                raise NotAPictureError("has no size: it is damaged")
            return found
    if b"<svg" in data[:1000].lower():
        raise NotAPictureError("is an SVG, which can hold scripts: save it as PNG")
    raise NotAPictureError("is no PNG, JPEG or WebP")


def _png(data: bytes) -> Picture | None:
    """PNG, Third Edition, 11.2.1: IHDR comes first; acTL marks an animation."""
    if data[12:16] != b"IHDR":
        return None
    if b"IEND" not in data:
        raise NotAPictureError(_CUT)
    width, height = struct.unpack(">II", data[16:24])
    head = data[: max(data.find(b"IDAT"), 0)]
    return Picture("png", width, height, moves=b"acTL" in head)


#: JPEG (ITU-T T.81, B.1.1.3): frames, but not tables (C4, CC) or extensions (C8).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _jpeg(data: bytes) -> Picture | None:
    """JPEG (ITU-T T.81, B.2.2): the frame header has height, then width."""
    for marker, start in _segments(data):
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[start + 3 : start + 7])
            return Picture("jpg", width, height)
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Marker, and where its length stands, until the picture's data begin."""
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            return
        yield marker, at + 2
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        at += 2 + length


def _webp(data: bytes) -> Picture | None:
    """WebP container (RFC 9649, 2.5 to 2.7): VP8, VP8L or VP8X comes first."""
    if data[8:12] != b"WEBP":
        return None
    if int.from_bytes(data[4:8], "little") + 8 > len(data):
        raise NotAPictureError(_CUT)
    chunk, body = data[12:16], data[20:]
    if chunk == b"VP8X":
        width, height = (
            int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7)
        )
        return Picture("webp", width, height, moves=bool(body[0] & 0x02))
    if chunk == b"VP8L" and body[0] == 0x2F:
        (bits,) = struct.unpack("<I", body[1:5])
        return Picture("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", body[6:10])
        return Picture("webp", width & 0x3FFF, height & 0x3FFF)
    return None


_READERS: tuple[tuple[bytes, Callable[[bytes], Picture | None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8", _jpeg),
    (b"RIFF", _webp),
)
