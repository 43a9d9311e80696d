"""Other engines give the rows that DuckDB gives, of the same SQL files.

They weigh over a gigabyte: they run with `make test ENGINES=1`, and always with CI=true.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.xapi import cases, cohort
from tests.xapi.conftest import AS_OF, Records, stored
from tests.xapi.example import write
from tests.xapi.generate import ROOT
from tests.xapi.scenarios import CASES
from xapi import database, engines, report
from xapi.asked import Asked
from xapi.cli import main
from xapi.columns import STATEMENTS
from xapi.database import Table
from xapi.decisions import Decision
from xapi.engines import Given
from xapi.engines.stage import COLUMNS
from xapi.engines.translate import tables, translated
from xapi.letters.register import Made
from xapi.reports import REPORTS
from xapi.roster import Entry, read_roster
from xapi.store import Store
from xapi.tables import DATED, VIEWS

#: people whose statements are over 200,000
MANY = 7_000
ON = os.environ.get("ENGINES", "") not in ("", "0") or os.environ.get("CI") == "true"
heavy = pytest.mark.skipif(not ON, reason="make test ENGINES=1 runs it")
#: a statement's columns that say where its text stands
_TEXT = {
    "origin",
    "origin_line",
    "raw_hash",
    "raw_file",
    "raw_line",
    "loaded_at",
    "content_hash",
}

Results = dict[str, Table]


@pytest.mark.parametrize("dialect", ["clickhouse", "spark"])
def test_every_file_has_words_in_every_dialect(dialect: str) -> None:
    made = [database.table_sql(name) for name in ("statements", *VIEWS, *DATED)]
    for sql in (*made, *map(report.sql, REPORTS)):
        assert ".*" not in translated(sql, dialect, COLUMNS)


def test_what_cannot_be_said_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be said in spark"):
        translated("SELECT FROM WHERE", "spark", COLUMNS)


def test_the_tables_of_a_report_are_those_that_it_does_not_make_itself() -> None:
    assert tables("WITH a AS (SELECT * FROM b) SELECT * FROM a JOIN c ON true") == {
        "b",
        "c",
    }


def test_an_engine_that_is_not_installed_is_said_in_words(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "chdb", None)
    asked = ("items", "--engine", "clickhouse", "--store", str(records.store.folder))
    told = CliRunner().invoke(main, asked)
    assert told.exit_code == 1
    assert "janeschool-scorm[engines]" in told.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--address", "http://localhost:8123"),
        ("--events", "xapi.xapi_events_all"),
        ("--engine", "spark", "--events", "xapi.xapi_events_all"),
    ],
)
def test_options_that_do_not_fit_are_a_wrong_command_line(
    wrong: tuple[str, ...],
) -> None:
    assert CliRunner().invoke(main, ["items", *wrong]).exit_code == 2


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, list[Entry], str]:
    """Return a store of 200,000 statements, its roster, and a participant."""
    folder = tmp_path_factory.mktemp("many")
    files = cohort.write(folder, 23, MANY)
    roster = read_roster(folder / "roster.csv")
    return stored(folder / "records", *files), roster, roster[0].participant


@pytest.fixture(scope="module")
def ours(many: tuple[Store, list[Entry], str]) -> Results:
    store, roster, participant = many
    with report.tables(store) as connection:
        counts = (
            database.query(connection, f"SELECT count(*) FROM {name}").rows[0][0]
            for name in ("statements", "surveys")
        )
        assert sum(counts) > 200_000
        return {
            name: _run(connection, name, _asked(name, participant), roster)
            for name in REPORTS
        }


def _run(
    connection: database.Connection, name: str, asked: Asked, roster: list[Entry]
) -> Table:
    database.give(connection, asked, roster, None, decided(roster), letters(roster))
    return report.settled(database.query(connection, report.sql(name)))


def decided(roster: list[Entry]) -> list[Decision]:
    """Return a decision of some kind on every third person."""
    days = (date(2026, 4, 1), date(2026, 5, 20))
    return [
        Decision(
            token=entry.participant,
            course=entry.course,
            enrolment=1,
            decision=("excused", "hold", "hold", "transferred", "terminated")[n % 5],
            what="check-in-week-01" if n % 5 == 0 else None,
            from_day=days[0] if n % 5 in (1, 2) else None,
            to_day=days[1] if n % 5 == 1 else None,
            reason="Away",
            author="Officer 1",
            decided_on=days[0],
        )
        for n, entry in enumerate(roster[::3])
    ]


def letters(roster: list[Entry]) -> list[Made]:
    """Return a letter to every second person, made before."""
    day = date(2026, 8, 1)
    return [
        Made(x.participant, x.course, 1, "course", "deadline", day, "notice", day)
        for x in roster[::2]
    ]


def _asked(name: str, participant: str) -> Asked:
    return Asked(as_of=AS_OF, participant=participant if name == "timeline" else None)


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 2e-6  # both are rounded to six places
    return type(one) is type(other) and bool(one == other)


@pytest.fixture
def quick_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Spark compile no code: for so few rows that is most of its time."""
    settings = (
        "spark.sql.codegen.wholeStage false",
        "spark.sql.codegen.factoryMode NO_CODEGEN",
        "spark.sql.adaptive.enabled false",
    )
    text = "\n".join(settings)
    (tmp_path / "spark-defaults.conf").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))


