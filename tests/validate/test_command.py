"""`janeschool validate` as its users meet it: text, JSON, SARIF, choices, exit codes."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema

from janeschool_scorm.cli import commands
from tests.validate.packages import MANIFEST_12, Member, scorm12, scorm2004, zipped


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(commands, ["validate", *map(str, words)])


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """One error, in line 7; one warning."""
    manifest = MANIFEST_12.replace('isvisible="true"', 'isvisible="yes"')
    path = tmp_path / "faulty course.zip"
    path.write_bytes(zipped({**scorm12(manifest), "notes.txt": b"words"}))
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.zip"
    path.write_bytes(zipped(scorm2004()))
    return path


def test_each_finding_is_a_line_with_its_place_and_what_it_is_beside(
    faulty: Path, sound: Path
) -> None:
    done = run(faulty, sound, "--select", "F,M")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"{faulty}!/imsmanifest.xml:7: M060 item 'one': isvisible is 'yes', "
        "not true or false",
        f"{faulty}!/notes.txt: F106 warning: no resource of the manifest lists it",
    ]
    assert done.stderr.splitlines() == [
        f'{faulty}: SCORM 1.2, "A course": 1 error(s), 1 warning(s), 0 note(s)',
        f'{sound}: SCORM 2004 4th edition, "A course": '
        "0 error(s), 0 warning(s), 0 note(s)",
    ]


def test_warnings_stop_only_where_that_is_asked_for(faulty: Path) -> None:
    assert run(faulty, "--ignore", "M060", "--ignore", "J,W").exit_code == 0
    assert run(faulty, "--ignore", "M060,J,W", "--strict").exit_code == 1
    assert run(faulty, "--select", "Z").exit_code == 0


def test_codes_can_be_chosen_only_if_there_are_such(faulty: Path) -> None:
    for option in ("--select", "--ignore", "--explain"):
        refused = run(faulty, option, "C101")
        assert refused.exit_code == 2
        assert "no code" in refused.stderr
    assert "did you mean 'F103'?" in run("--explain", "F1003").stderr
    told = run("--explain", "f103").stdout
    assert told.startswith("F103 (error): ")
    assert "Source: " in told


def test_the_command_line_is_told_what_is_wrong_with_it(faulty: Path) -> None:
    assert run().exit_code == 2
    assert run(faulty, "--json", "--sarif").exit_code == 2


def test_json_has_every_package_with_what_it_is(faulty: Path, sound: Path) -> None:
    done = run(faulty, sound, "--json", "--ignore", "J,W")
    one, other = json.loads(done.stdout)
    assert (one["package"], one["standard"], one["edition"]) == (
        str(faulty),
        "scorm12",
        "1.2",
    )
    assert one["findings"][0] == {
        "path": "imsmanifest.xml",
        "line": 7,
        "column": 0,
        "code": "M060",
        "severity": "error",
        "text": "item 'one': isvisible is 'yes', not true or false",
    }
    assert (other["standard"], other["title"], other["findings"]) == (
        "scorm2004",
        "A course",
        [],
    )


def as_sarif(*words: str | Path) -> Any:
    """The log, held to the standard's schema."""
    text = run(*words, "--sarif").stdout
    StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json(text)
    return json.loads(text)


def test_sarif_keeps_to_its_schema_and_to_what_code_scanning_asks(
    faulty: Path, sound: Path, tmp_path: Path
) -> None:
    log = as_sarif(faulty, sound, "--ignore", "J,W")
    (own,) = log["runs"]
    rules = own["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["F106", "M060"]
    for rule in rules:
        assert rule["shortDescription"]["text"] and rule["help"]["text"]
    error = next(one for one in own["results"] if one["level"] == "error")
    assert rules[error["ruleIndex"]]["id"] == error["ruleId"] == "M060"
    (place,) = error["locations"]
    address = place["physicalLocation"]["artifactLocation"]["uri"]
    assert address.endswith("/faulty%20course.zip")
    assert place["physicalLocation"]["region"]["startLine"] == 1
    assert error["message"]["text"].startswith("imsmanifest.xml:7: ")
    assert error["partialFingerprints"]
    assert as_sarif(sound, "--select", "Z")["runs"][0]["results"] == []


def test_in_a_folder_sarif_names_the_file_and_its_line(tmp_path: Path) -> None:
    manifest = MANIFEST_12.replace('isvisible="true"', 'isvisible="yes"')
    for name, data in scorm12(manifest).items():
        (tmp_path / name).write_bytes(data)
    (result,) = as_sarif(tmp_path, "--select", "M")["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/imsmanifest.xml")
    assert place["region"]["startLine"] == 7


def test_what_a_stranger_wrote_cannot_drive_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    manifest = MANIFEST_12.replace("A course", "A \u202ecourse\u009b2J")
    path.write_bytes(
        zipped({**scorm12(manifest), "notes\u202e.txt": b""}, Member("\x1b[2J\n.xsd"))
    )
    done = run(path)
    for sign in ("\x1b", "\u202e", "\x9b"):
        assert sign not in done.stdout + done.stderr
    assert "\\x1b[2J\\n.xsd" in done.stdout
    assert run(path, "--json").exit_code == run(path, "--sarif").exit_code == 1


def test_what_is_no_package_is_a_finding_and_no_traceback(tmp_path: Path) -> None:
    words = tmp_path / "words.zip"
    words.write_text("no zip")
    done = run(words, tmp_path / "nowhere.zip", tmp_path / os.fsdecode(b"\xff.zip"))
    assert done.exit_code == 1
    codes = re.findall(r"zip: ([A-Z]\d+) ", done.stdout)
    assert codes == ["Z001", "Z003", "Z003"]


def test_of_sixty_thousand_faults_of_one_kind_two_hundred_are_told(
    tmp_path: Path,
) -> None:
    files = "".join(f'<file href="{n}.js"/>' for n in range(5000))
    manifest = MANIFEST_12.replace("<file ", f"{files}<file ", 1)
    path = tmp_path / "many.zip"
    path.write_bytes(zipped(scorm12(manifest)))
    lines = run(path, "--select", "F103").stdout.splitlines()
    assert len(lines) == 201
    assert any("and 4800 more of the same" in line for line in lines)


def test_ctrl_c_ends_it_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    path.write_bytes(zipped({**scorm12(), "film.bin": os.urandom(1 << 20) * 30}))
    command = [sys.executable, "-m", "janeschool_scorm", "validate", *[str(path)] * 40]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()  # the first is done, others are not
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "stopped by Ctrl-C" in said
    assert "Traceback" not in said
