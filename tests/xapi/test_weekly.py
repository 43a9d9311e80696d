"""The officer's round: one folder, whole; what fails is one sentence on its first page."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import html

from tests.xapi import cohort
from tests.xapi.bad_server import PASSWORD, USER, Manners, Reply, served
from xapi import http
from xapi.cli import main
from xapi.credentials import PASSWORD as PASSWORD_NAME
from xapi.credentials import USER as USER_NAME
from xapi.decisions import read_decisions
from xapi.weekly import folder, set_up

DAY, NEXT = "2026-09-07", "2026-09-14"
NOWHERE = "http://127.0.0.1:9/xapi/"
FIRST = "READ-ME-FIRST.html"
SETTINGS = """
store = "records"
roster = "roster.csv"
exports = "out"
[agency]
name = "River County <Probation>"
phone = "555-0100"
language = "{language}"
[weekly]
inbox = "inbox"
keep_weeks = 2
{more}
"""


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No waiting, and no credentials or settings of the machine."""
    patience = http.Patience(pauses=(0.0,))
    monkeypatch.setattr(http, "Patience", lambda: patience)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Catalogues, statements and the roster of a few people: nobody may change it."""
    made = tmp_path_factory.mktemp("desk")
    cohort.write(made, 5, 8)
    return made


@pytest.fixture
def place(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An officer's folder; the statements are not in it."""
    (tmp_path / "inbox").mkdir()
    for path in desk.glob("catalog-*.json"):
        shutil.copy(path, tmp_path / "inbox")
    shutil.copy(desk / "roster.csv", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(place: Path, *sources: str, language: str = "en", more: str = "") -> None:
    named = "".join(f'[[source]]\nurl = "{url}"\n' for url in sources)
    text = SETTINGS.format(language=language, more=more + named)
    (place / "report.toml").write_text(text, encoding="utf-8")


def statements(desk: Path) -> list[Any]:
    text = (desk / "statements.ndjson").read_text(encoding="utf-8")
    found = [json.loads(line) for line in text.splitlines()]
    return [{**each, "stored": each["timestamp"]} for each in found]


def weekly(day: str = DAY, *more: str, password: str = PASSWORD) -> Result:
    known = {USER_NAME: USER, PASSWORD_NAME: password}
    return CliRunner().invoke(main, ["weekly", "--as-of", day, *more], env=known)


def read(place: Path, day: str = DAY) -> str:
    page = html.parse(place / "out/weekly" / day / FIRST).getroot()
    return re.sub(r"\s+", " ", page.text_content())


def modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}


def test_one_command_does_the_round_and_a_second_one_the_same(
    desk: Path, place: Path
) -> None:
    with served(Manners(), statements(desk)) as lrs:
        settings(place, lrs.endpoint)
        done = weekly()
        assert done.exit_code == 0, done.output
        made = place / "out/weekly" / DAY
        names = {path.name for path in made.iterdir()}
        assert names == {
            FIRST,
            "overdue.xlsx",
            "letters",
            "calendars",
            "dashboard.html",
        }
        assert done.stdout == f"out/weekly/{DAY}/{FIRST}\n"
        text = read(place)
        assert "What did not work" not in text
        assert "Print all letters" in text
        assert "River County <Probation>" in text
        before = {x: x.read_bytes() for x in made.rglob("*.html")}
        again = weekly()
        assert again.exit_code == 0, again.output
        letters = {x for x in before if x.parent.name == "letters"}
        assert letters and all(x.read_bytes() == before[x] for x in letters)
        _every_link_leads_somewhere(made)
        settings(place, lrs.endpoint, language="es")
        later = weekly(NEXT)
        assert later.exit_code == 0, later.output
    assert "Qué hacer hoy" in read(place, NEXT)
    start = (place / "out/weekly/START-HERE.html").read_text(encoding="utf-8")
    assert start.index(f"{NEXT}/{FIRST}") < start.index(f"{DAY}/{FIRST}")
    assert modes(place / "out") == {0o600}


def _every_link_leads_somewhere(made: Path) -> None:
    links = [link for *_, link, _ in html.parse(made / FIRST).getroot().iterlinks()]
    assert len(links) > 5
    assert all((made / link).exists() for link in links)


def test_a_server_that_fails_is_one_sentence_and_the_rest_is_there(
    desk: Path, place: Path
) -> None:
    shutil.copy(desk / "statements.ndjson", place / "inbox")
    broken = Manners(every=Reply(500))
    with served(broken) as ill, served(Manners()) as strange:
        settings(place, NOWHERE, ill.endpoint, strange.endpoint)
        done = weekly(password="wrong-secret")
    assert done.exit_code == 1, done.output
    text = read(place)
    assert text.count("Fetching from") == 3
    for sentence in ("accepts no connection", "500", "401"):
        assert sentence in text
    assert "inbox/statements.ndjson" in text and "delete them" in text
    assert (place / "out/weekly" / DAY / "overdue.xlsx").exists()
    whole = b"".join(x.read_bytes() for x in place.rglob("*") if x.is_file())
    assert b"wrong-secret" not in whole


def _roster(place: Path) -> None:
    with (place / "roster.csv").open("a", encoding="utf-8") as file:
        file.write("p-new,js-101,,,,31.12.2026\n")


def _settings(place: Path) -> None:
    (place / "report.toml").write_text('sotre = "records"\n')


def _nobody(place: Path) -> None:
    (place / "roster.csv").unlink()
    settings(place, more="")
    text = (place / "report.toml").read_text().replace('roster = "roster.csv"\n', "")
    (place / "report.toml").write_text(text)


def _inbox(place: Path) -> None:
    (place / "inbox/holiday.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a table")
    (place / "out").mkdir()
    (place / "out/letters.jsonl").write_text("no line of it\n")


