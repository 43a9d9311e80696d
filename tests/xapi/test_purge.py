"""Purge: who is long gone goes, whoever has something before them stays."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.xapi.asking import rows
from tests.xapi.example import statement, write
from tests.xapi.generate import Statement
from xapi.cli import main
from xapi.intake import load_file
from xapi.rights.ageing import limit
from xapi.store import locked

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3y", date(2023, 3, 31)),
        ("1m", date(2026, 2, 28)),
        ("13m", date(2025, 2, 28)),
        ("25m", date(2024, 2, 29)),
        ("1095d", date(2023, 4, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_an_age_is_a_day(text: str, day: date) -> None:
    assert limit(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "3", "0y", "3 y", "9999y", "2026-04-01", "1w"])
def test_what_is_no_age_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"neither|to come|no records"):
        limit(text, TODAY)


def said(name: str, day: str, number: int = 0) -> Statement:
    account = {"homePage": "https://lms.example.org", "name": name}
    place = sum(map(ord, name)) * 10 + number
    return statement(
        id=f"{place:08}-0000-4000-8000-000000000000",
        actor={"account": account},
        timestamp=f"{day}T10:00:00Z",
        context__registration=f"{place:08}-1111-4000-8000-000000000000",
    )


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records of five people, with roster and decisions."""
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path / "old.ndjson",
        *(said(name, "2021-05-04") for name in ("p-old-1", "p-old-2", "p-held-3")),
        said("p-due-4", "2021-05-04"),
        said("p-new-5", "2021-05-04"),
        said("p-new-5", "2026-05-04", 1),
    )
    load(tmp_path / "old.ndjson")
    (tmp_path / "report.toml").write_text(
        'store = "records"\nroster = "roster.csv"\ndecisions = "decisions.csv"\n'
    )
    (tmp_path / "roster.csv").write_text(
        "token,course,court,referred_on,deadline\n"
        "p-old-1,js-101,north,2021-04-01,2021-08-01\n"
        "p-old-2,js-101,south,2021-04-01,2021-08-01\n"
        "p-held-3,js-101,south,2021-04-01,2021-08-01\n"
        "p-due-4,js-101,south,2021-04-01,2026-01-01\n"
    )
    (tmp_path / "decisions.csv").write_text(
        "token,course,decision,from_day,reason,author,decided_on\n"
        "p-held-3,js-101,hold,2021-05-05,At sea,Officer 2,2021-05-05\n"
    )
    return tmp_path


def load(path: Path) -> int:
    with locked(path.parent / "records") as store:
        loaded = load_file(store, path, lambda done, count: None)
    return loaded.left_out


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["purge", "--older-than", "3y", *arguments])


def people(office: Path) -> list[str]:
    found = rows(office / "records", "SELECT DISTINCT participant FROM all_statements")
    return sorted(name for (name,) in found)


def test_a_dry_run_counts_by_court_and_year_and_changes_nothing(office: Path) -> None:
    before = people(office)
    done = run("--dry-run", "--format", "csv")
    assert done.exit_code == 0, done.output
    lines = done.stdout.replace("\r", "").split()
    assert lines == ["court,year,people,statements", "north,2021,1,1", "south,2021,1,1"]
    assert people(office) == before


def test_who_is_long_gone_goes_and_stays_away(office: Path) -> None:
    done = run("--yes", "--with-roster")
    assert done.exit_code == 0, done.output
    assert people(office) == ["p-due-4", "p-held-3", "p-new-5"]
    assert "p-old" not in (office / "roster.csv").read_text()
    receipt = Path(done.stdout.splitlines()[-1]).read_text()
    assert "purged" in receipt and "p-old" not in receipt
    assert load(office / "old.ndjson") == 2
    assert people(office) == ["p-due-4", "p-held-3", "p-new-5"]


def test_who_begins_again_is_let_in_with_what_is_new(office: Path) -> None:
    assert run("--yes", "--court", "north").exit_code == 0
    again = write(
        office / "again.ndjson",
        said("p-old-1", "2021-05-05", 2),
        said("p-old-1", "2026-06-01", 3),
    )
    assert load(again) == 1
    found = "SELECT happened_at FROM statements WHERE participant = 'p-old-1'"
    assert [str(at)[:10] for (at,) in rows(office / "records", found)] == ["2026-06-01"]
    assert "p-old-2" in people(office), "of another court"
