"""Fault and Manifest: what the rules are given, what they find, how they name a part."""

from collections.abc import Set
from dataclasses import dataclass

from lxml import etree

from janeschool_scorm.standards import IMSCP_2004, PREFIXES_2004


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """A broken rule: its name, what is wrong, and the line of the manifest."""

    line: int
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The root of imsmanifest.xml, and the names of all files of the package."""

    root: etree._Element
    names: Set[str]


def fault(element: etree._Element, rule: str, text: str) -> Fault:
    return Fault(element.sourceline or 0, rule, text)


def ims(name: str) -> str:
    return f"{{{IMSCP_2004}}}{name}"


def adl(prefix: str, name: str) -> str:
    return f"{{{PREFIXES_2004[prefix]}}}{name}"


def known(element: etree._Element) -> str:
    """`item 'js-101-item'`, for a sentence."""
    name = etree.QName(element).localname
    identifier = element.get("identifier")
    return f"{name} '{identifier}'" if identifier else name
