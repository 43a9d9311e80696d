"""Resources: marked in the spelling of their edition, and what is played can be opened."""

from collections.abc import Iterator

from lxml import etree

from janeschool_scorm.validate import scorm_tree
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.scorm.given import Manifest, known
from janeschool_scorm.validate.xml_names import local, space


def _played(manifest: Manifest) -> list[etree._Element]:
    """Those that an item shows."""
    shown = {item.get("identifierref") for item in manifest.all("item")}
    return [
        each for each in manifest.all("resource") if each.get("identifier") in shown
    ]


def marks(manifest: Manifest) -> Iterator[Finding]:
    """`sco` or `asset`, in the attribute that this edition's LMSs look for."""
    shown = set(_played(manifest))
    for each in manifest.all("resource"):
        keys = [key for key in each.attrib if local(key).lower() == "scormtype"]
        if not keys:
            text = f"{known(each)}: adlcp:{local(manifest.scormtype)} is missing"
            yield manifest.found(each, "M040" if each in shown else "M041", text)
        for key in keys:
            yield from _mark(manifest, each, str(key))


def _mark(manifest: Manifest, each: etree._Element, key: str) -> Iterator[Finding]:
    """One attribute that marks the resource, of whichever edition."""
    wanted, value = local(manifest.scormtype), each.get(key)
    if key == manifest.scormtype:
        if value not in ("sco", "asset"):
            text = f"{known(each)}: adlcp:{wanted} is '{value}', not sco or asset"
            yield manifest.found(each, "M043", text)
    elif space(key) or ":" not in key:  # else the XML is not well-formed (X001)
        text = f"{known(each)}: {key} is not this edition's adlcp:{wanted}"
        yield manifest.found(each, "M042", text)


def launched(manifest: Manifest) -> Iterator[Finding]:
    """What an item shows, and every SCO, can be opened; something is recorded."""
    played = set(_played(manifest))
    for each in manifest.all("resource"):
        sco = scorm_tree.mark(each) == "sco"
        if (sco or each in played) and not each.get("href"):
            text = f"{known(each)} is {'a SCO' if sco else 'shown'}, but has no href"
            yield manifest.found(each, "M045", text)
    if played and not any(scorm_tree.mark(each) == "sco" for each in played):
        text = "no item shows a SCO: an LMS opens the pages, and records nothing"
        yield manifest.found(manifest.root, "M046", text)


def types(manifest: Manifest) -> Iterator[Finding]:
    for each in manifest.all("resource"):
        if each.get("type") != "webcontent":
            text = f"{known(each)}: type is {each.get('type') or 'missing'}, not webcontent"
            yield manifest.found(each, "M044", text)
