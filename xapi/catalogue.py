"""Register the catalogues that builds write, and give them back to who decodes records.

`catalog-AGENCY.json` and its keys stand in dist/COURSE/VERSION beside the packages.
They say nothing about people.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson

from xapi import database
from xapi.catalogue_rows import Found, key_rows, rows
from xapi.problems import RecordsError
from xapi.store import Load, Store, by_room, private_file

#: the one format that is known
FORMAT: Final = 1
KIND: Final = "catalogue"
KEYS_KIND: Final = "catalogue keys"
ROOM: Final = "catalogues"
#: largest file that is taken for a catalogue, in bytes
_LARGEST: Final = 50_000_000
_EDITION: Final = ("course", "version", "agency")

Catalogue = Mapping[str, Any]


@dataclass(frozen=True)
class Registered:
    """What came of one catalogue."""

    file: str
    kind: str  #: `KIND` or `KEYS_KIND`
    course: str
    version: str
    agency: str
    entries: int  #: packages, or right answers, that it names
    known: bool  #: the same file was registered before


def read_catalogue(path: Path) -> Catalogue | None:
    """Return a file's content if it is a catalogue or its keys; None for any other.

    Raises OSError, and RecordsError for a catalogue of another format.
    """
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return None
    with path.open("rb") as file:
        head = file.read(4_096)
        if not head.lstrip().startswith(b"{") or b'"format"' not in head:
            return None
        data = head + file.read()
    try:
        found = json.loads(data)
    except ValueError:
        return None
    if not {"format", *_EDITION} <= found.keys():
        return None
    if found["format"] != FORMAT:
        raise RecordsError(
            f"{path}: is a catalogue of format {found['format']}, this tool knows "
            f"{FORMAT}: update janeschool-scorm."
        )
    return dict(found) if "bundles" in found or "items" in found else None


def register(store: Store, path: Path, found: Catalogue) -> Registered:
    """Put a catalogue into a locked store, wholly or not at all.

    Raises RecordsError where it has another shape, OSError for a disk that fails.
    """
    keys = "bundles" not in found
    try:
        course, version, agency = _edition(found)
        made = list(key_rows(found) if keys else rows(found))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordsError(
            f"{path}: is no whole catalogue ({error}): build the course again."
        ) from None
    data = path.read_bytes()
    name = f"{ROOM}/{hashlib.sha256(data).hexdigest()[:32]}.json"
    known = store.folder / name in store.files(ROOM)
    if not known:
        _commit(store, path.name, name, data, made, found)
    return Registered(
        file=path.name,
        kind=KEYS_KIND if keys else KIND,
        course=course,
        version=version,
        agency=agency,
        entries=len(found["items"] if keys else found["bundles"]),
        known=known,
    )


def registered(store: Store) -> Iterator[Catalogue]:
    """Yield each registered catalogue, the latest first; keys are left out."""
    for path in reversed(store.files(ROOM)):
        found = orjson.loads(path.read_bytes())
        if "bundles" in found:
            yield found


def of_edition(
    store: Store, course: str, version: str | None = None, agency: str | None = None
) -> Catalogue | None:
    """Return the latest catalogue of a course, of a version and an agency if given."""
    for found in registered(store):
        wanted = {"course": course, "version": version, "agency": agency}
        has = dict(zip(_EDITION, _edition(found), strict=True))
        if all(value in (None, has[name]) for name, value in wanted.items()):
            return found
    return None


def _edition(found: Catalogue) -> tuple[str, str, str]:
    agency = found["agency"]
    return (
        str(found["course"]),
        str(found["version"]),
        str(agency if isinstance(agency, str) else agency["id"]),
    )


def _commit(
    store: Store,
    origin: str,
    name: str,
    data: bytes,
    made: list[tuple[str, dict[str, Any]]],
    found: Catalogue,
) -> None:
    moment = datetime.now(UTC)
    number = store.next_number()
    kept = store.work / Path(name).name
    with private_file(kept) as file:
        file.write(data)
    edition = dict(zip(_EDITION, _edition(found), strict=True))
    more = {**edition, "loaded_at": int(moment.timestamp() * 1_000_000)}
    staged = {name: kept, **_staged(store, number, iter(made), more)}
    kind = KIND if "bundles" in found else KEYS_KIND
    at = moment.isoformat(timespec="seconds")
    store.commit(Load(number, origin, at, by_room(staged), kind), staged)


def _staged(
    store: Store, number: int, made: Found, more: Mapping[str, Any]
) -> dict[str, Path]:
    """Write rows as Parquet, one file for each table; return their names and files."""
    tables: dict[str, list[bytes]] = {}
    for table, row in made:
        lines = tables.setdefault(table, [])
        lines.append(orjson.dumps({"seq": len(lines), **row, **more}))
    staged = {}
    with database.connected(store.work) as connection:
        for table, lines in tables.items():
            written = store.work / f"{table}.ndjson"
            with private_file(written) as file:
                file.writelines(line + b"\n" for line in lines)
            target = store.work / f"{table}.parquet"
            database.stage(connection, table, written)
            database.write_rows(connection, table, target)
            staged[f"{table}/{number:06}.parquet"] = target
    return staged
