"""The roster's commands: what they print, where names go, and what asks for a look."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.xapi.conftest import Records
from xapi.cli import main
from xapi.roster import read_roster

SETTINGS = """
roster = "roster.csv"
decisions = "decisions.csv"
key = "secure/cases.csv"
[[court]]
id = "district-1"
name = "District Court 1"
"""
LIST = "Case No,Name,Court\n2026-CR-1,Example Person 1,District Court 1\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an officer's folder with settings, and be in it."""
    (tmp_path / "report.toml").write_text(SETTINGS)
    (tmp_path / "secure").mkdir()
    (tmp_path / "list.csv").write_text(LIST)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(main, ["roster", *arguments])
    assert "Person" not in done.output
    assert "CR-1" not in done.output
    return done


def test_new_tokens_are_printed_and_stand_in_the_roster(desk: Path) -> None:
    said = ("--course", "js-101", "--court", "district-1", "--deadline", "2026-06-01")
    done = run("new", "--count", "3", *said)
    assert done.exit_code == 0, done.output
    tokens = done.stdout.split()
    assert [x.participant for x in read_roster(desk / "roster.csv")] == tokens
    assert json.loads(run("new", *said, "--json").stdout)[0].startswith("p-")
    assert len(read_roster(desk / "roster.csv")) == 4


WRONG = {
    ("new",): (2, "name the course with --course"),
    ("new", "--course", "x", "--court", "distrct-1"): (1, "mean 'district-1'?"),
    ("new", "--count", "2", "--cases", "list.csv"): (2, "not both"),
    ("import", "list.csv", "--column", "x"): (2, "HEADING=NAME"),
    ("import", "list.csv"): (1, "list.csv:2: course is empty."),
    ("import", "none.csv"): (2, "does not exist"),
    ("status",): (1, "roster.csv: No such file"),
}


@pytest.mark.parametrize("arguments", list(WRONG))
def test_a_wrong_command_line_writes_nothing(
    desk: Path, arguments: tuple[str, ...]
) -> None:
    before = sorted(desk.rglob("*"))
    done = run(*arguments)
    code, told = WRONG[arguments]
    assert (done.exit_code, told in done.stderr) == (code, True), done.output
    assert sorted(desk.rglob("*")) == before


