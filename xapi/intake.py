"""Turn a statement file into committed records: batch by batch, all or nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from xapi import database, raw
from xapi.batch import Batch, write_row
from xapi.collect import (
    Accepted,
    Judged,
    Plain,
    Progress,
    Rejected,
    Row,
    collect_quickly,
)
from xapi.gone import gone
from xapi.problems import Code, Problem
from xapi.respondents import respondent
from xapi.store import Load, Mark, Store, by_room, private_file

#: a batch ends at so many statements or bytes, whichever comes first
BATCH_ROWS: Final = 100_000
BATCH_BYTES: Final = 150_000_000
#: problems that a summary holds one by one; all of them are in the quarantine
SHOWN: Final = 100


@dataclass(frozen=True)
class Loaded:
    """What came of one file."""

    file: str
    read: int  #: statements and broken lines
    added: int
    repeated: int  #: known already, with the same content
    quarantined: int  #: not loaded, conflicts included
    renamed: int  #: actors of which only a token was kept
    codes: Mapping[str, int]  #: why, by code
    problems: tuple[Problem, ...]  #: the first of them
    left_out: int = 0  #: about somebody who was erased


def load_file(store: Store, path: Path, progress: Progress) -> Loaded:
    """Load a file into a locked store, wholly or not at all.

    Memory does not grow with the file. Raises OSError for a file or a disk that
    fails, RecordsError for damaged data.
    """
    # One thread takes less work in all than several, and is as soon done with a batch.
    with database.connected(store.work, threads=1) as connection:
        intake = Intake(store, connection, path.name)
        try:
            for judged in collect_quickly(path, store.key, progress, intake.known):
                intake.take(judged)
            return intake.commit()
        finally:
            intake.close()


class Intake:
    """One file on its way into the store: nothing of it counts before `commit`."""

    def __init__(
        self,
        store: Store,
        connection: database.Connection,
        origin: str,
        kind: str = "statements",
    ) -> None:
        """Begin with an empty batch. `kind` says what the source is, in words."""
        now = datetime.now(UTC)
        self._store = store
        self._connection = connection
        self._origin = origin
        self._kind = kind
        self._now = now
        self._number = store.next_number()
        self._staged: dict[str, Path] = {}
        self._tally: Counter[str] = Counter()
        self._codes: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._broken = private_file(self._work("quarantine.ndjson"))
        self._broken_count = 0
        self._batches = 0
        self._gone = gone(store)
        self.known = Judged()
        self._batch = self._begun()

    def take(self, judged: Accepted | Rejected | Plain) -> None:
        """Stage one statement for the store, or one row for the quarantine."""
        self._tally["read"] += 1
        if self._gone and self._gone.holds(_text(judged)):
            self._tally["left_out"] += 1
            return
        if isinstance(judged, Rejected):
            self._reject(judged.problem, judged.row)
            return
        if isinstance(judged, Accepted):
            self._tally["renamed"] += judged.renamed
        self._batch.add(judged)
        if self._batch.size >= BATCH_ROWS or self._batch.bytes >= BATCH_BYTES:
            self._end_batch()
            self._batch = self._begun()

    def commit(self, marks: Mapping[str, Mark] | None = None) -> Loaded:
        """Make all of it count at once, with marks of how far a server was read.

        What adds nothing and moves no mark changes nothing.
        """
        self._end_batch()
        self._stage_quarantine()
        moved = {
            k: v for k, v in (marks or {}).items() if self._store.marks.get(k) != v
        }
        if self._staged or moved:
            self._store.commit(self._load(), self._staged, moved)
        return Loaded(
            file=self._origin,
            read=self._tally["read"],
            added=self._tally["added"],
            repeated=self._tally["repeated"],
            quarantined=self._codes.total(),
            renamed=self._tally["renamed"],
            codes=dict(sorted(self._codes.items())),
            problems=tuple(self._problems),
            left_out=self._tally["left_out"],
        )

    def _load(self) -> Load | None:
        if not self._staged:
            return None
        moment = self._now.isoformat(timespec="seconds")
        files = by_room(self._staged)
        return Load(self._number, self._origin, moment, files, self._kind)

    def close(self) -> None:
        """Close what is open; what is staged is swept away with the work folder."""
        self._broken.close()
        self._batch.close()

    def _work(self, name: str) -> Path:
        return self._store.work / name

    def _begun(self) -> Batch:
        self._batches += 1
        return Batch(self._store.work, self._origin, self._now, self.known)

    def _end_batch(self) -> None:
        batch = self._batch
        batch.close()
        if not batch.size:
            return
        name = f"{self._number:06}-{self._batches:04}"
        raw_name = f"raw/{self._now:%Y-%m-%d}/{name}{raw.SUFFIX}"
        known = [*self._store.files("statements"), *self._parquet_files()]
        flat, kept = self._work(f"{name}.parquet"), self._work(f"{name}{raw.SUFFIX}")
        batch.stage(self._connection)
        key = self._store.key
        database.name_respondents(
            self._connection, lambda home, name: respondent(home, name, key)
        )
        again = frozenset(database.find_repeated(self._connection, known))
        differing = database.conflicts(self._connection)
        added = database.write_statements(self._connection, raw_name, flat)
        self._tally["added"] += added
        self._tally["repeated"] += len(again) - len(differing)
        self._reject_conflicts(differing)
        if added:
            batch.keep(kept, again)
            self._staged |= {f"statements/{name}.parquet": flat, raw_name: kept}

    def _parquet_files(self) -> list[Path]:
        return [
            path for name, path in self._staged.items() if name.startswith("statements")
        ]

    def _reject_conflicts(self, differing: list[tuple[Any, ...]]) -> None:
        texts = self._batch.texts({row[0] for row in differing})
        for seq, origin, line, identifier, agency, course, raw_hash in differing:
            reason = f"id {identifier} is known with other content: the first one stays"
            row = {
                "origin": origin,
                "origin_line": line,
                "code": Code.CONFLICT,
                "reason": reason,
                "statement_id": identifier,
                "agency": agency,
                "course": course,
                "text": texts[seq],
                "raw_hash": raw_hash,
            }
            self._reject(Problem(origin, line, Code.CONFLICT, reason), row)

    def _reject(self, problem: Problem, row: Row) -> None:
        self._codes[problem.code] += 1
        if len(self._problems) < SHOWN:
            self._problems.append(problem)
        write_row(self._broken, row, self._broken_count, self._now)
        self._broken_count += 1

    def _stage_quarantine(self) -> None:
        self._broken.close()
        if not self._broken_count:
            return
        target = self._work("quarantine.parquet")
        rows = self._work("quarantine.ndjson")
        database.stage(self._connection, "quarantine", rows)
        known = self._store.files("quarantine")
        if database.write_quarantine(self._connection, known, target):
            self._staged[f"quarantine/{self._number:06}.parquet"] = target


def _text(judged: Accepted | Rejected | Plain) -> bytes:
    """Return all that would be kept of a statement's text."""
    if isinstance(judged, Rejected):
        return (judged.row["text"] or "").encode()
    return judged.text
