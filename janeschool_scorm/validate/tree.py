"""A package's files -> what it is: standard, edition, title, and the tree of its items."""

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from janeschool_scorm.validate.finding import Finding

#: `unknown` is also what is known for something else: the edition says what.
Standard = Literal["scorm12", "scorm2004", "cmi5", "xapi", "aicc", "unknown"]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the tree, as a learner may choose it.

    `href` is what to open, from the manifest's folder: percent-encoded as in the
    manifest, xml:base and parameters joined to it; empty for what only holds others.
    `scormtype` is `sco`, `asset`, `au`, `activity` or empty. `element` is the item's own
    (item, au, block, activity), `resource` what it refers to in SCORM, `sequencing` its
    imsss:sequencing in SCORM 2004.
    """

    identifier: str
    title: str
    href: str
    scormtype: str
    element: etree._Element
    children: tuple["Item", ...] = ()
    resource: etree._Element | None = None
    sequencing: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """What a manifest says a package is.

    `edition` is for people: "1.2", "3rd edition", "Common Cartridge". `manifest` is the
    name of the file that says it, in `folder` ("" or one that ends in a slash). `root`
    is None where that could not be read. `organization` is the one that is played.
    `findings` are those of finding and reading it; the rules come later.
    """

    standard: Standard
    edition: str
    title: str
    folder: str
    manifest: str
    root: etree._Element | None
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    organization: etree._Element | None = None
