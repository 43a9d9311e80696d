"""Manifest: what the rules are given, and how they name a part and its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from janeschool_scorm.standards import ADLCP_12, PREFIXES_2004
from janeschool_scorm.validate.finding import Finding, of_element
from janeschool_scorm.validate.scorm_tree import beside
from janeschool_scorm.validate.xml_names import local


@dataclass(frozen=True, slots=True)
class Manifest:
    """The root of imsmanifest.xml, what it says it is, and all names of the package.

    `path` is the manifest's own; `names` are as seen from its folder.
    """

    root: etree._Element
    path: str
    standard: str
    edition: str
    names: frozenset[str]

    def tag(self, name: str) -> str:
        """Of content packaging, in the namespace that this manifest uses for it."""
        return beside(self.root, name)

    def all(self, *names: str) -> Iterator[etree._Element]:
        return self.root.iter(*(self.tag(name) for name in names))

    def adlcp(self, name: str) -> str:
        """Of ADL's content packaging, in the namespace of the manifest's standard."""
        twelve = self.standard == "scorm12"
        return f"{{{ADLCP_12 if twelve else PREFIXES_2004['adlcp']}}}{name}"

    @property
    def scormtype(self) -> str:
        return self.adlcp("scormtype" if self.standard == "scorm12" else "scormType")

    def found(self, element: etree._Element, code: str, text: str) -> Finding:
        return of_element(code, self.path, element, text)


def adl(prefix: str, name: str) -> str:
    """Of one of SCORM 2004's namespaces."""
    return f"{{{PREFIXES_2004[prefix]}}}{name}"


def known(element: etree._Element) -> str:
    """`item 'js-101-item'`, for a sentence."""
    name = local(element.tag)
    identifier = element.get("identifier")
    return f"{name} '{identifier}'" if identifier else name
