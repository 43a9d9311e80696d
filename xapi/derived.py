"""Turn the attempts that a source tells of into committed records, as any statement."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from xapi import database
from xapi.collect import Accepted, Rejected, judged
from xapi.collect.cut import Piece, Text
from xapi.collect.quarantine import quarantined
from xapi.intake import Intake, Loaded
from xapi.problems import Problem
from xapi.scorm.derive import derive
from xapi.scorm.ledger import Fault
from xapi.sources import logstore
from xapi.sources.given import Given, Read, Refused
from xapi.store import Store


def load_attempts(
    store: Store, origin: str, kind: str, reads: Iterable[Read], given: Given
) -> Loaded:
    """Load what a source tells into a locked store, wholly or not at all.

    Each fact becomes a statement with an id of its own content, so loading it again
    adds nothing. Raises OSError, and RecordsError for what cannot be read.
    """
    with database.connected(store.work) as connection:
        intake = Intake(store, connection, origin, kind)
        try:
            for read in reads:
                for found in pieces(origin, read, given):
                    intake.take(found)
            return intake.commit()
        finally:
            intake.close()


def load_logstore(store: Store, path: Path, name: str) -> Loaded:
    """Load statements of Moodle's log plug-in, as it posts them, into a locked store.

    Raises OSError, and RecordsError for damaged data.
    """
    with database.connected(store.work) as connection:
        intake = Intake(store, connection, path.name, name)
        try:
            for piece in logstore.statements(path, lambda done, count: None):
                intake.take(_judged(path.name, piece, store.key))
            return intake.commit()
        finally:
            intake.close()


def _judged(origin: str, piece: Piece, key: bytes) -> Accepted | Rejected:
    if isinstance(piece, Text):
        return judged(origin, piece, key)
    return _rejected(origin, piece.line, Fault(piece.code, piece.reason), key)


def pieces(origin: str, read: Read, given: Given) -> Iterator[Accepted | Rejected]:
    """Yield each statement of an attempt, judged as any other, and each fault."""
    if isinstance(read, Refused):
        yield _rejected(origin, read.line, read.fault, given.key)
        return
    course = read.course or given.course
    made = derive(
        read.source, read.attempt, given.catalogues, course=course, agency=given.agency
    )
    for found in made:
        if isinstance(found, Fault):
            yield _rejected(origin, read.line, found, given.key)
        else:
            yield judged(origin, Text(read.line, orjson.dumps(found)), given.key)


def _rejected(origin: str, line: int, fault: Fault, key: bytes) -> Rejected:
    problem = Problem(origin, line, fault.code, fault.reason)
    # The reason tells two faults of one row apart; it quotes nothing that was typed.
    return Rejected(problem, quarantined(problem, fault.reason.encode(), {}, key))
