"""The command line as its users meet it: good, faulty, interrupted, out of room."""

import json
import resource
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from janeschool_scorm.cli import commands
from tests.conftest import ROOT, SOURCE, Run


def leftovers(folder: Path) -> list[str]:
    """Files that only a broken run leaves behind."""
    return [p.name for p in folder.rglob("*") if p.name.startswith((".js-", ".new-"))]


def test_a_new_course_checks_and_builds_at_once(
    tmp_path: Path, janeschool: Run
) -> None:
    assert janeschool("new", "js-050").returncode == 0
    assert (tmp_path / "course_src" / "agencies" / "default.yaml").is_file()
    checked = janeschool("check")
    assert (checked.returncode, checked.stdout) == (0, "")
    built = janeschool("build", "--target", "scorm12")
    assert built.returncode == 0, built.stderr
    path = tmp_path / built.stdout.strip()
    with zipfile.ZipFile(path) as archive:
        assert "imsmanifest.xml" in archive.namelist()


def test_new_never_overwrites_and_refuses_what_is_no_id(janeschool: Run) -> None:
    janeschool("new", "js-050")
    again = janeschool("new", "js-050")
    assert again.returncode == 1
    assert "exists already" in again.stderr
    assert janeschool("new", "JS 50").returncode == 2


def test_a_fault_builds_nothing_and_says_so(source: Path, janeschool: Run) -> None:
    facts = source / "js-000" / "course.yaml"
    facts.write_text(facts.read_text().replace("title:", "titel:"))
    done = janeschool("build", "--source", source)
    assert done.returncode == 1
    assert "C101 unknown key 'titel'" in done.stdout
    assert "Nothing was written" in done.stderr
    assert not (source.parent / "dist").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--target", "scorm13"),
        ("build", "--nonsense"),
        ("chek",),
        ("schema", "curse.yaml"),
        ("check", "--as-of", "yesterday"),
    ],
)
def test_a_wrong_command_line_is_exit_2(
    arguments: tuple[str, ...], janeschool: Run
) -> None:
    done = janeschool(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_unknown_agency_is_a_sentence(source: Path, janeschool: Run) -> None:
    done = janeschool("build", "--source", source, "--agency", "example-count")
    assert done.returncode == 1
    assert "did you mean 'example-county'?" in done.stderr


def test_a_full_disk_is_a_sentence_and_leaves_what_was_there(
    source: Path, janeschool: Run
) -> None:
    dist = source.parent / "dist"
    first = janeschool("build", "--target", "scorm12", "--source", source)
    path = source.parent / first.stdout.strip()
    before = path.read_bytes()
    lesson = next((source / "js-000" / "modules").glob("*/01-*.md"))
    lesson.write_text(lesson.read_text().replace("comes first", "comes at first"))

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    command = [sys.executable, "-m", "janeschool_scorm", "build"]
    command += ["--target", "scorm12"]
    done = subprocess.run(
        [*command, "--source", str(source), "--dist", str(dist)],
        cwd=ROOT,
        preexec_fn=no_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: cannot write ")
    assert "Make room" in done.stderr
    assert path.read_bytes() == before
    assert leftovers(dist) == []


def test_a_day_in_another_form_is_told_in_words() -> None:
    done = CliRunner().invoke(commands, ["build", "--as-of", "31.03.2026"])
    assert done.exit_code == 2
    assert "'31.03.2026' is not a day such as 2026-11-21." in done.stderr


def test_ctrl_c_is_a_sentence_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    source = tmp_path / "course_src"
    source.mkdir()
    (source / "js-101").symlink_to(SOURCE / "js-101")
    agencies = source / "agencies"
    agencies.mkdir()
    text = (SOURCE / "agencies" / "default.yaml").read_text()
    for number in range(40):
        name = f"agency-{number}"
        (agencies / f"{name}.yaml").write_text(
            text.replace("id: default", f"id: {name}")
        )
    command = [sys.executable, "-m", "janeschool_scorm", "build", "--agency", "all"]
    command += ["--target", "scorm12"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "stopped by Ctrl-C" in errors
    assert "Traceback" not in errors
    dist = tmp_path / "dist"
    assert leftovers(dist) == []
    found = sorted(dist.rglob("*.zip"))
    assert tmp_path / first in found
    assert 0 < len(found) < 40
    assert all(zipfile.ZipFile(path).testzip() is None for path in found)


def test_every_command_and_option_has_help_and_an_example() -> None:
    for name, command in commands.commands.items():
        assert command.help, name
        assert "Example:" in command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


def test_machines_get_json(source: Path, janeschool: Run) -> None:
    built = json.loads(janeschool("build", "--json", "--source", source).stdout)
    assert built[0]["course"] == "js-000"
    sheet = json.loads(
        janeschool("worksheet", "js-000", "--json", "--source", source).stdout
    )
    assert sheet["proven_minutes"] == built[0]["proven_minutes"]
    schemas = json.loads(janeschool("schema").stdout)
    assert schemas["course.yaml"]["properties"]["title"]["type"] == "string"
    assert "id" not in schemas["block choice"]["properties"]
    assert json.loads(janeschool("targets", "--json").stdout)


def test_help_loads_little(tmp_path: Path) -> None:
    code = (
        "import sys; from janeschool_scorm.cli import commands\n"
        "try: commands(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'lxml', 'jinja2', 'pydantic', 'yaml', 'rich', 'markdown_it'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.strip() == "[]"
