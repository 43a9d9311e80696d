"""What all tests share: a base course to alter, the command line, golden files."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from janeschool_scorm.cli import commands
from tests import units_course

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "course_src"

Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--save-golden", action="store_true", help="Write the expected files anew."
    )


def pytest_configure() -> None:
    """A run in the background is often started deaf to Ctrl-C, and so are its children.

    Those that tests stop by it must hear it.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On a busy machine a browser may miss a wait: such a test is tried again, in sight.

    The tries are counted in the last line; what fails three times fails. Tests of one
    group follow each other in one process, so the groups begin first.
    """
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture
def save_golden(request: pytest.FixtureRequest) -> bool:
    """Are expected files to be written instead of compared?"""
    return bool(request.config.getoption("--save-golden"))


@pytest.fixture
def bilingual(tmp_path: Path) -> Path:
    """A course_src/ of its own with js-000 and the agencies, in English and Spanish."""
    folder = tmp_path / "course_src"
    shutil.copytree(SOURCE / "js-000", folder / "js-000")
    shutil.copytree(SOURCE / "agencies", folder / "agencies")
    return folder


@pytest.fixture
def source(bilingual: Path) -> Path:
    """The same in English alone: words can be altered, and no translation is stale."""
    for name in ("js-000/course.yaml", "agencies/default.yaml"):
        text = (bilingual / name).read_text("utf-8")
        assert "languages: [en, es]" in text
        text = text.replace("languages: [en, es]", "languages: [en]")
        (bilingual / name).write_text(text, "utf-8")
    for file in bilingual.glob("js-000/media/*.es.*"):
        file.unlink()
    shutil.rmtree(bilingual / "js-000" / "locales")
    return bilingual


@pytest.fixture(scope="session")
def units_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dist/ of a small course of two modules, each a unit of its cmi5 package."""
    folder = tmp_path_factory.mktemp("units")
    units_course.write(folder / "course_src")
    words = ["build", "--source", folder / "course_src", "--dist", folder / "dist"]
    done = CliRunner().invoke(commands, [*map(str, words), "--target", "cmi5"])
    assert done.exit_code == 0, done.output
    return folder / "dist"


@pytest.fixture
def janeschool(tmp_path: Path) -> Run:
    """The real command in a process of its own, in an empty folder."""

    def run(
        *arguments: str | Path, cwd: Path = tmp_path
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "janeschool_scorm", *map(str, arguments)]
        return subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, check=False
        )

    return run
