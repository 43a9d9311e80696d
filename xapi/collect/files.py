"""Open a statement file (NDJSON or JSON array, plain, gzip or zstd) and cut it up."""

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from xapi.collect.cut import Piece, Unreadable, elements, lines
from xapi.problems import Code, RecordsError
from xapi.zstd import ZstdError, ZstdFile

_GZIP: Final = b"\x1f\x8b"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

#: is told how many bytes of the file are read and how many statements
Progress = Callable[[int, int], None]


def pieces(path: Path, progress: Progress) -> Iterator[Piece]:
    """Yield the statements of a file in order, holding one at a time.

    Raises OSError for a file that cannot be opened, RecordsError for damaged
    compressed data: there the checksum is wrong or missing, so no line can be trusted.
    """
    with path.open("rb") as raw:
        try:
            for count, piece in enumerate(_pieces(raw)):
                if count % 1_000 == 0 and raw.seekable():  # a pipe has no place
                    progress(raw.tell(), count)
                yield piece
        except (gzip.BadGzipFile, EOFError, zlib.error, ZstdError):
            raise RecordsError(
                f"{path}: the compressed data are damaged or cut off. "
                "Nothing of this file was loaded: fetch it again."
            ) from None


def _pieces(raw: io.BufferedReader) -> Iterator[Piece]:
    stream = _unpacked(raw)
    head = stream.peek(4)
    if head.startswith(_UTF16) or b"\0" in head[:4]:
        yield Unreadable(0, Code.ENCODING, "is not UTF-8 (UTF-16?): save it as UTF-8")
        return
    if head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    first = stream.peek(1).lstrip()[:1]
    cut = elements if first == b"[" else lines
    found = first == b"["
    for piece in cut(stream):
        found = True
        yield piece
    if not found:
        yield Unreadable(0, Code.EMPTY_FILE, "is empty: was the export cut off?")


def _unpacked(raw: io.BufferedReader) -> io.BufferedReader:
    head = raw.peek(4)
    if head.startswith(_GZIP):
        return io.BufferedReader(gzip.GzipFile(fileobj=raw), 1 << 20)
    if head.startswith(_ZSTD):
        return io.BufferedReader(ZstdFile(raw), 1 << 20)
    return raw