def test_a_dry_run_says_what_would_be_and_writes_nothing(desk: Path) -> None:
    before = sorted(desk.rglob("*"))
    done = run("import", "list.csv", "--course", "js-101", "--dry-run", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == [{"line": 2, "token": None, "what": "new token"}]
    assert done.stderr.splitlines() == [
        "Would be written: secure/cases.csv",
        "Would be written: roster.csv",
    ]
    assert sorted(desk.rglob("*")) == before


@pytest.mark.parametrize(
    "command", [("import", "list.csv"), ("new", "--cases", "list.csv")]
)
def test_a_list_gives_tokens_by_line(desk: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "--course", "js-101", "--json")
    assert done.exit_code == 0, done.output
    (row,) = json.loads(done.stdout)
    (entry,) = read_roster(desk / "roster.csv")
    assert row == {"line": 2, "token": entry.participant, "what": "new token"}
    (case,) = csv.DictReader((desk / "secure/cases.csv").read_text().splitlines())
    assert case["name"] == "Example Person 1"


def findings(desk: Path, *arguments: str) -> dict[str, Any]:
    done = run("status", "--json", "--as-of", "2026-06-10", *arguments)
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    return {**said, "about": {x["about"]: x for x in said["findings"]}}


def test_a_folder_of_the_key_file_that_is_missing_is_named(desk: Path) -> None:
    (desk / "secure").rmdir()
    done = run("import", "list.csv", "--course", "js-101")
    assert done.exit_code == 1 and ".new" not in done.stderr
    assert "there is no folder" in done.stderr and "secure: make it" in done.stderr
    assert not (desk / "roster.csv").exists()


def test_status_counts_by_court_and_course(desk: Path) -> None:
    (desk / "roster.csv").write_text(
        "token,course,court,referred_on,deadline\n"
        "p-1,js-101,district-1,2026-03-01,2026-06-09\n"
        "p-2,js-101,district-1,,2026-06-24\n"
        "p-3,js-101,district-1,2026-03-01,2026-06-25\n"
        "p-4,js-101,,2026-03-01,\n"
    )
    (desk / "decisions.csv").write_text(
        "token,course,decision,what,from_day,to_day,reason,author,decided_on\n"
        "p-1,js-101,hold,,2026-06-01,,At sea,Officer 2,2026-05-28\n"
        "p-2,js-101,hold,,2026-06-01,2026-06-09,At sea,Officer 2,2026-05-28\n"
        "p-3,js-101,transferred,,,,Moved,Officer 2,2026-06-10\n"
        "p-9,js-101,transferred,,,,Moved,Officer 2,2026-06-10\n"
    )
    found = findings(desk)
    assert [list(row.values()) for row in found["courts"]] == [
        [None, "js-101", 1, 0, 0, 0, 1, 0, 0, 0],
        ["district-1", "js-101", 3, 1, 1, 1, 0, 1, 1, 0],
    ]
    assert found["about"]["decision"]["text"] == (
        "decisions.csv:5: the roster has no such token, course and enrolment."
    )
    assert "no-records" in found["about"]
    assert "key-file-missing" in found["about"]


def test_status_tells_how_the_key_file_is_kept(desk: Path) -> None:
    run("import", "list.csv", "--course", "js-101")
    run("new", "--course", "js-101")
    found = findings(desk)["about"]
    assert found["key-file-kept"]["text"] == "Cases in the key file: 1 (mode 0600)"
    assert found["not-in-key-file"]["text"] == "In the roster, not in the key file: 1"
    (desk / "secure/cases.csv").chmod(0o644)
    assert "run chmod 600" in findings(desk)["about"]["key-file"]["text"]


def test_status_finds_who_is_missing_where_and_who_is_mistyped(
    desk: Path, records: Records
) -> None:
    """The roster has everybody but one, whose token an officer took down wrongly."""
    listed, *others = sorted({x.participant for x in records.roster})
    wrong = f"{listed[:-2]}{listed[-1]}{listed[-2]}"
    tokens = [wrong, *(x for x in others if x != listed)]
    lines = "".join(f"{token},js-101,district-1\n" for token in tokens)
    (desk / "roster.csv").write_text(f"token,course,court\n{lines}")
    (desk / "decisions.csv").write_text(
        "token,course,decision,what,reason,author,decided_on\n"
        f"{wrong},js-101,excused,w99,Ill,Officer 2,2026-06-01\n"
        f"{wrong},js-101,excused,w02,Ill,Officer 2,2026-06-01\n"
    )
    found = findings(desk, "--store", str(records.store.folder))["about"]
    assert found["not-in-roster"]["tokens"] == [listed]
    assert found["no-records-of"]["tokens"] == sorted(["p-never-came", wrong])
    assert found["mistyped"]["tokens"] == [listed, wrong]
    assert found["decision"]["text"].startswith(
        "decisions.csv:2: the course js-101 has"
    )


def test_status_names_tokens_and_officers_that_nobody_knows(
    desk: Path, records: Records
) -> None:
    with (desk / "report.toml").open("a") as file:
        file.write('[[officer]]\nid = "officer-2"\nname = "R. Example"\n')
    (desk / "roster.csv").write_text(
        "token,course,officer\np-1,js-101,oficer-2\np-2,js-102,officer-2\n"
    )
    done = run("status", "--store", str(records.store.folder))
    assert done.exit_code == 0, done.output
    told = done.stdout.splitlines()
    people = len({x.participant for x in records.roster}) - 1
    (strange,) = [line for line in told if line.startswith("In the records, not in")]
    assert strange.endswith(f" and {people - 10} more")
    assert strange.count("p-") == 10
    assert "In the roster, without records: 2: p-1, p-2" in told
    assert "No catalogue is loaded of: js-102." in told
    assert "report.toml has no officer 'oficer-2': did you mean 'officer-2'?" in told


def test_an_empty_roster_is_said_in_words(desk: Path) -> None:
    (desk / "roster.csv").write_text("token,course\n")
    done = run("status")
    assert done.exit_code == 0, done.output
    assert "The roster names nobody." in done.stdout
