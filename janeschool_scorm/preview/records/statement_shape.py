"""What xAPI asks of a statement, as one table per object (xAPI 1.0.3, Data 2 and 4)."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal

from janeschool_scorm.preview.records.shapes import (
    Check,
    array_of,
    boolean,
    duration,
    extensions,
    iri,
    kind,
    language_map,
    language_tag,
    mailto,
    media_type,
    number,
    one_of,
    record,
    sha1_text,
    sha2_text,
    shown,
    text,
    timestamp,
    timestamp_2,
    uuid,
    version_1,
    version_2,
    whole,
)

#: The versions of xAPI that are spoken here, by their latest patch.
Version = Literal["1.0.3", "2.0.0"]
XAPI_1: Final = "1.0.3"
XAPI_2: Final = "2.0.0"

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
CONTEXT_ACTIVITIES = ("parent", "grouping", "category", "other")

#: Data 2.4.4.1: interaction type -> the component lists that it may have.
_COMPONENTS: Mapping[str, tuple[str, ...]] = {
    "choice": ("choices",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "true-false": (),
    "fill-in": (),
    "long-fill-in": (),
    "numeric": (),
    "other": (),
}
_LISTS = ("choices", "scale", "source", "target", "steps")


def _kinds(default: str, kinds: Mapping[str, Check]) -> Check:
    """The check that the value's objectType names."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at} must be an object, not {kind(value)}"
            return
        name = value.get("objectType", default)
        if not isinstance(name, str) or name not in kinds:
            yield f"{at}.objectType must be {' or '.join(kinds)}, not {shown(name)}"
            return
        yield from kinds[name](value, at)

    return check


# Actors: Data 2.4.2


def _identified(value: Mapping[str, Any], at: str) -> Iterator[str]:
    there = [name for name in IDENTIFIERS if name in value]
    if len(there) > 1:
        yield f"{at} must have one identifier, not {' and '.join(there)}"
    elif not there and "member" not in value:
        yield f"{at} needs one of {', '.join(IDENTIFIERS)}"


_ACCOUNT = record({"homePage": iri, "name": text}, {})
_NAMED: Mapping[str, Check] = {
    "name": text,
    "mbox": mailto,
    "mbox_sha1sum": sha1_text,
    "openid": iri,
    "account": _ACCOUNT,
}
agent = record({}, {"objectType": one_of("Agent"), **_NAMED}, _identified)
group = record(
    {"objectType": one_of("Group")},
    {"member": array_of(agent), **_NAMED},
    _identified,
)
actor = _kinds("Agent", {"Agent": agent, "Group": group})


def _two_members(value: Mapping[str, Any], at: str) -> Iterator[str]:
    """Data 2.4.9: a Group as authority is an application and its user."""
    if value.get("objectType") == "Group" and (
        len(value.get("member", ())) != 2 or any(name in value for name in IDENTIFIERS)
    ):
        yield f"{at}: a Group as authority is anonymous and has two members"


def authority(value: object, at: str) -> Iterator[str]:
    """An Agent, or the Group of two that OAuth makes."""
    faults = list(actor(value, at))
    yield from faults
    if not faults and isinstance(value, dict):
        yield from _two_members(value, at)


# Verb, activities: Data 2.4.3, 2.4.4.1


def _interaction(value: Mapping[str, Any], at: str) -> Iterator[str]:
    kind_of = value.get("interactionType")
    used = [name for name in _LISTS if name in value]
    if kind_of is None:
        if used or "correctResponsesPattern" in value:
            yield f"{at} needs interactionType"
        return
    for name in used:
        if name not in _COMPONENTS[kind_of]:
            yield f"{at}.{name} does not belong to interactionType {kind_of}"
        ids = [part["id"] for part in value[name]]
        if len(set(ids)) < len(ids):
            yield f"{at}.{name} must have distinct ids"


_VERB = record({"id": iri}, {"display": language_map})
_COMPONENT = array_of(record({"id": text}, {"description": language_map}))
_DEFINITION = record(
    {},
    {
        "name": language_map,
        "description": language_map,
        "type": iri,
        "moreInfo": iri,
        "extensions": extensions,
        "interactionType": one_of(*_COMPONENTS),
        "correctResponsesPattern": array_of(text),
        **dict.fromkeys(_LISTS, _COMPONENT),
    },
    _interaction,
)
activity = record(
    {"id": iri}, {"objectType": one_of("Activity"), "definition": _DEFINITION}
)
_REFERENCE = record({"objectType": one_of("StatementRef"), "id": uuid}, {})