WRONG = {
    "a day in another form": (_roster, "Your lists: roster.csv:"),
    "a word that report.toml does not know": (_settings, "knows no 'sotre'"),
    "no roster": (_nobody, "the roster names nobody"),
    "a picture in the inbox": (_inbox, "Reading holiday.jpg:"),
    "a register that is none": (_inbox, "letters.jsonl:1"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_at_the_desk_is_one_sentence_too(place: Path, name: str) -> None:
    settings(place)
    change, sentence = WRONG[name]
    change(place)
    done = weekly()
    assert done.exit_code == 1, done.output
    if change is _settings:
        text = (place / "reports/weekly" / DAY / FIRST).read_text(encoding="utf-8")
        assert "knows no &#39;sotre&#39;" in text
        return
    assert sentence in read(place)
    assert "Traceback" not in done.output


def test_before_any_record_came_the_page_says_so(place: Path) -> None:
    settings(place)
    kept = 'key = "cases.csv"\n' + (place / "report.toml").read_text("utf-8")
    (place / "report.toml").write_text(kept, encoding="utf-8")
    (place / "cases.csv").write_text("token,case_number,name\n", encoding="utf-8")
    (place / "cases.csv").chmod(0o600)
    shutil.rmtree(place / "inbox")
    (place / "inbox").mkdir()
    done = weekly()
    assert done.exit_code == 1
    text = read(place)
    assert "holds no records yet" in text
    assert "No records have come in yet." in text
    assert text.count("holds no records yet") == 1
    assert "In this folder" not in text  # nothing was made
    # a key file that is kept as it should be asks for nothing
    assert "not in the key file: 9" in text and "Cases in the key file" not in text


def test_a_list_that_cannot_be_read_makes_no_letters_and_loses_none(
    desk: Path, place: Path
) -> None:
    shutil.copy(desk / "statements.ndjson", place / "inbox")
    settings(place)
    assert weekly().exit_code == 0
    made = place / "out/weekly" / DAY
    letters = {x.name: x.read_bytes() for x in (made / "letters").iterdir()}
    noted = (place / "out/letters.jsonl").read_bytes()
    _roster(place)
    assert weekly().exit_code == 1
    assert {x.name: x.read_bytes() for x in (made / "letters").iterdir()} == letters
    assert (place / "out/letters.jsonl").read_bytes() == noted
    assert not (made / "overdue.xlsx").exists()
    assert (made / "dashboard.html").exists()
    assert "Letters that were made earlier today" in read(place)
    assert weekly(NEXT).exit_code == 1
    assert not (place / "out/weekly" / NEXT / "letters").exists()


def test_a_killed_round_leaves_the_last_one_and_the_next_one_sweeps(
    place: Path,
) -> None:
    settings(place)
    weekly()
    made = place / "out/weekly"
    before = (made / DAY / FIRST).read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "xapi", "weekly", "--as-of", DAY],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with process:
        while process.poll() is None and not list(made.glob(".*.new-*")):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert (made / DAY / FIRST).read_bytes() == before
    weekly()
    assert not list(made.glob(".*"))


def test_old_rounds_go_and_what_is_not_a_round_stays(tmp_path: Path) -> None:
    kept = ("2026-08-24", "2026-09-07", "notes", "2026-13-01", "START-HERE.html")
    for name in (*kept, "2026-08-23", "2025-01-06"):
        (tmp_path / name).mkdir()
    assert folder.sweep(tmp_path, date(2026, 9, 7), weeks=2) == 2
    assert {path.name for path in tmp_path.iterdir()} == set(kept)


def test_a_folder_set_aside_by_a_killed_round_comes_back(tmp_path: Path) -> None:
    (tmp_path / f".{DAY}.old").mkdir()
    (tmp_path / f".{DAY}.old" / FIRST).write_text("last week")
    with (
        pytest.raises(OSError, match="disk"),
        folder.whole(tmp_path, date(2026, 9, 14)),
    ):
        raise OSError("disk is full")
    assert (tmp_path / DAY / FIRST).read_text() == "last week"
    assert [path.name for path in tmp_path.iterdir()] == [DAY]


def test_set_up_writes_settings_once_and_says_how_to_schedule(place: Path) -> None:
    def told(arguments: Sequence[str] = ("weekly", "--set-up")) -> Result:
        return CliRunner().invoke(main, arguments)

    first = told()
    assert first.exit_code == 0, first.output
    assert (place / "report.toml").read_text() == set_up.REPORT_TOML
    assert read_decisions(place / "decisions.csv") == []
    assert (place / "inbox").is_dir()
    assert f"cd {place}" in first.stdout and "0 6 * * 1" in first.stdout
    (place / "report.toml").write_text('zone = "America/Denver"\n')
    assert told().exit_code == 0
    assert (place / "report.toml").read_text() == 'zone = "America/Denver"\n'


def test_the_settings_that_set_up_writes_are_read(place: Path) -> None:
    CliRunner().invoke(main, ["weekly", "--set-up"])
    done = weekly()
    assert "report.toml:" not in done.output, done.output


def test_lines_for_schedulers_hold_any_path() -> None:
    odd = Path("/srv/Probation & Co/100% ours")
    line = set_up.cron(odd / "janeschool-report", odd)
    assert line.startswith("0 6 * * 1 cd '/srv/Probation & Co/100\\% ours' && ")
    assert 'cd /d "%~dp0"' in set_up.windows_file(odd)
    assert "100%% ours" in set_up.windows_file(odd)
    assert '/TR "\\"C:/A B/weekly.cmd\\""' in set_up.windows(Path("C:/A B/weekly.cmd"))
    assert b"Probation &amp; Co" in set_up.launchd(odd, odd).encode()
