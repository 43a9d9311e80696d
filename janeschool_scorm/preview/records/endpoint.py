"""A request to the record endpoint, from its headers to its answer."""

from dataclasses import replace

from janeschool_scorm.preview.records.call import (
    Answer,
    Call,
    RefusedError,
    json_answer,
    refused,
    spoken_version,
    unfolded,
)
from janeschool_scorm.preview.records.completed import written_time
from janeschool_scorm.preview.records.parameters import methods, read_parameters
from janeschool_scorm.preview.records.resources import Asked, answer, page
from janeschool_scorm.preview.records.sessions import Violation
from janeschool_scorm.preview.records.state import State, Who, violated, who
from janeschool_scorm.preview.records.statement_shape import XAPI_2

_MORE = "statements/more/"


def served(state: State, call: Call) -> Answer:
    """The answer to a request below /xapi/, with the headers of every answer.

    Communication 3.3: each one carries the version; 2.1.3: those of the statement
    resource say up to when all statements can be had.
    """
    given = call
    try:
        if "method" in call.parameters:
            given = _alternate(call)
        found = _answer(state, given)
    except RefusedError as refusal:
        found = refused(given, refusal)
    headers = {"x-experience-api-version": _announced(state, given)}
    if given.path.partition("/")[0] == "statements":
        through = written_time(state.statements.consistent_through())
        headers["x-experience-api-consistent-through"] = through
    return replace(found, headers={**headers, **found.headers})


def _alternate(call: Call) -> Call:
    """Communication 1.3: a request folded into a form, which xAPI 2.0 has dropped."""
    found = unfolded(call)
    if found.headers.get("x-experience-api-version", "").startswith("2"):
        raise RefusedError(400, "xAPI 2.0 has no alternate request syntax")
    return found


def _announced(state: State, call: Call) -> str:
    try:
        return spoken_version(call, state.versions)
    except RefusedError:
        return state.versions[-1]


def _answer(state: State, call: Call) -> Answer:
    asked_as = call.method
    call = replace(call, method="GET" if asked_as == "HEAD" else asked_as)
    _known(call)
    if call.path == "about":
        return answer(state, Asked(call, read_parameters(call), XAPI_2, Who("")))
    version = spoken_version(call, state.versions)
    asker = who(state, call)
    if asker.session and asker.session.over:
        raise violated(state, _too_late(asker))
    if call.path.startswith(_MORE):
        return _more(state, call)
    return answer(state, Asked(call, read_parameters(call), version, asker))


def _known(call: Call) -> None:
    allowed = ("GET",) if call.path.startswith(_MORE) else methods(call.path)
    if not allowed:
        raise RefusedError(404, f"there is no resource {call.path[:100]!r}")
    if call.method not in allowed:
        raise RefusedError(405, f"{call.path} has no method {call.method[:20]}")


def _too_late(asker: Who) -> Violation:
    session = asker.session
    assert session
    how = "abandoned" if session.abandoned else "terminated"
    text = f"the token is good for one session, and this one was {how}"
    return Violation(session.id, "8.1.2.0-2", text)


def _more(state: State, call: Call) -> Answer:
    if call.parameters:
        raise RefusedError(400, "the address of a further page takes no parameters")
    query = state.statements.query(call.path.removeprefix(_MORE))
    if query is None:
        raise RefusedError(404, "there is no further page of that name")
    return page(state, query)


def fetched(state: State, call: Call) -> Answer:
    """cmi5 8.2: the token of a session, once; after that, and for any other key, an error.

    The status is 200 for those too (8.2.2.0-3).
    """
    key = call.path.removeprefix("fetch/")
    session = next((s for s in state.sessions.values() if s.key == key), None)
    if call.method != "POST":
        return refused(call, RefusedError(405, "POST to the fetch address (8.2.1.0-2)"))
    if session is None:
        text = {"error-code": "2", "error-text": "This fetch address is not known."}
    elif session.fetched or session.over:
        text = {
            "error-code": "1",
            "error-text": "The authorization token has already been returned.",
        }
    else:
        state.sessions[session.id] = replace(session, fetched=True)
        text = {"auth-token": session.token}
    return json_answer(text, cache_control="no-store")
