"""The resources of xAPI: each turns a checked request into an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from janeschool_scorm.preview.json_text import dump
from janeschool_scorm.preview.records.call import (
    Answer,
    Call,
    RefusedError,
    json_answer,
    tagged_answer,
)
from janeschool_scorm.preview.records.conduct import (
    after_statements,
    document_violation,
)
from janeschool_scorm.preview.records.documents import (
    Document,
    check_conditions,
    checked,
    context_of,
    identifier,
    listed,
    merged,
)
from janeschool_scorm.preview.records.formats import accepted_languages
from janeschool_scorm.preview.records.incoming import Incoming, incoming
from janeschool_scorm.preview.records.launch import PREFERENCES
from janeschool_scorm.preview.records.multipart import Part, body_of
from janeschool_scorm.preview.records.query import Query, all_actors, query_of
from janeschool_scorm.preview.records.sessions import Session, Violation, earlier_verbs
from janeschool_scorm.preview.records.state import State, Who, authority, violated
from janeschool_scorm.preview.records.statement_shape import (
    IDENTIFIERS,
    XAPI_2,
    Version,
)

_PERSON = ("name", *IDENTIFIERS)


@dataclass(frozen=True)
class Asked:
    """A request whose credentials, version and parameters are good."""

    call: Call
    given: Mapping[str, Any]  #: the parameters as values
    version: Version
    who: Who

    @property
    def languages(self) -> tuple[str, ...]:
        return accepted_languages(self.call.headers.get("accept-language", ""))


def answer(state: State, asked: Asked) -> Answer:
    """The answer to a request. Raises `RefusedError`."""
    path, method = asked.call.path, asked.call.method
    if path == "statements":
        read = _get_statements if method == "GET" else _store_statements
        return read(state, asked)
    if path == "about":
        return json_answer({"version": list(state.versions), "extensions": {}})
    if path == "activities":
        return tagged_answer(state.statements.activity(asked.given["activityId"]))
    _hold_to_session(state, asked)
    if path == "agents":
        return tagged_answer(_person(state, asked.given["agent"]))
    return _document(state, asked)


# Statements: Communication 2.1


def _store_statements(state: State, asked: Asked) -> Answer:
    found = incoming(asked.call, asked.version)
    session = asked.who.session
    after = _after(state, session, found) if session else None
    if asked.call.method == "PUT":
        found = _named(found, asked.given["statementId"])
    ids = state.statements.add(
        found, authority=authority(state, asked.who), version=asked.version
    )
    if after:
        state.sessions[after.id] = after
    return Answer(204) if asked.call.method == "PUT" else json_answer(ids)


def _after(state: State, session: Session, found: Incoming) -> Session:
    """The session after the statements; a rule that one breaks is a refusal."""
    earlier = earlier_verbs(session, state.sessions.values())
    after = after_statements(session, found.statements, earlier)
    if isinstance(after, Violation):
        raise violated(state, after)
    return after


def _named(found: Incoming, name: str) -> Incoming:
    """Communication 2.1.1: one statement, whose id is the parameter's."""
    if len(found.statements) != 1:
        raise RefusedError(400, "PUT stores one statement: POST an array of others")
    statement = found.statements[0]
    if statement.get("id", name).lower() != name.lower():
        raise RefusedError(400, f"the statement's id is not the parameter's, {name}")
    return replace(found, statements=[{**statement, "id": statement.get("id", name)}])


def _get_statements(state: State, asked: Asked) -> Answer:
    for name, voided in (("statementId", False), ("voidedStatementId", True)):
        if name in asked.given:
            return _one_statement(state, asked, name, voided)
    return page(state, query_of(asked.given, asked.languages))


def _one_statement(state: State, asked: Asked, name: str, voided: bool) -> Answer:
    rest = {key: value for key, value in asked.given.items() if key != name}
    query = query_of(rest, asked.languages)
    row = state.statements.one(asked.given[name], query, voided=voided)
    if row is None:
        kind = "voided statement" if voided else "statement"
        raise RefusedError(404, f"there is no {kind} {asked.given[name]}")
    sent = _statements_answer(state, query, row.statement, [row.statement])
    stored = {"last-modified": http_date(row.stored)}
    return replace(sent, headers={**sent.headers, **stored})


def page(state: State, query: Query) -> Answer:
    """One page of a list, with the address of the next one (Data 2.5)."""
    found = state.statements.page(query)
    base = urlsplit(state.origin).path
    more = f"{base}/xapi/statements/more/{found.more}" if found.more else ""
    result = {"statements": found.statements, "more": more}
    return _statements_answer(state, query, result, found.statements)


