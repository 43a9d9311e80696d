"""Query parameters: which each resource knows, and their texts as checked values."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from janeschool_scorm.preview.json_text import parse
from janeschool_scorm.preview.records.call import Call, RefusedError
from janeschool_scorm.preview.records.shapes import Check, instant, iri, uuid
from janeschool_scorm.preview.records.statement_shape import actor, agent

Read = Callable[[str, str], Any]


def _checked(check: Check) -> Read:
    def read(value: str, name: str) -> str:
        _refuse(check(value, name))
        return value

    return read


def _json(check: Check) -> Read:
    def read(value: str, name: str) -> Any:
        try:
            found = parse(value.encode("utf-8"))
        except ValueError as error:
            raise RefusedError(400, f"{name} is not JSON: {error}") from error
        _refuse(check(found, name))
        return found

    return read


def _text(value: str, name: str) -> str:
    if not value:
        raise RefusedError(400, f"{name} is empty")
    return value


def _moment(value: str, name: str) -> datetime:
    try:
        return instant(value)
    except (ValueError, OverflowError) as error:
        raise RefusedError(
            400,
            f"{name} must be a timestamp, not {value[:60]!r} (a + in an address is %2B)",
        ) from error


def _boolean(value: str, name: str) -> bool:
    if value not in ("true", "false"):
        raise RefusedError(400, f"{name} must be true or false, not {value[:60]!r}")
    return value == "true"


def _limit(value: str, name: str) -> int:
    if not (value.isdecimal() and value.isascii() and len(value) < 10):
        raise RefusedError(
            400, f"{name} must be a whole number from 0, not {value[:60]!r}"
        )
    return int(value)


def _format(value: str, name: str) -> str:
    if value not in ("ids", "exact", "canonical"):
        raise RefusedError(
            400, f"{name} must be ids, exact or canonical, not {value[:60]!r}"
        )
    return value


def _refuse(faults: Any) -> None:
    if found := list(faults):
        raise RefusedError(400, "; ".join(found[:5]))


_IRI, _UUID = _checked(iri), _checked(uuid)
_AGENT = _json(agent)

#: Communication 2.1.3.
_ONE: Mapping[str, Read] = {"format": _format, "attachments": _boolean}
_MANY: Mapping[str, Read] = {
    **_ONE,
    "agent": _json(actor),
    "verb": _IRI,
    "activity": _IRI,
    "registration": _UUID,
    "related_activities": _boolean,
    "related_agents": _boolean,
    "since": _moment,
    "until": _moment,
    "limit": _limit,
    "ascending": _boolean,
}
_STATE: Mapping[str, Read] = {
    "activityId": _IRI,
    "agent": _AGENT,
    "registration": _UUID,
    "stateId": _text,
}
_AGENT_PROFILE: Mapping[str, Read] = {"agent": _AGENT, "profileId": _text}
_ACTIVITY_PROFILE: Mapping[str, Read] = {"activityId": _IRI, "profileId": _text}
_SINCE: Mapping[str, Read] = {"since": _moment}

#: (path, method) -> the parameters that must be there, those that may be.
_TABLE: Mapping[tuple[str, str], tuple[Mapping[str, Read], Mapping[str, Read]]] = {
    ("statements", "PUT"): ({"statementId": _UUID}, {}),
    ("statements", "POST"): ({}, {}),
    ("activities/state", "PUT"): (_STATE, {}),
    ("activities/state", "POST"): (_STATE, {}),
    ("activities/state", "GET"): (_STATE, _SINCE),
    ("activities/state", "DELETE"): (_STATE, {}),
    ("activities/profile", "PUT"): (_ACTIVITY_PROFILE, {}),
    ("activities/profile", "POST"): (_ACTIVITY_PROFILE, {}),
    ("activities/profile", "GET"): (_ACTIVITY_PROFILE, _SINCE),
    ("activities/profile", "DELETE"): (_ACTIVITY_PROFILE, {}),
    ("agents/profile", "PUT"): (_AGENT_PROFILE, {}),
    ("agents/profile", "POST"): (_AGENT_PROFILE, {}),
    ("agents/profile", "GET"): (_AGENT_PROFILE, _SINCE),
    ("agents/profile", "DELETE"): (_AGENT_PROFILE, {}),
    ("agents", "GET"): ({"agent": _AGENT}, {}),
    ("activities", "GET"): ({"activityId": _IRI}, {}),
    ("about", "GET"): ({}, {}),
}
#: Without these, GET lists ids; DELETE clears a whole context, of State alone.
_NOT_NEEDED = {
    ("activities/state", "GET"): {"registration", "stateId"},
    ("activities/state", "DELETE"): {"registration", "stateId"},
    ("activities/state", "PUT"): {"registration"},
    ("activities/state", "POST"): {"registration"},
    ("activities/profile", "GET"): {"profileId"},
    ("agents/profile", "GET"): {"profileId"},
}


def read_parameters(call: Call) -> dict[str, Any]:
    """The parameters of a call as values.

    Raises `RefusedError` for one that is missing, unknown in this place, or not of its type
    (Communication 3.2: unknown parameters are refused, in any other case too).
    """
    required, optional = _allowed(call)
    known = {**required, **optional}
    for name in call.parameters:
        if name not in known:
            raise RefusedError(
                400, f"{call.path} does not know the parameter {name[:60]!r}"
            )
    needed = set(required) - _NOT_NEEDED.get((call.path, call.method), set())
    if missing := sorted(needed - set(call.parameters)):
        raise RefusedError(400, f"{call.path} needs the parameter {missing[0]}")
    return {name: known[name](text, name) for name, text in call.parameters.items()}


def _allowed(call: Call) -> tuple[Mapping[str, Read], Mapping[str, Read]]:
    if (call.path, call.method) == ("statements", "GET"):
        return _statement_filter(call.parameters)
    return _TABLE[call.path, call.method]


def _statement_filter(
    given: Mapping[str, str],
) -> tuple[Mapping[str, Read], Mapping[str, Read]]:
    """Communication 2.1.3: one statement by its id, or a list by filters."""
    ids = [name for name in ("statementId", "voidedStatementId") if name in given]
    if len(ids) > 1:
        raise RefusedError(
            400, "ask for statementId or voidedStatementId, not for both"
        )
    return ({ids[0]: _UUID}, _ONE) if ids else ({}, _MANY)


def methods(path: str) -> tuple[str, ...]:
    """The methods that a resource has; none for a path that is no resource."""
    there = {method for known, method in _TABLE if known == path}
    return tuple(sorted(there | ({"GET"} if path == "statements" else set())))
