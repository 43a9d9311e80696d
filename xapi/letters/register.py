"""Remember which letters were made: `letters.jsonl`, one line each, in the order made.

The list stands in the folder of exports. By it a run of tomorrow does not send again
what today's has sent; a second run of the same day makes the same letters again.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from xapi.columns import Column
from xapi.problems import RecordsError

NAME: Final = "letters.jsonl"
LETTERS: Final = (
    Column("participant", "VARCHAR", "token: name of the person's account"),
    Column("course", "VARCHAR", "course that it is about"),
    Column("enrolment", "BIGINT", "as in the roster"),
    Column("what", "VARCHAR", "course, or id of the check-in"),
    Column("fired", "VARCHAR", "rule that asked for it, deadline or reminder-day"),
    Column("since", "DATE", "since when the rule holds; the reminder day"),
    Column("action", "VARCHAR", "reminder, notice or report"),
    Column("made_on", "DATE", "day for which it was made"),
)


@dataclass(frozen=True, order=True)
class Made:
    """One letter that was made, in the order of `LETTERS`."""

    participant: str
    course: str
    enrolment: int
    what: str
    fired: str
    since: date
    action: str
    made_on: date


def read_register(path: Path) -> list[Made]:
    """Return the letters that were made; none without a file. Raises RecordsError, OSError."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as file:
        return [
            _made(path, number, line)
            for number, line in enumerate(file, 1)
            if line.strip()
        ]


def _made(path: Path, number: int, line: str) -> Made:
    try:
        said: dict[str, Any] = json.loads(line)
        days = {name: date.fromisoformat(said[name]) for name in ("since", "made_on")}
        return Made(**{**said, **days})
    except (ValueError, TypeError, KeyError):
        raise RecordsError(
            f"{path}:{number}: is no line of the letters that were made. Mend or remove "
            "that line: without it, its letter is made again."
        ) from None


def with_new(known: Iterable[Made], made: Iterable[Made]) -> str:
    """Return the text of a register with letters added, each once."""
    wanted = dict.fromkeys([*known, *sorted(made)])
    return "".join(json.dumps(asdict(each), default=str) + "\n" for each in wanted)
