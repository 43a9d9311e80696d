"""A package on the disk, zip or folder -> its files piece by piece, as long as wanted."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from janeschool_scorm.validate.reading import Reader, opened

_PIECE = 1 << 16


class Package:
    """The files of one package, and nothing else on the disk. Close it at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stack = ExitStack()
        self.reader: Reader = self._stack.enter_context(opened(path))

    def close(self) -> None:
        self._stack.close()

    @property
    def sizes(self) -> Mapping[str, int]:
        """Name of each file that may be read -> its bytes."""
        return self.reader.sizes

    def pieces(self, name: str, first: int, last: int) -> Iterator[bytes]:
        """Bytes `first` to `last` of a file, never all of it in memory.

        Raises `UnreadableError` where the package is damaged.
        """
        with self.reader.open(name) as stream:
            if stream.seekable():
                stream.seek(first)
            else:
                _skipped(stream, first)
            left = last - first + 1
            while left > 0 and (piece := stream.read(min(_PIECE, left))):
                left -= len(piece)
                yield piece


def _skipped(stream: IO[bytes], count: int) -> None:
    """Read past what is compressed and not wanted."""
    while count > 0 and (piece := stream.read(min(_PIECE, count))):
        count -= len(piece)
