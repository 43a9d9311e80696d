"""Find people in what was exported, and take them out: rows where there are rows.

A file without rows (a page, a calendar, a workbook) is removed whole, and told of by its
name where the name itself says nothing: the command that made it makes it again.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, cast

from xapi import database
from xapi.database import Connection, literal
from xapi.rights.order import Order
from xapi.rights.pdf import streams
from xapi.rights.rows import csv_without, is_about, json_without, lines_without
from xapi.rights.traces import Traces
from xapi.store import ROOMS, Store, private_file
from xapi.zstd import ZstdError, ZstdFile

_CSV: Final = (".csv", ".tsv")
_LINES: Final = (".jsonl", ".ndjson")
_ROWS: Final = (*_CSV, *_LINES, ".json", ".parquet")
_ZIPS: Final = (".xlsx", ".ods", ".docx", ".zip")
_TEXTS: Final = (".html", ".htm", ".ics", ".txt", ".md", ".svg", ".xml")
_PDF: Final = ".pdf"
_PACKED: Final = (".gz", ".zst")
#: kinds of files that are looked into
_KINDS: Final = (*_ROWS, *_ZIPS, *_TEXTS, _PDF)
_CHUNK: Final = 1 << 20
#: no name or id is longer
_OVERLAP: Final = 1_000
#: largest JSON that is rewritten, and part of a workbook that is looked into, in bytes
_MOST: Final = 256_000_000
_MANY: Final = 10_000
#: files of the store's folder that are the store's own
_OWN: Final = ("store.json", "key", "lock", "tmp", *ROOMS)
_SPILL: Final = "spill-"


@dataclass
class Cleaned:
    """What became of exports."""

    rewritten: int = 0
    rows: int = 0
    removed: int = 0
    #: removed ones whose name says nothing, and files that nobody here can look into
    names: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """What the receipt counts."""
        return {
            "exports_rewritten": self.rewritten,
            "export_rows": self.rows,
            "exports_deleted": self.removed,
        }

    @property
    def deleted(self) -> tuple[str, ...]:
        """Removed files whose name says nothing."""
        return tuple(self.names)

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Files that nobody here can look into."""
        return tuple(self.doubts)


def cleaned(
    store: Store, asked: Order, traces: Traces, connection: Connection
) -> Cleaned:
    """Take people out of all exports. Raises OSError; doing it again does no harm."""
    done = Cleaned()
    for root, path in exports(store, asked):
        name = path.relative_to(root).as_posix()
        if traces.in_text(name.encode()):
            path.unlink()
            done.removed += 1
        elif _kind(path) in _KINDS:
            _clean(path, name, traces, connection, done)
    return done


def exports(store: Store, asked: Order) -> Iterator[tuple[Path, Path]]:
    """Yield folder and file of what was exported: nothing that a link leads to."""
    spared = {Path(name).resolve() for name in asked.spared}
    own = [store.folder.resolve() / name for name in _OWN]
    seen = set()
    for folder in (store.folder, *map(Path, asked.folders)):
        for parent, folders, files in os.walk(folder.resolve()):
            here = Path(parent)
            folders[:] = sorted(
                x for x in folders if here / x not in own and not x.startswith(_SPILL)
            )
            for name in sorted(files):
                path = here / name
                if path in spared or path in own or path in seen or path.is_symlink():
                    continue
                seen.add(path)
                yield folder.resolve(), path


def _clean(
    path: Path, name: str, traces: Traces, connection: Connection, done: Cleaned
) -> None:
    try:
        lost = _lost(path, traces, connection)
    except (zipfile.BadZipFile, zlib.error, ZstdError, EOFError, ValueError):
        done.doubts.append(name)
        return
    if lost is None:
        path.unlink()
        done.removed += 1
        done.names.append(name)
    elif lost:
        done.rewritten += 1
        done.rows += lost
    elif _kind(path) == _PDF and not streams(path).readable:
        done.doubts.append(name)


