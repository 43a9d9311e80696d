"""Hold what an erasure is to do: it stands in the store's list until all is done."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

#: what the receipt counts, in its order
COUNTED: Final = (
    *("people", "accounts", "statements", "quarantined", "stored_files"),
    *("exports_rewritten", "export_rows", "exports_deleted", "list_lines"),
)


@dataclass(frozen=True)
class Order:
    """Whom to take out, and from where; all of it may be written as JSON."""

    kind: str  #: erase or purge
    people: int
    names: tuple[str, ...]  #: of accounts
    registrations: tuple[str, ...]
    until: str  #: last day that is barred, as ISO 8601 has it; '' is for ever
    begun_on: str
    folders: tuple[str, ...] = ()  #: where exports stand
    spared: tuple[str, ...] = ()  #: files there that are no exports
    lists: tuple[str, ...] = ()  #: roster and decisions, if they are to be rewritten
    receipt: str = ""  #: where it goes
    told: tuple[str, ...] = ()  #: what was done elsewhere, in sentences
    remains: tuple[str, ...] = ()  #: what is left to people, in sentences
    interrupted: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    deleted: tuple[str, ...] = ()  #: exports that are gone, where the name says nothing
    doubtful: tuple[str, ...] = ()  #: exports that nobody can search

    @property
    def stored(self) -> bool:
        """Say whether the records themselves are without these people already."""
        return bool(self.counts)


def written(order: Order) -> dict[str, Any]:
    """Return an order as JSON holds it."""
    return asdict(order)


def read(data: Mapping[str, Any]) -> Order:
    """Return the order that `written` wrote."""
    known = {each.name for each in fields(Order)}
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data.items()
        if name in known
    }
    return Order(**said)
