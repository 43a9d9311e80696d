"""The record endpoint: an LRS, and the LMS's part of cmi5, in memory, for this machine.

For tests and for the preview. It keeps to xAPI 1.0.3 and 2.0:

    with serve() as records:
        launched = records.launch(Launch(url, publisher_id, actor))
        ...                                 # open launched.url in a browser
        assert not records.violations
"""

import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import Any

from janeschool_scorm.preview.json_text import dump
from janeschool_scorm.preview.records.call import Answer, Call
from janeschool_scorm.preview.records.completed import written_time
from janeschool_scorm.preview.records.documents import Document, context_of
from janeschool_scorm.preview.records.endpoint import fetched, served
from janeschool_scorm.preview.records.faults import Faults
from janeschool_scorm.preview.records.incoming import Incoming
from janeschool_scorm.preview.records.launch import (
    LAUNCH_DATA,
    PREFERENCES,
    Launch,
    abandoned_statement,
    launch_data,
    launch_url,
    launched_statement,
)
from janeschool_scorm.preview.records.sessions import Session, Violation
from janeschool_scorm.preview.records.state import State, Who, authority, basic, bearer
from janeschool_scorm.preview.records.statement_shape import XAPI_1, XAPI_2, Version
from janeschool_scorm.preview.records.statements import Clock, Repeats, Statements
from janeschool_scorm.problems import OutsideError

_LMS = Who("lms")
_KEPT_EXCHANGES = 2_000
_KEPT_BYTES = 100_000
_MIB = 1 << 20


@dataclass(frozen=True)
class Exchange:
    """One request and its answer, those of faults too (444: cut without an answer).

    Bodies are cut at 100 kB. A request that was too large, or no HTTP, is not kept.
    """

    at: datetime
    call: Call
    answer: Answer


@dataclass(frozen=True)
class Launched:
    """A launch that waits for its AU: the address to open, the id of its session."""

    url: str
    session_id: str


