"""Turn a statement file into committed records: batch by batch, all or nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from xapi import database
from xapi.collect import Accepted, Progress, Rejected, Row, collect
from xapi.problems import Code, Problem
from xapi.store import Load, Store, private_file

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


def load_file(store: Store, path: Path, progress: Progress) -> Loaded:
    """Load a file into a locked store, wholly or not at all.

    Memory does not grow with the file. Raises OSError for a file or a disk that
    fails, RecordsError for damaged data.
    """
    with database.connected(store.work) as connection:
        intake = Intake(store, connection, path.name)
        try:
            for judged in collect(path, store.key, progress):
                intake.take(judged)
            return intake.commit()
        finally:
            intake.close()


class Intake:
    """One file on its way into the store: nothing of it counts before `commit`."""

    def __init__(
        self, store: Store, connection: database.Connection, origin: str
    ) -> None:
        """Begin with an empty batch."""
        now = datetime.now(UTC)
        self._store = store
        self._connection = connection
        self._origin = origin
        self._now = now
        self._number = max((load.number for load in store.loads), default=0) + 1
        self._staged: dict[str, Path] = {}
        self._tally: Counter[str] = Counter()
        self._codes: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._broken = private_file(self._work("quarantine.ndjson"))
        self._broken_count = 0
        self._batch = 0
        self._begin_batch()

    def take(self, judged: Accepted | Rejected) -> None:
        """Stage one statement for the store, or one row for the quarantine."""
        self._tally["read"] += 1
        if isinstance(judged, Rejected):
            self._reject(judged.problem, judged.row)
            return
        self._tally["renamed"] += judged.renamed
        _write_row(self._rows, judged.row, self._size, self._now)
        self._raw.write(judged.text + b"\n")
        self._size += 1
        self._bytes += len(judged.text)
        if self._size >= BATCH_ROWS or self._bytes >= BATCH_BYTES:
            self._end_batch()
            self._begin_batch()

    def commit(self) -> Loaded:
        """Make all of it count at once; a file that adds nothing changes nothing."""
        self._end_batch()
        self._stage_quarantine()
        if self._staged:
            files = _by_room(self._staged)
            moment = self._now.isoformat(timespec="seconds")
            load = Load(self._number, self._origin, moment, files)
            self._store.commit(load, self._staged)
        return Loaded(
            file=self._origin,
            read=self._tally["read"],
            added=self._tally["added"],
            repeated=self._tally["repeated"],
            quarantined=self._codes.total(),
            renamed=self._tally["renamed"],
            codes=dict(sorted(self._codes.items())),
            problems=tuple(self._problems),
        )

    def close(self) -> None:
        """Close what is open; what is staged is swept away with the work folder."""
        for file in (self._broken, self._rows, self._raw):
            file.close()

    def _work(self, name: str) -> Path:
        return self._store.work / name

    def _begin_batch(self) -> None:
        self._batch += 1
        self._size = self._bytes = 0
        self._rows = private_file(self._work("rows.ndjson"))
        self._raw = private_file(self._work("raw.ndjson"))

    def _end_batch(self) -> None:
        self._rows.close()
        self._raw.close()
        if not self._size:
            return
        name = f"{self._number:06}-{self._batch:04}"
        raw_name = f"raw/{self._now:%Y-%m-%d}/{name}.ndjson"
        known = [*self._store.files("statements"), *self._parquet_files()]
        flat = self._work(f"{name}.parquet")
        database.stage(self._connection, "statements", self._work("rows.ndjson"))
        again = frozenset(database.find_repeated(self._connection, known))
        differing = database.conflicts(self._connection)
        added = database.write_statements(self._connection, raw_name, flat)
        self._tally["added"] += added
        self._tally["repeated"] += len(again) - len(differing)
        self._reject_conflicts(differing)
        if added:
            self._staged[f"statements/{name}.parquet"] = flat
            self._staged[raw_name] = self._keep_raw(name, again)

    def _parquet_files(self) -> list[Path]:
        return [
            path for name, path in self._staged.items() if name.startswith("statements")
        ]

    def _keep_raw(self, name: str, again: frozenset[int]) -> Path:
        """Keep the texts of the batch that are new, in their order."""
        staged, kept = self._work("raw.ndjson"), self._work(f"{name}.ndjson")
        if not again:
            return staged.replace(kept)
        with staged.open("rb") as texts, private_file(kept) as out:
            out.writelines(text for seq, text in enumerate(texts) if seq not in again)
        return kept

    def _reject_conflicts(self, differing: list[tuple[Any, ...]]) -> None:
        texts = _lines_at(self._work("raw.ndjson"), {row[0] for row in differing})
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
        _write_row(self._broken, row, self._broken_count, self._now)
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


def _write_row(file: BinaryIO, row: Row, seq: int, now: datetime) -> None:
    """Write a row as the database stages it: times in UTC microseconds."""
    moment = int(now.timestamp() * 1_000_000)
    file.write(orjson.dumps({**row, "seq": seq, "loaded_at": moment}) + b"\n")


def _lines_at(path: Path, wanted: set[int]) -> dict[int, str]:
    if not wanted:
        return {}
    with path.open("rb") as lines:
        return {
            seq: line.decode().rstrip("\n")
            for seq, line in enumerate(lines)
            if seq in wanted
        }


def _by_room(staged: Mapping[str, Path]) -> dict[str, list[str]]:
    rooms: dict[str, list[str]] = {}
    for name in sorted(staged):
        rooms.setdefault(name.partition("/")[0], []).append(name)
    return rooms
