"""dist/ -> what stands in it and from which content; and back, with SHA256SUMS."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from janeschool_scorm.archive import write_whole
from janeschool_scorm.digest import digest

_NAME = ".built.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One package: `content` is the hash of what went in, `sha256` that of the file."""

    path: str
    content: str
    sha256: str
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, dist: Path, path: Path, *, content: str, sha256: str) -> Self:
        """The entry of a file that has just been written."""
        status = (dist / path).stat()
        size, time = status.st_size, status.st_mtime_ns
        return cls(path.as_posix(), content, sha256, size, time)

    def stands(self, dist: Path) -> bool:
        """Is the file as it was written? Size and time tell, nothing is read."""
        try:
            status = (dist / self.path).stat()
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (self.size, self.mtime_ns)


class Ledger:
    """What was built into one dist/ folder. A lost or broken file only costs time."""

    def __init__(self, dist: Path, entries: Iterable[Entry] = ()) -> None:
        self.dist = dist
        self.entries = {entry.path: entry for entry in entries}
        self.changed: set[str] = set()

    @classmethod
    def read(cls, dist: Path) -> Self:
        try:
            data = json.loads((dist / _NAME).read_text(encoding="utf-8"))
            if data["format"] != _FORMAT:
                return cls(dist)
            return cls(dist, [Entry(**entry) for entry in data["packages"]])
        except (OSError, ValueError, KeyError, TypeError):
            return cls(dist)

    def same(self, path: Path, content: str) -> Entry | None:
        """The entry, if the package stands there with that content."""
        entry = self.entries.get(path.as_posix())
        good = (
            entry is not None and entry.content == content and entry.stands(self.dist)
        )
        return entry if good else None

    def add(self, entry: Entry) -> None:
        self.changed.add(Path(entry.path).parent.as_posix())
        self.entries[entry.path] = entry

    def write(self) -> None:
        """Write the ledger, and SHA256SUMS in each folder that was built into.

        Raises `OutsideError` where they cannot be written.
        """
        if not self.changed:
            return
        for folder in sorted(self.changed):
            self._write_sums(folder)
        known = [asdict(self.entries[path]) for path in sorted(self.entries)]
        text = json.dumps({"format": _FORMAT, "packages": known}, indent=0)
        write_whole(self.dist / _NAME, text.encode())

    def _write_sums(self, folder: str) -> None:
        """`sha256sum -c SHA256SUMS` proves that a package arrived as it was built."""
        paths = sorted(
            path
            for path in (self.dist / folder).iterdir()
            if path.suffix in (".zip", ".mbz") and not path.name.startswith(".")
        )
        lines = [f"{self._sum(folder, path)}  {path.name}\n" for path in paths]
        write_whole(self.dist / folder / "SHA256SUMS", "".join(lines).encode())

    def _sum(self, folder: str, path: Path) -> str:
        entry = self.entries.get(f"{folder}/{path.name}")
        known = entry is not None and entry.stands(self.dist)
        return entry.sha256 if entry and known else digest(path).sha256