def _lost(path: Path, traces: Traces, connection: Connection) -> int | None:
    """Rewrite a file and return the rows that it lost; None: it is to be removed."""
    kind = _kind(path)
    if kind == ".parquet":
        return _parquet(path, traces, connection)
    if not _may_be_in(path, kind, traces):
        return 0
    if kind in (*_CSV, *_LINES):
        return _rows(path, kind, traces)
    return _json(path, traces) if kind == ".json" else None


def _may_be_in(path: Path, kind: str, traces: Traces) -> bool:
    """Say whether there is a trace; in tables of short names there always may be."""
    if kind in _ROWS and traces.short:
        return True
    return any(traces.in_text(piece) for piece in _pieces(path, kind))


def _pieces(path: Path, kind: str) -> Iterator[bytes]:
    if kind == _PDF:
        yield from streams(path).pieces
    elif kind in _ZIPS:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                yield entry.filename.encode("utf-8", "replace")
                with archive.open(entry) as file:
                    yield file.read(_MOST)
    else:
        with _opened(path) as file:
            rest = b""
            while piece := file.read(_CHUNK):
                yield rest + piece
                rest = (rest + piece)[-_OVERLAP:]


def _rows(path: Path, kind: str, traces: Traces) -> int | None:
    copy = csv_without if kind in _CSV else lines_without
    with _beside(path) as beside:
        with ExitStack() as stack:
            source = stack.enter_context(_opened(path))
            target = _written(path, beside, stack)
            lost = copy(source, target, traces)
        if lost:
            beside.replace(path)
    return lost


def _json(path: Path, traces: Traces) -> int | None:
    with _opened(path) as file:
        data = file.read(_MOST + 1)
    if len(data) > _MOST:
        return None
    value, lost = json_without(json.loads(data), traces)
    text = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
    if is_about(value, text, traces):
        return None
    if lost:
        with _beside(path) as beside:
            with ExitStack() as stack:
                _written(path, beside, stack).write(text)
            beside.replace(path)
    return lost


def _parquet(path: Path, traces: Traces, connection: Connection) -> int | None:
    """Take rows out of Parquet. Raises ValueError for a file that is none."""
    source = f"read_parquet({literal(path)}, file_row_number = true)"
    try:
        found = connection.execute(f"SELECT * FROM {source}")
    except database.EngineError as error:
        raise ValueError("is no Parquet file") from error
    columns = [entry[0] for entry in found.description or ()]
    place = columns.index("file_row_number")
    lost: list[int] = []
    while some := found.fetchmany(_MANY):
        for row in some:
            said = dict(zip(columns, map(str, row), strict=True))
            text = "\n".join(said.values()).encode()
            if is_about(said, text, traces):
                lost.append(int(row[place]))
    if not lost:
        return 0
    with _beside(path) as beside:
        private_file(beside).close()
        connection.execute(
            f"COPY (SELECT * EXCLUDE (file_row_number) FROM {source} WHERE "
            f"NOT list_contains($1::BIGINT[], file_row_number)) TO {literal(beside)} "
            "(FORMAT parquet, COMPRESSION zstd)",
            [lost],
        )
        beside.replace(path)
    return len(lost)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give the name of what may take a file's place; what did not is removed."""
    beside = path.with_name(f".{path.name}.new")
    try:
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _kind(path: Path) -> str:
    """Return the ending of a name, in small letters, without that of a packer."""
    name = path.name.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return Path(name).suffix


def _opened(path: Path) -> BinaryIO:
    """Open a file for reading, unpacked."""
    import gzip

    if path.name.lower().endswith(".gz"):
        return cast(BinaryIO, gzip.open(path))
    if path.name.lower().endswith(".zst"):
        return cast(BinaryIO, ZstdFile(path))
    return path.open("rb")


def _written(path: Path, beside: Path, stack: ExitStack) -> BinaryIO:
    """Open what takes a file's place, packed as that is."""
    import gzip

    file = stack.enter_context(private_file(beside))
    if path.name.lower().endswith(".gz"):
        return cast(
            BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=file, mode="wb"))
        )
    if path.name.lower().endswith(".zst"):
        return cast(BinaryIO, stack.enter_context(ZstdFile(file, "w")))
    return file
