"""A gettext catalogue as values: its entries, each with the line where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

Reference = tuple[str, int]
#: Context and words: what makes an entry one of its own.
Key = tuple[str | None, str]
T = TypeVar("T")

#: `n == 1` and everything else: what English and Spanish have, and what the player knows.
PLURALS = "nplurals=2; plural=(n != 1);"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text: `id` in the language it was written in, `strings` in the other one.

    `strings` has one string, or two where there is a `plural`. `previous` is the id that
    a fuzzy translation was made for. `comments` are the translator's, `notes` ours.
    `markdown`, of a template: may marks such as `**bold**` be in it?
    """

    id: str
    strings: tuple[str, ...] = ("",)
    context: str | None = None
    plural: str | None = None
    previous: str | None = None
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    obsolete: bool = False
    line: int = 0
    markdown: bool = False

    @property
    def key(self) -> Key:
        return self.context, self.id

    @property
    def stale(self) -> bool:
        """Was it made for other words, or not looked at by a translator yet?"""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Are there words in every form, and do they hold?"""
        return all(self.strings) and not self.stale


@dataclass(frozen=True)
class Catalogue:
    """A PO file: `header` as it was typed, line by line, and its entries in order."""

    path: str
    header: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    header_line: int = 0

    @cached_property
    def by_key(self) -> Mapping[Key, Entry]:
        """Entries in use, by what makes them one of their own."""
        return {each.key: each for each in self.entries if not each.obsolete}

    def fact(self, name: str) -> str:
        """What the header says of a name such as `Language`; empty where nothing."""
        for line in self.header:
            key, _, value = line.partition(":")
            if key.strip().lower() == name.lower():
                return value.strip()
        return ""


@dataclass(slots=True)
class Collector:
    """Gathers texts in the order in which they come; the same text in one entry."""

    found: dict[Key, Entry] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """A text, or another place where a known one stands."""
        known = self.found.get(entry.key)
        if known is not None:
            entry = replace(
                known,
                plural=known.plural or entry.plural,
                strings=max(known.strings, entry.strings, key=len),
                references=_once((*known.references, *entry.references)),
                notes=_once((*known.notes, *entry.notes)),
            )
        self.found[entry.key] = entry

    def catalogue(self, name: str) -> Catalogue:
        """All of them as a template: nothing in it depends on day or machine."""
        return Catalogue(name, header(name), entries=tuple(self.found.values()))


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def header(name: str, language: str = "") -> tuple[str, ...]:
    """The header lines of a new catalogue."""
    lines = (
        f"Project-Id-Version: {name}",
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    )
    return (*lines, f"Plural-Forms: {PLURALS}") if language else lines
