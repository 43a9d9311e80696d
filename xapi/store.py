"""Keep records in a folder: what is committed is what one file, its list, names.

    store.json      the list of loads and their files, and marks of how far a server
                    was read: the one thing that commits
    key             32 random bytes that make tokens; whoever has it can test guesses
    raw/DAY/        statements as received, but for the actor (NDJSON)
    statements/     flat rows (Parquet), see `columns`
    quarantine/     what was not loaded, and why (Parquet)
    gone/           keyed hashes of who was erased: they are never let in again
    catalogues/     what builds say of their packages, and packages/, course_items/ ...
                    with the same as rows (Parquet)
    tmp/            work in progress; whatever is found here is left over

A load writes beside the list and renames, then replaces the list in one step. A
kill at any moment leaves the state before or the state after, nothing between. An
erasure, which reaches beyond this folder too, notes in the list what it is about to do:
whoever opens the records next completes it.
"""

import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from xapi.problems import RecordsError
from xapi.tables import STORED

FORMAT: Final = 1
_LIST: Final = "store.json"
_KEY: Final = "key"
_LOCK: Final = "lock"
_WORK: Final = "tmp"
#: how far a server was read or sent to: JSON's simple kinds
Mark = Mapping[str, Any]
_GONE: Final = "gone"
ROOMS: Final = ("raw", "catalogues", *STORED, _GONE)
_BUFFER: Final = 1 << 18
_PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700


@dataclass(frozen=True)
class Load:
    """One committed load: where it came from and the files that it added."""

    number: int
    origin: str
    loaded_at: str
    files: Mapping[str, Sequence[str]]  #: room -> names below the store's folder
    kind: str = "statements"  #: what the source is, as the loader found


@dataclass(frozen=True)
class Listed:
    """What the list says: all that is committed."""

    loads: tuple[Load, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    gone: tuple[str, ...] = ()  #: files of who was erased, names below the folder
    intent: Mapping[str, Any] | None = None  #: an erasure that is not complete yet


class Store:
    """A folder of records. Made by `opened`; only `locked` may change it."""

    def __init__(self, folder: Path, key: bytes, listed: Listed) -> None:
        """Keep what was read from the folder."""
        self.folder = folder
        self.key = key
        self.listed = listed

    @property
    def loads(self) -> tuple[Load, ...]:
        """The loads that were committed, oldest first."""
        return self.listed.loads

    @property
    def marks(self) -> Mapping[str, Mark]:
        """How far servers were read or sent to, by the name of the mark."""
        return self.listed.marks

    def files(self, room: str) -> list[Path]:
        """Return the committed files of a room, oldest first."""
        names = [name for load in self.loads for name in load.files.get(room, ())]
        if room == _GONE:
            names += self.listed.gone
        return [self.folder / name for name in names]

    def next_number(self) -> int:
        """Return the number of the load that comes next."""
        return max((load.number for load in self.loads), default=0) + 1

    @property
    def work(self) -> Path:
        """Folder for work in progress and for what the database spills."""
        return self.folder / _WORK

    def commit(
        self,
        load: Load | None,
        staged: Mapping[str, Path],
        marks: Mapping[str, Mark] | None = None,
    ) -> None:
        """Move staged files (name in the store -> file) in, then name them.

        The store's list is replaced last, in one step, with marks that changed.
        """
        loads = self.loads if load is None else (*self.loads, load)
        known = {**self.marks, **(marks or {})}
        self.change(staged, replace(self.listed, loads=loads, marks=known))

    def change(self, staged: Mapping[str, Path], listed: Listed) -> None:
        """Move staged files in, then make another list count, in one step."""
        for name, path in staged.items():
            target = self.folder / name
            _make_folder(target.parent)
            path.chmod(_PRIVATE_FILE)
            _flush(path)
            path.replace(target)
        for parent in {(self.folder / name).parent for name in staged}:
            _flush(parent)
        _write_list(self.folder, listed)
        self.listed = listed

    def sweep(self) -> None:
        """Remove what a killed load left over: every file that no load names."""
        shutil.rmtree(self.work, ignore_errors=True)
        for room in (_WORK, *ROOMS):
            _make_folder(self.folder / room)
        for room in ROOMS:
            named = set(self.files(room))
            for path in sorted((self.folder / room).rglob("*")):
                if path.is_file() and path not in named:
                    path.unlink()


class BusyError(RecordsError):
    """Another command is changing the store."""


def opened(folder: Path) -> Store:
    """Open a store for reading. Raises RecordsError if there is none, or half of one.

    Nothing is ever made up for a lost part: a new key would give everybody a second
    token, a new list would forget all records. An erasure that was killed is completed.
    """
    store = _opened(folder)
    if store.listed.intent is None:
        return store
    with suppress(BusyError), locked(folder):
        pass  # whoever takes the lock completes it; if another has it, it is at work
    return _opened(folder)


def _opened(folder: Path) -> Store:
    listed = _read_list(folder)
    if not (folder / _KEY).is_file():
        raise RecordsError(f"{folder / _KEY} is missing: bring it back from a backup.")
    return Store(folder, (folder / _KEY).read_bytes(), listed)


@contextmanager
def locked(folder: Path) -> Iterator[Store]:
    """Open a store to add to it, making it if need be; one at a time.

    Raises BusyError if another load is running, RecordsError if the folder is in use for
    something else.
    """
    _make_store_folder(folder)
    with _opened_private(folder / _LOCK, os.O_APPEND) as lock:
        if not _try_lock(lock.fileno()):
            raise BusyError(
                f"another load is at work in {folder}: wait for it, then run again."
            )
        _begin(folder)
        store = _opened(folder)
        store.sweep()
        try:
            _complete(store)
            yield store
        finally:
            shutil.rmtree(store.work, ignore_errors=True)


def _complete(store: Store) -> None:
    """Complete an erasure that was killed. Raises RecordsError and OSError."""
    if store.listed.intent is not None:
        from xapi.rights.erasing import complete  # stands above the store

        complete(store)


def by_room(names: Iterable[str]) -> dict[str, list[str]]:
    """Return names below the store's folder by room, as a load lists them."""
    rooms: dict[str, list[str]] = {}
    for name in sorted(names):
        rooms.setdefault(name.partition("/")[0], []).append(name)
    return rooms


def private_file(path: Path) -> BinaryIO:
    """Open a new file for bytes that only the owner may read."""
    return _opened_private(path, os.O_TRUNC)


def new_private_file(path: Path) -> BinaryIO:
    """Open a file that was not there before, for its owner alone. Raises OSError."""
    return _opened_private(path, os.O_EXCL)


def _opened_private(path: Path, flag: int) -> BinaryIO:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | flag, _PRIVATE_FILE)
    return os.fdopen(descriptor, "wb", _BUFFER)


