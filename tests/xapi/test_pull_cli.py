"""The command lines of pull and push: results, messages, exit codes, no secrets."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.xapi.asking import ADL
from tests.xapi.bad_server import PASSWORD, USER, Manners, Reply, served
from tests.xapi.generate import ROOT
from tests.xapi.test_push import MADE, load
from xapi import http
from xapi.cli import main
from xapi.credentials import PASSWORD as PASSWORD_NAME
from xapi.credentials import USER as USER_NAME


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "records"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No waiting, and no credentials or settings of the machine."""
    patience = http.Patience(pauses=(0.0, 0.0))
    monkeypatch.setattr(http, "Patience", lambda: patience)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)


def run(store: Path, *arguments: object, **env: str) -> Result:
    known = {"JANESCHOOL_STORE": str(store), USER_NAME: USER, PASSWORD_NAME: PASSWORD}
    return CliRunner().invoke(main, [str(x) for x in arguments], env={**known, **env})


def test_pull_does_the_round(records: Path) -> None:
    with served(Manners(page=50), ADL[:30]) as lrs:
        first = run(records, "pull", lrs.endpoint)
        assert (first.exit_code, first.stdout) == (0, ""), first.stderr
        place = f"127.0.0.1:{lrs.server_port}/xapi"
        assert first.stderr == f"{place}: 30 read, 30 added\n"
        again = run(records, "pull", lrs.endpoint, "--json")
    (end,) = json.loads(again.stdout)
    assert (end["url"], end["error"]) == (lrs.endpoint, None)
    assert (end["loaded"]["added"], end["loaded"]["repeated"]) == (0, 30)


def test_statements_in_quarantine_are_named_and_the_exit_code_is_1(
    records: Path,
) -> None:
    with served(Manners(), ADL) as lrs:
        done = run(records, "pull", lrs.endpoint)
    assert done.exit_code == 1
    assert re.search(
        r"/xapi: X302 actor is .* \(statement [0-9a-f-]{36}\)\n", done.stderr
    )
    assert "4 in quarantine" in done.stderr


SECRET = re.compile("a-password|Y29sbGVjdG9y")  # as it is, and in base 64


@pytest.mark.parametrize(
    ("manners", "said"),
    [
        (
            Manners(every=Reply(200, b"<!doctype html><p>Sign in", {})),
            "answers with a web page. Is this the address of the LRS?",
        ),
        (
            Manners(every=Reply(200, b'{"statements": [{"id"', {})),
            "answers with what is no list of statements",
        ),
        (Manners(every=Reply(401)), "does not accept this user name and password"),
        (
            Manners(every=Reply(400, f"{USER}:{PASSWORD} was type str".encode())),
            "does not take the request (400)",
        ),
        (Manners(every=Reply(503)), "answers 503, again and again"),
        (
            Manners(page=10, more="elsewhere"),
            "sends us on to https://records.example.net/xapi/statements, where neither",
        ),
    ],
)
def test_what_a_server_does_wrong_is_one_sentence_without_secrets(
    manners: Manners, said: str, records: Path
) -> None:
    with served(manners, ADL[:30]) as lrs:
        done = run(records, "pull", lrs.endpoint)
    assert done.exit_code == 1
    errors = [x for x in done.stderr.splitlines() if x.startswith("Error: ")]
    assert len(errors) == 1
    assert said in errors[0]
    assert not SECRET.search(done.output)
    for path in records.rglob("*.json"):
        assert not SECRET.search(path.read_text())


def test_what_came_before_a_fault_is_told_and_kept(records: Path) -> None:
    with served(Manners(page=10, more="elsewhere"), ADL[:30]) as lrs:
        done = run(records, "pull", lrs.endpoint)
    assert "10 read, 10 added" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["pull"],
        ["pull", "lrs.example.org"],
        ["pull", "https://me:secret@lrs.example.org/"],
        ["pull", "https://lrs.example.org/", "--page", "0"],
        ["pull", "https://lrs.example.org/", "--overlap", "-1"],
        ["push"],
        ["push", "ftp://lrs.example.org/"],
    ],
)
def test_a_wrong_command_line_is_two(arguments: list[str], records: Path) -> None:
    done = run(records, *arguments)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr
    assert not records.exists()


