"""The command line: results, messages, exit codes, and failures in one sentence."""

import csv
import gzip
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.xapi.example import EXAMPLE, statement, write
from tests.xapi.generate import ROOT, lines, statements
from xapi.cli import main


def run(*arguments: object, store: Path | None = None) -> Result:
    env = {} if store is None else {"JANESCHOOL_STORE": str(store)}
    return CliRunner().invoke(main, [str(x) for x in arguments], env=env)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "records"


def test_load_and_overview_do_the_round(records: Path) -> None:
    loaded = run("load", EXAMPLE, "--store", records)
    assert loaded.exit_code == 0, loaded.output
    assert loaded.stdout == ""
    assert loaded.stderr.endswith("191 read, 190 added, 1 known already\n")
    shown = run("overview", "--store", records)
    assert shown.exit_code == 0
    assert shown.stderr == ""
    assert "example-county" in shown.stdout
    assert "river-court" in shown.stdout


def test_formats_agree(records: Path) -> None:
    run("load", EXAMPLE, store=records)
    rows = json.loads(run("overview", "--format", "json", store=records).stdout)
    text = run("overview", "--format", "csv", store=records).stdout
    cells = list(csv.DictReader(io.StringIO(text)))
    assert [row["agency"] for row in rows] == [cell["agency"] for cell in cells]
    assert [str(row["answers"]) for row in rows] == [cell["answers"] for cell in cells]


def test_broken_lines_are_named_and_the_others_load(
    tmp_path: Path, records: Path
) -> None:
    path = write(tmp_path / "file", statement(), statement(result__success="yes"), "{")
    done = run("load", path, "--json", store=records)
    assert done.exit_code == 1
    told = done.stderr.splitlines()
    assert told[0] == f'{path}:2: X305 result.success is "yes", not true or false'
    assert told[1].startswith(f"{path}:3: X201 is not JSON")
    assert told[2] == f"{path}: 3 read, 1 added, 2 in quarantine"
    (summary,) = json.loads(done.stdout)["loaded"]
    assert summary["codes"] == {"X201": 1, "X305": 1}
    assert summary["problems"][0]["line"] == 2


def test_many_problems_are_not_all_printed(tmp_path: Path, records: Path) -> None:
    done = run("load", write(tmp_path / "file", *["{"] * 250), store=records)
    assert len(done.stderr.splitlines()) == 22
    assert "and 230 more" in done.stderr
    assert "250 in quarantine" in done.stderr


def test_a_token_that_replaced_an_actor_is_told(tmp_path: Path, records: Path) -> None:
    path = write(tmp_path / "file", statement(actor={"mbox": "mailto:a@example.org"}))
    done = run("load", path, store=records)
    assert done.exit_code == 0
    assert "1 of which only a token was kept" in done.stderr


def test_several_files_load_and_a_bad_one_stops_no_other(
    tmp_path: Path, records: Path
) -> None:
    bad = tmp_path / "bad.gz"
    bad.write_bytes(gzip.compress("".join(lines(1, 9)).encode())[:-9])
    good = write(tmp_path / "good", *statements(1, 2))
    done = run("load", bad, tmp_path / "none", tmp_path, good, "--json", store=records)
    assert done.exit_code == 1
    told = done.stderr.splitlines()
    assert told[0].startswith(
        f"Error: {bad}: the compressed data are damaged or cut off."
    )
    assert told[1].startswith(f"Error: {tmp_path / 'none'}: No such file")
    assert told[2].startswith(f"Error: {tmp_path}: Is a directory")
    assert "added" in told[3]
    assert len(told) == 4
    summary = json.loads(done.stdout)
    assert [x["file"] for x in summary["loaded"]] == ["good"]
    assert len(summary["failed"]) == 3


def test_no_store_is_one_sentence(records: Path) -> None:
    done = run("overview", store=records)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert re.fullmatch(
        r"Error: .*records holds no records yet: .*load FILE.*\n", done.stderr
    )


@pytest.mark.parametrize(
    "arguments",
    [["load"], ["overview", "--format", "xml"], ["overview", "x"], ["nothing"]],
)
def test_a_wrong_command_line_is_two(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr


@pytest.mark.parametrize("name", [None, *main.commands])
def test_each_help_has_an_example(name: str | None) -> None:
    done = run(*([name] if name else []), "--help")
    assert done.exit_code == 0
    assert re.search(r"Example:\n +janeschool-report ", done.stdout)


@pytest.mark.parametrize("name", list(main.commands))
def test_each_option_has_help(name: str) -> None:
    for option in main.commands[name].params:
        if isinstance(option, click.Option):
            assert option.help, option.name


MAIN = "from xapi.cli import main; main()"


def script(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_help_waits_for_no_database() -> None:
    done = script(
        "import sys; from xapi.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'duckdb', 'orjson', 'rich', 'hypothesis'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("command", "name"),
    [("load", "duckdb"), ("load", "orjson"), ("overview", "duckdb")],
)
def test_a_missing_extra_is_one_sentence(
    records: Path, command: str, name: str
) -> None:
    run("load", EXAMPLE, store=records)
    arguments = [command, "--store", records, *([EXAMPLE] if command == "load" else [])]
    code = f"import sys; sys.modules['{name}'] = None; {MAIN}"
    done = script(code, *arguments)
    assert done.returncode == 1
    assert "pip install 'janeschool-scorm[report]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xapi", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("Usage: janeschool-report ")


def on_a_terminal(columns: int, code: str, *arguments: object) -> bytes:
    """Return what a terminal of that width shows of a Python program."""
    parent, child = pty.openpty()
    env = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm"}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=child, stderr=child
    ) as done:
        os.close(child)
        shown = b""
        while True:
            try:
                shown += os.read(parent, 65_536)
            except OSError:
                break
    os.close(parent)
    assert done.returncode == 0
    return shown


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_shows_a_table_of_its_width(records: Path, columns: int) -> None:
    run("load", EXAMPLE, store=records)
    shown = on_a_terminal(columns, MAIN, "overview", "--store", records).decode()
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "example-county" in bare
    assert max(len(line.rstrip()) for line in bare.splitlines()) <= columns


@pytest.mark.parametrize(("patience", "bar"), [("1.0", False), ("-1.0", True)])
def test_a_bar_is_drawn_once_patience_has_ended(
    records: Path, patience: str, bar: bool
) -> None:
    code = f"from xapi.cli import main, say; say._PATIENCE = {patience}; main()"
    shown = on_a_terminal(120, code, "load", EXAMPLE, "--store", records)
    assert (b"statements/s" in shown) == bar
    assert b"190 added" in shown


def test_ctrl_c_is_one_sentence_and_nothing_is_kept(
    tmp_path: Path, records: Path
) -> None:
    run("load", write(tmp_path / "good", *statements(2, 2)), store=records)
    before = (records / "store.json").read_bytes()
    path = tmp_path / "pipe"
    os.mkfifo(path)
    command = [sys.executable, "-m", "xapi", "load", str(path), "--store", str(records)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    with process, path.open("wb") as feed:
        feed.write(EXAMPLE.read_bytes())
        feed.flush()
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        told = process.stderr.read().decode()
    assert process.returncode == 1
    assert told.startswith("Error: Stopped. Nothing of the file at hand was loaded")
    assert len(told.splitlines()) == 1
    assert (records / "store.json").read_bytes() == before
