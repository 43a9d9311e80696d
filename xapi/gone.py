"""Know who was erased, without knowing who they are: by keyed hashes alone.

A hash is of an account's name or of a registration. Nobody can test a guess without the
store's key; whoever has it can.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from xapi.collect.privacy import keyed_hash
from xapi.problems import RecordsError
from xapi.store import Store
from xapi.times import timestamp_microseconds

NAME: Final = "name"
REGISTRATION: Final = "registration"
#: hex digits that are kept of a hash: 128 bits
_DIGITS: Final = 32
_LINE: Final = re.compile(r"([0-9a-f]{32})(?: ([0-9-]{10}))?")
_SAID: Final = re.compile(rb'"(name|registration)"\s*:\s*"((?:[^"\\]|\\.)*)"')
#: answers that are remembered before all are forgotten
_MOST: Final = 200_000

#: what a text says of persons: kind and value
Said = tuple[str, str]


class Gone:
    """Who must not come back; of some only what happened up to a day."""

    def __init__(self, lines: Iterable[str], key: bytes) -> None:
        """Keep hashes as `line` wrote them. Raises ValueError for any other line."""
        self._key = _derived(key)
        self._until: dict[str, str] = {}
        for each in lines:
            found = _LINE.fullmatch(each.strip())
            if found is None:
                raise ValueError("is no list of who was erased")
            self._add(found[1], found[2] or "")
        self._remembered: dict[tuple[bytes, bytes], str | None] = {}

    def __bool__(self) -> bool:
        """Say whether anybody was erased at all."""
        return bool(self._until)

    def holds(self, text: bytes) -> bool:
        """Say whether a statement is about, by, or with somebody who was erased."""
        if not self._until:
            return False
        return any(self._bars(until, text) for until in self._found(text))

    def _add(self, digest: str, until: str) -> None:
        known = self._until.get(digest)
        self._until[digest] = until if known is None else _later(known, until)

    def _found(self, text: bytes) -> Iterator[str]:
        if b"\\" in text:
            for kind, value in said(text):
                until = self._until.get(_hash(kind, value, self._key))
                if until is not None:
                    yield until
            return
        for found in _SAID.finditer(text):
            until = self._recalled(found[1], found[2])
            if until is not None:
                yield until

    def _recalled(self, kind: bytes, value: bytes) -> str | None:
        place = (kind, value)
        if place not in self._remembered:
            if len(self._remembered) >= _MOST:
                self._remembered.clear()
            digest = _hash(kind.decode(), _plain(value), self._key)
            self._remembered[place] = self._until.get(digest)
        return self._remembered[place]

    def _bars(self, until: str, text: bytes) -> bool:
        return not until or _day(text) <= until


def line(kind: str, value: str, key: bytes, until: str = "") -> str:
    """Return what is kept of somebody; `until` is the last day that is barred, or ''."""
    return f"{_hash(kind, value, _derived(key))} {until}".strip() + "\n"


def gone(store: Store) -> Gone:
    """Return who was erased from a store. Raises RecordsError, OSError."""
    try:
        return Gone(
            (
                each
                for path in store.files("gone")
                for each in path.read_text(encoding="ascii").splitlines()
            ),
            store.key,
        )
    except (ValueError, FileNotFoundError):
        raise RecordsError(
            f"{store.folder / 'gone'} is damaged: bring it back from a backup. Nobody who "
            "was erased may come back without notice."
        ) from None


def said(text: bytes) -> Iterator[Said]:
    """Yield the names of accounts and the registrations that a statement's text says.

    It is too much rather than too little: any member called `name` that is a text.
    """
    if b"\\" in text:
        try:
            yield from _walked(orjson.loads(text))
            return
        except orjson.JSONDecodeError:
            pass
    for found in _SAID.finditer(text):
        yield found[1].decode(), _plain(found[2])


def _walked(value: Any) -> Iterator[Said]:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            for name in (NAME, REGISTRATION):
                if isinstance(each.get(name), str):
                    yield name, each[name]
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _plain(value: bytes) -> str:
    """Return a JSON text without its escapes."""
    text = value.decode("utf-8", "replace")
    try:
        return str(json.loads(f'"{text}"')) if "\\" in text else text
    except ValueError:
        return text


def _day(text: bytes) -> str:
    """Return the day in UTC on which a statement happened; '' where nobody can say."""
    try:
        moment = timestamp_microseconds(orjson.loads(text)["timestamp"])
    except (ValueError, KeyError, TypeError):
        return ""
    return _iso(moment)


def _iso(microseconds: float) -> str:
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC).date().isoformat()


def _later(one: str, other: str) -> str:
    """Return the longer of two bars; '' is for ever."""
    return max(one, other) if one and other else ""


def _hash(kind: str, value: str, key: bytes) -> str:
    known = value.lower() if kind == REGISTRATION else value
    return keyed_hash(f"{kind} {known}".encode("utf-8", "replace"), key)[:_DIGITS]


def _derived(key: bytes) -> bytes:
    """Return a key for this alone: no other keyed hash of the store equals one here."""
    return bytes.fromhex(keyed_hash(b"erased", key))
