"""One cmi5 session as a value: what it was launched with and what the AU has done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from janeschool_scorm.preview.records.launch import (
    CMI5,
    INITIALIZED,
    TERMINATED,
    Launch,
)
from janeschool_scorm.preview.records.shapes import instant

Statement = Mapping[str, Any]


@dataclass(frozen=True)
class Session:
    """The state of a session. `token` is the AU's credential, `key` its fetch address."""

    launch: Launch
    key: str
    token: str
    launched: datetime
    fetched: bool = False
    preferences_read: bool = False
    initialized: datetime | None = None
    last: datetime | None = None  #: the latest timestamp that the AU sent
    terminated: bool = False
    abandoned: bool = False
    verbs: tuple[str, ...] = ()  #: of its cmi5-defined statements, in order

    @property
    def id(self) -> str:
        return self.launch.session_id

    @property
    def over(self) -> bool:
        return self.terminated or self.abandoned


@dataclass(frozen=True)
class Violation:
    """A requirement of cmi5 that the AU broke, by its number in @cmi5/requirements."""

    session_id: str
    requirement: str
    sentence: str
    statement_id: str = ""


def is_defined(statement: Statement) -> bool:
    """Is it a cmi5-defined statement: does it carry the cmi5 category (7.1.3)?"""
    return CMI5 in categories(statement)


def categories(statement: Statement) -> list[str]:
    """The ids of a statement's category activities."""
    there = (
        statement.get("context", {}).get("contextActivities", {}).get("category", [])
    )
    return [each["id"] for each in ([there] if isinstance(there, dict) else there)]


def advanced(session: Session, statement: Statement) -> Session:
    """The session after one statement that was accepted."""
    moment = instant(statement["timestamp"])
    verb = statement["verb"]["id"]
    latest = max(moment, session.last) if session.last else moment
    session = replace(session, last=latest)
    if not is_defined(statement):
        return session
    session = replace(session, verbs=(*session.verbs, verb))
    if verb == INITIALIZED:
        return replace(session, initialized=moment)
    return replace(session, terminated=True) if verb == TERMINATED else session


def earlier_verbs(session: Session, sessions: Collection[Session]) -> frozenset[str]:
    """The cmi5-defined verbs of other sessions of this AU and registration."""
    return frozenset(
        verb
        for other in sessions
        if other.id != session.id
        and other.launch.registration == session.launch.registration
        and other.launch.activity_id == session.launch.activity_id
        for verb in other.verbs
    )
