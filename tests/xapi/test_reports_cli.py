"""The reports' commands: forms, files, limits, and wrong command lines in words."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.xapi.conftest import AS_OF, Records
from xapi import database
from xapi.cli import main


def run(records: Records, *arguments: str) -> Result:
    roster = str(records.folder / "roster.csv")
    given = ("--store", str(records.store.folder), "--roster", roster)
    return CliRunner().invoke(main, [*arguments, *given, "--as-of", str(AS_OF)])


def test_forms_agree_and_files_are_named(records: Records, tmp_path: Path) -> None:
    told = run(records, "dropoff", "--format", "json")
    assert told.exit_code == 0, told.output
    expected = json.loads(told.stdout)
    path = tmp_path / "dropoff.csv"
    written = run(records, "dropoff", "--out", str(path), "--bom")
    assert (written.exit_code, written.stdout) == (0, "")
    assert written.stderr == f"Written: {path}\n"
    cells = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert [row["lesson"] for row in cells] == [row["lesson"] for row in expected]
    assert [float(row["stopped_share"]) for row in cells] == [
        row["stopped_share"] for row in expected
    ]


def test_a_limit_of_the_command_line_reaches_the_report(records: Records) -> None:
    told = run(
        records,
        "completions",
        "--agency",
        "river-court",
        "--from",
        "2026-04-01",
        "--format",
        "json",
    )
    rows = json.loads(told.stdout)
    assert {row["agency"] for row in rows} == {"river-court"}
    assert all(row["month"] >= "2026-04-01" for row in rows)


def test_without_a_roster_overdue_says_what_is_missing(records: Records) -> None:
    asked = ["overdue", "--store", str(records.store.folder)]
    told = CliRunner().invoke(main, asked)
    assert told.exit_code == 0
    assert "No roster is given" in told.stderr


WRONG = {
    "a timeline of nobody": ("timeline",),
    "persons are not shared": ("overdue", "--share"),
    "a workbook on the screen": ("items", "--format", "xlsx"),
    "a mark without csv": ("items", "--bom"),
    "a name that says no form": ("items", "--out", "items.doc"),
    "a day in another form": ("items", "--from", "31.03.2026"),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_a_wrong_command_line_is_told_and_nothing_is_written(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run(records, *WRONG[name])
    assert told.exit_code == 2
    assert told.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_sentence(
    records: Records, tmp_path: Path
) -> None:
    told = run(records, "items", "--out", str(tmp_path / "none" / "items.csv"))
    assert told.exit_code == 1
    assert "No such file or directory" in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_the_database_draws_nothing_among_the_results(records: Records) -> None:
    asked = "SELECT current_setting('enable_progress_bar')"
    assert database.query(records.connection, asked).rows == ((False,),)


@pytest.mark.parametrize("day", ["02/03/2026", "2026-02-30", "%d", "yesterday"])
def test_a_day_that_is_none_is_told_in_words(records: Records, day: str) -> None:
    told = run(records, "items", "--from", day)
    assert told.exit_code == 2 and "%Y" not in told.stderr
    assert f"'{day}' is not a day such as 2026-03-31." in told.stderr
