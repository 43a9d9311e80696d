"""Find people in the store: their accounts, registrations, statements, days."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xapi import database
from xapi.collect.privacy import TOKEN_HOME, anonymous
from xapi.database import Connection
from xapi.database.parquet import select
from xapi.store import Store

_USED: Final = (
    *("statement_id", "participant_home", "participant", "registration", "session"),
    *("verb", "voids", "activity_id", "agency", "happened_at"),
)
_LEAVES: Final = "participant IN (SELECT name FROM leaving)"
#: ids of statements that are looked for in exports
MOST_IDS: Final = 200_000


@dataclass(frozen=True)
class Account:
    """An account in the records, and how many statements are its own."""

    home: str
    name: str
    statements: int


def look_at(connection: Connection, store: Store) -> None:
    """Make `received`: the columns of all stored statements that are used here."""
    found = select(store.files("statements"), _USED, "statements")
    connection.execute(f"CREATE OR REPLACE TEMP VIEW received AS {found}")


def mark(connection: Connection, names: Collection[str]) -> None:
    """Make `leaving`: the names of the accounts of who is to go."""
    connection.execute("CREATE OR REPLACE TEMP TABLE leaving (name VARCHAR)")
    _fill(connection, "leaving", names)


def accounts(connection: Connection) -> list[Account]:
    """Return the accounts of who is to go."""
    found = connection.execute(
        "SELECT participant_home, participant, count(*) FROM received "
        f"WHERE {_LEAVES} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return [Account(*row) for row in found]


def homes(connection: Connection) -> list[str]:
    """Return the home pages of all accounts that are no tokens of ours."""
    found = connection.execute(
        "SELECT DISTINCT participant_home FROM received "
        "WHERE participant_home IS NOT NULL ORDER BY 1"
    ).fetchall()
    return [home for (home,) in found if home != TOKEN_HOME]


def stored_names(given: Iterable[str], homes: Sequence[str], key: bytes) -> list[str]:
    """Return every name under which the store may have somebody.

    `given` are names as the roster, the LMS or the store has them: of one that was not
    opaque only a keyed hash was kept, which is made here again.
    """
    found = dict.fromkeys(given)
    for name in list(found):
        for home in homes:
            agent = {"account": {"homePage": home, "name": name}}
            found[anonymous(agent, key)["account"]["name"]] = None
        if "@" in name:
            for form in dict.fromkeys((name, name.lower())):
                who = {"mbox": f"mailto:{form}"}
                found[anonymous(who, key)["account"]["name"]] = None
    return list(found)


def agents(
    accounts: Sequence[Account], given: Iterable[str], homes: Sequence[str]
) -> list[dict[str, Any]]:
    """Return people as an LRS knows them: where the store has a token, by what is given.

    Without an account in the store any of its home pages may be the one.
    """
    made: list[dict[str, Any]] = [
        {"account": {"homePage": x.home, "name": x.name}}
        for x in accounts
        if x.home != TOKEN_HOME
    ]
    known = {account.name for account in accounts}
    for name in given:
        if name not in known:
            made += [{"account": {"homePage": home, "name": name}} for home in homes]
            made += [{"mbox": f"mailto:{name}"}] if "@" in name else []
    return made


def registrations(connection: Connection) -> list[str]:
    """Return the registrations that nobody else has a part in."""
    found = connection.execute(
        "SELECT registration FROM received WHERE registration IN "
        f"(SELECT registration FROM received WHERE {_LEAVES}) AND verb <> 'voided' "
        f"GROUP BY registration HAVING bool_and({_LEAVES}) ORDER BY 1"
    ).fetchall()
    return [each for (each,) in found]


def mark_statements(connection: Connection, registrations: Collection[str]) -> None:
    """Make `leaving_registrations`, and `leaving_ids`: ids of the statements to go."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE leaving_registrations (name VARCHAR)"
    )
    _fill(connection, "leaving_registrations", registrations)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE leaving_ids AS SELECT statement_id FROM received "
        f"WHERE {_LEAVES} OR registration IN (SELECT name FROM leaving_registrations)"
    )


def ids(connection: Connection) -> list[str]:
    """Return ids of their sessions and statements, of so many that memory holds them."""
    found = connection.execute(
        f"SELECT DISTINCT session FROM received WHERE {_LEAVES} AND session IS NOT NULL "
        f"UNION ALL SELECT statement_id FROM leaving_ids LIMIT {MOST_IDS}"
    ).fetchall()
    return [each for (each,) in found]


def activities(connection: Connection) -> list[tuple[str, str | None]]:
    """Return activity and registration that an LRS may hold documents of."""
    return connection.execute(
        "SELECT DISTINCT activity_id, registration FROM received "
        f"WHERE {_LEAVES} AND activity_id IS NOT NULL ORDER BY ALL"
    ).fetchall()


def counted(connection: Connection, sql: str) -> int:
    """Return the one number that a SELECT gives."""
    ((found,),) = database.query(connection, sql).rows
    return int(found or 0)


def _fill(connection: Connection, table: str, names: Collection[str]) -> None:
    """Fill a table of names; many at a time, since one by one takes minutes."""
    listed = list(names)
    for at in range(0, len(listed), 10_000):
        connection.execute(
            f"INSERT INTO {table} SELECT unnest(?)", [listed[at : at + 10_000]]
        )
