"""Turn facts into xAPI statements with ids derived from what they say."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from xapi.vocabulary import vocabulary

Statement = dict[str, Any]

_WORDS: Final = vocabulary()
_VERSION: Final = "1.0.3"
#: name space of derived ids (RFC 9562, 5.5)
_SPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, _WORDS.base + "derived")
#: how well a time is known
MINUTE: Final = "minute"
NOT_BEFORE: Final = "not-before"
NO_LATER: Final = "no-later"
ZONE_UNKNOWN: Final = "zone-unknown"


@dataclass(frozen=True)
class Moment:
    """A time, and how well it is known; None is to the second."""

    at: datetime
    known: str | None = None


@dataclass(frozen=True)
class Source:
    """Whose attempt a source tells of, where, and how far it is to be believed."""

    kind: str  #: such as `moodle-tracks`
    account: Mapping[str, str]  #: homePage and name: an opaque token
    activity: str  #: IRI of the activity in the LMS
    number: int  #: which attempt of the LMS
    began: Moment | None
    seen: Moment  #: the latest time that the source knows of
    result_trust: str = "high"
    time_trust: str = "medium"


@dataclass(frozen=True)
class Saying:
    """One fact, before it has an id."""

    verb: str  #: the vocabulary's word
    object: Mapping[str, Any]
    at: Moment
    trust: str
    parent: Mapping[str, Any] | None = None
    result: Mapping[str, Any] | None = None
    context: Mapping[str, Any] | None = None  #: extensions by our word
    missing: str = ""


@dataclass(frozen=True)
class About:
    """What all statements of one attempt share."""

    source: Source
    standard: str | None
    unit: Mapping[str, Any]  #: what was launched: a course, or a part of one
    course: Mapping[str, Any]
    revision: str | None = None
    language: str | None = None
    package: Mapping[str, Any] | None = None  #: extensions: agency, package, schema


def statement(about: About, saying: Saying) -> Statement:
    """Return the statement. Its id is the same for the same fact of the same source."""
    display = {"en": saying.verb}
    made: Statement = {
        "actor": {"objectType": "Agent", "account": dict(about.source.account)},
        "verb": {"id": _WORDS.verbs[saying.verb], "display": display},
        "object": dict(saying.object),
        "result": dict(saying.result) if saying.result else None,
        "context": _context(about, saying),
        "timestamp": timestamp(saying.at.at),
        "version": _VERSION,
    }
    made = {name: value for name, value in made.items() if value is not None}
    return {"id": str(uuid.uuid5(_SPACE, _canonical(made))), **made}


def registration(source: Source) -> str:
    """Return the UUID of one attempt of one person at one activity of an LMS."""
    who = [source.account["homePage"], source.account["name"]]
    keys = [*who, source.activity, source.number]
    return str(uuid.uuid5(_SPACE, _canonical(keys)))


def activity(
    identifier: str, kind: str, definition: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return an activity of a type of our vocabulary."""
    kinds = {"type": _WORDS.activity_types[kind], **(definition or {})}
    return {"objectType": "Activity", "id": identifier, "definition": kinds}


def ours(course: str, part: str, kind: str, **definition: Any) -> dict[str, Any]:
    """Return an activity of a course of ours; an empty part is the course."""
    path = f"{course}/{part}" if part else course
    return activity(_WORDS.activity_base + path, kind, definition)


def extensions(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return extensions by IRI, without what is None or empty."""
    known = {name: each for name, each in values.items() if each not in (None, "")}
    return {_WORDS.extensions[name].id: each for name, each in known.items()}


def duration(seconds: float) -> str:
    """Return an ISO 8601 duration with at most two decimals (xAPI 1.0.3, Data 4.6)."""
    number = f"{seconds:.2f}".rstrip("0").rstrip(".")
    return f"PT{number}S"


def timestamp(moment: datetime) -> str:
    """Return an RFC 3339 timestamp in UTC."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def _context(about: About, saying: Saying) -> Statement:
    around = {"grouping": [about.course]}
    if saying.parent:
        around["parent"] = [saying.parent]
    said = {
        **(about.package or {}),
        **(saying.context or {}),
        "standard": about.standard,
        "derived-from": about.source.kind,
        "trust": saying.trust,
        "time-known": saying.at.known,
        "null-because": saying.missing,
    }
    context = {
        "registration": registration(about.source),
        "contextActivities": around,
        "revision": about.revision,
        "language": about.language,
        "extensions": extensions(said),
    }
    return {name: value for name, value in context.items() if value is not None}


def _canonical(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
