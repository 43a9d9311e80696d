"""Options, inputs and outputs of a build -> has all of it been done already?

Only the standard library and small modules are imported here: an answer of yes must come
before anything large is loaded.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from janeschool_scorm.digest import digest
from janeschool_scorm.whole import write_whole

_FORMAT = 1
_ROOMS = ("janeschool_scorm", "packagers")
#: A file as the file system tells it: bytes, and time of change in nanoseconds.
Seen = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build reads: absolute path -> size and time; `names` of what is beside.

    `names` holds a hash over names that count by being there: the courses of the
    source, and the installed libraries with their versions.
    """

    files: Mapping[str, Seen]
    names: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the build said of one package: path within dist/, a line, and JSON."""

    path: str
    line: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Done:
    """A build that need not be repeated, and what it said."""

    shown: tuple[Shown, ...]
    warnings: tuple[str, ...]


def inputs(source: Path, courses: Sequence[str]) -> Inputs:
    """Everything that a build of those courses (none: all of them) reads.

    Taken before the build, so that a file which changes meanwhile counts as changed.
    """
    folders = [
        source / name if (source / name).is_dir() else Path(name) for name in courses
    ]
    trees = [*(folders or [source]), source / "agencies", *_program()]
    files = {path: seen for tree in trees for path, seen in _tree(str(tree.absolute()))}
    return Inputs(files, _hash([*_names(source), "", *_libraries(), sys.version]))


def done(dist: Path, options: Mapping[str, object], now: Inputs) -> Done | None:
    """The last build with these options, if neither inputs nor outputs have changed.

    Size and time are asked first; only where they differ is a file read.
    """
    try:
        text = _place(dist, options).read_text(encoding="utf-8")
        known = json.loads(text)
        same = (
            known["format"] == _FORMAT
            and known["names"] == now.names
            and _same_files(known["inputs"], now.files)
            and _outputs(dist, known["outputs"]) == known["outputs"]
        )
        if not same:
            return None
        return Done(
            tuple(Shown(*row) for row in known["shown"]), tuple(known["warnings"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(dist: Path, options: Mapping[str, object], before: Inputs, what: Done) -> None:
    """Keep what was done; nothing is kept if an input changed during the build.

    Raises `OutsideError` where it cannot be written.
    """
    files = {}
    for path, seen in before.files.items():
        try:
            if _seen(Path(path).stat()) != seen:
                return
            files[path] = [*seen, digest(Path(path)).sha256]
        except OSError:
            return
    known = {
        "format": _FORMAT,
        "names": before.names,
        "inputs": files,
        "outputs": _outputs(dist, _written(dist, what.shown)),
        "shown": [[each.path, each.line, each.facts] for each in what.shown],
        "warnings": list(what.warnings),
    }
    text = json.dumps(known, separators=(",", ":"))
    write_whole(_place(dist, options), text.encode())


def _place(dist: Path, options: Mapping[str, object]) -> Path:
    name = _hash([json.dumps(options, sort_keys=True)])[:12]
    return dist / f".done-{name}.json"


def _program() -> list[Path]:
    """The rooms that make packages: code, templates, scripts, schemas, vocabulary."""
    rooms = Path(__file__).absolute().parent.parent
    return [*(rooms / name for name in _ROOMS), rooms / "xapi" / "profile"]


def _libraries() -> list[str]:
    """Installed distributions with their versions, as their folders are called."""
    places = [path for path in map(Path, sys.path) if path.name.endswith("-packages")]
    return [name for path in places for name in _names(path) if ".dist-info" in name]


def _names(folder: Path) -> list[str]:
    """What is in the folder, sorted; nothing where there is none."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)
    except OSError:
        return []


def _tree(folder: str) -> Iterator[tuple[str, Seen]]:
    """Every file below the folder but hidden ones and compiled Python."""
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _tree(entry.path)
        else:
            yield entry.path, _seen(entry.stat())


def _seen(status: os.stat_result) -> Seen:
    return status.st_size, status.st_mtime_ns


def _same_files(known: Mapping[str, list[Any]], now: Mapping[str, Seen]) -> bool:
    """The same names with the same content."""
    if known.keys() != now.keys():
        return False
    return all(
        tuple(known[path][:2]) == seen
        or (known[path][0] == seen[0] and known[path][2] == digest(Path(path)).sha256)
        for path, seen in now.items()
    )


def _written(dist: Path, shown: Iterable[Shown]) -> dict[str, list[int]]:
    """Packages by size and time; what stands beside them only by being there."""
    packages = {each.path: [0, 0] for each in shown}
    folders = {dist, *(dist / Path(path).parent for path in packages)}
    beside = sorted(
        (folder / name).relative_to(dist).as_posix()
        for folder in folders
        for name in _names(folder)
        if not name.startswith(".") and (folder / name).is_file()
    )
    return {**{path: [] for path in beside}, **packages}


def _outputs(dist: Path, known: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """The same as they stand now; what is gone is left out."""
    found = {}
    for path, was in known.items():
        try:
            status = (dist / path).stat()
        except OSError:
            continue
        found[path] = list(_seen(status)) if was else []
    return found


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
