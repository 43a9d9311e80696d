"""Look into a PDF as far as that needs no fonts: its objects, and what they pack."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MOST: Final = 64_000_000
#: our own pages are named by token and day
_OURS: Final = re.compile(r".+-[0-9]{4}-[0-9]{2}-[0-9]{2}\.pdf")


@dataclass(frozen=True)
class Streams:
    """What can be read of a PDF, and whether its name tells whose it is."""

    pieces: Iterator[bytes]
    readable: bool


def streams(path: Path) -> Streams:
    """Return the bytes of a PDF and of its streams. Raises OSError.

    Text is drawn by the numbers of glyphs, which only the fonts explain: what is said
    on a page is not found. Pages of ours have the token in their name.
    """
    return Streams(_pieces(path), _OURS.fullmatch(path.name) is not None)


def _pieces(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    for found in _STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(found[1], _MOST)
        except zlib.error:
            continue
