"""Reader: the files of a package, whatever holds them, read within bounds."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from janeschool_scorm.standards import TEXT_MOST
from janeschool_scorm.validate.finding import Finding, of_file


class UnreadableError(Exception):
    """A file of the package cannot be read: `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.path}: {finding.text}")
        self.finding = finding


def _nowhere(_name: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """Files by name, as they can be read; `findings` are of family Z.

    `sizes` has every file that may be opened, in the package's own order. `withheld`
    are names that are there, but are not opened: links, encrypted files and the like.
    `whole` is false where the package as such cannot be read: no name is known then.
    `damage` reads everything once and yields what does not match its checksum.
    `packed` is the size of the zip as it is uploaded, None for what is none.
    `inside` gives a reader of a zip that is stored in the package, None for any other.
    """

    sizes: Mapping[str, int]
    findings: tuple[Finding, ...]
    withheld: frozenset[str]
    whole: bool
    stream: Callable[[str], IO[bytes]]
    damage: Callable[[], Iterator[Finding]]
    inside: "Callable[[str], Reader | None]" = _nowhere
    packed: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.sizes)

    def size(self, name: str) -> int:
        """Bytes when unpacked. Raises `KeyError` for what is not there."""
        return self.sizes[name]

    def open(self, name: str) -> IO[bytes]:
        """A stream; it can seek where nothing is compressed.

        Raises `KeyError` for what is not there; opening and reading `UnreadableError`.
        """
        self.sizes[name]
        return self.stream(name)

    def read(self, name: str, limit: int = TEXT_MOST) -> bytes:
        """The file's bytes. Raises `KeyError`, and `UnreadableError` also above `limit`."""
        if self.sizes[name] > limit:
            text = f"it has {self.sizes[name]} bytes; at most {limit} are read"
            raise UnreadableError(of_file("F201", name, text))
        with self.open(name) as stream:
            return stream.read(limit)


def nothing(finding: Finding) -> Reader:
    """A package of which nothing can be read."""

    def stream(name: str) -> IO[bytes]:
        raise KeyError(name)

    return Reader({}, (finding,), frozenset(), False, stream, lambda: iter(()))


def held(files: Mapping[str, bytes | Path]) -> Reader:
    """What is in memory, or in trusted files, as a package."""

    def stream(name: str) -> IO[bytes]:
        content = files[name]
        return content.open("rb") if isinstance(content, Path) else io.BytesIO(content)

    sizes = {
        name: content.stat().st_size if isinstance(content, Path) else len(content)
        for name, content in files.items()
    }
    return Reader(sizes, (), frozenset(), True, stream, lambda: iter(()))
