"""A disk that is full or closed, a killed build, two builds at once: nothing half written."""

import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from janeschool_scorm.cli import commands
from janeschool_scorm.lock import exclusive
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.whole import clear_stale

COMMAND = [sys.executable, "-m", "janeschool_scorm", "build", "--target", "scorm12"]


def whole(dist: Path) -> bool:
    """Is every package whole, every sum right, and nothing left over?"""
    for path in dist.rglob("*.zip"):
        assert zipfile.ZipFile(path).testzip() is None
    for sums in dist.rglob("SHA256SUMS"):
        check = subprocess.run(
            ["sha256sum", "-c", "--quiet", sums.name], cwd=sums.parent, check=False
        )
        assert check.returncode == 0
    return not list(dist.rglob("*.part"))


def test_a_full_disk_leaves_whole_files_and_one_sentence(source: Path) -> None:
    dist = source.parent / "dist"
    command = [*COMMAND, "--source", str(source), "--dist", str(dist)]

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run(
        command, preexec_fn=small, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "cannot write" in done.stderr and "Traceback" not in done.stderr
    assert whole(dist)
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 0
    assert whole(dist) and list(dist.rglob("catalog-default.json"))


@pytest.mark.parametrize(
    "name", [".lock", "js-000/1.0.0/catalog-default.json", "bundles.jsonl", "js-000"]
)
def test_what_cannot_be_written_is_named(source: Path, name: str) -> None:
    dist = source.parent / "dist"
    path = dist / name
    path.parent.mkdir(parents=True)
    if name == "js-000":
        path.write_text("a file in the way")
    else:
        path.mkdir()
    words = ["build", "js-000", "--target", "scorm12", "--source", str(source)]
    done = CliRunner().invoke(commands, [*words, "--dist", str(dist)])
    assert done.exit_code == 1
    assert f"cannot write {dist}" in done.output
    assert not list(dist.rglob("*.part"))


def test_two_builds_into_one_folder_take_turns(source: Path) -> None:
    dist = source.parent / "dist"
    options = ["--source", str(source), "--dist", str(dist), "--jobs", "1", "--agency"]
    running = [
        subprocess.Popen([*COMMAND, *options, name], stdout=subprocess.DEVNULL)
        for name in ("default", "example-county")
    ]
    assert [each.wait(timeout=120) for each in running] == [0, 0]
    assert whole(dist)
    lines = (dist / "bundles.jsonl").read_text().splitlines()
    assert (
        sorted(x.split('"agency": "')[1].split('"')[0] for x in lines)[0] == "default"
    )
    assert any("example-county" in line for line in lines)


def test_a_lock_that_is_held_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "dist" / ".lock"
    with (
        exclusive(path, "busy"),
        pytest.raises(OutsideError, match="someone is at it"),
        exclusive(path, "someone is at it", patience=0.1),
    ):
        pass
    with exclusive(path, "free again", patience=0):
        pass


def test_only_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "js-000" / "1.0.0"
    folder.mkdir(parents=True)
    kept = [folder / "notes.part", folder / "a.zip", tmp_path / ".built.json"]
    for path in kept:
        path.write_bytes(b"")
    (folder / ".a.zip.x1y2.part").write_bytes(b"half")
    (folder / ".a.mbz.contained").mkdir()
    (folder / ".a.mbz.contained" / "b.zip").write_bytes(b"half")
    clear_stale(tmp_path)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        kept
    )
    assert not (folder / ".a.mbz.contained").exists()