def _make_store_folder(folder: Path) -> None:
    if folder.is_dir() and not (folder / _LOCK).exists() and any(folder.iterdir()):
        raise RecordsError(
            f"{folder} is not empty and holds no records: name another folder "
            "with --store."
        )
    _make_folder(folder)


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    folder.chmod(PRIVATE_FOLDER)


def _begin(folder: Path) -> None:
    """Make key and list of a new store; rooms are made only when both are there."""
    if (folder / _LIST).exists() or any((folder / room).exists() for room in ROOMS):
        return
    _replace(folder / _KEY, secrets.token_bytes(32))
    _write_list(folder, Listed())


def _write_list(folder: Path, listed: Listed) -> None:
    data = {
        "format": FORMAT,
        "marks": listed.marks,
        "gone": listed.gone,
        "intent": listed.intent,
        "loads": [asdict(load) for load in listed.loads],
    }
    _replace(folder / _LIST, json.dumps(data, indent=1).encode())


def _read_list(folder: Path) -> Listed:
    listed = folder / _LIST
    if not listed.is_file() and any((folder / room).exists() for room in ROOMS):
        raise RecordsError(f"{listed} is missing: bring it back from a backup.")
    if not listed.is_file():
        raise RecordsError(
            f"{folder} holds no records yet: load some with "
            "'janeschool-report load FILE', or name the folder with --store."
        )
    try:
        data = json.loads(listed.read_bytes())
        if data["format"] == FORMAT:
            return Listed(
                tuple(Load(**load) for load in data["loads"]),
                dict(data.get("marks", {})),
                tuple(data.get("gone", ())),
                data.get("intent"),
            )
    except (ValueError, KeyError, TypeError):
        raise RecordsError(
            f"{listed} is damaged: bring it back from a backup."
        ) from None
    raise RecordsError(
        f"{folder} was written by another version of this tool (format "
        f"{data['format']}, this one knows {FORMAT}): update janeschool-scorm."
    )


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(path.name + ".new")
    with private_file(beside) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    _flush(path.parent)


def _flush(path: Path) -> None:
    """See a file, or the names in a folder, safe on the disk."""
    if path.is_dir() and sys.platform == "win32":
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    """Take the lock that dies with the process; False if another holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
