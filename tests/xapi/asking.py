"""Pull from servers in tests: a client that does not really wait, and what is stored."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.xapi.bad_server import PASSWORD, USER
from tests.xapi.generate import ROOT, Statement
from xapi import pull, report, walk
from xapi.credentials import Login
from xapi.database import connected, literal, query
from xapi.http import Client, Patience
from xapi.pull import Pulled
from xapi.store import locked, opened

DATA: Final = ROOT / "tests/xapi/data"
ACCOUNT: Final = Login(USER, PASSWORD)
#: what ADL's LRS really returns: see README.md there
ADL: Final[Sequence[Statement]] = [
    json.loads(line)
    for line in (DATA / "adl-lrs-statements.ndjson").read_text().splitlines()
]
#: of them those that no file of statements may hold: three groups, one month
ADL_REFUSED: Final = {
    "389afc8b-1b7f-4c9a-9003-7b4027b51231",
    "3c4d8b0e-0e94-4920-9f44-dde6e43814d0",
    "ee923641-f612-4a30-ae62-a330b7c63669",
    "685a4fde-a914-4314-95b6-676931cb3105",
}


def client(base: str, told: list[str], patience: Patience | None = None) -> Client:
    """Return a client that notes its waits instead of waiting."""
    return Client(
        base,
        {"Authorization": ACCOUNT.header},
        tell=told.append,
        patience=patience or Patience(longest=90),
        wait=lambda seconds: told.append(f"waited {seconds:g}"),
    )


def pulled(folder: Path, base: str, **options: Any) -> tuple[Pulled, list[str]]:
    """Pull once; return what came of it, and what was told and waited."""
    told: list[str] = []
    with locked(folder) as store, client(base, told) as asking:
        lrs = walk.reader(asking, base, options.get("limit", 100))
        plan = pull.planned(store, lrs, USER, options.get("overlap"))
        return pull.pull(store, lrs, plan, lambda count: None), told


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask the store's tables."""
    with report.tables(opened(folder)) as connection:
        return list(query(connection, sql).rows)


def ids(folder: Path, room: str = "statements") -> list[str]:
    """Return the ids that a room of the store holds, voided ones too, in order."""
    found: list[str] = []
    with connected(folder / "spill") as connection:
        for path in opened(folder).files(room):
            sql = f"SELECT statement_id FROM read_parquet({literal(path)})"
            found += [row[0] for row in query(connection, sql).rows if row[0]]
    return sorted(found)


def sent(statements: Sequence[Statement]) -> list[str]:
    """Return the ids of statements, each once, in the store's form and order."""
    return sorted({each["id"].lower() for each in statements})
