"""Turn statement files into rows that may be stored, and into named problems."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xapi.collect import privacy
from xapi.collect.cut import Text, Unreadable
from xapi.collect.files import Progress, pieces
from xapi.collect.flatten import Row, flat
from xapi.collect.parse import Json, parsed
from xapi.collect.plain import Judged, Plain, candidate
from xapi.collect.quarantine import quarantined
from xapi.columns import CLAIMS
from xapi.problems import Code, Problem, StatementError

__all__ = [
    "Accepted",
    "Judged",
    "Plain",
    "Progress",
    "Rejected",
    "Row",
    "claims",
    "collect",
    "collect_quickly",
    "judged",
    "judged_once",
]


@dataclass(frozen=True)
class Accepted:
    """A statement that may be stored: its text with nobody named, and its row."""

    text: bytes
    row: Row
    renamed: bool  #: the actor was replaced by a token


@dataclass(frozen=True)
class Rejected:
    """A statement for the quarantine, and why."""

    problem: Problem
    row: Row


def collect(
    path: Path, key: bytes, progress: Progress
) -> Iterator[Accepted | Rejected]:
    """Yield each statement of a file, checked, with every actor made a token.

    What identified the actor is in nothing that is yielded, but for an account name
    that looks opaque. `key` is the store's. Raises what `pieces` raises.
    """
    for piece in pieces(path, progress):
        if isinstance(piece, Unreadable):
            yield _unreadable(path.name, piece, key)
        else:
            yield judged(path.name, piece, key)


def collect_quickly(
    path: Path, key: bytes, progress: Progress, known: Judged
) -> Iterator[Accepted | Rejected | Plain]:
    """Yield what `collect` does, those whose parts are known as plain ones."""
    for piece in pieces(path, progress):
        if isinstance(piece, Unreadable):
            yield _unreadable(path.name, piece, key)
        else:
            yield judged_once(path.name, piece, key, known)


def _unreadable(origin: str, piece: Unreadable, key: bytes) -> Rejected:
    problem = Problem(origin, piece.line, piece.code, piece.reason)
    return Rejected(problem, quarantined(problem, b"", {}, key))


def judged_once(
    origin: str, piece: Text, key: bytes, known: Judged
) -> Accepted | Rejected | Plain:
    """Judge one statement: a plain one by what is known of its parts. See `collect`."""
    found = candidate(piece.data)
    if found is None:
        return judged(origin, piece, key)
    plain = known.plain(piece.data, piece.line, found)
    if plain is not None:
        return plain
    full = judged(origin, piece, key)
    if isinstance(full, Accepted) and full.text == piece.data:
        known.learn(piece.data, found, full.row)
    return full


def judged(origin: str, piece: Text, key: bytes) -> Accepted | Rejected:
    """Judge one statement: see `collect`."""
    statement: Json = {}
    try:
        statement, said = parsed(piece.data)
        who = privacy.without_identity(statement, key)
        statement = {**statement, **who}
        if (place := privacy.personal_data(statement, said)) is not None:
            raise StatementError(Code.PERSONAL, place)
        row = flat(statement)
    except StatementError as refused:
        problem = Problem(origin, piece.line, refused.code, refused.reason)
        return Rejected(problem, quarantined(problem, piece.data, statement, key))
    row["origin"] = origin
    row["origin_line"] = piece.line
    row["raw_hash"] = _hash(piece.data, key if who else None)
    text = privacy.replaced(piece.data, who) if who else piece.data
    return Accepted(text.replace(b"\n", b" "), row, "actor" in who)


def claims(row: Row) -> tuple[Any, ...]:
    """Return what two copies of one statement agree in (xAPI 1.0.3, Data 2.3.1)."""
    return tuple(row.get(name) for name in CLAIMS)


def _hash(data: bytes, key: bytes | None) -> str:
    """Return the hash of the text received; keyed where it named a person.

    A plain hash would let anybody test a guessed name against it.
    """
    if key is None:
        return f"sha256:{hashlib.sha256(data).hexdigest()}"
    return f"hmac-sha256:{privacy.keyed_hash(data, key)}"
