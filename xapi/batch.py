"""Stage statements of one batch: their rows for the database, their texts to be kept."""

from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from xapi import database, raw
from xapi.collect import Accepted, Judged, Plain, Row
from xapi.store import private_file

_ROWS: Final = "rows.ndjson"
_PLAIN: Final = "plain.ndjson"
_ABOUTS: Final = "abouts.ndjson"
_RAW: Final = "raw.ndjson"


class Batch:
    """Some statements on their way into the store, in the order they came."""

    def __init__(self, work: Path, origin: str, now: datetime, known: Judged) -> None:
        """Begin with none. `known` says what the plain ones are about."""
        self.size = self.bytes = 0
        self._work = work
        self._origin = origin
        self._now = now
        self._known = known
        self._rows = private_file(work / _ROWS)
        self._plain = private_file(work / _PLAIN)
        self._raw = private_file(work / _RAW)

    def add(self, judged: Accepted | Plain) -> None:
        """Stage one statement."""
        if isinstance(judged, Plain):
            self._plain.write(
                b'{"seq":%d,"about":%d,"line":%d,"raw_hash":"%b","x":%b}\n'
                % (
                    self.size,
                    judged.about,
                    judged.line,
                    judged.raw_hash.encode(),
                    judged.rest,
                )
            )
        else:
            write_row(self._rows, judged.row, self.size, self._now)
        self._raw.write(judged.text + b"\n")
        self.size += 1
        self.bytes += len(judged.text)

    def close(self) -> None:
        """Close what is open."""
        for file in (self._rows, self._plain, self._raw):
            file.close()

    def stage(self, connection: database.Connection) -> None:
        """Give the database the rows as `incoming`."""
        with private_file(self._work / _ABOUTS) as abouts:
            for number, about in enumerate(self._known.abouts):
                abouts.write(orjson.dumps({"number": number, **about}) + b"\n")
        plain = database.PlainRows(
            self._work / _PLAIN, self._work / _ABOUTS, self._origin, self._now
        )
        database.stage_statements(connection, self._work / _ROWS, plain)

    def keep(self, target: Path, again: frozenset[int]) -> None:
        """Keep the texts that are new."""
        raw.compress(self._work / _RAW, target, again)

    def texts(self, wanted: set[int]) -> dict[int, str]:
        """Return the texts of some statements by their place in the batch."""
        if not wanted:
            return {}
        with (self._work / _RAW).open("rb") as lines:
            return {
                seq: line.decode().rstrip("\n")
                for seq, line in enumerate(lines)
                if seq in wanted
            }


def write_row(file: BinaryIO, row: Row, seq: int, now: datetime) -> None:
    """Write a row as the database stages it: times in UTC microseconds."""
    moment = int(now.timestamp() * 1_000_000)
    file.write(orjson.dumps({**row, "seq": seq, "loaded_at": moment}) + b"\n")
