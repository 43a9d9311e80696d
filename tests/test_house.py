"""The house: who imports what from outside, and what the wheel carries."""

import ast
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SOURCE

ROOMS = ("janeschool_scorm", "packagers", "xapi")
#: Third-party package -> the only files, or rooms, that may import it.
FENCES = {
    "yaml": {"janeschool_scorm/source.py"},
    "markdown_it": {"janeschool_scorm/markdown.py"},
    "mdit_py_plugins": {"janeschool_scorm/markdown.py"},
    "click": {"janeschool_scorm/cli/", "xapi/cli/"},
    "duckdb": {"xapi/database/engine.py"},
    "icalendar": {"xapi/schedule/ics.py"},
    "starlette": {
        "janeschool_scorm/preview/records/app.py",
        "janeschool_scorm/preview/server.py",
        "janeschool_scorm/preview/play/",
    },
    "watchfiles": {"janeschool_scorm/preview/play/living.py"},
    "uvicorn": {"janeschool_scorm/preview/server.py"},
    "tincan": {"xapi/lrs.py"},
    "typst": {"xapi/court/press.py"},
    "pyhanko": {"xapi/court/signing.py"},
    "cryptography": {"xapi/court/"},
    "tinytag": {"janeschool_scorm/worksheet.py", "janeschool_scorm/check/media.py"},
}
CEILING = 400


def files() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_each_fenced_library_is_imported_behind_its_fence_only() -> None:
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        for library in imported(path) & set(FENCES):
            behind = name.startswith(tuple(FENCES[library]))
            assert behind, f"{name} imports {library}"


def test_only_the_command_lines_print_or_exit() -> None:
    for path in files():
        if "cli" in (path.stem, path.parent.name):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "exit", "quit"), path


def test_no_file_knows_everything() -> None:
    scripts = list((ROOT / "janeschool_scorm" / "player").rglob("*.js"))
    for path in [*files(), *scripts, *(ROOT / "packagers").rglob("*.js")]:
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= CEILING, f"{path.relative_to(ROOT)} has {lines} lines"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built without a network, from a copy: build/ goes stale."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "project"
    ignored = shutil.ignore_patterns("__pycache__")
    for room in ROOMS:
        shutil.copytree(ROOT / room, copy / room, ignore=ignored)
    for name in ("setup.cfg", "setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(copy)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_every_file_of_the_rooms(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        there = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert there == wanted


def test_the_installed_wheel_builds_js_101_outside_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    """An empty environment with the wheel; libraries are borrowed, ours are not."""
    venv = tmp_path / "empty venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    python = venv / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-q", "--no-deps", "--no-index"]
    subprocess.run([*install, "--disable-pip-version-check", str(wheel)], check=True)
    own = next((venv / "lib").glob("python*/site-packages"))
    # A folder that a .pth names is searched, but .pth files in it are not read: the
    # editable checkout stays out of sight.
    site = next(p for p in map(Path, sys.path) if p.name == "site-packages")
    (own / "borrowed.pth").write_text(f"{site}\n")
    where = "import janeschool_scorm; print(janeschool_scorm.__file__)"
    run = {"cwd": tmp_path, "capture_output": True, "text": True, "check": True}
    found = subprocess.run([str(python), "-c", where], **run).stdout  # type: ignore[call-overload]
    assert str(own) in found
    script = [str(venv / "bin" / "janeschool"), "build", "js-101"]
    built = subprocess.run([*script, "--source", str(SOURCE)], **run)  # type: ignore[call-overload]
    path = tmp_path / built.stdout.splitlines()[0]
    assert zipfile.ZipFile(path).testzip() is None