def _statements_answer(
    state: State, query: Query, value: object, statements: list[dict[str, Any]]
) -> Answer:
    if not query.attachments:
        return json_answer(value)
    first = Part({"Content-Type": "application/json"}, dump(value))
    body, content_type = body_of(
        [first, *map(_sent, state.statements.parts(statements))]
    )
    return Answer(200, body, {"content-type": content_type})


def _sent(part: Part) -> Part:
    names = ("Content-Type", "Content-Transfer-Encoding", "X-Experience-API-Hash")
    known = {
        name: part.headers[name.lower()]
        for name in names
        if name.lower() in part.headers
    }
    return Part({**known, "Content-Length": str(len(part.body))}, part.body)


# Agents: Communication 2.4


def _person(state: State, agent: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of an agent: the names that came with its one identifier."""
    wanted = identifier(agent)
    seen = [
        each
        for statement in state.statements.rows()
        for each in all_actors(statement)
        if identifier(each) == wanted
    ]
    person: dict[str, Any] = {"objectType": "Person"}
    for name in _PERSON:
        values = [each[name] for each in [agent, *seen] if name in each]
        distinct = [v for place, v in enumerate(values) if v not in values[:place]]
        if distinct:
            person[name] = distinct
    return person


# Documents: Communication 2.2, 2.3, 2.6, 2.7


def _hold_to_session(state: State, asked: Asked) -> None:
    """Refuse an AU what cmi5 forbids it; note that it has read the preferences."""
    session, call = asked.who.session, asked.call
    if session is None:
        return
    value = None
    if asked.given.get("profileId") == PREFERENCES and call.body:
        value = checked(_received(state, call))
    broken = document_violation(session, call.method, call.path, asked.given, value)
    if broken:
        raise violated(state, broken)
    if asked.given.get("profileId") == PREFERENCES and call.path == "agents/profile":
        if call.method == "GET":
            state.sessions[session.id] = replace(session, preferences_read=True)
        elif session.launch.lock_preferences:
            raise RefusedError(403, "this LMS keeps the learner's preferences itself")


def _received(state: State, call: Call) -> Document:
    """The document that a request brings."""
    content_type = call.headers.get("content-type", "application/octet-stream")
    return Document(call.body, content_type, state.clock())


def _document(state: State, asked: Asked) -> Answer:
    name = asked.given.get("stateId") or asked.given.get("profileId")
    method = asked.call.method
    if method == "GET":
        return _get_document(state, asked, name) if name else _get_ids(state, asked)
    if method == "DELETE":
        return _delete(state, asked, name)
    return _write(state, asked, str(name))


def _get_document(state: State, asked: Asked, name: str) -> Answer:
    if "since" in asked.given:
        raise RefusedError(400, "since is for lists of ids, not for one document")
    document = state.documents.get((context_of(asked.call.path, asked.given), name))
    if document is None:
        raise RefusedError(404, f"there is no document {name!r} in this context")
    headers = {
        "content-type": document.content_type,
        "etag": document.etag,
        "last-modified": http_date(document.updated),
    }
    return Answer(200, document.body, headers)


def _get_ids(state: State, asked: Asked) -> Answer:
    context = context_of(asked.call.path, asked.given)
    found = listed(state.documents, context, asked.given.get("since"))
    latest = [document.updated for _, document in found]
    headers = {"last_modified": http_date(max(latest))} if latest else {}
    return tagged_answer([name for name, _ in found], **headers)


def _delete(state: State, asked: Asked, name: str | None) -> Answer:
    context = context_of(asked.call.path, asked.given)
    names = [name] if name else [n for n, _ in listed(state.documents, context, None)]
    for each in names:
        there = state.documents.get((context, each))
        check_conditions(there, asked.call.headers)
    for each in names:
        state.documents.pop((context, each), None)
    return Answer(204)


def _write(state: State, asked: Asked, name: str) -> Answer:
    """PUT or POST.

    PUT needs a condition over a document that exists; of State not before xAPI 2.0. In
    1.0.3 a client sends one for new profiles too (Communication 3.1).
    """
    where = (context_of(asked.call.path, asked.given), name)
    there, received = state.documents.get(where), _received(state, asked.call)
    put = asked.call.method == "PUT"
    profile = asked.call.path != "activities/state"
    modern = asked.version == XAPI_2
    check_conditions(
        there,
        asked.call.headers,
        over=put and (profile or modern),
        always=put and profile and not modern,
    )
    checked(received)
    state.documents[where] = received if put else merged(there, received)
    return Answer(204)


def http_date(moment: datetime) -> str:
    """A moment as HTTP writes it, in whole seconds (RFC 9110, 5.6.7)."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
