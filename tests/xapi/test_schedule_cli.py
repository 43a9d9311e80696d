"""The command `schedule`: one person's calendar, or everybody's."""

from pathlib import Path

from click.testing import CliRunner, Result
from icalendar import Calendar

from tests.xapi.conftest import Records
from xapi.cli import main


def run(records: Records, *arguments: object) -> Result:
    given = ["--store", records.store.folder, "--roster", records.folder / "roster.csv"]
    said = ["schedule", *arguments, *given, "--as-of", "2026-03-20"]
    return CliRunner().invoke(main, [str(each) for each in said])


def test_the_command_writes_one_persons_calendar(
    records: Records, tmp_path: Path
) -> None:
    person = records.roster[0].participant
    done = run(records, "--participant", person, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    path = tmp_path / "learners" / f"{person}.ics"
    assert done.stdout == f"{path}\n"
    assert Calendar.from_ical(path.read_bytes())
    assert [each.name for each in tmp_path.iterdir()] == ["learners"]


def test_the_command_writes_everybodys_calendars(
    records: Records, tmp_path: Path
) -> None:
    done = run(records, "--out", tmp_path / "all", "--format", "csv")
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / 'all'}\n"), done.output
    assert (tmp_path / "all" / "everyone.csv").is_file()
    assert len(list((tmp_path / "all" / "officers").iterdir())) == 3


def test_a_token_that_the_roster_lacks_is_one_sentence(
    records: Records, tmp_path: Path
) -> None:
    done = run(records, "--participant", "p-nobody", "--out", tmp_path / "none")
    assert done.exit_code == 1
    assert done.stderr == "Error: p-nobody: the roster has no such token.\n"
    assert not (tmp_path / "none").exists()
