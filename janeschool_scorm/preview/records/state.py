"""What the record endpoint remembers, and who may ask it."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from janeschool_scorm.preview.records.call import Call, RefusedError
from janeschool_scorm.preview.records.documents import Documents
from janeschool_scorm.preview.records.sessions import Session, Violation
from janeschool_scorm.preview.records.statement_shape import Version
from janeschool_scorm.preview.records.statements import Clock, Statements


@dataclass
class State:
    """All of it is in memory, and gone when the endpoint stops."""

    origin: str
    clock: Clock
    versions: tuple[Version, ...]
    accounts: Mapping[str, str]  #: Authorization as `credential` writes it -> name
    statements: Statements
    documents: Documents = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    violations: list[Violation] = field(default_factory=list)


@dataclass(frozen=True)
class Who:
    """Whose credentials a request carries: an account's, or those of an AU's session."""

    name: str
    session: Session | None = None


def basic(user: str, password: str) -> str:
    """The Authorization header of HTTP Basic (RFC 7617)."""
    text = base64.b64encode(f"{user}:{password}".encode()).decode()
    return f"Basic {text}"


def bearer(token: str) -> str:
    """The Authorization header of a bearer token (RFC 6750)."""
    return f"Bearer {token}"


def who(state: State, call: Call) -> Who:
    """Who asks, by the Authorization header.

    Raises `RefusedError` 401 without good credentials, 403 for a session that is over: its
    token lasts no longer (cmi5 8.1.2.0-2).
    """
    header = _normal(call.headers.get("authorization", ""))
    if header in state.accounts:
        return Who(state.accounts[header])
    for session in state.sessions.values():
        if session.fetched and header == f"Basic {session.token}":
            return Who(f"session {session.id}", session)
    raise RefusedError(
        401,
        "the credentials are not known here"
        if header
        else "the header Authorization is missing",
    )


def _normal(header: str) -> str:
    """The header with its scheme's case and its base64 written in one way."""
    scheme, _, text = header.strip().partition(" ")
    if scheme.lower() == "bearer":
        return bearer(text.strip())
    if scheme.lower() != "basic":
        return header
    try:
        plain = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        return header
    return f"Basic {base64.b64encode(plain).decode()}"


def authority(state: State, asker: Who) -> dict[str, Any]:
    """The Agent that stands as authority for an asker's statements (Data 2.4.9)."""
    account = {"homePage": state.origin, "name": asker.name}
    return {"objectType": "Agent", "account": account}


def violated(state: State, violation: Violation) -> RefusedError:
    """Remember a violation; the refusal that answers it."""
    state.violations.append(violation)
    return RefusedError(403, violation.sentence, violation.requirement)
