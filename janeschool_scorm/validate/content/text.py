"""Bytes of a file -> its text, and offsets in it -> lines and columns."""

import codecs
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: A page's own word for its encoding stands in its first 1,024 bytes (HTML, 4.2.5.4).
_CHARSET = re.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""")
_NEWLINE = re.compile(r"\r\n?|\n")


class Text(str):
    """The text of one file; knows where its lines begin."""

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [0, *(match.end() for match in _NEWLINE.finditer(self))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def decoded(data: bytes) -> Text:
    """The text by its mark, its own word or UTF-8; bytes that fit nothing are replaced."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Text(data.decode(encoding, "replace"))
    try:
        return Text(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Text(data.decode(_named(data), "replace"))


def _named(data: bytes) -> str:
    """The encoding that a page names, or what browsers take where none is known."""
    found = _CHARSET.search(data, 0, 1024)
    name = found[1].decode("ascii", "ignore") if found else ""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return "cp1252"
    return known if known not in ("utf-8", "ascii", "hex", "base64") else "cp1252"