def test_without_credentials_nothing_is_asked(records: Path) -> None:
    with served(Manners()) as lrs:
        done = run(records, "pull", lrs.endpoint, **{USER_NAME: ""})
        assert lrs.asked == []
    assert done.exit_code == 1
    assert "No user name and password for 127.0.0.1" in done.stderr


def test_each_source_of_the_settings_is_read_and_a_bad_one_stops_no_other(
    records: Path, tmp_path: Path
) -> None:
    with served(Manners(), ADL[:30]) as lrs, served(Manners(every=Reply(403))) as bad:
        sources = "".join(f'[[source]]\nurl = "{x.endpoint}"\n' for x in (bad, lrs))
        (tmp_path / "report.toml").write_text(sources)
        done = run(records, "pull", "--json")
    assert done.exit_code == 1
    ends = json.loads(done.stdout)
    assert "does not let it do this (403)" in ends[0]["error"]
    assert (ends[1]["error"], ends[1]["loaded"]["added"]) == (None, 30)


def test_waits_are_told(records: Path) -> None:
    with served(Manners(faults={1: Reply(503)}), ADL[:20]) as lrs:
        done = run(records, "pull", lrs.endpoint)
    assert done.exit_code == 0
    assert "answers 503: trying again in 0 s" in done.stderr


def test_ctrl_c_is_one_sentence(records: Path) -> None:
    with served(Manners(page=5, seconds=0.05), ADL[:30]) as lrs:
        command = [sys.executable, "-m", "xapi", "pull", lrs.endpoint]
        env = {
            "JANESCHOOL_STORE": str(records),
            USER_NAME: USER,
            PASSWORD_NAME: PASSWORD,
        }
        with subprocess.Popen(
            command, cwd=ROOT, env=env, stderr=subprocess.PIPE
        ) as work:
            while lrs.count < 3:
                pass
            work.send_signal(signal.SIGINT)
            assert work.stderr is not None
            said = work.stderr.read().decode()
    assert work.returncode == 1
    assert said.startswith("Error: Stopped. What was committed stays"), said
    assert len(said.splitlines()) == 1, said


def test_push_does_the_round(records: Path, tmp_path: Path) -> None:
    load(tmp_path, *MADE)
    refuses: dict[str, Any] = {MADE[0]["id"]: Reply(400, b"No such verb")}
    with served(Manners(refuses=refuses)) as lrs:
        dry = run(records, "push", lrs.endpoint, "--dry-run")
        assert dry.exit_code == 0
        assert f"{len(MADE):,} statements would be sent; none was." in dry.stderr
        assert lrs.asked == []
        first = run(records, "push", lrs.endpoint, "--json")
        assert first.exit_code == 1
        assert f"{MADE[0]['id']}: 400: No such verb\n" in first.stderr
        summary = json.loads(first.stdout)
        assert summary["sent"] == len(MADE) - 1
        assert list(summary["refused"]) == [MADE[0]["id"]]
        lrs.manners = Manners()
        second = run(records, "push", lrs.endpoint)
    assert second.exit_code == 0
    assert second.stderr.endswith(": 1 sent, 0 there already\n")


def test_a_dry_run_as_json(records: Path, tmp_path: Path) -> None:
    load(tmp_path, *MADE)
    done = run(records, "push", "https://lrs.example.org/xapi/", "--dry-run", "--json")
    assert sum(json.loads(done.stdout)["would_send"].values()) == len(MADE)


def test_a_push_that_fails_says_so(records: Path, tmp_path: Path) -> None:
    load(tmp_path, *MADE)
    with served(Manners(every=Reply(401))) as lrs:
        done = run(records, "push", lrs.endpoint)
    assert done.exit_code == 1
    assert "0 sent, 0 there already" in done.stderr
    assert "does not accept this user name and password" in done.stderr


def test_a_push_out_of_no_store_makes_none(records: Path) -> None:
    done = run(records, "push", "http://127.0.0.1:9/")
    assert done.exit_code == 1
    assert "holds no records yet" in done.stderr
    assert not records.exists()
