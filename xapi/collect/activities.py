"""Turn a statement's verb, object and context activities into what it is about."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson

from xapi.collect import read
from xapi.collect.memory import remembered
from xapi.collect.parse import Json
from xapi.problems import Code, StatementError
from xapi.vocabulary import vocabulary

_WORDS: Final = vocabulary()
_CMI5: Final = _WORDS.categories["cmi5"]
_PLACES: Final = frozenset(("parent", "grouping", "category", "other"))
_OTHER_OBJECTS: Final = ("Agent", "Group", "SubStatement")


def about(statement: Json) -> Mapping[str, Any]:
    """Return verb, activity and course of a statement. Raises StatementError.

    A course has a few hundred such combinations, whatever the number of people.
    """
    context = read.mapping(Code.CONTEXT, statement, "context", "context")
    parts: Json = {
        name: statement[name] for name in ("verb", "object") if name in statement
    }
    if "contextActivities" in context:
        parts["context"] = {"contextActivities": context["contextActivities"]}
    return _about(orjson.dumps(parts))


@remembered
def _about(text: bytes) -> Mapping[str, Any]:
    statement = orjson.loads(text)
    verb = _verb(statement)
    target = read.mapping(Code.OBJECT, statement, "object", "object")
    kind = target.get("objectType", "Activity")
    if kind == "StatementRef":
        return _about_statement(verb, target)
    if verb == "voided":
        raise StatementError(Code.OBJECT, "voids something that is not a statement")
    if kind in _OTHER_OBJECTS:
        return {"verb": verb}
    if kind != "Activity":
        raise StatementError(Code.OBJECT, f"object.objectType is {read.shown(kind)}")
    return {"verb": verb, **_about_activity(statement, target)}


def _verb(statement: Json) -> str:
    """2.4.3; the vocabulary's word, or the IRI of another verb."""
    verb = read.mapping(Code.VERB, statement, "verb", "verb")
    identifier = read.iri(Code.VERB, verb, "id", "verb.id")
    return _WORDS.verb_words.get(identifier, identifier)


def _about_statement(verb: str, target: Json) -> dict[str, Any]:
    """2.3.2: a voided statement is named by reference."""
    identifier = read.uuid(Code.OBJECT, target, "id", "object.id")
    if identifier is None:
        raise StatementError(Code.OBJECT, "object.id is missing")
    return {"verb": verb, "voids": identifier if verb == "voided" else None}


def _about_activity(statement: Json, activity: Json) -> dict[str, Any]:
    """2.4.4.1, with the publisher's id where the LMS made one of its own."""
    identifier = read.iri(Code.OBJECT, activity, "id", "object.id")
    definition = read.mapping(Code.OBJECT, activity, "definition", "object.definition")
    around = _context_activities(statement)
    known_as = _publisher_id(around) or identifier
    course, item = _place(known_as, activity, around)
    word = _type(activity)
    if word is None and course is not None and known_as == _root(course):
        word = "course"
    return {
        "object_id": identifier,
        "activity_id": known_as,
        "activity_type": word,
        "course": course,
        "item": item,
        "interaction_type": read.text(
            Code.OBJECT, definition, "interactionType", "object.definition"
        ),
    }


def _context_activities(statement: Json) -> dict[str, list[Json]]:
    """2.4.6.2; a single activity stands for an array of one."""
    context = read.mapping(Code.CONTEXT, statement, "context", "context")
    where = "context.contextActivities"
    found = read.mapping(Code.CONTEXT, context, "contextActivities", where)
    read.members(Code.CONTEXT, found, _PLACES, where)
    return {place: _activities(place, value) for place, value in found.items()}


def _activities(place: str, value: Any) -> list[Json]:
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            where = f"context.contextActivities.{place}"
            raise StatementError(Code.CONTEXT, f"{where} holds what is no activity")
    return entries


def _publisher_id(around: dict[str, list[Json]]) -> str | None:
    """Return the publisher's id of a cmi5 unit: the LMS makes one of its own.

    cmi5, 9.6.3: it stands in grouping of each statement with the cmi5 category;
    ours is told apart from other entries by its beginning.
    """
    if not any(entry["id"] == _CMI5 for entry in around.get("category", ())):
        return None
    grouping = [str(entry["id"]) for entry in around.get("grouping", ())]
    ours = [entry for entry in grouping if entry.startswith(_WORDS.activity_base)]
    return next(iter(ours or grouping), None)


def _place(
    identifier: str, activity: Json, around: dict[str, list[Json]]
) -> tuple[str | None, str | None]:
    """Return course and item: of ours by the id, of others by a course beside it."""
    base = _WORDS.activity_base
    if identifier.startswith(base):
        course, _, item = identifier.removeprefix(base).partition("/")
        return course or None, item or None
    beside = [*around.get("parent", ()), *around.get("grouping", ())]
    for entry in beside:
        if entry["id"].startswith(base):
            return entry["id"].removeprefix(base).partition("/")[0] or None, None
    return _first_course([activity, *beside]), None


def _first_course(activities: Iterable[Json]) -> str | None:
    return next((x["id"] for x in activities if _type(x) == "course"), None)


def _type(activity: Json) -> str | None:
    """Return the vocabulary's word for an activity's type, or its IRI."""
    definition = read.mapping(Code.OBJECT, activity, "definition", "definition")
    found = read.text(Code.OBJECT, definition, "type", "definition.type")
    return None if found is None else _WORDS.activity_type_words.get(found, found)


def _root(course: str) -> str:
    return _WORDS.activity_base + course
