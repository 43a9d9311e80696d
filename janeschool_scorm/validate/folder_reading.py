"""A folder -> its Reader. Links are never followed, nothing but plain files is opened."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from janeschool_scorm.standards import MEMBERS_MOST, UNPACKED_MOST
from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.validate.names import clashes, unsafe, windows
from janeschool_scorm.validate.reader import Reader, UnreadableError, nothing
from janeschool_scorm.validate.zip_end import whole

_DEEPEST = 64
_KINDS = {
    stat.S_ISLNK: ("Z201", "is a symbolic link"),
    stat.S_ISFIFO: ("Z202", "is a pipe"),
    stat.S_ISSOCK: ("Z202", "is a socket"),
    stat.S_ISBLK: ("Z202", "is a device"),
    stat.S_ISCHR: ("Z202", "is a device"),
}


def read_folder(folder: Path) -> Reader:
    """Every file below the folder, sorted by name."""
    sizes: dict[str, int] = {}
    findings: list[Finding] = []
    for name, found in _tree(folder, "", 0):
        if isinstance(found, Finding):
            findings.append(found)
        else:
            sizes[name] = found
        if len(sizes) > MEMBERS_MOST:
            text = f"it holds more than {MEMBERS_MOST} files"
            return nothing(whole("Z301", text))
    if sum(sizes.values()) > UNPACKED_MOST:
        text = f"it has {sum(sizes.values())} bytes; at most {UNPACKED_MOST} are read"
        return nothing(whole("Z302", text))
    if not sizes and not findings:
        return nothing(whole("Z004", "the folder holds no file"))
    findings += filter(None, map(unsafe, sizes))
    bad = {one.path for one in findings}
    findings += [*clashes(sizes), *filter(None, map(windows, sizes))]

    def stream(name: str) -> IO[bytes]:
        return _opened(folder, name)

    kept = {name: sizes[name] for name in sorted(sizes) if name not in bad}
    return Reader(kept, tuple(findings), frozenset(bad), True, stream, lambda: iter(()))


def _tree(folder: Path, inside: str, depth: int) -> Iterator[tuple[str, int | Finding]]:
    """Each file's name with its size, or with what keeps it from being read."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        text = f"cannot be read: {error.strerror or error}"
        yield inside, of_file("Z003", inside.rstrip("/"), text)
        return
    for entry in found:
        name = inside + entry.name
        if entry.is_dir(follow_symlinks=False):
            if depth == _DEEPEST:
                text = f"has folders more than {_DEEPEST} deep"
                yield name, of_file("Z109", inside.rstrip("/"), text)
                continue
            yield from _tree(Path(entry.path), f"{name}/", depth + 1)
        else:
            yield name, _file(entry, name)


def _file(entry: os.DirEntry[str], name: str) -> int | Finding:
    try:
        name.encode("utf-8")
        status = entry.stat(follow_symlinks=False)
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return of_file("Z108", shown, "the name is no UTF-8")
    except OSError as error:
        text = f"cannot be read: {error.strerror or error}"
        return of_file("Z003", name, text)
    for kind, (code, text) in _KINDS.items():
        if kind(status.st_mode):
            return of_file(code, name, text)
    if not os.access(entry.path, os.R_OK):
        return of_file("Z003", name, "cannot be read: permission denied")
    return status.st_size


def _opened(folder: Path, name: str) -> IO[bytes]:
    """The file, if it is still one: a link or a pipe put in its place is not opened."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(folder / name, flags)
    except OSError as error:
        text = f"cannot be read: {error.strerror or error}"
        raise UnreadableError(of_file("Z003", name, text)) from error
    stream = os.fdopen(descriptor, "rb")
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return stream
    stream.close()
    raise UnreadableError(of_file("Z202", name, "is no file"))
