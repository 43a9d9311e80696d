"""Tell by its content what a file is, and read it: an export, or statements."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from xapi.problems import RecordsError
from xapi.sources import logstore, mapped, moodle_grades, moodle_reports, moodle_tracks
from xapi.sources.given import Given, Read, people
from xapi.sources.mapped import Mapped
from xapi.sources.table import TableRow, is_workbook, read_table
from xapi.sources.words import Words

_HEAD: Final = 65_536
#: an answer of Moodle's web services about one attempt is far smaller
_MOST_JSON: Final = 32_000_000
_PACKED: Final = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")  #: gzip, zstd: of statements
_PARTICIPANTS: Final = ("idnumber", "username", "email")
#: kinds that `--kind` may name
STATEMENTS: Final = "statements"
LOGSTORE: Final = "logstore"
REPORT: Final = moodle_reports.KIND
KINDS: Final = (
    *(STATEMENTS, REPORT, moodle_tracks.TRACKS, moodle_tracks.DETAILS),
    *(moodle_grades.GRADES, moodle_grades.COMPLETION, "mapped"),
)
_NAMES: Final = {
    LOGSTORE: "statements of Moodle's log plug-in, which prove little",
    REPORT: "a SCORM report of Moodle",
    moodle_tracks.TRACKS: "an answer of Moodle's web services about one attempt",
    moodle_tracks.DETAILS: "track details of Moodle",
    moodle_grades.GRADES: "a gradebook export of Moodle",
    moodle_grades.COMPLETION: "activity completion of Moodle",
    "mapped": "a table, by its mapping file",
}
_Reader = Callable[[Sequence[TableRow], Given], Iterator[Read]]


@dataclass(frozen=True)
class Recognised:
    """What a file is, and how its attempts are read; of statements there are none."""

    kind: str
    read: Callable[[Given], Iterator[Read]] | None

    @property
    def name(self) -> str:
        """What it is, in words."""
        return _NAMES.get(self.kind, "statements")


def recognised(path: Path, kind: str | None, by: Mapped | None) -> Recognised:
    """Return what a file is, by its content; `kind` overrides it.

    Raises OSError, and RecordsError for a file that is none of the kinds: it says what
    the file looks like, and what to do.
    """
    if not path.is_file() or kind == STATEMENTS:
        return Recognised(STATEMENTS, None)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_PACKED) or not head.strip():
        return Recognised(STATEMENTS, None)
    if logstore.recognised(head):
        return Recognised(LOGSTORE, None)
    if moodle_grades.is_xml(head):
        data = path.read_bytes()
        return Recognised(
            moodle_grades.GRADES, lambda given: moodle_grades.grades_of_xml(data, given)
        )
    if not is_workbook(head) and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (
        b"{",
        b"[",
    ):
        return _of_json(path, head, kind)
    return _of_table(path, kind, by)


def read_people(path: Path) -> Any:
    """Return people by what they are known by: see `given.people`.

    A table with columns for ID number, username or e-mail address, and `token`, `role`.
    """
    words = Words()
    head, *body = read_table(path) or [TableRow(1, ())]
    own = {"token": "token", "role": "role", "roles": "role"}
    names = [words.heading(cell) or own.get(cell.lower()) for cell in head.cells]
    if not set(names) & {*_PARTICIPANTS}:
        raise RecordsError(
            f"{path} has no column for ID number, username or e-mail address."
        )
    return people(
        [
            {name: cell for name, cell in zip(names, row.cells, strict=False) if name}
            for row in body
        ]
    )


def _of_json(path: Path, head: bytes, kind: str | None) -> Recognised:
    """Statements are lines or an array of objects; Moodle's own forms are others."""
    start = b"".join(head.split())[:200]
    answer = start.startswith((b'{"data":', b'{"exception":', b'{"attempt'))
    table = start.startswith(b"[[")
    if start == b"[]]":
        raise RecordsError(f"{path.name} {_EMPTY}")
    if not (answer or table) or path.stat().st_size > _MOST_JSON:
        return Recognised(STATEMENTS, None)
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Recognised(STATEMENTS, None)
    if (found := moodle_tracks.answered(data)) is not None:
        number, known = found
        who = {"idnumber": known.get("userid", "")}
        return Recognised(
            moodle_tracks.TRACKS,
            lambda given: moodle_tracks.taken(1, number, known, who, given),
        )
    if (elements := moodle_tracks.listed(data)) is not None:
        return Recognised(
            moodle_tracks.DETAILS,
            lambda given: moodle_tracks.taken_of_details(elements, given),
        )
    raise RecordsError(
        f"{path.name} is JSON of Moodle, but neither tracks of an attempt nor track "
        "details: it holds no records."
    )


_EMPTY: Final = (
    "is the Interactions download of one attempt, which Moodle 4.5 leaves empty: take "
    "'Track details' there, or the Interactions report of the whole activity."
)


def _of_table(path: Path, kind: str | None, by: Mapped | None) -> Recognised:
    rows = read_table(path)
    if not rows:
        raise RecordsError(f"{path.name} has no rows: perhaps it {_EMPTY}")
    if by is not None and by.columns:
        return Recognised("mapped", lambda given: mapped.read(rows, given, by))
    words = by.words if by else Words()
    head = rows[0]
    tests = {
        moodle_tracks.DETAILS: moodle_tracks.is_details(head, words),
        REPORT: moodle_reports.recognised(head, words),
        moodle_grades.GRADES: moodle_grades.is_gradebook(head, words),
        moodle_grades.COMPLETION: moodle_grades.is_completion(head, words),
    }
    found = next((x for x, is_it in tests.items() if is_it), "")
    if kind is not None and not tests.get(kind):
        raise RecordsError(
            f"{path.name} cannot be read as {_NAMES.get(kind, kind)}: {_columns(head)}. "
            "Name its headings in a mapping file (--map)."
        )
    found = kind or found
    readers: dict[str, _Reader] = {
        moodle_tracks.DETAILS: lambda table, given: moodle_tracks.taken_of_details(
            moodle_tracks.details(table), given
        ),
        REPORT: moodle_reports.read,
        moodle_grades.GRADES: moodle_grades.grades,
        moodle_grades.COMPLETION: moodle_grades.completion,
    }
    if found not in readers:
        raise RecordsError(_unknown(path, head))
    reader = readers[found]
    return Recognised(found, lambda given: reader(rows, replace(given, words=words)))


def _unknown(path: Path, head: TableRow) -> str:
    names = {cell.lower() for cell in head.cells}
    if {"event name", "description"} <= names:
        return (
            f"{path.name} is a log of Moodle: it holds no scores and no status. Take the "
            "SCORM report of the activity, or pull from the web services."
        )
    if {"groups", "email address"} & names and "first name" in names:
        return (
            f"{path.name} lists people, not records: give it with --people when you load "
            "the records."
        )
    if len(head.cells) < 2:
        return (
            f"{path.name} is neither statements nor a table: its first line has one "
            "column. If it is a page of the LMS, download the report instead."
        )
    return (
        f"{path.name} is a table that is not known: {_columns(head)}. Say with --map "
        "which column holds what."
    )


def _columns(head: TableRow) -> str:
    shown = ", ".join(repr(cell[:30]) for cell in head.cells[:4])
    return f"its columns begin with {shown}"
