"""Turn the tokens that somebody names into an order, with all that it will reach."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from xapi import database
from xapi.rights import finding
from xapi.rights.finding import Account
from xapi.rights.lists import is_csv
from xapi.rights.lrs import Documents
from xapi.rights.order import Order
from xapi.rights.receipt import free_place
from xapi.rights.remains import remains
from xapi.rights.traces import Traces
from xapi.settings import NAME, Settings
from xapi.store import Store


@dataclass(frozen=True)
class Places:
    """Where, beside the records, people may stand."""

    settings: Settings
    lists: tuple[Path, ...]  #: roster and decisions
    with_lists: bool  #: rewrite them too
    exports: Path
    stores: tuple[str, ...] = ()  #: LRSs that nothing was deleted from


@dataclass(frozen=True)
class Found:
    """What there is of some people, before anything is changed."""

    names: tuple[str, ...]
    accounts: Sequence[Account]
    unknown: Sequence[str]  #: names of whom the records hold nothing
    registrations: tuple[str, ...]
    documents: Documents
    homes: Sequence[str]

    @property
    def statements(self) -> int:
        """How many statements are their own."""
        return sum(account.statements for account in self.accounts)


def found(store: Store, given: Sequence[str], homes: Collection[str] = ()) -> Found:
    """Look for people by their tokens, or by the names of their accounts.

    `homes` are home pages that the records do not tell any more, since accounts there
    have names that are not opaque. Raises RecordsError and OSError.
    """
    with database.connected(store.work) as connection:
        finding.look_at(connection, store)
        known = finding.homes(connection)
        places = sorted({*known, *homes})
        names = finding.stored_names(given, places, store.key)
        finding.mark(connection, names)
        accounts = finding.accounts(connection)
        registrations = finding.registrations(connection)
        agents = finding.agents(accounts, given, places)
        documents = Documents(agents, finding.activities(connection))
    there = {account.name for account in accounts}
    unknown = [
        name
        for name in given
        if not there & set(finding.stored_names([name], places, store.key))
    ]
    return Found(
        tuple(names), accounts, unknown, tuple(registrations), documents, known
    )


def erasure(people: int, of: Found, places: Places, day: str) -> Order:
    """Return the order to erase people for ever."""
    bare = Order("erase", people, of.names, of.registrations, "", day)
    return with_places(bare, of.homes, places)


def retention(people: int, of: Found, places: Places, day: str, until: str) -> Order:
    """Return the order to purge people; what they do after `until` may come again."""
    bare = Order("purge", people, of.names, of.registrations, until, day)
    return with_places(bare, of.homes, places)


def with_places(order: Order, homes: Collection[str], places: Places) -> Order:
    """Return an order that knows where to look, and what it cannot reach."""
    said = places.settings
    good = tuple(path for path in places.lists if path.is_file() and is_csv(path))
    odd = tuple(path for path in places.lists if path.is_file() and path not in good)
    traces = Traces(order.names)
    left = remains(
        homes=homes,
        moodles=[x.url for x in said.sources if x.kind == "moodle"],
        stores={x.url for x in said.sources if x.kind == "lrs"} | set(places.stores),
        lists=() if places.with_lists else [path.name for path in good],
        odd_lists=[path.name for path in odd],
        short=len(traces.short),
    )
    return replace(
        order,
        folders=(str(places.exports.resolve()),),
        spared=tuple(str(path) for path in _spared(places)),
        lists=tuple(str(path) for path in good) if places.with_lists else (),
        receipt=str(free_place(places.exports.resolve(), order.kind, order.begun_on)),
        remains=tuple(left),
    )


def _spared(places: Places) -> list[Path]:
    """Return what the agency keeps, should it stand among the exports."""
    said = places.settings
    signing = said.signing
    keys = [signing.certificate, signing.numbers, *signing.former] if signing else []
    logo = [said.agency.logo] if said.agency and said.agency.logo else []
    kept = [said.key] if said.key else []
    listed = [*places.lists, *keys, *logo, *kept, Path(NAME)]
    return [path.resolve() for path in listed]


def today() -> str:
    """Return the day that it is now, in UTC."""
    return datetime.now(UTC).date().isoformat()
