"""Keep statements as they were received: NDJSON, compressed with zstd."""

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from xapi.zstd import CompressionParameter, ZstdFile

SUFFIX: Final = ".ndjson.zst"
#: the quickest: statements repeat so much that others save little more
_LEVEL: Final = 1
_CHUNK: Final = 1 << 20


def compress(source: Path, target: Path, without: Collection[int] = ()) -> None:
    """Compress NDJSON into a new file, leaving out lines by their number from 0."""
    options: dict[int, int] = {
        CompressionParameter.compression_level: _LEVEL,
        CompressionParameter.checksum_flag: 1,
    }
    with source.open("rb") as lines, ZstdFile(target, "w", options=options) as packed:
        if not without:
            shutil.copyfileobj(lines, packed, _CHUNK)
            return
        waiting = bytearray()
        for number, text in enumerate(lines):
            if number not in without:
                waiting += text
            if len(waiting) > _CHUNK:
                packed.write(waiting)
                waiting.clear()
        packed.write(waiting)


def texts(path: Path) -> Iterator[bytes]:
    """Yield the texts of a file of the store, in order, without their line ends."""
    with ZstdFile(path) as lines:
        for text in lines:
            yield text.rstrip(b"\n")
