"""Texts, words and numbers of a manifest, and which edition knows them."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from janeschool_scorm.profile_2004.fault import Fault, Manifest, adl, fault, ims, known
from janeschool_scorm.standards import THIRD_2004

#: Smallest permitted maxima: an LMS may cut what is longer.
_TITLE, _DATA_FROM_LMS, _PARAMETERS, _HREF = 200, 4000, 1000, 2000
_LIMIT_ACTIONS = {
    f"{a},{b}" for a in ("exit", "continue") for b in ("message", "no message")
}
_HIDDEN = {
    "previous",
    "continue",
    "exit",
    "exitAll",
    "abandon",
    "abandonAll",
    "suspendAll",
}


def lengths(manifest: Manifest) -> Iterator[Fault]:
    """No text above what every LMS must keep; no title without words."""
    root = manifest.root
    for title in root.iter(ims("title")):
        if not 1 <= len((title.text or "").strip()) <= _TITLE:
            yield fault(title, "length", f"a title has 1 to {_TITLE} characters")
    for data in root.iter(adl("adlcp", "dataFromLMS")):
        if len(data.text or "") > _DATA_FROM_LMS:
            yield fault(
                data, "length", f"dataFromLMS is above {_DATA_FROM_LMS} characters"
            )
    for name, most in (("parameters", _PARAMETERS), ("href", _HREF)):
        for each in root.iter(ims("item"), ims("resource"), ims("file")):
            if len(each.get(name, "")) > most:
                yield fault(each, "length", f"{name} is above {most} characters")


def vocabularies(manifest: Manifest) -> Iterator[Fault]:
    root = manifest.root
    for tag, allowed in (
        (adl("adlcp", "timeLimitAction"), _LIMIT_ACTIONS),
        (adl("adlnav", "hideLMSUI"), _HIDDEN),
    ):
        for each in root.iter(tag):
            if (each.text or "") not in allowed:
                name = etree.QName(each).localname
                yield fault(each, "vocabulary", f"'{each.text or ''}' is no {name}")
    for item in root.iter(ims("item")):
        if item.get("isvisible", "true") not in ("true", "false", "1", "0"):
            yield fault(
                item, "vocabulary", f"{known(item)}: isvisible is no truth value"
            )


def objectives(manifest: Manifest) -> Iterator[Fault]:
    """Of an activity each has an id of its own; a measure lies between -1 and 1."""
    for group in manifest.root.iter(adl("imsss", "objectives")):
        ids = Counter(
            each.get("objectiveID") for each in group.iterchildren(etree.Element)
        )
        for identifier, count in ids.items():
            if identifier is not None and count > 1:
                yield fault(
                    group, "identifier", f"objective '{identifier}' is there twice"
                )
    for each in manifest.root.iter(adl("imsss", "minNormalizedMeasure")):
        if not _between(each.text or "", -1, 1):
            text = f"minNormalizedMeasure is '{each.text or ''}', not -1 to 1"
            yield fault(each, "vocabulary", text)


def _between(text: str, least: float, most: float) -> bool:
    try:
        return least <= float(text) <= most
    except ValueError:
        return False


def only_fourth(manifest: Manifest) -> Iterator[Fault]:
    """What came with the 4th edition has no place in a package of the 3rd."""
    version = manifest.root.findtext(f"{ims('metadata')}/{ims('schemaversion')}", "")
    if version.strip() != THIRD_2004.schemaversion:
        return
    for tag in (
        adl("adlcp", "data"),
        adl("adlcp", "map"),
        adl("adlseq", "objectives"),
    ):
        for each in manifest.root.iter(tag):
            name = etree.QName(each).localname
            yield fault(each, "edition", f"{name} is of the 4th edition")
    for threshold in manifest.root.iter(adl("adlcp", "completionThreshold")):
        for name in threshold.attrib:
            yield fault(threshold, "edition", f"{name} is of the 4th edition")
    shared = adl("adlcp", "sharedDataGlobalToSystem")
    for each in manifest.root.iter(ims("organization")):
        if each.get(shared) is not None:
            text = "adlcp:sharedDataGlobalToSystem is of the 4th edition"
            yield fault(each, "edition", text)
