"""A manifest's tree -> what the standard's own schema, or our grammar, says of it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files as resource
from pathlib import Path

from lxml import etree

from janeschool_scorm.standards import (
    ADLCP_12,
    FOURTH_2004,
    IMSCP_12,
    SCHEMA_MOST,
    SCHEMA_OF_2004,
    THIRD_2004,
    schema,
)
from janeschool_scorm.validate.finding import Finding

_XS = "http://www.w3.org/2001/XMLSchema"
#: The namespace of what the sentence is about: the attribute, else the element.
_SPACE = re.compile(r"(?:.*attribute|Element) '\{([^}]*)\}")
_IN_BRACES = re.compile(r"\{[^}]*\}")
_GRAMMAR = Path(str(resource("janeschool_scorm.validate"))) / "cmi5.rng"


def _of_12() -> Mapping[str, Path]:
    return {
        IMSCP_12: schema("scorm12edition", "imscp_rootv1p1p2.xsd"),
        ADLCP_12: schema("scorm12edition", "adlcp_rootv1p2.xsd"),
    }


def _of_2004(folder: str) -> Mapping[str, Path]:
    return {space: schema(folder, name) for space, name in SCHEMA_OF_2004.items()}


@cache
def of_edition(edition: str) -> etree.XMLSchema | None:
    """The schemas of "1.2", "3rd edition", "4th edition", as one; None for another.

    A driver that imports all of them: a lone imscp schema rejects adlcp elements.
    """
    if edition == "1.2":
        return _driver(_of_12())
    for one, name in ((THIRD_2004, "3rd edition"), (FOURTH_2004, "4th edition")):
        if edition == name:
            return _driver(_of_2004(one.schemas))
    return None


def _driver(imports: Mapping[str, Path]) -> etree.XMLSchema:
    root = etree.Element(f"{{{_XS}}}schema", nsmap={"xs": _XS})
    for space, path in imports.items():
        each = etree.SubElement(root, f"{{{_XS}}}import")
        each.set("namespace", space)
        each.set("schemaLocation", path.as_uri())
    return etree.XMLSchema(root)


@cache
def grammar() -> etree.RelaxNG:
    """cmi5's course structure in words of our own: its schema is in no registry."""
    return etree.RelaxNG(file=str(_GRAMMAR))


def schema_findings(root: etree._Element, path: str, edition: str) -> Iterator[Finding]:
    """X101 for each place that breaks the schema of the edition."""
    found = of_edition(edition)
    if found is None:
        text = f"no schema of {edition} is at hand: the schema was not checked"
        yield Finding("X102", path, 1, 0, text)
    elif sum(1 for _ in root.iter()) > SCHEMA_MOST:
        text = f"it has more than {SCHEMA_MOST} elements: the schema was not checked"
        yield Finding("X102", path, 1, 0, text)
    elif not found.validate(root):
        yield from _findings(found.error_log, path)


def _findings(log: etree._ListErrorLog, path: str) -> Iterator[Finding]:
    """One for each line and sentence; of others' extensions the schemas know nothing."""
    known = {IMSCP_12, ADLCP_12, *SCHEMA_OF_2004}
    for entry in log:
        space = _SPACE.match(entry.message)
        foreign = space is not None and space[1] not in known
        if not (foreign and "strict wildcard" in entry.message):
            text = _IN_BRACES.sub("", entry.message)
            yield Finding("X101", path, entry.line, 0, text)


def grammar_findings(root: etree._Element, path: str) -> Iterator[Finding]:
    """X101 for the first places where a course structure breaks the grammar."""
    found = grammar()
    if not found.validate(root):
        for entry in list(found.error_log)[:3]:
            yield Finding(
                "X101", path, entry.line, 0, _IN_BRACES.sub("", entry.message)
            )
