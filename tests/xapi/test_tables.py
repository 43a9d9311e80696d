"""The public tables: columns of the contract, facts, catalogues, and SQL that only reads."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.xapi.example import EXAMPLE, GONE, statement, write
from tests.xapi.generate import ROOT, WORDS, Statement
from xapi import database, dictionary
from xapi.catalogue import of_edition, read_catalogue, register
from xapi.cli import main
from xapi.intake import load_file
from xapi.problems import RecordsError
from xapi.report import tables
from xapi.store import locked, opened
from xapi.tables import PUBLIC, with_local

EDITION = {"agency": "default", "course_version": "1.0.0", "language": "en"}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course, built as its author builds it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "janeschool_scorm", "build", "js-000"]
    options = ["--target", "cmi5", "--language", "en", "--dist", str(folder)]
    subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
    return folder / "js-000" / "1.0.0"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "records"


def said(verb: str, item: str, kind: str, number: int, **more: Any) -> Statement:
    """A statement of a person at minute `number` of a session in js-000."""
    place = WORDS["activity_base"] + ("js-000/" + item if item else "js-000")
    ours = {
        "agency": "default",
        "package": more.pop("package", "0" * 16),
        "session": "s",
    }
    ours |= {"schema": 1, **more.pop("context", {})}
    return statement(
        id=f"c0000000-0000-4000-8000-{number:012}",
        verb={"id": WORDS["verbs"][verb]["id"]},
        object={
            "id": place,
            "definition": {"type": WORDS["activity_types"][kind]["id"]},
        },
        result=_result(more) if more else {},
        context={
            "registration": more.pop(
                "registration", "1" * 8 + "-1111-4111-8111-" + "1" * 12
            ),
            "revision": "1.0.0",
            "language": "en",
            "extensions": _ids(ours),
        },
        timestamp=f"2026-07-01T{12 + number // 60}:{number % 60:02}:00Z",
        stored=GONE,
    )


def _result(more: dict[str, Any]) -> dict[str, Any]:
    names = ("score", "success", "completion", "response", "duration")
    ours = {"active-seconds": more["active"]} if "active" in more else {}
    found = {name: more[name] for name in names if name in more}
    return {**found, "extensions": _ids(ours)} if ours else found


def _ids(words: dict[str, Any]) -> dict[str, Any]:
    return {WORDS["extensions"][word]["id"]: value for word, value in words.items()}


#: a person who fails the check, passes it, and whose first session was killed
LIFE = (
    said("initialized", "", "course", 0),
    said("experienced", "m1-l1", "lesson", 1, active=0),
    said("answered", "m1-q1", "question", 2, success=False, response="a"),
    said("answered", "m1-q1", "question", 3, success=True, context={"attempt": 2}),
    said("answered", "m1-v1-calm", "question", 4, response="2"),
    said("completed", "m1-l1", "lesson", 5, completion=True, active=200.5),
    said("initialized", "", "course", 60, context={"session": "t"}),
    said("completed", "m1-l1", "lesson", 61, completion=True, active=180),
    said("completed", "m1-l2", "lesson", 62, completion=True, active=100),
    said("failed", "check", "check", 63, success=False, score={"scaled": 0.4}),
    said("passed", "check", "check", 64, success=True, score={"scaled": 0.839}, context={"attempt": 2}),
    said("completed", "", "course", 65, completion=True),
    said("passed", "", "course", 66, success=True),
    said("terminated", "", "course", 67, duration="PT420S", active=90, context={"session": "t"}),
    said("completed", "check-in-week-01", "check-in", 68, completion=True),
)  # fmt: skip


def fill(folder: Path, *paths: Path) -> None:
    with locked(folder) as store:
        for path in paths:
            found = read_catalogue(path)
            if found is None:
                load_file(store, path, lambda done, count: None)
            else:
                register(store, path, found)


def ask(folder: Path, sql: str, zone: str | None = None) -> list[dict[str, Any]]:
    with tables(opened(folder), zone) as connection:
        found = database.query(connection, sql)
    return found.named()


def test_each_table_has_the_columns_of_the_contract(records: Path) -> None:
    fill(records, EXAMPLE)
    with tables(opened(records)) as connection:
        for table in PUBLIC:
            found = database.query(connection, f"DESCRIBE {table.name}").rows
            wanted = [(each.name, each.type) for each in with_local(table.columns)]
            assert [row[:2] for row in found] == wanted, table.name


def test_the_dictionary_is_up_to_date() -> None:
    """`janeschool-report dictionary --format markdown` writes it."""
    kept = (ROOT / "docs/data-dictionary.md").read_text(encoding="utf-8")
    assert kept == dictionary.as_markdown()


def test_a_person_is_one_attempt_with_its_facts(tmp_path: Path, records: Path) -> None:
    fill(records, write(tmp_path / "life", *LIFE))
    (attempt,) = ask(records, "FROM attempts", "America/Chicago")
    wanted = {
        "status": "passed",
        "unit": "",
        "attempt": 1,
        "score_percent": 83,
        "check_tries": 2,
        "sessions": 2,
        "lessons_opened": 2,
        "lessons_completed": 2,
        "answers": 2,
        "active_s": 300.5,
        "active_from": "lessons",
        "lms_s": None,
        "trust": "high",
        "statement_id": LIFE[12]["id"],
        "origin": "life",
        "zone": "America/Chicago",
    }
    assert {name: attempt[name] for name in wanted} == wanted
    assert str(attempt["started_at"]) == "2026-07-01 12:00:00"
    assert str(attempt["started_local"]) == "2026-07-01 07:00:00"
    assert str(attempt["passed_at"]) == "2026-07-01 13:06:00"


def test_lessons_answers_surveys_and_sessions_stand_apart(
    tmp_path: Path, records: Path
) -> None:
    fill(records, write(tmp_path / "life", *LIFE))
    lessons = ask(records, "SELECT lesson, status, active_s FROM lessons ORDER BY 1")
    assert [tuple(row.values()) for row in lessons] == [
        ("m1-l1", "completed", 200.5),
        ("m1-l2", "completed", 100.0),
    ]
    answers = ask(records, "SELECT item, attempt, correct FROM answers ORDER BY 2")
    assert [tuple(row.values()) for row in answers] == [
        ("m1-q1", 1, False),
        ("m1-q1", 2, True),
    ]
    assert ask(records, "SELECT item, response FROM surveys") == [
        {"item": "m1-v1-calm", "response": "2"}
    ]
    sessions = ask(records, "SELECT session, status, active_s FROM sessions ORDER BY 1")
    assert [tuple(row.values()) for row in sessions] == [
        ("s", "open", None),
        ("t", "ended", 90.0),
    ]
    assert ask(records, "SELECT checkin, week FROM checkins") == [
        {"checkin": "check-in-week-01", "week": None}
    ]
    (person,) = ask(records, "SELECT statements, courses FROM participants")
    assert (person["statements"], person["courses"]) == (len(LIFE) - 1, 1)


def test_what_happened_in_an_earlier_session_keeps_its_time(
    tmp_path: Path, records: Path
) -> None:
    late = said("answered", "m1-q1", "question", 9, success=True)
    late["context"]["extensions"] |= _ids({"happened": "2026-06-30T10:00:00.5Z"})
    fill(records, write(tmp_path / "late", late))
    (row,) = ask(records, "SELECT happened_at FROM statements")
    assert str(row["happened_at"]) == "2026-06-30 10:00:00.500000"


def test_nothing_of_low_trust_proves_completion(tmp_path: Path, records: Path) -> None:
    low = said("completed", "", "course", 1, completion=True, context={"trust": "low"})
    fill(records, write(tmp_path / "low", low))
    (row,) = ask(records, "SELECT status, trust FROM attempts")
    assert row == {"status": "incomplete", "trust": "low"}


@pytest.mark.parametrize("first", ["catalogue", "records"])
def test_a_catalogue_says_module_week_and_zone_in_any_order(
    tmp_path: Path, records: Path, dist: Path, first: str
) -> None:
    catalogue = dist / "catalog-default.json"
    fingerprint = json.loads(catalogue.read_text())["bundles"][0]["fingerprint"]
    life = [said("initialized", "", "course", 0, package=fingerprint), *LIFE[1:]]
    paths = [write(tmp_path / "life", *life), catalogue]
    fill(records, *(paths if first == "records" else reversed(paths)))
    (lesson, _) = ask(records, "SELECT module, zone FROM lessons")
    assert lesson == {"module": "m1", "zone": "America/Chicago"}
    (answer, _) = ask(records, "SELECT module, lesson FROM answers")
    assert answer == {"module": "m1", "lesson": "m1-l1"}
    assert ask(records, "SELECT week FROM checkins") == [{"week": 1}]
    (package,) = ask(records, "SELECT package, target FROM packages")
    assert package == {"package": fingerprint, "target": "cmi5"}
    kinds = ask(records, "SELECT kind FROM sources ORDER BY kind")
    assert [row["kind"] for row in kinds] == ["catalogue", "statements"]


def test_a_catalogue_is_registered_once_and_a_later_one_leads(
    tmp_path: Path, records: Path, dist: Path
) -> None:
    path = dist / "catalog-default.json"
    changed = json.loads(path.read_text())
    changed["modules"][0]["lessons"] = changed["modules"][0]["lessons"][:1]
    changed["bundles"][0]["fingerprint"] = "f" * 16
    later = tmp_path / "catalog-default.json"
    later.write_text(json.dumps(changed))
    fill(records, path, path, dist / "catalog-default-keys.json")
    keys, items = "SELECT item FROM course_keys", "SELECT item FROM course_items"
    assert len(ask(records, keys)) > 5
    many = len(ask(records, items))
    fill(records, later)
    assert len(opened(records).loads) == 3
    assert 0 < len(ask(records, items)) < many
    assert len(ask(records, "FROM packages")) == 2, "packages stay in the field"
    store = opened(records)
    assert of_edition(store, "js-000", agency="default") == changed
    assert of_edition(store, "js-000", version="2.0.0") is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": 9}, "update janeschool-scorm"),
        ({"modules": [{}]}, "build the course"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_a_sentence(
    tmp_path: Path, records: Path, dist: Path, change: dict[str, Any], words: str
) -> None:
    found = json.loads((dist / "catalog-default.json").read_text())
    path = tmp_path / "catalog.json"
    path.write_text(json.dumps({**found, **change}))
    with pytest.raises(RecordsError, match=words):
        fill(records, path)


def run(records: Path, *arguments: str, text: str = "") -> Result:
    command = [*arguments, "--store", str(records)]
    return CliRunner().invoke(main, command, input=text)


def test_sql_answers_in_each_form(records: Path, tmp_path: Path) -> None:
    fill(records, EXAMPLE)
    query = "SELECT status, count(*) AS n FROM attempts GROUP BY status ORDER BY 1"
    counts = json.loads(run(records, "sql", query, "--format", "json").stdout)
    assert counts == [{"status": "incomplete", "n": 7}, {"status": "passed", "n": 5}]
    (tmp_path / "question.sql").write_text(query)
    from_file = run(records, "sql", "--file", str(tmp_path / "question.sql"))
    assert "incomplete" in from_file.stdout
    several = run(
        records,
        "sql",
        "--format",
        "csv",
        text="SELECT 1 AS a;\nnope;\nSELECT\n2 AS b;\n",
    )
    assert several.stdout.split() == ["a", "1", "b", "2"]
    assert "the database says" in several.stderr


REFUSED = (
    "DELETE FROM statements",
    "COPY (SELECT 1) TO '/tmp/x.csv'",
    "SELECT 1; SELECT 2",
    "ATTACH '/tmp/x.db'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('{records}/key')",
    "SELECT * FROM glob('/*')",
    "SET enable_external_access = true",
    "SELECT nothing FROM nowhere",
)


@pytest.mark.parametrize("query", REFUSED)
def test_sql_changes_nothing_and_reads_no_other_file(records: Path, query: str) -> None:
    fill(records, EXAMPLE)
    done = run(records, "sql", query.format(records=records))
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert done.stdout == ""


def test_the_dictionary_shows_one_table_or_says_that_there_is_none() -> None:
    shown = CliRunner().invoke(main, ["dictionary", "lessons", "--format", "json"])
    rows = json.loads(shown.stdout)
    assert {row["table"] for row in rows} == {"lessons"}
    active = next(row for row in rows if row["column"] == "active_s")
    assert active["unit"] == "seconds"
    assert CliRunner().invoke(main, ["dictionary", "lesson"]).exit_code == 2


def test_the_notebook_runs_from_top_to_bottom(
    tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(records, EXAMPLE)
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((ROOT / "docs/notebook.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert names["ended"].to_numpy().sum() == 12
    assert set(names["minutes"].index) == {"m1-l1", "m1-l2", "m2-l1", "m2-l2"}
    assert (names["items"].n >= 5).all()
    assert len(names["items"]) > 0
