"""How people stand in the six months: each rule as a case, and what is true of all days."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.xapi import cases
from tests.xapi.cases import token, unit
from tests.xapi.conftest import stored
from tests.xapi.scenarios import CASES
from xapi import database, report
from xapi.asked import Asked
from xapi.database import Connection

Rows = list[dict[str, Any]]


class Courts:
    """All cases in one store, asked as of any day."""

    def __init__(self, connection: Connection) -> None:
        """Keep the database."""
        self.connection = connection
        roster = [line for name in CASES for line in cases.roster(name, CASES[name])]
        decided = [x for name in CASES for x in cases.decisions(name, CASES[name])]
        database.give(connection, Asked(), roster, None, decided)
        self.ask = cache(self._ask)

    def _ask(self, table: str, day: date) -> Rows:
        database.query(self.connection, f"UPDATE asked SET as_of = DATE '{day}'")
        return database.query(self.connection, f"SELECT * FROM {table}").named()

    def of(self, table: str, name: str, day: date | None = None) -> Rows:
        day = day or date.fromisoformat(CASES[name].as_of)
        found = self.ask(table, day)
        return [row for row in found if row["participant"] == token(name)]


@pytest.fixture(scope="module")
def courts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Courts]:
    folder = tmp_path_factory.mktemp("cases")
    path = folder / "statements.ndjson"
    with path.open("w", encoding="utf-8") as file:
        for name, case in CASES.items():
            for statement in cases.statements(name, case):
                file.write(json.dumps(statement) + "\n")
    store = stored(folder / "records", *cases.catalogues(folder), path)
    with report.tables(store) as connection:
        yield Courts(connection)


@pytest.mark.parametrize("name", list(CASES))
def test_a_case_stands_as_its_rule_says(courts: Courts, name: str) -> None:
    case = CASES[name]
    found = {_short(row): row for row in courts.of("obligations", name)}
    for line in filter(None, case.stands.split(", ")):
        what, _, status = line.partition(" ")
        shown = found[unit_of(what)]["status"] if unit_of(what) in found else "-"
        assert (what, shown) == (what, status)
    for line in filter(None, case.due.split(", ")):
        what, _, day = line.partition(" ")
        assert (what, str(found[unit_of(what)]["due_on"])) == (what, day)
    (row,) = (r for r in courts.of("standing", name) if r["enrolment"] == 1)
    assert _told(row) == case.case


def unit_of(what: str) -> str:
    number, _, rest = what.rpartition(":")
    return f"{number or 1}:{unit(rest)}"


def _short(row: dict[str, Any]) -> str:
    return f"{row['enrolment']}:{row['what']}"


def _told(row: dict[str, Any]) -> str:
    words = [row["status"], row["rule"], row["action"]]
    told = " ".join(word for word in words if word)
    several = row["counted"] and "," in row["counted"] and row["action"]
    return f"{told}: {row['counted']}" if several else told
