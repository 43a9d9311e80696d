"""lxml elements -> the bytes of an XML file, the same for the same tree."""

from lxml import etree

#: Double quotes: Moodle takes a backup for one by these very characters.
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def to_bytes(root: etree._Element) -> bytes:
    """UTF-8 with declaration, indented by two spaces."""
    etree.indent(root, space="  ")
    return _DECLARATION + etree.tostring(root, encoding="UTF-8") + b"\n"
