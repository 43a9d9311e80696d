"""Keep statements as they were received: NDJSON, compressed with zstd."""

import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from xapi.zstd import CompressionParameter, ZstdFile

SUFFIX: Final = ".ndjson.zst"
#: the quickest: statements repeat so much that others save little more
_LEVEL: Final = 1
_CHUNK: Final = 1 << 20


def compress(source: Path, target: Path, without: Collection[int] = ()) -> None:
    """Compress NDJSON into a new file, leaving out lines by their number from 0."""
    with source.open("rb") as lines, _packed(target) as packed:
        if without:
            _copy(lines, packed, without)
        else:
            shutil.copyfileobj(lines, packed, _CHUNK)


def without(source: Path, target: Path, numbers: Collection[int]) -> None:
    """Copy a file of the store, leaving out lines by their number from 0."""
    with ZstdFile(source) as lines, _packed(target) as packed:
        _copy(lines, packed, numbers)


def _packed(target: Path) -> ZstdFile:
    options: dict[int, int] = {
        CompressionParameter.compression_level: _LEVEL,
        CompressionParameter.checksum_flag: 1,
    }
    return ZstdFile(target, "w", options=options)


def _copy(lines: Iterable[bytes], packed: ZstdFile, left_out: Collection[int]) -> None:
    waiting = bytearray()
    for number, text in enumerate(lines):
        if number not in left_out:
            waiting += text
        if len(waiting) > _CHUNK:
            packed.write(waiting)
            waiting.clear()
    packed.write(waiting)


def chunks(path: Path, overlap: int) -> Iterator[bytes]:
    """Yield what a file of the store holds, each piece with the end of the last."""
    rest = b""
    with ZstdFile(path) as packed:
        while piece := packed.read(_CHUNK):
            yield rest + piece
            rest = (rest + piece)[-overlap:]


def texts(path: Path) -> Iterator[bytes]:
    """Yield the texts of a file of the store, in order, without their line ends."""
    with ZstdFile(path) as lines:
        for text in lines:
            yield text.rstrip(b"\n")