class Records:
    """What a test or a page holds of a running endpoint. Safe to use from any thread."""

    def __init__(self, state: State, authorization: str) -> None:
        self._state = state
        self._lock = threading.RLock()
        self._exchanges: deque[Exchange] = deque(maxlen=_KEPT_EXCHANGES)
        self.faults = Faults()
        self.authorization = authorization  #: the header of its first account

    @property
    def endpoint(self) -> str:
        """The base of all xAPI addresses, with the slash at its end."""
        return f"{self._state.origin}/xapi/"

    def answer(self, call: Call) -> Answer:
        """Serve one request, undisturbed by others."""
        with self._lock:
            serve = fetched if call.path.startswith("fetch/") else served
            found = serve(self._state, call)
            self.note(call, found)
            return found

    def note(self, call: Call, answer: Answer) -> None:
        """Keep a request and its answer in the log."""
        with self._lock:
            cut_call = replace(call, body=call.body[:_KEPT_BYTES])
            cut_answer = replace(answer, body=answer.body[:_KEPT_BYTES])
            exchange = Exchange(self._state.clock(), cut_call, cut_answer)
            self._exchanges.append(exchange)

    @property
    def exchanges(self) -> list[Exchange]:
        """The latest 2,000 requests, in order."""
        with self._lock:
            return list(self._exchanges)

    @property
    def statements(self) -> list[dict[str, Any]]:
        """Every statement, voided ones too, in the order in which they were stored."""
        with self._lock:
            return list(self._state.statements.rows())

    @property
    def violations(self) -> list[Violation]:
        """What AUs did against cmi5, in order."""
        with self._lock:
            return list(self._state.violations)

    @property
    def sessions(self) -> list[Session]:
        """Every session that was launched, in order."""
        with self._lock:
            return list(self._state.sessions.values())

    def session(self, session_id: str) -> Session:
        """How far a launched session has come."""
        with self._lock:
            return self._state.sessions[session_id]

    def document(self, resource: str, name: str, **given: Any) -> Document | None:
        """A stored document: `document("activities/state", "resume", activityId=...)`."""
        with self._lock:
            return self._state.documents.get((context_of(resource, given), name))

    def launch(self, launch: Launch) -> Launched:
        """Do what an LMS does before an AU starts, and return its address.

        Sessions of the registration that are still open are abandoned (9.3.6), then
        come LMS.LaunchData, the preferences if there are some, and `launched`. Raises
        `ValueError` for an id that is taken.
        """
        with self._lock:
            if launch.session_id in self._state.sessions:
                raise ValueError(f"the session {launch.session_id} was launched before")
            self._abandon_others(launch.registration)
            self._prepare(launch)
            session = self._opened(launch)
            fetch = f"{self._state.origin}/fetch/{session.key}"
            url = launch_url(launch, self.endpoint, fetch)
            return Launched(url, session.id)

    def abandon(self, session_id: str) -> None:
        """End a session that its AU did not end (9.3.6); a second time is nothing."""
        with self._lock:
            session = self._state.sessions[session_id]
            if session.over:
                return
            end = session.last or session.launched
            seconds = (end - session.launched).total_seconds()
            self.say(abandoned_statement(session.launch, self.now(), seconds))
            self._state.sessions[session_id] = replace(session, abandoned=True)

    def _abandon_others(self, registration: str) -> None:
        for session in list(self._state.sessions.values()):
            if session.launch.registration == registration:
                self.abandon(session.id)

    def _prepare(self, launch: Launch) -> None:
        given = {"activityId": launch.activity_id, "agent": launch.actor}
        state = context_of(
            "activities/state", {**given, "registration": launch.registration}
        )
        self._state.documents[state, LAUNCH_DATA] = self._json(launch_data(launch))
        if launch.preferences is not None:
            profile = context_of("agents/profile", {"agent": launch.actor})
            self._state.documents[profile, PREFERENCES] = self._json(launch.preferences)

    def _opened(self, launch: Launch) -> Session:
        session = Session(
            launch,
            key=token_urlsafe(16),
            token=basic(launch.session_id, token_urlsafe(16)).removeprefix("Basic "),
            launched=self._state.clock(),
        )
        self.say(launched_statement(launch, self.now()))
        self._state.sessions[session.id] = session
        return session

    def say(self, statement: dict[str, Any]) -> None:
        """Store a statement of the LMS's own."""
        with self._lock:
            self._state.statements.add(
                Incoming([statement]),
                authority=authority(self._state, _LMS),
                version=XAPI_1,
            )

    def _json(self, value: object) -> Document:
        return Document(dump(value), "application/json", self._state.clock())

    def now(self) -> str:
        """The time as statements have it."""
        return written_time(self._state.clock())


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Settings:
    """How an endpoint is to behave.

    `users` are names and passwords of HTTP Basic, `tokens` bearer tokens. `versions`:
    what is spoken; the last one is announced to requests that name none. `page`: most
    statements in one answer. `repeats`: what a statement gets that is stored already,
    word for word. `most_bytes`: of a request; with attachments, ten times as many.
    """

    users: Mapping[str, str] = field(
        default_factory=lambda: {"tester": token_urlsafe(12)}
    )
    tokens: Sequence[str] = ()
    versions: Sequence[Version] = (XAPI_1, XAPI_2)
    page: int = 100
    repeats: Repeats = "accept"
    most_bytes: int = 4 * _MIB
    clock: Clock = _utc_now


@contextmanager
def serve(
    settings: Settings | None = None, *, host: str = "127.0.0.1", port: int = 0
) -> Iterator[Records]:
    """Run an endpoint of its own in a thread, on a free port of this machine.

    Raises `ValueError` for a host that is not a loopback address, `OutsideError`
    without the extra [preview] or where the port is taken.
    """
    try:
        from janeschool_scorm.preview.records.app import Host, Limits, application
        from janeschool_scorm.preview.server import Server, listening, origin_of
    except ImportError as error:
        raise OutsideError(
            "the record endpoint needs more libraries: "
            "pip install 'janeschool-scorm[preview]'"
        ) from error
    settings = settings or Settings()
    with listening(host, port) as listener:
        records, server = held(settings, origin_of(listener)), Server()
        limits = Limits(settings.most_bytes, 10 * settings.most_bytes)
        app = application(
            Host(records.answer, records.note, records.faults, limits, server.abort)
        )
        with server.running(app, listener):
            yield records


def held(settings: Settings, origin: str) -> Records:
    """An endpoint's memory, empty; `origin` is what its addresses begin with."""
    accounts = {basic(name, word): name for name, word in settings.users.items()}
    for place, token in enumerate(settings.tokens, 1):
        accounts[bearer(token)] = f"token {place}"
    kept = Statements(settings.clock, page=settings.page, repeats=settings.repeats)
    state = State(origin, settings.clock, tuple(settings.versions), accounts, kept)
    return Records(state, next(iter(accounts)))
