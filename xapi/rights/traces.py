"""Recognise the traces of people in a text: names of accounts, registrations, ids."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Final

from xapi.gone import NAME, said
from xapi.roster import file_name

#: a name that is no other word or number by chance
_LEAST: Final = 6
_LEAST_DIGITS: Final = 9
#: people who are looked for by name in every text; of more, where names are said
FEW: Final = 64
_UUID: Final = re.compile(
    rb"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
)
_WORD: Final = re.compile(rb"[A-Za-z0-9]")


class Traces:
    """What gives some people away."""

    def __init__(
        self,
        names: Collection[str],
        registrations: Collection[str] = (),
        ids: Collection[str] = (),
    ) -> None:
        """Keep names of accounts; registrations; ids of sessions and statements."""
        self.names = frozenset(names)
        self.registrations = frozenset(x.lower() for x in registrations)
        #: names that may stand by chance in a text: they count as whole cells alone
        self.short = frozenset(x for x in names if not _is_telling(x))
        self._ids = frozenset(
            x.lower().encode() for each in (registrations, ids) for x in each
        )
        self._needles = sorted({x for name in names for x in _needles(name)})

    def in_statement(self, text: bytes) -> bool:
        """Say whether a statement's text is by, with or about one of them."""
        if len(self.names) <= FEW:
            if not self.may_be_in(text):
                return False
            if self.in_text(text):
                return True
        return any(
            value in self.names if kind == NAME else value.lower() in self.registrations
            for kind, value in said(text)
        )

    def may_be_in(self, text: bytes) -> bool:
        """Say quickly whether it is worth a closer look; of many people always."""
        if len(self.names) > FEW or b"\\" in text:
            return True
        return any(each in text for each in self.quick)

    @property
    def quick(self) -> list[bytes]:
        """Bytes without one of which a text has no trace of a few people."""
        names = {form for name in self.names for form in _forms(name)}
        known = {form for each in self.registrations for form in _cases(each)}
        return sorted(names | known)

    def in_text(self, text: bytes) -> bool:
        """Say whether any text has a trace of them that is none by chance."""
        if any(_stands_alone(each, text) for each in self._needles):
            return True
        return bool(self._ids) and any(
            found[0].lower() in self._ids for found in _UUID.finditer(text)
        )


def _needles(name: str) -> Iterator[bytes]:
    if _is_telling(name):
        yield from _forms(name)
        yield file_name(name).encode()


def _forms(name: str) -> Iterator[bytes]:
    """Yield a name as UTF-8, and as JSON may have it."""
    yield name.encode("utf-8", "surrogateescape")
    yield json.dumps(name)[1:-1].encode()


def _cases(identifier: str) -> Iterator[bytes]:
    yield identifier.encode()
    yield identifier.upper().encode()


def _is_telling(name: str) -> bool:
    if name.isdecimal():
        return len(name) >= _LEAST_DIGITS
    return len(name) >= _LEAST and any(map(str.isdigit, name))


def _stands_alone(needle: bytes, text: bytes) -> bool:
    """Say whether a name is in a text, and not as a part of a longer word."""
    at = text.find(needle)
    while at >= 0:
        end = at + len(needle)
        around = (text[max(at - 1, 0) : at], text[end : end + 1])
        if not any(map(_WORD.fullmatch, around)):
            return True
        at = text.find(needle, at + 1)
    return False
