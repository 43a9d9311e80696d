"""A package's Structure -> what the LMS frame has to know of it, as JSON values."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args
from urllib.parse import urlsplit

from lxml import etree

from janeschool_scorm.preview.play import sequencing
from janeschool_scorm.preview.play.attributes import named
from janeschool_scorm.preview.records.launch import MoveOn
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.validate.structure import Item, Structure

#: What the frame calls them -> their elements of adlcp, SCORM 1.2 and 2004.
_TOLD = {
    "mastery": ("masteryscore",),
    "maxTime": ("maxtimeallowed",),
    "timeLimit": ("timelimitaction", "timeLimitAction"),
    "data": ("datafromlms", "dataFromLMS"),
    "prerequisites": ("prerequisites",),
}
_MOST_ITEMS = 2_000


def facts_of(structure: Structure) -> dict[str, Any]:
    """Standard, edition, title, and the items in order, each with its depth.

    Raises `OutsideError` where there is nothing that a learner could open.
    """
    entries = list(_entries(structure, structure.items, 0))[:_MOST_ITEMS]
    if not any(each["launchable"] for each in entries):
        raise OutsideError(_nothing(structure))
    several = sum(each["launchable"] for each in entries) > 1
    tree = None
    if structure.standard == "scorm2004" and several:
        tree = sequencing.settings(structure)
    return {
        "standard": structure.standard,
        "edition": structure.edition,
        "title": structure.title or "Untitled",
        "items": entries,
        "sequencing": tree,
        "course": _course(structure),
        "override": True,
    }


def _nothing(structure: Structure) -> str:
    if structure.standard == "aicc":
        return "this is an AICC package: AICC is not played here"
    if structure.standard == "unknown":
        what = f" ({structure.edition})" if structure.edition else ""
        return (
            f"nothing here can be played{what}: a package has imsmanifest.xml, "
            "cmi5.xml or tincan.xml at its root"
        )
    return f"{structure.manifest} names nothing that a learner could open"


def _course(structure: Structure) -> str:
    """The id of a cmi5 course."""
    if structure.standard != "cmi5" or structure.root is None:
        return ""
    found = next(named(structure.root, "course"), None)
    return found.get("id", "") if found is not None else ""


def _entries(
    structure: Structure, items: tuple[Item, ...], depth: int
) -> Iterator[dict[str, Any]]:
    for item in items:
        yield _entry(structure, item, depth)
        yield from _entries(structure, item.children, depth + 1)


def _entry(structure: Structure, item: Item, depth: int) -> dict[str, Any]:
    remote = bool(urlsplit(item.href).scheme or urlsplit(item.href).netloc)
    more: Mapping[str, Any] = {}
    if structure.standard in ("scorm12", "scorm2004"):
        more = {**_told(item.element), **sequencing.told(item)}
    if structure.standard == "cmi5":
        more = _unit(item.element)
    return {
        "id": item.identifier,
        "title": item.title or item.identifier,
        "depth": depth,
        "launchable": bool(item.href) and not remote,
        "remote": remote,
        "href": structure.folder + item.href.lstrip("/") if item.href else "",
        "kind": item.scormtype,
        "hidden": item.element.get("isvisible") == "false",
        **more,
    }


def _unit(element: etree._Element) -> dict[str, Any]:
    """An AU's row of the course structure (cmi5 13.1.4), with its defaults."""
    move_on = element.get("moveOn", "NotApplicable")
    key = "".join(each.text or "" for each in named(element, "entitlementKey")).strip()
    parameters = [each.text or "" for each in named(element, "launchParameters")]
    return {
        "moveOn": move_on if move_on in get_args(MoveOn) else "NotApplicable",
        "masteryScore": _score(element.get("masteryScore")),
        "launchMethod": element.get("launchMethod", "AnyWindow"),
        "launchParameters": "".join(parameters).strip() or None,
        "entitlementKey": {"courseStructure": key} if key else None,
    }


def _score(text: str | None) -> float | None:
    try:
        score = float(text or "")
    except ValueError:
        return None
    return score if 0 <= score <= 1 else None


def _told(element: etree._Element) -> dict[str, str]:
    """What the manifest has for the run-time data of an item, where it says something."""
    found = {}
    for key, names in _TOLD.items():
        texts = [each.text or "" for name in names for each in named(element, name)]
        if text := "".join(texts[:1]).strip():
            found[key] = text
    return found
