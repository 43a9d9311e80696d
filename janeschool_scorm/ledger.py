"""dist/ -> what stands in it and from which content; and back, with sums and list."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from janeschool_scorm.bundles import Label, Standing, read_list, write_list
from janeschool_scorm.digest import digest, known, recall
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.whole import keep_whole

_NAME = ".built.json"
_FORMAT = 2
#: What SHA256SUMS covers: packages, catalogues and import pages.
_COVERED = (".zip", ".mbz", ".json", ".html")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: `content` is the hash of what went in, `sha256` that of the file.

    A package has its `label`; a catalogue or an import page has none.
    """

    path: str
    content: str
    sha256: str
    size: int
    mtime_ns: int
    label: Label | None = None

    @classmethod
    def of(
        cls,
        dist: Path,
        path: Path,
        *,
        content: str,
        sha256: str,
        label: Label | None = None,
    ) -> Self:
        """The entry of a file that has just been written."""
        status = (dist / path).stat()
        size, time = status.st_size, status.st_mtime_ns
        return cls(path.as_posix(), content, sha256, size, time, label)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        label = data["label"]
        return cls(**{**data, "label": Label.read(label) if label else None})

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
        """What the ledger says, or where it cannot be read, what the bundle list says."""
        try:
            data = json.loads((dist / _NAME).read_text(encoding="utf-8"))
            if data["format"] != _FORMAT:
                return cls(dist, _listed(dist))
            return cls(dist, [Entry.read(entry) for entry in data["files"]])
        except (OSError, ValueError, KeyError, TypeError):
            return cls(dist, _listed(dist))

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
        """Write the ledger, the bundle list, and SHA256SUMS where something was built.

        What is gone from dist/ is forgotten. Raises `OutsideError` where they cannot be
        written.
        """
        if not self.changed:
            return
        here = [self.entries[path] for path in sorted(self.entries)]
        self.entries = {each.path: each for each in here if each.stands(self.dist)}
        for folder in sorted(self.changed):
            self._write_sums(folder)
        write_list(self.dist, self.standing())
        lines = ",\n".join(json.dumps(asdict(each)) for each in self.entries.values())
        text = f'{{"format": {_FORMAT}, "files": [\n{lines}\n]}}\n'
        keep_whole(self.dist / _NAME, text.encode())

    def standing(self) -> list[Standing]:
        """Every package that the ledger knows, with its label."""
        return [
            Standing(each.path, each.sha256, each.size, each.label)
            for each in self.entries.values()
            if each.label is not None
        ]

    def _write_sums(self, folder: str) -> None:
        """`sha256sum -c SHA256SUMS` proves that a file arrived as it was built."""
        paths = sorted(
            path
            for path in (self.dist / folder).iterdir()
            if path.suffix in _COVERED
            and not path.name.startswith(".")
            and path.is_file()
        )
        lines = [f"{self._sum(folder, path)}  {path.name}\n" for path in paths]
        keep_whole(self.dist / folder / "SHA256SUMS", "".join(lines).encode())

    def _sum(self, folder: str, path: Path) -> str:
        entry = self.entries.get(f"{folder}/{path.name}")
        known = entry is not None and entry.stands(self.dist)
        return entry.sha256 if entry and known else digest(path).sha256


class Digests:
    """Digests of large media, taken along from run to run: dist/.media.json."""

    def __init__(self, dist: Path) -> None:
        self.path = dist / ".media.json"
        with suppress(OSError, ValueError, TypeError):
            recall(json.loads(self.path.read_text(encoding="utf-8")))
        self.before = known()

    def write(self) -> None:
        """Write them if there are new ones; raises `OutsideError` where it cannot."""
        if known() != self.before:
            rows = ",\n".join(json.dumps(each) for each in known())
            keep_whole(self.path, f"[\n{rows}\n]\n".encode())


def _listed(dist: Path) -> list[Entry]:
    """Packages of the bundle list that are still what it says; each is built again.

    A lost ledger must not hide from a recall what stands in dist/.
    """
    try:
        listed = read_list(dist)
    except OutsideError:
        return []
    return [entry for each in listed if (entry := _found(dist, each)) is not None]


def _found(dist: Path, each: Standing) -> Entry | None:
    path = Path(each.path)
    try:
        if digest(dist / path).sha256 != each.sha256:
            return None
        return Entry.of(dist, path, content="", sha256=each.sha256, label=each.label)
    except OSError:
        return None
