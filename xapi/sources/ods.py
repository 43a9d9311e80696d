"""Turn the first sheet of an ODS file into rows of text (OpenDocument 1.2, part 1).

Moodle's own ODS has white space between cells, which other readers refuse.
"""

import io
from collections.abc import Iterator
from typing import Final

from lxml import etree

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
#: a sheet ends with empty rows and cells that are said to be repeated a million times
_MOST_REPEATED: Final = 1_000
_VALUES: Final = (f"{_OFFICE}value", f"{_OFFICE}date-value", f"{_OFFICE}time-value")


def rows(content: bytes) -> Iterator[tuple[str, ...]]:
    """Yield the rows of `content.xml`. Raises ValueError for what is no XML."""
    try:
        yield from _rows(content)
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from error


def _rows(content: bytes) -> Iterator[tuple[str, ...]]:
    events = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=(f"{_TABLE}table-row", f"{_TABLE}table"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for _, element in events:
        if element.tag == f"{_TABLE}table":
            return
        cells = tuple(_cells(element))
        repeated = _repeated(element, "rows") if any(cells) else 1
        for _ in range(repeated):
            yield cells
        element.clear()


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row.iterchildren(*_CELLS):
        text = _text(cell)
        for _ in range(_repeated(cell, "columns")):
            yield text


def _text(cell: etree._Element) -> str:
    if cell.get(f"{_OFFICE}value-type") not in (None, "string"):
        value = next((cell.get(name) for name in _VALUES if cell.get(name)), None)
        if value is not None:
            return value
    return "\n".join(_line(each) for each in cell.iterchildren(f"{_TEXT}p"))


def _line(paragraph: etree._Element) -> str:
    """Text of a paragraph; spaces, tabs and breaks are elements (6.1.3 to 6.1.5)."""
    parts = [paragraph.text or ""]
    for child in paragraph.iterdescendants():
        if child.tag == f"{_TEXT}s":
            parts.append(" ")
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        parts += [child.text or "", child.tail or ""]
    return "".join(parts)


def _repeated(element: etree._Element, what: str) -> int:
    count = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(count), _MOST_REPEATED) if count.isdecimal() else 1
