"""imsss:sequencing of a manifest -> the settings that scorm-again's sequencing takes.

IMS Simple Sequencing 1.0 with ADL's extensions (SCORM 2004 CAM 5). An attribute that is
not there is left out, so that the defaults are the run-time's, which are the standard's.
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from janeschool_scorm.preview.play.attributes import (
    flags,
    named,
    number,
    numbers,
    said,
    words,
)
from janeschool_scorm.preview.play.sequencing_rules import (
    ADL_OBJECTIVES,
    goals,
    objectives,
    rollup,
    rules,
)
from janeschool_scorm.validate.structure import Item, Structure

Element = etree._Element
_CONTROLS = (
    "choice",
    "choiceExit",
    "flow",
    "forwardOnly",
    "useCurrentAttemptObjectiveInfo",
    "useCurrentAttemptProgressInfo",
)
_CONSIDERED = (
    *("requiredForSatisfied", "requiredForNotSatisfied"),
    *("requiredForCompleted", "requiredForIncomplete"),
)


def settings(structure: Structure) -> dict[str, Any]:
    """The whole activity tree of the organization that is played."""
    assert structure.root is not None and structure.organization is not None
    shared = _collections(structure.root)
    root = structure.organization
    own = next(named(root, "sequencing"), None)
    tree = _activity(root, root.get("identifier", "root"), structure.title, own, shared)
    tree["children"] = [_of_item(each, shared) for each in structure.items]
    return {"activityTree": tree}


def told(item: Item) -> dict[str, Any]:
    """What an item's run-time data begins with: objectives, thresholds, time."""
    found: dict[str, Any] = _threshold_told(item.element)
    if item.sequencing is None:
        return found
    shared = _collections(item.element.getroottree().getroot())
    parts = _parts(item.sequencing, shared)
    known = list(objectives(parts))
    primary = next((x for x in known if x.get("isPrimary")), {})
    limits = parts.get("limitConditions")
    if names := [x["objectiveID"] for x in known if x["objectiveID"]]:
        found["objectives"] = names
    if primary.get("satisfiedByMeasure") and "minNormalizedMeasure" in primary:
        found["passing"] = str(primary["minNormalizedMeasure"])
    if limits is not None and (most := limits.get("attemptAbsoluteDurationLimit")):
        found["maxTime"] = most
    return found


def _threshold_told(element: Element) -> dict[str, Any]:
    for each in named(element, "completionThreshold"):
        measure = each.get("minProgressMeasure") or (each.text or "").strip()
        counts = each.get("completedByMeasure", "true") in ("true", "1")
        if measure and counts:
            return {"threshold": measure}
    return {}


def _of_item(item: Item, shared: Mapping[str, Element]) -> dict[str, Any]:
    found = _activity(
        item.element, item.identifier, item.title, item.sequencing, shared
    )
    if item.children:
        found["children"] = [_of_item(each, shared) for each in item.children]
    if item.element.get("isvisible") == "false":
        found["isVisible"] = False
    return found


def _activity(
    element: Element,
    identifier: str,
    title: str,
    own: Element | None,
    shared: Mapping[str, Element],
) -> dict[str, Any]:
    found: dict[str, Any] = {"id": identifier, "title": title or identifier}
    shown = element.iterfind("{*}presentation//{*}hideLMSUI")
    if hidden := [each.text.strip() for each in shown if each.text]:
        found["hideLmsUi"] = hidden
    for each in named(element, "completionThreshold"):
        found["completionThreshold"] = _threshold(each)
    if own is None:
        return found
    parts = _parts(own, shared)
    found["sequencingControls"] = _controls(parts)
    if "sequencingRules" in parts:
        found["sequencingRules"] = rules(parts["sequencingRules"])
    if "rollupRules" in parts:
        found["rollupRules"] = {
            "rules": [
                rollup(each) for each in named(parts["rollupRules"], "rollupRule")
            ]
        }
    if "rollupConsiderations" in parts:
        found["rollupConsiderations"] = _considered(parts["rollupConsiderations"])
    if "deliveryControls" in parts:
        names = ("tracked", "completionSetByContent", "objectiveSetByContent")
        found["deliveryControls"] = flags(parts["deliveryControls"], names)
    return {**found, **goals(parts), **_limits(parts.get("limitConditions"))}


def _collections(root: Element) -> dict[str, Element]:
    """Shared sequencing by its ID (CAM 5.1.1.2)."""
    return {
        name: each
        for holder in named(root, "sequencingCollection")
        for each in named(holder, "sequencing")
        if (name := said(each, "ID"))
    }


def _parts(own: Element, shared: Mapping[str, Element]) -> dict[str, Element]:
    """Parts by name: those of the collection that it refers to, overruled by its own."""
    referred = shared.get(said(own, "IDRef"))
    both = [each for each in (referred, own) if each is not None]
    return {
        _name(part): part for holder in both for part in holder.iterchildren("{*}*")
    }


def _name(part: Element) -> str:
    """Objectives are there twice: those of IMS, and ADL's additions to them."""
    name = etree.QName(part).localname
    added = name == "objectives" and "adlseq" in (etree.QName(part).namespace or "")
    return ADL_OBJECTIVES if added else name


def _controls(parts: Mapping[str, Element]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if (mode := parts.get("controlMode")) is not None:
        found |= flags(mode, _CONTROLS)
    if (bound := parts.get("constrainedChoiceConsiderations")) is not None:
        found |= flags(bound, ("preventActivation", "constrainChoice"))
    if (rollup := parts.get("rollupRules")) is not None:
        found |= flags(rollup, ("rollupObjectiveSatisfied", "rollupProgressCompletion"))
        found |= numbers(rollup, ("objectiveMeasureWeight",))
    if (random := parts.get("randomizationControls")) is not None:
        found |= words(random, ("randomizationTiming", "selectionTiming"))
        found |= numbers(random, ("selectCount",))
        found |= flags(random, ("reorderChildren",))
        found["randomizeChildren"] = found.get("reorderChildren", False)
    return found


def _limits(element: Element | None) -> dict[str, Any]:
    if element is None:
        return {}
    names = ("attemptAbsoluteDurationLimit", "activityAbsoluteDurationLimit")
    times = (*names, "beginTimeLimit", "endTimeLimit")
    return {**numbers(element, ("attemptLimit",)), **words(element, times)}


def _considered(element: Element) -> dict[str, Any]:
    return {
        **words(element, _CONSIDERED),
        **flags(element, ("measureSatisfactionIfActive",)),
    }


def _threshold(element: Element) -> dict[str, Any]:
    """As attributes in the 4th edition, as text in the 3rd (CAM 3.4.1)."""
    if text := (element.text or "").strip():
        return {"completedByMeasure": True, **number("minProgressMeasure", text)}
    return {
        **flags(element, ("completedByMeasure",)),
        **numbers(element, ("minProgressMeasure", "progressWeight")),
    }
