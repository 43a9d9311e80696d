"""A standard's schemas -> one lxml validator that knows all namespaces of a manifest."""

from functools import cache
from pathlib import Path

from lxml import etree

from janeschool_scorm.standards import ADLCP_12, IMSCP_12, schema

_XS = "http://www.w3.org/2001/XMLSchema"


@cache
def scorm12() -> etree.XMLSchema:
    """SCORM 1.2: a lone imscp schema would reject adlcp elements."""
    imports = {
        IMSCP_12: schema("scorm12edition", "imscp_rootv1p1p2.xsd"),
        ADLCP_12: schema("scorm12edition", "adlcp_rootv1p2.xsd"),
    }
    return driver(imports)


def driver(imports: dict[str, Path]) -> etree.XMLSchema:
    """A schema that does nothing but import the others."""
    root = etree.Element(f"{{{_XS}}}schema", nsmap={"xs": _XS})
    for namespace, path in imports.items():
        etree.SubElement(
            root,
            f"{{{_XS}}}import",
            namespace=namespace,
            schemaLocation=path.as_uri(),
        )
    return etree.XMLSchema(root)
