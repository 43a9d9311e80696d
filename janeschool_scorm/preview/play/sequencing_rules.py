"""Sequencing rules, rollup rules and objectives of one activity, as scorm-again takes them."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from janeschool_scorm.preview.play.attributes import flags, named, number, numbers, said

Element = etree._Element
_MAPS = (
    *("readSatisfiedStatus", "readNormalizedMeasure"),
    *("writeSatisfiedStatus", "writeNormalizedMeasure"),
    *("readRawScore", "readMinScore", "readMaxScore", "readCompletionStatus"),
    *("readProgressMeasure", "writeRawScore", "writeMinScore", "writeMaxScore"),
    *("writeCompletionStatus", "writeProgressMeasure"),
)
#: ADL's additions to the objectives of IMS, among the parts of a sequencing element.
ADL_OBJECTIVES = "adlseq:objectives"
_RULES = ("preConditionRule", "exitConditionRule", "postConditionRule")


def rules(element: Element) -> dict[str, Any]:
    return {
        f"{kind}s": [_rule(each) for each in named(element, kind)] for kind in _RULES
    }


def _rule(element: Element) -> dict[str, Any]:
    action = next(named(element, "ruleAction"), None)
    found = next(named(element, "ruleConditions"), None)
    conditions = list(named(found, "ruleCondition")) if found is not None else []
    return {
        "action": said(action, "action") if action is not None else "",
        "conditionCombination": _combination(found, "all"),
        "conditions": [_condition(each) for each in conditions],
    }


def rollup(element: Element) -> dict[str, Any]:
    action = next(named(element, "rollupAction"), None)
    found = next(named(element, "rollupConditions"), None)
    conditions = list(named(found, "rollupCondition")) if found is not None else []
    return {
        "action": said(action, "action") if action is not None else "",
        "consideration": said(element, "childActivitySet", "all"),
        "conditionCombination": _combination(found, "any"),
        "conditions": [_condition(each) for each in conditions],
        **numbers(element, ("minimumCount", "minimumPercent")),
    }


def _combination(element: Element | None, default: str) -> str:
    return (
        said(element, "conditionCombination", default)
        if element is not None
        else default
    )


def _condition(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {"condition": said(element, "condition")}
    if said(element, "operator") == "not":
        found["operator"] = "not"
    if goal := said(element, "referencedObjective"):
        found["referencedObjective"] = goal
    if threshold := numbers(element, ("measureThreshold",)):
        found["parameters"] = {"threshold": threshold["measureThreshold"]}
    return found


def goals(parts: Mapping[str, Element]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    known = list(objectives(parts))
    if primary := [each for each in known if each.get("isPrimary")]:
        found["primaryObjective"] = primary[0]
    if others := [each for each in known if not each.get("isPrimary")]:
        found["objectives"] = others
    return found


def objectives(parts: Mapping[str, Element]) -> Iterator[dict[str, Any]]:
    if (holder := parts.get("objectives")) is None:
        return
    more = _more_maps(parts.get(ADL_OBJECTIVES))
    for each in holder.iterchildren("{*}primaryObjective", "{*}objective"):
        name = said(each, "objectiveID")
        found = {"objectiveID": name, **flags(each, ("satisfiedByMeasure",))}
        if etree.QName(each).localname == "primaryObjective":
            found["isPrimary"] = True
        for measure in named(each, "minNormalizedMeasure"):
            found |= number("minNormalizedMeasure", measure.text)
        maps = {x["targetObjectiveID"]: x for x in map(_map, named(each, "mapInfo"))}
        for target, added in more.get(name, {}).items():
            maps[target] = {**maps.get(target, {}), **added}
        yield {**found, "mapInfo": list(maps.values())} if maps else found


def _more_maps(element: Element | None) -> dict[str, dict[str, dict[str, Any]]]:
    """ADL's own maps of an objective, by its id and their targets (4th edition)."""
    if element is None:
        return {}
    return {
        said(each, "objectiveID"): {
            one["targetObjectiveID"]: one for one in map(_map, named(each, "mapInfo"))
        }
        for each in named(element, "objective")
    }


def _map(element: Element) -> dict[str, Any]:
    return {
        "targetObjectiveID": said(element, "targetObjectiveID"),
        **flags(element, _MAPS),
    }
