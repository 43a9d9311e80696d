"""What SCORM 2004 alone has: sequencing, navigation, and what came with the 4th edition."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from janeschool_scorm.standards import ADLCP_12
from janeschool_scorm.validate import scorm_tree
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.scorm.given import Manifest, adl, known
from janeschool_scorm.validate.xml_names import local

_LIMIT_ACTIONS = {
    f"{a},{b}" for a in ("exit", "continue") for b in ("message", "no message")
}
_HIDDEN = {
    *("previous", "continue", "exit", "exitAll"),
    *("abandon", "abandonAll", "suspendAll"),
}


def older(manifest: Manifest) -> Iterator[Finding]:
    """Elements of SCORM 1.2 mean nothing to an LMS that reads SCORM 2004."""
    for each in manifest.root.iter(f"{{{ADLCP_12}}}*"):
        name = local(each.tag)
        text = f"{name} is of SCORM 1.2, the package of SCORM 2004"
        yield manifest.found(each, "M071", text)


def vocabularies(manifest: Manifest) -> Iterator[Finding]:
    for tag, allowed in (
        (adl("adlcp", "timeLimitAction"), _LIMIT_ACTIONS),
        (adl("adlnav", "hideLMSUI"), _HIDDEN),
    ):
        for each in manifest.root.iter(tag):
            if (each.text or "").strip() not in allowed:
                name = local(each.tag)
                text = f"'{each.text or ''}' is no {name}"
                yield manifest.found(each, "M065", text)
    for each in manifest.root.iter(adl("imsss", "minNormalizedMeasure")):
        if not _between(each.text or "", -1, 1):
            text = f"minNormalizedMeasure is '{each.text or ''}', not -1 to 1"
            yield manifest.found(each, "M062", text)


def _between(text: str, least: float, most: float) -> bool:
    try:
        return least <= float(text) <= most
    except ValueError:
        return False


def objectives(manifest: Manifest) -> Iterator[Finding]:
    """Of an activity each has an id of its own (CAM 5.1.7)."""
    for group in manifest.root.iter(adl("imsss", "objectives")):
        ids = Counter(
            each.get("objectiveID") for each in group.iterchildren(etree.Element)
        )
        for identifier, count in ids.items():
            if identifier is not None and count > 1:
                text = f"objective '{identifier}' is there {count} times"
                yield manifest.found(group, "M068", text)


def collected(manifest: Manifest) -> Iterator[Finding]:
    """A sequencing that refers to another is in the collection (CAM 5.1)."""
    tag = adl("imsss", "sequencing")
    named = {each.get("ID") for each in manifest.root.iter(tag) if each.get("ID")}
    for each in manifest.root.iter(tag):
        wanted = each.get("IDRef")
        if wanted is not None and wanted not in named:
            text = f"there is no sequencing '{wanted}'"
            yield manifest.found(each, "M069", text)


def controls(manifest: Manifest) -> Iterator[Finding]:
    """A way into what an organization or item holds: choice, or flow (SN 3.2)."""
    for holder in manifest.all("organization", "item"):
        own = next(holder.iterchildren(adl("imsss", "sequencing")), None)
        held = next(scorm_tree.inside(holder, "item"), None)
        if own is None or held is None:
            continue
        modes = own.find(adl("imsss", "controlMode"))
        if modes is None or own.get("IDRef"):
            continue
        choice, flow = modes.get("choice", "true"), modes.get("flow", "false")
        if choice in ("false", "0") and flow in ("false", "0"):
            text = (
                f"{known(holder)} allows neither choice nor flow: nothing in it opens"
            )
            yield manifest.found(modes, "M075", text)


def only_fourth(manifest: Manifest) -> Iterator[Finding]:
    """What came with the 4th edition has no place in a package of an earlier one."""
    if manifest.edition not in ("2nd edition", "3rd edition"):
        return
    for tag in (adl("adlcp", "data"), adl("adlcp", "map"), adl("adlseq", "objectives")):
        for each in manifest.root.iter(tag):
            name = local(each.tag)
            yield manifest.found(each, "M070", f"{name} is of the 4th edition")
    for threshold in manifest.root.iter(adl("adlcp", "completionThreshold")):
        for key in threshold.attrib:
            yield manifest.found(threshold, "M070", f"{key} is of the 4th edition")
    shared = adl("adlcp", "sharedDataGlobalToSystem")
    for each in manifest.all("organization"):
        if each.get(shared) is not None:
            text = "adlcp:sharedDataGlobalToSystem is of the 4th edition"
            yield manifest.found(each, "M070", text)
