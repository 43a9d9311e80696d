"""Statements as GET returns them: exact, ids or canonical (Communication 2.1.3)."""

from collections.abc import Callable, Mapping
from typing import Any

from janeschool_scorm.preview.records.statement_shape import (
    CONTEXT_ACTIVITIES,
    IDENTIFIERS,
)

Value = dict[str, Any]
Turn = Callable[[Value], Value]
#: A canonical definition or display by the IRI that it belongs to.
Canon = Mapping[str, Any]


def accepted_languages(header: str) -> tuple[str, ...]:
    """The tags of Accept-Language, best first, in lower case; q=0 is left out."""
    weighted = []
    for place, each in enumerate(header.split(",")):
        tag, _, weight = each.strip().partition(";q=")
        try:
            quality = float(weight or 1)
        except ValueError:
            quality = 0.0
        if tag and quality > 0:
            weighted.append((-quality, place, tag.strip().lower()))
    return tuple(tag for _, _, tag in sorted(weighted))


def one_language(
    texts: Mapping[str, str], languages: tuple[str, ...]
) -> dict[str, str]:
    """The one entry of a language map that fits best; the first where none does."""
    by_tag = {tag.lower(): tag for tag in texts}
    for wanted in languages:
        near = [tag for tag in by_tag if tag == wanted or tag.startswith(wanted + "-")]
        if not near:
            near = [tag for tag in by_tag if wanted.startswith(tag + "-")]
        if near:
            return {by_tag[near[0]]: texts[by_tag[near[0]]]}
    return dict(list(texts.items())[:1])


def reduced(statement: Value) -> Value:
    """format=ids: only what identifies actors, activities and verbs."""
    return _rebuilt(statement, _least_actor, _least_activity, _least_activity)


def canonical(
    statement: Value, activities: Canon, verbs: Canon, languages: tuple[str, ...]
) -> Value:
    """format=canonical: the LRS's own definitions and displays, in one language each."""

    def activity(value: Value) -> Value:
        known = activities.get(value["id"])
        kept = {name: each for name, each in value.items() if name != "definition"}
        return {**kept, "definition": _in_one(known, languages)} if known else kept

    def verb(value: Value) -> Value:
        display = verbs.get(value["id"])
        if not display:
            return value
        return {**value, "display": one_language(display, languages)}

    return _rebuilt(statement, lambda actor: actor, activity, verb)


def _rebuilt(statement: Value, actor: Turn, activity: Turn, verb: Turn) -> Value:
    """The statement with each actor, activity and verb turned."""
    turned = {"actor": actor(statement["actor"]), "verb": verb(statement["verb"])}
    if "authority" in statement:
        turned["authority"] = actor(statement["authority"])
    if "context" in statement:
        turned["context"] = _context(statement["context"], actor, activity)
    return {
        **statement,
        **turned,
        "object": _object(statement["object"], actor, activity, verb),
    }


def _object(value: Value, actor: Turn, activity: Turn, verb: Turn) -> Value:
    match value.get("objectType", "Activity"):
        case "Activity":
            return activity(value)
        case "Agent" | "Group":
            return {"objectType": value["objectType"], **actor(value)}
        case "SubStatement":
            return _rebuilt(value, actor, activity, verb)
        case _:
            return value


def _context(value: Value, actor: Turn, activity: Turn) -> Value:
    turned: Value = {
        name: actor(value[name]) for name in ("instructor", "team") if name in value
    }
    if "contextActivities" in value:
        turned["contextActivities"] = {
            name: [activity(each) for each in value["contextActivities"][name]]
            for name in CONTEXT_ACTIVITIES
            if name in value["contextActivities"]
        }
    for name, inside in (("contextAgents", "agent"), ("contextGroups", "group")):
        if name in value:
            turned[name] = [{**x, inside: actor(x[inside])} for x in value[name]]
    return {**value, **turned}


def _least_activity(value: Value) -> Value:
    """An Activity is what an object is unless it says otherwise."""
    return {"id": value["id"]}


def _least_actor(value: Value) -> Value:
    """An anonymous Group is known by its members alone."""
    known = {name: value[name] for name in IDENTIFIERS if name in value}
    kind = {"objectType": value["objectType"]} if "objectType" in value else {}
    if known:
        return {**kind, **known}
    return {**kind, "member": [_least_actor(each) for each in value.get("member", ())]}


def _in_one(definition: Value, languages: tuple[str, ...]) -> Value:
    """A definition whose language maps have one entry each."""
    turned = dict(definition)
    for name in ("name", "description"):
        if name in turned:
            turned[name] = one_language(turned[name], languages)
    for name in ("choices", "scale", "source", "target", "steps"):
        if name in turned:
            turned[name] = [_component(each, languages) for each in turned[name]]
    return turned


def _component(value: Value, languages: tuple[str, ...]) -> Value:
    if "description" not in value:
        return value
    return {**value, "description": one_language(value["description"], languages)}


def merged_definition(known: Value, new: Value) -> Value:
    """A canonical definition after another statement's: the type stays the first one.

    Names and descriptions gain languages; Data 2.4.4.1 warns of greater changes.
    """
    maps: Value = {
        name: {**known.get(name, {}), **new[name]}
        for name in ("name", "description", "extensions")
        if name in new
    }
    return {**new, **known, **maps}
