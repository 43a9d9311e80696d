"""Take people out of the store's own files: only those that hold them are written anew.

Texts and rows belong together by the number of the line, so a pair of files is always
changed together. What is written goes to the work folder; the caller makes it count.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from xapi import raw
from xapi.columns import STORED_STATEMENTS
from xapi.database import Connection, literal
from xapi.database.parquet import select
from xapi.rights.finding import counted
from xapi.rights.traces import FEW, Traces
from xapi.store import Listed, Load, Store

#: what stands where a file's name gave somebody away
_NAMELESS: Final = "erased"
_LEAVES: Final = (
    "participant IN (SELECT name FROM leaving) "
    "OR registration IN (SELECT name FROM leaving_registrations) "
    "OR voids IN (SELECT statement_id FROM leaving_ids)"
)
_OVERLAP: Final = 1_000
_ROWS: Final = 10_000


@dataclass
class Rewriting:
    """What is written anew, and what is counted on the way."""

    store: Store
    connection: Connection
    traces: Traces
    mark: str  #: part of the new files' names
    staged: dict[str, Path] = field(default_factory=dict)
    #: file as it was called -> as it is now, or None; lines that it lost, from 1
    renamed: dict[str, tuple[str | None, Sequence[int]]] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)


def rewritten(work: Rewriting) -> Listed:
    """Write what is to change, and return the list that makes it count.

    `leaving`, `leaving_registrations` and `leaving_ids` must be there.
    """
    for load in work.store.loads:
        raws = {_stem(name): name for name in load.files.get("raw", ())}
        for name in load.files.get("statements", ()):
            _pair(work, name, raws[_stem(name)])
        for name in load.files.get("quarantine", ()):
            _quarantine(work, name)
    loads = tuple(_renamed(work, load) for load in work.store.loads)
    return replace(work.store.listed, loads=loads, marks=_marks(work))


def _pair(work: Rewriting, flat: str, text: str) -> None:
    lost = sorted(_lines_of_rows(work, flat) | _lines_of_text(work, text))
    masked = counted(
        work.connection,
        f"SELECT count(*) FROM {_read(work, flat)} WHERE {_telling(work, 'origin')}",
    )
    if not lost and not masked:
        return
    work.tally["statements"] += len(lost)
    rows = counted(work.connection, f"SELECT count(*) FROM {_read(work, flat)}")
    if len(lost) == rows:
        work.renamed[flat] = work.renamed[text] = (None, lost)
        work.tally["stored_files"] += 2
        return
    new_flat, new_text = _new(work, flat), _new(work, text)
    _copy_rows(work, flat, new_flat, new_text, lost)
    target = work.store.work / new_text.replace("/", "-")
    raw.without(work.store.folder / text, target, frozenset(x - 1 for x in lost))
    work.staged[new_text] = target
    work.renamed[flat], work.renamed[text] = (new_flat, lost), (new_text, lost)
    work.tally["stored_files"] += 2


def _copy_rows(
    work: Rewriting, flat: str, new_flat: str, new_text: str, lost: Sequence[int]
) -> None:
    """Write the rows that stay, with the new numbers of their lines."""
    work.connection.execute(
        "CREATE OR REPLACE TEMP TABLE lost AS SELECT line, row_number() OVER "
        "(ORDER BY line) AS nth FROM (SELECT unnest(?::BIGINT[]) AS line)",
        [list(lost)],
    )
    changed = {
        "raw_file": literal(new_text),
        "raw_line": "raw_line - coalesce(lost.nth, 0)",
        "origin": f"CASE WHEN {_telling(work, 'origin')} THEN '{_NAMELESS}' "
        "ELSE origin END",
    }
    shown = ", ".join(
        f"{changed.get(c.name, c.name)} AS {c.name}" for c in STORED_STATEMENTS
    )
    _copy(
        work,
        new_flat,
        f"SELECT {shown} FROM {_read(work, flat)} AS kept "
        "ASOF LEFT JOIN lost ON kept.raw_line >= lost.line "
        "WHERE raw_line NOT IN (SELECT line FROM lost) ORDER BY kept.raw_line",
    )


def _lines_of_rows(work: Rewriting, flat: str) -> set[int]:
    found = work.connection.execute(
        f"SELECT raw_line FROM {_read(work, flat)} WHERE {_LEAVES}"
    ).fetchall()
    return {line for (line,) in found}


def _lines_of_text(work: Rewriting, text: str) -> set[int]:
    """Return the lines with somebody in them: who is spoken of has no column."""
    path = work.store.folder / text
    if not _may_be_in(path, work.traces):
        return set()
    return {
        number
        for number, line in enumerate(raw.texts(path), 1)
        if work.traces.in_statement(line)
    }


def _may_be_in(path: Path, traces: Traces) -> bool:
    if len(traces.names) > FEW:
        return True
    quick = [*traces.quick, b"\\u"]
    return any(
        any(each in chunk for each in quick) for chunk in raw.chunks(path, _OVERLAP)
    )


def _quarantine(work: Rewriting, name: str) -> None:
    """Take rows out whose text, origin or statement is about somebody."""
    path = literal(work.store.folder / name)
    rows = work.connection.execute(
        "SELECT file_row_number, coalesce(text, ''), coalesce(origin, ''), "
        "coalesce(statement_id IN (SELECT statement_id FROM leaving_ids), false) "
        f"FROM read_parquet({path}, file_row_number = true)"
    )
    lost: list[int] = []
    while some := rows.fetchmany(_ROWS):
        lost += [
            number
            for number, text, origin, known in some
            if known
            or work.traces.in_statement(text.encode())
            or work.traces.in_text(origin.encode())
        ]
    if not lost:
        return
    work.tally["quarantined"] += len(lost)
    work.tally["stored_files"] += 1
    new = _new(work, name)
    work.connection.execute(
        "CREATE OR REPLACE TEMP TABLE lost AS SELECT unnest(?::BIGINT[]) AS line",
        [lost],
    )
    kept = _copy(
        work,
        new,
        "SELECT * EXCLUDE (file_row_number) FROM "
        f"read_parquet({path}, file_row_number = true) "
        "WHERE file_row_number NOT IN (SELECT line FROM lost)",
    )
    work.renamed[name] = (new if kept else None, lost)


def _copy(work: Rewriting, name: str, sql: str) -> int:
    target = work.store.work / name.replace("/", "-")
    copied = work.connection.execute(
        f"COPY ({sql}) TO {literal(target)} "
        "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
    ).fetchone()
    rows = int(copied[0]) if copied else 0
    if rows:
        work.staged[name] = target
    return rows


def _telling(work: Rewriting, column: str) -> str:
    """Return SQL for a column whose text gives somebody away."""
    names = sorted(work.traces.names - work.traces.short)[:FEW]
    tests = [f"contains({column}, {literal(name)})" for name in names]
    return f"({' OR '.join(tests)})" if tests else "false"


def _read(work: Rewriting, flat: str) -> str:
    names = [column.name for column in STORED_STATEMENTS]
    return f"({select([work.store.folder / flat], names, 'statements')})"


def _renamed(work: Rewriting, load: Load) -> Load:
    files = {
        room: [new for name in names if (new := _now(work, name)) is not None]
        for room, names in load.files.items()
    }
    nameless = work.traces.in_text(load.origin.encode())
    return replace(load, files=files, origin=_NAMELESS if nameless else load.origin)


def _now(work: Rewriting, name: str) -> str | None:
    return work.renamed[name][0] if name in work.renamed else name


def _marks(work: Rewriting) -> Mapping[str, Any]:
    """Return the marks of servers, with nobody in them and the new names of files."""
    return {name: _mark(work, dict(mark)) for name, mark in work.store.marks.items()}


def _mark(work: Rewriting, mark: dict[str, Any]) -> dict[str, Any]:
    if refused := mark.get("refused"):
        known = work.connection.execute(
            "SELECT statement_id FROM leaving_ids WHERE list_contains(?, statement_id)",
            [list(refused)],
        ).fetchall()
        gone = {each for (each,) in known}
        mark["refused"] = {
            each: why
            for each, why in refused.items()
            if each not in gone and not work.traces.in_text(why.encode())
        }
    if mark.get("file") in work.renamed:
        mark["file"], mark["line"] = _place(work, mark["file"], int(mark["line"]))
    return mark


def _place(work: Rewriting, file: str, line: int) -> tuple[str | None, int]:
    """Return how far sending came, in the files as they are now."""
    new, lost = work.renamed[file]
    if new is not None:
        return new, line - sum(1 for each in lost if each <= line)
    names = [x.relative_to(work.store.folder) for x in work.store.files("raw")]
    earlier = [path.as_posix() for path in names]
    for name in reversed(earlier[: earlier.index(file)]):
        if (now := _now(work, name)) is not None:
            return now, 1 << 60
    return None, 0


def _new(work: Rewriting, name: str) -> str:
    """Return another name for a file, beside the old one."""
    parent, _, last = name.rpartition("/")
    return f"{parent}/{_stem(name)}.{work.mark}{last[last.index('.') :][_old(last) :]}"


def _old(last: str) -> int:
    """Return the length of the mark that a name has from an earlier erasure."""
    parts = last.split(".")
    return len(parts[1]) + 1 if parts[1].startswith("e") and len(parts) > 2 else 0


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]