# Result: Data 2.4.5


def _ordered(value: Mapping[str, float], at: str) -> Iterator[str]:
    low, high, raw = value.get("min"), value.get("max"), value.get("raw")
    if low is not None and high is not None and not low < high:
        yield f"{at}.min must be less than max"
    if raw is not None and low is not None and raw < low:
        yield f"{at}.raw must not be below min"
    if raw is not None and high is not None and raw > high:
        yield f"{at}.raw must not be above max"
    if abs(value.get("scaled", 0)) > 1:
        yield f"{at}.scaled must be between -1 and 1"


_SCORE = record({}, dict.fromkeys(("scaled", "raw", "min", "max"), number), _ordered)
_RESULT = record(
    {},
    {
        "score": _SCORE,
        "success": boolean,
        "completion": boolean,
        "response": text,
        "duration": duration,
        "extensions": extensions,
    },
)


# Context: Data 2.4.6, and 4.2.2.5 of xAPI 2.0


def _activities(value: object, at: str) -> Iterator[str]:
    """One activity or several: Data 2.4.6.2 lets a single one stand without an array."""
    each = activity if isinstance(value, dict) else array_of(activity)
    yield from each(value, at)


def _involved(object_type: str, name: str, who: Check) -> Check:
    return array_of(
        record(
            {"objectType": one_of(object_type), name: who},
            {"relevantTypes": array_of(iri, least=1)},
        )
    )


_CONTEXT_1: Mapping[str, Check] = {
    "registration": uuid,
    "instructor": actor,
    "team": group,
    "contextActivities": record({}, dict.fromkeys(CONTEXT_ACTIVITIES, _activities)),
    "revision": text,
    "platform": text,
    "language": language_tag,
    "statement": _REFERENCE,
    "extensions": extensions,
}
_CONTEXT_2: Mapping[str, Check] = {
    **_CONTEXT_1,
    "contextAgents": _involved("contextAgent", "agent", agent),
    "contextGroups": _involved("contextGroup", "group", group),
}

_ATTACHMENT = record(
    {
        "usageType": iri,
        "display": language_map,
        "contentType": media_type,
        "length": whole,
        "sha2": sha2_text,
    },
    {"description": language_map, "fileUrl": iri},
)


# The statement: Data 2.4


def _about_activity(value: Mapping[str, Any], _at: str) -> Iterator[str]:
    """Data 2.4.6: revision and platform describe an Activity as object."""
    if value["object"].get("objectType", "Activity") != "Activity":
        for name in ("revision", "platform"):
            if name in value.get("context", {}):
                yield f"context.{name} is only for an Activity as object"


def _voiding(value: Mapping[str, Any], _at: str) -> Iterator[str]:
    """Data 2.3.2: what voids names a statement."""
    reference = value["object"].get("objectType") == "StatementRef"
    if value["verb"]["id"] == VOIDED and not reference:
        yield "object must be a StatementRef where the verb is voided"


_OBJECTS: Mapping[str, Check] = {
    "Activity": activity,
    "Agent": agent,
    "Group": group,
    "StatementRef": _REFERENCE,
}


def _parts(version: Version) -> dict[str, Check]:
    """What a statement and a SubStatement may have besides actor, verb and object."""
    return {
        "result": _RESULT,
        "context": record({}, _CONTEXT_2 if version == XAPI_2 else _CONTEXT_1),
        "timestamp": timestamp_2 if version == XAPI_2 else timestamp,
        "attachments": array_of(_ATTACHMENT),
    }


def _sentence(objects: Mapping[str, Check]) -> dict[str, Check]:
    return {"actor": actor, "verb": _VERB, "object": _kinds("Activity", objects)}


@cache
def statement_check(version: Version) -> Check:
    """The check of one statement for `XAPI_1` or `XAPI_2`."""
    parts, rules = _parts(version), (_about_activity, _voiding)
    sub_statement = record(
        {"objectType": one_of("SubStatement"), **_sentence(_OBJECTS)}, parts, *rules
    )
    set_by_lrs = {
        "id": uuid,
        "stored": parts["timestamp"],
        "authority": authority,
        "version": version_2 if version == XAPI_2 else version_1,
    }
    objects = {**_OBJECTS, "SubStatement": sub_statement}
    return record(_sentence(objects), {**parts, **set_by_lrs}, *rules)
