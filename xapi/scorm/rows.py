"""Turn the rows of the SCORM ledger into facts (docs/scorm-ledger.md)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from xapi.scorm.elements import Interaction
from xapi.times import timestamp_microseconds

_STAMP: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})Z")
_SESSION: Final = re.compile(r"s_([0-9]{1,6})")
_MODULE: Final = re.compile(r"m_(\w{1,200})")
_QUESTION: Final = re.compile(r"q_(\w{1,200})_([0-9]{1,3})_s([0-9]{1,6})")
_CHECK_ITEM: Final = re.compile(r"f([0-9]{1,3})_(\w{1,200})_s([0-9]{1,6})")
_CHECK: Final = re.compile(r"c_([0-9]{1,3})_s([0-9]{1,6})")
_OPINION: Final = re.compile(r"v_(\w{1,200})_s([0-9]{1,6})")
_CHECK_IN: Final = re.compile(r"k_([0-9]{1,3})")
_CLOCK: Final = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?")
_COUNT: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Session:
    """A visit: when it began, to the minute, its seconds, and the save that said so."""

    number: int
    began: datetime
    active_s: int
    wall_s: int
    seq: int
    package: str  #: first 8 characters of its fingerprint


@dataclass(frozen=True)
class Module:
    """What a module's row says: when it was written, and seconds of its lessons."""

    row: str
    at: datetime
    lessons: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """An answer; `item` as rows write ids. Of a survey `attempt` is None."""

    item: str
    attempt: int | None
    session: int
    said: Interaction
    at: datetime | None
    in_check: bool = False


@dataclass(frozen=True)
class Tried:
    """A try of the final check, in percent."""

    attempt: int
    session: int
    score: float
    passed: bool
    latency_s: float | None
    at: datetime | None


@dataclass(frozen=True)
class CheckIn:
    """A check-in that was done, to the minute."""

    row: str
    at: datetime


Row = Session | Module | Answer | Tried | CheckIn


def read(interactions: Iterable[Interaction]) -> Iterator[tuple[Interaction, Row]]:
    """Yield what each row of ours says; rows that are not of ours are passed over.

    A 1.2 row has a time of day alone: its day is that of its session's row.
    """
    listed = list(interactions)
    began: dict[int, datetime] = {}
    for said in listed:
        if (visit := _session(said)) is not None:
            began[visit.number] = visit.began
    for said in listed:
        row = _session(said) or _module(said) or _check_in(said) or _dated(said, began)
        if row is not None:
            yield said, row


def moment(stamp: str) -> datetime | None:
    """Read `20261121T2130Z`; None where it is no such moment."""
    match = _STAMP.fullmatch(stamp)
    if match is None:
        return None
    try:
        year, month, day, hour, minute = map(int, match.groups())
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None


def _session(said: Interaction) -> Session | None:
    match = _SESSION.fullmatch(said.id)
    began = moment(said.response.partition(";")[0])
    if match is None or began is None:
        return None
    words = _words(said.response)
    active, wall, seq = (_count(words.get(name)) for name in ("a", "w", "q"))
    package = words.get("p", "")[:8]
    return Session(int(match[1]), began, active or 0, wall or 0, seq or 0, package)


def _module(said: Interaction) -> Module | None:
    at = moment(said.response.partition(";")[0])
    if at is None or not _MODULE.fullmatch(said.id):
        return None
    words = _words(said.response)
    lessons: list[int] = []
    while (spent := _count(words.get(f"l{len(lessons) + 1}"))) is not None:
        lessons.append(spent)
    return Module(said.id, at, tuple(lessons))


def _check_in(said: Interaction) -> CheckIn | None:
    at = moment(said.response)
    return CheckIn(said.id, at) if at and _CHECK_IN.fullmatch(said.id) else None


def _dated(said: Interaction, began: dict[int, datetime]) -> Answer | Tried | None:
    row = _answer(said) or _tried(said)
    return row and replace(row, at=_when(said.time, began.get(row.session)))


def _answer(said: Interaction) -> Answer | None:
    if match := _QUESTION.fullmatch(said.id):
        return Answer(match[1], int(match[2]), int(match[3]), said, None)
    if match := _CHECK_ITEM.fullmatch(said.id):
        return Answer(match[2], int(match[1]), int(match[3]), said, None, True)
    if match := _OPINION.fullmatch(said.id):
        return Answer(match[1], None, int(match[2]), said, None)
    return None


def _tried(said: Interaction) -> Tried | None:
    match, score = _CHECK.fullmatch(said.id), _count(said.response)
    if match is None or score is None or score > 100:
        return None
    passed = said.result == "correct"
    number, session = int(match[1]), int(match[2])
    return Tried(number, session, score, passed, said.latency_s, None)


def _when(text: str, began: datetime | None) -> datetime | None:
    """Return a timestamp, or the first such time of day in the session."""
    try:
        return datetime.fromtimestamp(timestamp_microseconds(text) / 1e6, UTC)
    except (ValueError, OverflowError, OSError):
        match = _CLOCK.fullmatch(text)
    if match is None or began is None:
        return None
    try:
        clock = time(int(match[1]), int(match[2]), int(match[3]))
        at = datetime.combine(date(began.year, began.month, began.day), clock, UTC)
        return at if at >= began else at + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _words(response: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in response.split(";")[1:])
    return {name: value for name, _, value in pairs}


def _count(text: str | None) -> int | None:
    return int(text) if text and _COUNT.fullmatch(text) else None
