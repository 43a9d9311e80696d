"""lxml elements -> the bytes of an XML file, the same for the same tree."""

from lxml import etree


def to_bytes(root: etree._Element) -> bytes:
    """UTF-8 with declaration, indented by two spaces."""
    etree.indent(root, space="  ")
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return text + b"\n"
