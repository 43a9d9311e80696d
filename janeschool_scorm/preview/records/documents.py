"""State, agent profile and activity profile: documents with ETag rules.

xAPI 1.0.3, Communication 2.2 to 2.7 and 3.1; xAPI 2.0, 4.1.4.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from janeschool_scorm.preview.json_text import dump, parse, sha1
from janeschool_scorm.preview.records.call import RefusedError
from janeschool_scorm.preview.records.statement_shape import IDENTIFIERS

_ETAG = re.compile(r'(?:W/)?"[^"]*"')


@dataclass(frozen=True)
class Context:
    """What documents belong to: a resource, and its activity, agent, registration."""

    resource: str
    activity: str | None = None
    agent: str | None = None
    registration: str | None = None


@dataclass(frozen=True)
class Document:
    """The bytes as they came, their media type, and when they were last written."""

    body: bytes
    content_type: str
    updated: datetime

    @property
    def etag(self) -> str:
        return f'"{sha1(self.body)}"'


Documents = dict[tuple[Context, str], Document]


def context_of(resource: str, given: Mapping[str, Any]) -> Context:
    """The context that a request's parameters name."""
    registration = given.get("registration")
    return Context(
        resource,
        given.get("activityId"),
        identifier(given["agent"]) if "agent" in given else None,
        registration.lower() if registration else None,
    )


def identifier(actor: Mapping[str, Any]) -> str:
    """The one inverse functional identifier of an actor, as text to compare.

    Empty for an anonymous Group. The name and the members do not matter (Data 2.4.2.3).
    """
    for name in IDENTIFIERS:
        if name in actor:
            value = actor[name]
            if name == "account":
                return dump([name, value["homePage"], value["name"]]).decode()
            return dump([name, value]).decode()
    return ""


def check_conditions(
    document: Document | None,
    headers: Mapping[str, str],
    *,
    over: bool = False,
    always: bool = False,
) -> None:
    """Hold a write to If-Match and If-None-Match (Communication 3.1).

    One of them is needed `over` a document that exists, or `always`. Raises
    `RefusedError`.
    """
    wanted, unwanted = headers.get("if-match"), headers.get("if-none-match")
    if wanted is not None and not _matches(document, wanted):
        raise RefusedError(
            412, "If-Match names another version than the stored document"
        )
    if unwanted is not None and _matches(document, unwanted):
        raise RefusedError(
            412, "If-None-Match names the document that is already stored"
        )
    if wanted is not None or unwanted is not None:
        return
    if document and (over or always):
        raise RefusedError(
            409,
            "a document is stored there already: get it, then send its ETag as If-Match",
        )
    if always:
        raise RefusedError(400, "send If-None-Match: * for a new document")


def _matches(document: Document | None, header: str) -> bool:
    """RFC 9110, 13.1.1: strong comparison, which a weak tag never passes."""
    if document is None:
        return False
    return header.strip() == "*" or document.etag in _ETAG.findall(header)


def merged(document: Document | None, posted: Document) -> Document:
    """The document that a POST leaves (Communication 2.2).

    JSON objects merge at their top level; where nothing is stored, POST is PUT.
    Raises `RefusedError` where either is not a JSON object.
    """
    if document is None:
        checked(posted)
        return posted
    both = {**_object(document, "stored"), **_object(posted, "posted")}
    return Document(dump(both), "application/json", posted.updated)


def _object(document: Document, which: str) -> dict[str, Any]:
    if document.content_type.partition(";")[0].strip().lower() != "application/json":
        raise RefusedError(
            400, f"the {which} document is not application/json: PUT it instead"
        )
    value = checked(document)
    if not isinstance(value, dict):
        raise RefusedError(
            400, f"the {which} document is not a JSON object: PUT it instead"
        )
    return value


def checked(document: Document) -> Any:
    """The JSON value of a document that calls itself JSON, else None.

    Raises `RefusedError` where it is not JSON: the content does not match its type
    (Communication 3.2).
    """
    if document.content_type.partition(";")[0].strip().lower() != "application/json":
        return None
    try:
        return parse(document.body)
    except ValueError as error:
        raise RefusedError(400, f"the document is not JSON: {error}") from error


def listed(
    documents: Documents, context: Context, since: datetime | None
) -> list[tuple[str, Document]]:
    """The documents of exactly this context, written after `since`, by id.

    State that was kept without a registration is a context of its own.
    """
    return sorted(
        (
            (name, document)
            for (where, name), document in documents.items()
            if where == context and (since is None or document.updated > since)
        ),
        key=lambda pair: pair[0],
    )
