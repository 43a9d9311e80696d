"""Make the end of each stream of a PDF plain to readers that look for it.

A stream whose last byte is a carriage return, and the line feed after it, look like one
end of line; readers that search for `endstream` then find it a byte too short (ISO
19005-2, 6.1.7.1). A carriage return between the two parts them.
"""

import re
from bisect import bisect_left
from typing import Final

_CLOSE: Final = re.compile(rb"\r(?=\nendstream\s)")
#: a line of the cross-reference table (ISO 32000-1, 7.5.4), and where the table is
_LINE: Final = re.compile(rb"(\d{10}) (\d{5} n\r\n)")
_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


def with_plain_ends(pdf: bytes) -> bytes:
    """Return a PDF of the press in which the end of every stream is plain."""
    places = [found.end() for found in _CLOSE.finditer(pdf)]
    start = _START.search(pdf)
    if not places or start is None:
        return pdf

    def moved(offset: int) -> int:
        return offset + bisect_left(places, offset)

    table = int(start[1])
    lines = _LINE.sub(
        lambda line: b"%010d %s" % (moved(int(line[1])), line[2]),
        pdf[table : start.start()],
    )
    bodies = [pdf[a:b] for a, b in zip([0, *places], [*places, table], strict=True)]
    return b"".join(
        [b"\r".join(bodies), lines, b"startxref\n%d\n%%%%EOF" % moved(table)]
    )
