"""The hooks for pre-commit and the GitHub Action: they run what they say, and fail."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from janeschool_scorm.cli import commands
from tests.conftest import ROOT

HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / "action.yml"
BIN = Path(sys.executable).parent


def run(*command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """With the commands of this environment first on the path; git knows no other tree."""
    path = os.pathsep.join((str(BIN), os.environ["PATH"]))
    known = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    return subprocess.run(
        command,
        cwd=cwd,
        env={**known, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def git(folder: Path, *words: str) -> None:
    name = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    done = run("git", *name, *words, cwd=folder)
    assert done.returncode == 0, done.stderr


def committed(folder: Path) -> str:
    """All files of a folder as a repository; the name of its commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "All")
    return run("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


def empty_package(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("index.html", "<p>No manifest</p>")


def test_hooks_name_the_faults_of_courses_and_packages(tmp_path: Path) -> None:
    hooks, courses = tmp_path / "hooks", tmp_path / "courses"
    hooks.mkdir()
    (hooks / HOOKS.name).write_bytes(HOOKS.read_bytes())
    wanted = {
        "repo": str(hooks),
        "rev": committed(hooks),
        "hooks": [{"id": "janeschool-check"}, {"id": "janeschool-validate"}],
    }
    faulty = courses / "course_src" / "short-101" / "course.yaml"
    faulty.parent.mkdir(parents=True)
    faulty.write_text("title: A course without an id\n")
    empty_package(courses / "handed in.zip")
    config = courses / ".pre-commit-config.yaml"
    config.write_text(yaml.safe_dump({"repos": [wanted]}))
    committed(courses)
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    done = run("pre-commit", "run", "--all-files", cwd=courses, **home)
    assert done.returncode == 1, done.stdout
    assert "course_src/short-101/course.yaml:1:1: C" in done.stdout
    assert "handed in.zip: F001" in done.stdout
    assert done.stdout.count("- exit code: 1") == 2


def steps() -> dict[str, dict[str, Any]]:
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    return {step.get("name", ""): step for step in action["runs"]["steps"]}


@pytest.mark.parametrize(
    ("patterns", "code", "words"),
    [
        ("*.zip\nmore/**/*.zip", 1, "more/deep/b c.zip: F001"),
        ("absent/*.zip", 1, "No package matches: absent/*.zip"),
    ],
)
def test_the_action_validates_what_its_patterns_name(
    tmp_path: Path, patterns: str, code: int, words: str
) -> None:
    empty_package(tmp_path / "a.zip")
    empty_package(tmp_path / "more" / "deep" / "b c.zip")
    step = steps()["Validate packages"]
    given = {"PACKAGES": patterns, "IGNORE": "W", "STRICT": "true", "LOGS": "logs"}
    assert set(step["env"]) == set(given)
    done = run("bash", "-eo", "pipefail", "-c", step["run"], cwd=tmp_path, **given)
    assert (done.returncode, words in done.stdout + done.stderr) == (code, True)
    if "absent" not in patterns:
        log = json.loads((tmp_path / "logs" / "validate.sarif").read_text())
        assert len(log["runs"][0]["results"]) == 2


def test_the_action_checks_courses_into_a_log(source: Path, tmp_path: Path) -> None:
    step = steps()["Check courses"]
    given = {"SOURCE": str(source), "LOGS": "logs"}
    done = run("bash", "-eo", "pipefail", "-c", step["run"], cwd=tmp_path, **given)
    assert done.returncode == 0, done.stdout
    log = json.loads((tmp_path / "logs" / "check.sarif").read_text())
    assert log["version"] == "2.1.0"


def test_check_prints_one_form_alone(source: Path) -> None:
    asked = ["check", "--source", str(source), "--json", "--sarif"]
    done = CliRunner().invoke(commands, asked)
    assert (done.exit_code, "exclude each other" in done.output) == (2, True)


def test_the_action_documents_what_it_takes() -> None:
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    told = (ROOT / "docs" / "continuous-checks.md").read_text(encoding="utf-8")
    for name, facts in action["inputs"].items():
        assert f"| `{name}` | " in told
        assert facts["description"]
    for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")):
        assert f"| `{hook['id']}` | " in told
