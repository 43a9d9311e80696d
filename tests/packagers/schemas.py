"""A standard's schemas -> one lxml validator that knows all namespaces of a manifest."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from lxml import etree

from janeschool_scorm.standards import (
    ADLCP_12,
    FOURTH_2004,
    IMSCP_12,
    SCHEMA_OF_2004,
    THIRD_2004,
    Edition2004,
    schema,
)

_XS = "http://www.w3.org/2001/XMLSchema"


@cache
def scorm12() -> etree.XMLSchema:
    """SCORM 1.2: a lone imscp schema would reject adlcp elements."""
    imports = {
        IMSCP_12: schema("scorm12edition", "imscp_rootv1p1p2.xsd"),
        ADLCP_12: schema("scorm12edition", "adlcp_rootv1p2.xsd"),
    }
    return driver(imports)


@cache
def scorm2004(edition: Edition2004) -> etree.XMLSchema:
    """SCORM 2004, one of its editions: content packaging, sequencing and ADL's parts."""
    return driver(
        {space: schema(edition.schemas, name) for space, name in SCHEMA_OF_2004.items()}
    )


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


#: Target -> the schemas of its standard.
OF_TARGET: dict[str, Callable[[], etree.XMLSchema]] = {
    "scorm12": scorm12,
    "scorm2004": partial(scorm2004, FOURTH_2004),
    "scorm2004-3rd": partial(scorm2004, THIRD_2004),
}


def of_package(path: Path) -> etree.XMLSchema:
    """The schemas of the target that the package's name ends with."""
    return next(
        make() for target, make in OF_TARGET.items() if path.stem.endswith(f"-{target}")
    )
