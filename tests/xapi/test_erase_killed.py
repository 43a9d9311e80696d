"""Erase, and the plug is pulled: before, or what the next command completes."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.xapi.asking import rows
from tests.xapi.furnished import holding, marks_of, run, tokens
from tests.xapi.generate import ROOT
from xapi import store as stores
from xapi.problems import RecordsError
from xapi.store import locked


class Killed(BaseException):
    """The plug was pulled."""


@pytest.mark.parametrize("step", [0, 2, 5, 9, 13])
def test_a_kill_leaves_before_or_what_the_next_command_completes(
    place: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Each step is a change on the disk: a file that is replaced or removed."""
    records, token = place / "records", tokens(place)[0]
    exports = place / "reports"
    exports.mkdir()
    (exports / "a.csv").write_text(f"token\n{token}\nother\n")
    (exports / "b.html").write_text(token)
    marks, left = marks_of(records, token), [step]
    replaced, removed = Path.replace, Path.unlink

    def replace(path: Path, target: Path) -> Path:
        _count(left)
        return replaced(path, target)

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.exists():
            _count(left)
        removed(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        patch.setattr(Path, "unlink", unlink)
        with suppress(Killed):
            run("erase", token, "--yes", "--with-roster")
    begun = json.loads((records / "store.json").read_text())["intent"] is not None
    if left[0] < 0 and not begun and (found := holding(records, {token})):
        assert len(found) > 1, "before: nothing was begun"
        return
    assert rows(
        records, f"SELECT count(*) FROM statements WHERE participant = '{token}'"
    ) == [(0,)], "any command completes it"
    assert holding(records, marks) == holding(exports, marks) == {}
    assert token not in (place / "roster.csv").read_text()
    assert len(list(exports.glob("erase-*.txt"))) == 1
    assert json.loads((records / "store.json").read_text())["intent"] is None


def _count(left: list[int]) -> None:
    left[0] -= 1
    if left[0] < 0:
        raise Killed


def test_kill_9_in_the_middle_is_completed(place: Path) -> None:
    records, token = place / "records", tokens(place)[0]
    code = (
        "import os, sys, time; from xapi.rights import erasing; from xapi.cli import main\n"
        "whole = erasing.rewritten\n"
        "def slow(work):\n"
        "    whole(work); open('reached', 'w').close(); time.sleep(60)\n"
        "erasing.rewritten = slow\n"
        "main(['erase', sys.argv[1], '--yes'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code, token], cwd=place, env=environment
    ) as process:
        while not (place / "reached").exists():
            assert process.poll() is None
            time.sleep(0.01)
        listed = stores._opened(records).listed
        assert listed.intent is not None
        assert len(holding(records, {token})) > 1, "not begun, but noted"
        with pytest.raises(RecordsError, match="another load"), locked(records):
            pass
        process.send_signal(signal.SIGKILL)
    assert (
        rows(records, f"SELECT * FROM statements WHERE participant = '{token}'") == []
    )
    assert holding(records, {token}) == {}


def test_an_erasure_that_cannot_be_completed_says_why(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "reports")

    with monkeypatch.context() as patch:
        patch.setattr("xapi.rights.receipt.write", fail)
        done = run("erase", tokens(place)[0], "--yes")
        assert done.exit_code == 1 and "goes on with it" in done.output
        told = run("overview")
        assert told.exit_code == 1
        assert "cannot be completed: reports: No space left" in told.output
    assert run("overview").exit_code == 0
