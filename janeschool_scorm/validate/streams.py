"""A stored or deflated part of a file -> a stream that never gives more than it should.

What does not unpack to what the directory says raises `UnreadableError`.
"""

import io
import zlib
from typing import Any

from janeschool_scorm.validate.blob import Blob
from janeschool_scorm.validate.finding import of_file
from janeschool_scorm.validate.reader import UnreadableError

_CHUNK = 1 << 16


def damaged(name: str, text: str) -> UnreadableError:
    return UnreadableError(of_file("Z402", name, text))


class Stored(io.RawIOBase):
    """Bytes as they stand; can be read from any place on."""

    def __init__(self, blob: Blob, name: str) -> None:
        super().__init__()
        self._blob, self._at, self._name = blob, 0, name

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._blob.size}
        self._at = max(0, start[whence] + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        data = self._blob.at(self._at, len(buffer))
        if not data and self._at < self._blob.size:
            raise damaged(self._name, "it became shorter while it was read")
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


class Inflated(io.RawIOBase):
    """Inflated from front to back, to exactly `size` bytes."""

    def __init__(self, blob: Blob, size: int, name: str) -> None:
        super().__init__()
        self._blob, self._at, self._left, self._name = blob, 0, size, name
        self._machine = zlib.decompressobj(-zlib.MAX_WBITS)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), self._left + 1)
        data = b""
        while not data and not self._machine.eof and wanted:
            data = self._some(wanted)
        self._left -= len(data)
        if self._left < 0 or (not data and self._left):
            raise damaged(self._name, "it unpacks to another size than the zip says")
        buffer[: len(data)] = data
        return len(data)

    def _some(self, wanted: int) -> bytes:
        packed = self._machine.unconsumed_tail
        if not packed:
            packed = self._blob.at(self._at, _CHUNK)
            self._at += len(packed)
        try:
            data = self._machine.decompress(packed, wanted)
        except zlib.error as error:
            text = "its compressed content cannot be unpacked"
            raise damaged(self._name, text) from error
        if not packed and not data and not self._machine.eof:
            raise damaged(self._name, "its compressed content is cut off")
        return data
