"""Turn statement files into rows that may be stored, and into named problems."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from xapi.collect import privacy
from xapi.collect.cut import Text, Unreadable
from xapi.collect.files import Progress, pieces
from xapi.collect.flatten import Row, flat
from xapi.collect.parse import Json, parsed
from xapi.collect.quarantine import quarantined
from xapi.columns import CLAIMS
from xapi.problems import Code, Problem, StatementError

__all__ = ["Accepted", "Progress", "Rejected", "Row", "collect"]


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
            problem = Problem(path.name, piece.line, piece.code, piece.reason)
            yield Rejected(problem, quarantined(problem, b"", {}, key))
        else:
            yield _judged(path.name, piece, key)


def _judged(origin: str, piece: Text, key: bytes) -> Accepted | Rejected:
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
    row["content_hash"] = _content_hash(row)
    row["raw_hash"] = _hash(piece.data, key if who else None)
    text = privacy.replaced(piece.data, who) if who else piece.data
    return Accepted(text.replace(b"\n", b" "), row, "actor" in who)


def _content_hash(row: Row) -> str:
    claims = orjson.dumps([row.get(name) for name in CLAIMS])
    return hashlib.blake2b(claims, digest_size=16).hexdigest()


def _hash(data: bytes, key: bytes | None) -> str:
    """Return the hash of the text received; keyed where it named a person.

    A plain hash would let anybody test a guessed name against it.
    """
    if key is None:
        return f"sha256:{hashlib.sha256(data).hexdigest()}"
    return f"hmac-sha256:{privacy.keyed_hash(data, key)}"