@heavy
@pytest.mark.xdist_group("engines")
@pytest.mark.usefixtures("quick_spark")
@pytest.mark.parametrize("engine", engines.NAMES)
def test_another_engine_gives_equal_rows(
    engine: str, many: tuple[Store, list[Entry], str], ours: Results
) -> None:
    store, roster, participant = many
    whole = [name for name in REPORTS if name != "timeline"]
    with engines.connected(engine, None) as other:
        more = (decided(roster), letters(roster))
        given = Given(None, Asked(as_of=AS_OF), roster, *more)
        found = engines.run(other, store, whole, given)
        asked = _asked("timeline", participant)
        found |= engines.run(other, store, ["timeline"], Given(None, asked, roster))
    for name, table in found.items():
        assert table.columns == ours[name].columns, name
        assert len(table.rows) == len(ours[name].rows) > 0, name
        for row, expected in zip(table.rows, ours[name].rows, strict=True):
            assert all(map(_equal, row, expected)), (name, row, expected)


@heavy
@pytest.mark.xdist_group("engines")
@pytest.mark.usefixtures("quick_spark")
@pytest.mark.parametrize("engine", engines.NAMES)
def test_every_case_stands_alike_on_another_engine(engine: str, tmp_path: Path) -> None:
    said = [x for name, case in CASES.items() for x in cases.statements(name, case)]
    path = write(tmp_path / "statements.ndjson", *said)
    store = stored(tmp_path / "records", *cases.catalogues(tmp_path), path)
    roster = [x for name, case in CASES.items() for x in cases.roster(name, case)]
    decisions = [x for name, case in CASES.items() for x in cases.decisions(name, case)]
    asked = Asked(as_of=date(2026, 3, 20))
    expected = report.run(store, "overdue", None, asked, roster, decisions)
    with engines.connected(engine, None) as other:
        given = Given(None, asked, roster, decisions)
        assert engines.run(other, store, ["overdue"], given)["overdue"] == expected


@pytest.fixture(scope="module")
def server(records: Records) -> Iterator[str]:
    """Give the address of ClickHouse's engine behind HTTP, with Ralph's table in it."""
    command = [sys.executable, "-m", "tests.xapi.clickhouse_server"]
    statements = records.folder / "statements.ndjson"
    process = subprocess.Popen(
        [*command, str(statements)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process, process.stdout:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.kill()


@heavy
@pytest.mark.xdist_group("engines")
def test_a_server_is_staged_once_and_answers_as_duckdb(
    records: Records, server: str
) -> None:
    expected = records.table("dropoff")
    given = Given(None, Asked(as_of=AS_OF), records.roster)
    for _ in range(2):
        with engines.connected("clickhouse", f"{server}/reports") as engine:
            found = engines.run(engine, records.store, ["dropoff"], given)
            (count,) = engine.query("SELECT count(*) FROM all_statements")
        assert found["dropoff"] == expected
        names = "SELECT count(*) FROM all_statements"
        assert list(count) == list(database.query(records.connection, names).rows[0])


@heavy
@pytest.mark.xdist_group("engines")
def test_ralphs_table_is_read_as_the_intake_reads_the_same_statements(
    records: Records, server: str
) -> None:
    names = [column.name for column in STATEMENTS if column.name not in _TEXT]
    given = Given(
        None, Asked(as_of=AS_OF), records.roster, events="xapi.xapi_events_all"
    )
    select = f"SELECT {', '.join(names)} FROM all_statements ORDER BY statement_id"
    with engines.connected("clickhouse", f"{server}/reports") as engine:
        found = engines.run(engine, records.store, ["items", "completions"], given)
        rows = engine.query(select)
    expected = database.query(records.connection, select)
    assert [list(map(_plain, row)) for row in rows] == [
        list(map(_plain, row)) for row in expected.rows
    ]
    assert found["items"] == records.table("items")
    assert found["completions"] == records.table("completions")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="microseconds")
    return round(value, 9) if isinstance(value, float) else value


@heavy
@pytest.mark.xdist_group("engines")
def test_a_server_that_refuses_is_quoted_in_one_sentence(
    records: Records, server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password wrong\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    asked = ("items", "--engine", "clickhouse", "--address", f"{server}/reports")
    told = CliRunner().invoke(main, [*asked, "--store", str(records.store.folder)])
    assert told.exit_code == 1
    assert (
        "127.0.0.1 says: Code: 516. DB::Exception: Authentication failed" in told.stderr
    )


@pytest.mark.skipif(os.environ.get("CI") != "true", reason="is for CI")
def test_in_ci_the_engines_are_there() -> None:
    assert importlib.util.find_spec("chdb")
    assert importlib.util.find_spec("pyspark")


def test_a_spark_address_begins_with_sc() -> None:
    asked = ("items", "--engine", "spark", "--address", "http://localhost")
    told = CliRunner().invoke(main, asked)
    assert told.exit_code == 1
