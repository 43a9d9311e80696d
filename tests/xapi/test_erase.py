"""Erase: somebody is gone from everything, and stays gone."""

import gzip
import json
from pathlib import Path
from typing import Any

from tests.xapi import cohort
from tests.xapi.asking import pulled, rows
from tests.xapi.bad_server import Lrs, Manners, served
from tests.xapi.example import statement, write
from tests.xapi.furnished import (
    HOME,
    erase,
    holding,
    load,
    marks_of,
    received,
    run,
    tokens,
)
from tests.xapi.generate import Statement
from xapi import output_files, raw
from xapi.database import Table
from xapi.store import opened


def registration(place: Path, token: str) -> str:
    sql = f"SELECT max(registration) FROM statements WHERE participant = '{token}'"
    return str(rows(place / "records", sql)[0][0])


def test_nothing_of_a_person_is_left_and_nothing_comes_back(place: Path) -> None:
    records, token = place / "records", tokens(place)[0]
    marks = marks_of(records, token)
    ((everybody,),) = received(records, "SELECT count(*) FROM {}")
    ((own,),) = received(
        records, f"SELECT count(*) FROM {{}} WHERE participant = '{token}'"
    )
    assert len(holding(records, marks)) > 1
    erase(token)
    assert holding(records, marks) == {}
    assert received(records, "SELECT count(*) FROM {}") == [(everybody - own,)]
    again = load(records, place / "statements.ndjson")
    assert (again.added, again.left_out) == (0, own)
    assert holding(records, marks) == {}
    assert not (records / "tmp").exists()


def test_rows_still_name_their_texts(place: Path) -> None:
    erase(tokens(place)[3], tokens(place)[5])
    erase(tokens(place)[7])
    records = place / "records"
    told = received(records, "SELECT statement_id, raw_file, raw_line FROM {}")
    texts = {name: list(raw.texts(records / name)) for name in {r[1] for r in told}}
    assert sum(map(len, texts.values())) == len(told) > 0
    for identifier, raw_file, raw_line in told:
        assert json.loads(texts[raw_file][raw_line - 1])["id"] == identifier


def test_exports_lose_rows_or_go_and_are_told_of(place: Path) -> None:
    token, other = tokens(place)[:2]
    exports = place / "reports"
    exports.mkdir()
    table = Table(("participant", "days"), ((token, 3), (other, 4)))
    for name in ("o.csv", "o.json", "o.parquet", "o.xlsx"):
        form = name.partition(".")[2]
        output_files.write(table, exports / name, form, title="Overdue")
    own = place / "records" / "timeline.csv"
    own.write_text(f"registration\n{registration(place, token)}\n")
    (exports / "letters.jsonl").write_text(
        "".join(json.dumps({"participant": x}) + "\n" for x in (token, other))
    )
    with gzip.open(exports / "old.ndjson.gz", "wt") as file:
        file.write(f'{{"token": "{token}"}}\n{{"token": "{other}"}}\n')
    (exports / "letters").mkdir()
    (exports / "letters" / f"{token}-w02.html").write_text("<p>about them")
    (exports / "letters" / "all.html").write_text(f"<p>{token}<p>{other}")
    (exports / "page.html").write_text(f"<p>{other}")
    (exports / "scan.pdf").write_bytes(b"%PDF-1.7 no words")
    marks = marks_of(place / "records", token)
    receipt = erase(token)
    assert holding(exports, marks) == holding(place / "records", marks) == {}
    kept = holding(exports, {other})
    assert {"o.csv", "o.json", "o.parquet", "letters.jsonl", "page.html"} <= {*kept}
    assert "old.ndjson.gz" in kept and "o.xlsx" not in kept
    text = receipt.read_text()
    for told in ("letters/all.html", "o.xlsx", "scan.pdf"):
        assert f"- {told}" in text


def test_roster_and_decisions_lose_their_lines_only_when_asked(place: Path) -> None:
    token = tokens(place)[0]
    before = (place / "roster.csv").read_bytes()
    receipt = erase(token)
    assert (place / "roster.csv").read_bytes() == before
    assert "--with-roster" in receipt.read_text()
    receipt = erase(token, "--with-roster")
    assert (place / "roster.csv").read_text().splitlines() == [
        line for line in before.decode().splitlines() if token not in line
    ]
    assert token not in (place / "decisions.csv").read_text()
    assert "--with-roster" not in receipt.read_text()
    assert "2  lines of roster" in receipt.read_text()


