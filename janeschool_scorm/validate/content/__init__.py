"""What is in a package's pages, scripts and style sheets -> findings of J and W.

Pure functions over names and bytes: nothing is run, nothing is loaded. A file is judged
by its bytes alone, so the same bytes are judged once; only references need the names of
the other files, and only the rules about calls the rest of the package.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from janeschool_scorm.validate.content.marks import Address, Mark, Marks
from janeschool_scorm.validate.content.package import About, signs_of, traced, whole
from janeschool_scorm.validate.content.page_marks import page_marks
from janeschool_scorm.validate.content.references import Files, references
from janeschool_scorm.validate.content.script_marks import add_script
from janeschool_scorm.validate.content.secrets import secrets
from janeschool_scorm.validate.content.style import addresses
from janeschool_scorm.validate.content.text import Text, decoded
from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.validate.reader import UnreadableError
from janeschool_scorm.validate.rule import Severity
from janeschool_scorm.validate.rules import RULES

__all__ = ["About", "faults"]

_Kind = Literal["page", "script", "style", "data"]
_KINDS: dict[str, _Kind] = {
    "html": "page",
    "htm": "page",
    "xhtml": "page",
    "js": "script",
    "mjs": "script",
    "cjs": "script",
    "css": "style",
    "json": "data",
    "txt": "data",
    "yml": "data",
    "yaml": "data",
    "ini": "data",
    "env": "data",
}
#: Scripts in forms that are not read: nothing can be said of what a package lacks.
_UNREAD = re.compile(r"(?i)\.(?:wasm|swf|gz|br|unityweb|php|asp|aspx|jsp|cfm|svgz)\Z")
_SOURCE_MAP = re.compile(r"(?i)\.(?:js|mjs|css)\.map\Z")
_SECRET_NAME = re.compile(
    r"(?i)(?:\A|/)(?:\.env(?:\.\w+)?|\.npmrc|\.netrc|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)"
    r"|[^/]+\.(?:pem|p12|pfx|ppk|keystore|jks)|\.git/config)\Z"
)
#: A page that nobody sees needs no title, and speaks no language.
_OF_READERS = frozenset(("W101", "W103"))
#: What is above this is judged anew each time: it would fill the memory.
_KEPT = 256 * 1024
#: More of one rule in one file are counted, not listed; of a note, one says enough.
_LISTED: Mapping[Severity, int] = {"error": 20, "warning": 20, "note": 1}


@dataclass(frozen=True, slots=True)
class _Judged:
    text: Text
    marks: Marks


def faults(
    names: Iterable[str], read: Callable[[str], bytes], about: About | None = None
) -> Iterator[Finding]:
    """Every finding of families J and W, file by file, then those about all of them.

    `read` gives a file's bytes; what it raises `KeyError` or `UnreadableError` for is
    passed over, as the reading itself says so.
    """
    names, about = list(names), about or About()
    files, seen, later = Files.of(frozenset(names)), [], []
    for name, one in _judgements(names, read):
        seen.append(traced(name, one.text, one.marks))
        for finding in _found(name, one.text, _marks(name, one.marks, about, files)):
            if finding.code == "W203":
                later.append(finding)
            else:
                yield finding
    yield from _names(names)
    if "captions" not in signs_of(seen):
        yield from later
    sealed = not any(_UNREAD.search(name) for name in names)
    yield from whole(about, seen, sealed and not any(one.open for one in seen))


def _names(names: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with a file by its name alone."""
    maps = [name for name in names if _SOURCE_MAP.search(name)]
    if maps:
        more = f" (and {len(maps) - 1} more)" if len(maps) > 1 else ""
        yield of_file("J113", maps[0], f"a source map{more}")
    for name in names:
        if _SECRET_NAME.search(name):
            yield of_file("J306", name, "files of this name hold secrets")


def _marks(name: str, marks: Marks, about: About, files: Files) -> Iterator[Mark]:
    helper = not (marks.speaks or name in about.launched)
    for mark in marks.marks:
        if not (helper and mark.code in _OF_READERS):
            yield mark
    yield from _base(marks)
    yield from references(name, marks.base, marks.addresses, files)


def _judgements(
    names: Iterable[str], read: Callable[[str], bytes]
) -> Iterator[tuple[str, _Judged]]:
    for name in names:
        kind = _KINDS.get(name.rpartition(".")[2].lower())
        if kind is None:
            continue
        try:
            data = read(name)
        except (KeyError, UnreadableError):
            continue
        yield name, (_kept if len(data) <= _KEPT else _judged)(kind, data)


def _judged(kind: _Kind, data: bytes) -> _Judged:
    """One file by its bytes alone."""
    text = decoded(data)
    if kind == "page":
        return _Judged(text, page_marks(text))
    marks = Marks()
    if kind == "script":
        add_script(marks, text)
    elif kind == "style":
        marks.addresses += [Address("css", *one) for one in addresses(text)]
    else:
        marks.marks += secrets(text)
    return _Judged(text, marks)


_kept = lru_cache(maxsize=64)(_judged)


def _base(marks: Marks) -> Iterator[Mark]:
    if marks.base.startswith("/") or re.match(r"[a-zA-Z][\w+.-]*:", marks.base):
        text = f"every address of the page begins at '{marks.base[:80]}'"
        yield Mark("J212", marks.signs["base"], text)


def _found(name: str, text: Text, marks: Iterable[Mark]) -> Iterator[Finding]:
    """Marks with their lines; of what is there very often, the first and the count."""
    by_code: dict[str, list[Mark]] = {}
    for mark in sorted(set(marks), key=lambda one: (one.at, one.code, one.text)):
        by_code.setdefault(mark.code, []).append(mark)
    for code, found in by_code.items():
        most = _LISTED[RULES[code].severity]
        more = f" (and {len(found) - most} more in this file)"
        for number, mark in enumerate(found[:most], 1):
            ending = more if number == most < len(found) else ""
            yield Finding(code, name, *text.place(mark.at), mark.text + ending)
