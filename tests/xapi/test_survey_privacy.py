"""Answers to surveys: joined to each other, and to nobody. These tests try."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pytest

from tests.xapi.conftest import AS_OF, Records
from xapi import database, report
from xapi.asked import Asked
from xapi.reports import REPORTS
from xapi.respondents import respondent
from xapi.tables import PUBLIC

#: a value that fewer people share would tell who it was
CROWD = 5
Values = Mapping[str, set[str]]
PERSONS = ("participant", "token")
#: who it really was, which the key alone tells
WHO = "_who"


def told(value: Any) -> Iterator[str]:
    """Yield a value as text, and each coarser form in which it could be joined."""
    yield str(value)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        yield str(value)
        yield str(value.replace(month=(value.month - 1) // 3 * 3 + 1, day=1))


def values(found: list[dict[str, Any]], people: str) -> dict[str, dict[str, set[str]]]:
    """Return column -> value as text -> the people in whose rows it stands."""
    made: dict[str, dict[str, set[str]]] = {}
    for row in found:
        for column, value in row.items():
            if value is not None and column != WHO:
                for text in told(value):
                    by = made.setdefault(column, {}).setdefault(text, set())
                    by.add(row[people])
    return made


@pytest.fixture(scope="module")
def surveys(records: Records) -> list[dict[str, Any]]:
    return database.query(records.connection, "SELECT * FROM surveys").named()


@pytest.fixture(scope="module")
def about_persons(records: Records) -> dict[str, list[dict[str, Any]]]:
    """Every public table, and every report, that has persons in it."""
    with report.tables(
        records.store, asked=Asked(as_of=AS_OF), roster=records.roster
    ) as c:
        found = {
            table.name: database.query(c, f"SELECT * FROM {table.name}").named()
            for table in PUBLIC
            if any(column.name in PERSONS for column in table.columns)
            and table.name != "surveys"
        }
        for name in REPORTS:
            if name != "timeline":
                found[f"report {name}"] = report.answer(c, name).named()
    return {
        name: told for name, told in found.items() if told and "participant" in told[0]
    }


def test_no_value_of_a_survey_row_leads_to_a_few_people(
    records: Records,
    surveys: list[dict[str, Any]],
    about_persons: Mapping[str, list[dict[str, Any]]],
) -> None:
    assert len(surveys) > 300 and {"statements", "report overdue"} <= {*about_persons}
    ours = values(unmasked(records, surveys), WHO)
    for table, found in about_persons.items():
        for column, theirs in values(found, "participant").items():
            for mine, own in ours.items():
                for value in own.keys() & theirs.keys():
                    leads = own[value] <= theirs[value]
                    few = len(theirs[value]) < CROWD
                    assert not (leads and few), f"{mine} = {table}.{column}: {value}"


def unmasked(records: Records, surveys: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return survey rows with who really answered: only the store's key tells."""
    known = pseudonyms(records)
    return [{**row, WHO: known[row["participant"]]} for row in surveys]


def pseudonyms(records: Records) -> dict[str, str]:
    """Return second pseudonym -> account."""
    sql = "SELECT DISTINCT participant_home, participant FROM all_statements"
    key = records.store.key
    return {
        respondent(home, name, key): name
        for home, name in database.query(records.connection, sql).rows
    }


def test_pseudonyms_are_nobodys_account(
    records: Records, surveys: list[dict[str, Any]]
) -> None:
    known = pseudonyms(records)
    answered = {row["participant"] for row in surveys}
    assert answered <= known.keys(), "one for each account, made with the store's key"
    assert not answered & set(known.values())
    assert all(name.startswith("s-") for name in answered)
    sql = "SELECT DISTINCT participant_home, participant FROM all_statements"
    accounts = database.query(records.connection, sql).rows
    assert not answered & {respondent(home, name, b"x") for home, name in accounts}


def test_a_person_keeps_the_pseudonym_from_survey_to_survey(
    surveys: list[dict[str, Any]],
) -> None:
    occasions: dict[str, set[str]] = {}
    for row in surveys:
        survey = row["item"].partition("-v1-")[0]
        occasions.setdefault(row["participant"], set()).add(survey)
    assert max(map(len, occasions.values())) == 3


def test_statements_have_no_answers_to_surveys(records: Records) -> None:
    for table in ("statements", "all_statements"):
        sql = (
            f"SELECT count(*) FROM {table} WHERE verb = 'answered' "
            "AND success IS NULL AND scaled IS NULL"
        )
        assert database.query(records.connection, sql).rows == ((0,),)


def test_a_refused_answer_keeps_its_place_but_not_its_text(tmp_path: Any) -> None:
    from tests.xapi.asking import rows as asked
    from tests.xapi.example import GONE, statement, write
    from tests.xapi.generate import WORDS
    from xapi.intake import load_file
    from xapi.store import locked

    answered = {"id": WORDS["verbs"]["answered"]["id"]}
    wrong = {"verb": answered, "timestamp": "soon", "result": {"response": "5"}}
    path = write(
        tmp_path / "file",
        statement(**wrong),
        statement(timestamp="soon", result=GONE),
    )
    with locked(tmp_path / "records") as store:
        load_file(store, path, lambda done, count: None)
    found = asked(tmp_path / "records", "SELECT code, text IS NULL FROM quarantine")
    assert found == [("X307", True), ("X307", False)]