def test_the_receipt_names_nobody(place: Path) -> None:
    token = tokens(place)[2]
    marks = marks_of(place / "records", token)
    key = (place / "records" / "key").read_bytes().hex()
    text = erase(token).read_text()
    assert not [mark for mark in {*marks, key} if mark in text]
    gone = (opened(place / "records").files("gone"))[0].read_text().split()
    assert len(gone) >= 2 and not [line for line in gone if line in text]
    assert "statements" in text and "Backups" in text and "lms.example.org" in text


def test_whoever_speaks_of_a_person_is_no_way_back(tmp_path: Path) -> None:
    records, token = tmp_path / "records", "p-4hk7-9mzc-2xvt"

    def account(name: str) -> Statement:
        return {"objectType": "Agent", "account": {"homePage": HOME, "name": name}}

    kinds: list[dict[str, Any]] = [
        {"actor": account(token)},
        {"actor": account("x"), "context__instructor": account(token)},
        {"actor": account("x"), "object": account(token)},
        {"actor": account("x"), "object__id": f"{HOME}/of/{token}"},
        {"actor": account(f"{token}z")},
    ]
    said = [
        statement(id=f"{n:08}-0000-4000-8000-000000000000", **changes)
        for n, changes in enumerate(kinds)
    ]
    broken = statement(actor=account(token), result__success="yes")
    path = write(tmp_path / f"{token}.ndjson", *said, broken)
    load(records, path)
    done = run("erase", token, "--yes", "--store", str(records))
    assert done.exit_code == 0, done.output
    found = rows(records, "SELECT participant, origin FROM all_statements")
    assert found == [(f"{token}z", "erased")]
    assert rows(records, "SELECT count(*) FROM quarantine") == [(0,)]
    again = load(records, path)
    assert again.left_out == 4 and again.quarantined == 0


def test_names_that_were_not_opaque_are_found_by_what_they_were(
    tmp_path: Path,
) -> None:
    records = tmp_path / "records"
    mail = statement(actor={"mbox": "mailto:Jane@example.org"})
    named = statement(
        id="b0000000-0000-4000-8000-000000000000",
        actor={"account": {"homePage": HOME, "name": "Jane Doe"}},
    )
    path = write(tmp_path / "file", mail, named)
    load(records, path)
    listed = write(tmp_path / "who", "Jane@example.org", "Jane Doe")
    done = run(
        *("erase", "--from-file", str(listed), "--home", HOME, "--yes"),
        *("--store", str(records)),
    )
    assert done.exit_code == 0, done.output
    assert "janeschool.org/xapi/token: 2 accounts" in done.output
    assert rows(records, "SELECT * FROM all_statements") == []
    assert load(records, path).left_out == 2


def test_a_pull_does_not_bring_anybody_back(tmp_path: Path) -> None:
    records = tmp_path / "records"
    sent = [
        {**each, "stored": f"2026-03-{n % 28 + 1:02}T00:00:00Z"}
        for n, each in enumerate(next(iter(cohort.cohort(5, 1))).statements)
    ]
    token = sent[0]["actor"]["account"]["name"]
    with served(Manners(since="timestamp"), sent) as lrs:
        pulled(records, lrs.endpoint)
        marks = marks_of(records, token)
        assert run("erase", token, "--yes", "--store", str(records)).exit_code == 0
        _again(records, lrs)
    assert holding(records, marks) == {}


def _again(records: Path, lrs: Lrs) -> None:
    outcome, _ = pulled(records, lrs.endpoint)
    assert outcome.loaded.read == outcome.loaded.left_out > 0


def test_asking_first_says_how_much_there_is_and_changes_nothing(place: Path) -> None:
    before = opened(place / "records").listed
    done = run("erase", tokens(place)[0])
    assert done.exit_code == 2
    assert f"{HOME}: 1 account, " in done.output and "--yes" in done.output
    assert tokens(place)[0] not in done.output
    assert opened(place / "records").listed == before


def test_a_folder_without_records_is_not_made_into_one(tmp_path: Path) -> None:
    done = run("erase", "p-x", "--yes", "--store", str(tmp_path / "none"))
    assert done.exit_code == 1 and "holds no records yet" in done.output
    assert not (tmp_path / "none").exists()
