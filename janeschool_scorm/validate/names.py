"""Names of a package's files -> which of them no program may unpack, and why."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from janeschool_scorm.validate.finding import Finding, of_file

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DRIVE = re.compile(r"[A-Za-z]:")
#: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"
}
_WINDOWS_LACKS = re.compile(r'[<>:"|?*]')
_PART_MOST, _PATH_MOST = 255, 1000


def unsafe(name: str) -> Finding | None:
    """Why a name cannot be unpacked, if so."""
    parts = name.split("/")
    if _CONTROL.search(name):
        return of_file("Z103", name, "the name holds a control character")
    if name.startswith("/") or ".." in parts or _DRIVE.match(name):
        return of_file("Z101", name, "the name leads out of the package")
    if "\\" in name:
        return _backslash(name)
    if any(part in ("", ".") for part in parts):
        return of_file("Z109", name, "a part of the name is empty or a dot")
    if len(name.encode("utf-8", "surrogatepass")) > _PATH_MOST or any(
        len(part.encode("utf-8", "surrogatepass")) > _PART_MOST for part in parts
    ):
        return of_file("Z109", name, "the name is too long to unpack")
    return None


def _backslash(name: str) -> Finding:
    if ".." in name.split("\\") or name.startswith("\\"):
        return of_file("Z101", name, "the name leads out of the package on Windows")
    return of_file("Z102", name, "the name holds a backslash")


def clashes(names: Iterable[str]) -> Iterator[Finding]:
    """Names that are one name elsewhere, and those that are a folder too."""
    seen: dict[str, str] = {}
    names = list(names)
    for name in names:
        same = unicodedata.normalize("NFC", name).casefold()
        first = seen.setdefault(same, name)
        if first != name:
            text = f"it differs from '{first}' only in case or in the form of accents"
            yield of_file("Z105", name, text)
    # With the lowest letter between its parts, a folder comes just before what it holds.
    ordered = sorted(name.replace("/", "\0") for name in names)
    for name, after in pairwise(ordered):
        if after.startswith(name + "\0"):
            text = "it is a file and a folder at once"
            yield of_file("Z107", name.replace("\0", "/"), text)


def windows(name: str) -> Finding | None:
    """What of a name Windows cannot write, if anything."""
    for part in name.split("/"):
        if part.split(".")[0].strip().lower() in _DEVICES:
            return of_file("Z106", name, f"'{part}' is the name of a device on Windows")
        if _WINDOWS_LACKS.search(part) or part.endswith((".", " ")):
            return of_file("Z106", name, f"Windows cannot write '{part}'")
    return None
