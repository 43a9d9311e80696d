"""Filters of GET statements: which statements a query means (Communication 2.1.3)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from janeschool_scorm.preview.records.documents import identifier
from janeschool_scorm.preview.records.statement_shape import CONTEXT_ACTIVITIES

Statement = Mapping[str, Any]
#: Finds a stored statement, voided or not.
Lookup = Callable[[str], Statement | None]


@dataclass(frozen=True)
class Query:
    """The filters of one request; the defaults let everything through."""

    agent: str = ""  #: an inverse functional identifier
    verb: str = ""
    activity: str = ""
    registration: str = ""  #: in lower case
    related_agents: bool = False
    related_activities: bool = False
    since: datetime | None = None
    until: datetime | None = None
    ascending: bool = False
    limit: int = 0
    format: str = "exact"
    attachments: bool = False
    languages: tuple[str, ...] = field(default=())


def query_of(given: Mapping[str, Any], languages: tuple[str, ...]) -> Query:
    """The query that checked parameters make."""
    rest = {name: value for name, value in given.items() if name != "agent"}
    if "agent" in given:
        rest["agent"] = identifier(given["agent"])
    if "registration" in rest:
        rest["registration"] = rest["registration"].lower()
    return Query(**rest, languages=languages)


def filtered(statement: Statement, query: Query, lookup: Lookup) -> bool:
    """Does a statement pass the filters that are not about time or order?

    One that refers to another passes where that one does, and so on down the chain.
    """
    seen: set[str] = set()
    here: Statement | None = statement
    while here is not None:
        if _passes(here, query):
            return True
        target = here["object"]
        if target.get("objectType") != "StatementRef" or target["id"].lower() in seen:
            return False
        seen.add(target["id"].lower())
        here = lookup(target["id"])
    return False


def _passes(statement: Statement, query: Query) -> bool:
    registration = statement.get("context", {}).get("registration", "")
    return (
        (not query.verb or statement["verb"]["id"] == query.verb)
        and (not query.registration or registration.lower() == query.registration)
        and (not query.agent or _has_agent(statement, query))
        and (not query.activity or _has_activity(statement, query))
    )


def _has_agent(statement: Statement, query: Query) -> bool:
    actors = all_actors(statement) if query.related_agents else _actors(statement)
    return any(query.agent in _identifiers(each) for each in actors)


def _identifiers(actor: Statement) -> Iterator[str]:
    yield identifier(actor)
    yield from map(identifier, actor.get("member", ()))


def _actors(statement: Statement) -> Iterator[Statement]:
    yield statement["actor"]
    if statement["object"].get("objectType") in ("Agent", "Group"):
        yield statement["object"]


def all_actors(statement: Statement) -> Iterator[Statement]:
    """With authority, instructor, team, and those of a SubStatement."""
    yield from _actors(statement)
    context = statement.get("context", {})
    for holder, name in (
        (statement, "authority"),
        (context, "instructor"),
        (context, "team"),
    ):
        if name in holder:
            yield holder[name]
    yield from (each["agent"] for each in context.get("contextAgents", ()))
    yield from (each["group"] for each in context.get("contextGroups", ()))
    if statement["object"].get("objectType") == "SubStatement":
        yield from all_actors(statement["object"])


def _has_activity(statement: Statement, query: Query) -> bool:
    found = all_activities if query.related_activities else _object_activity
    return any(each["id"] == query.activity for each in found(statement))


def _object_activity(statement: Statement) -> Iterator[Statement]:
    if statement["object"].get("objectType", "Activity") == "Activity":
        yield statement["object"]


def all_activities(statement: Statement) -> Iterator[Statement]:
    """With the context's, and those of a SubStatement."""
    yield from _object_activity(statement)
    yield from context_activities(statement)
    if statement["object"].get("objectType") == "SubStatement":
        yield from all_activities(statement["object"])


def context_activities(statement: Statement) -> Iterator[Statement]:
    """Every activity of a statement's context, a single one as well as an array."""
    groups = statement.get("context", {}).get("contextActivities", {})
    for name in CONTEXT_ACTIVITIES:
        there = groups.get(name, [])
        yield from [there] if isinstance(there, dict) else there
