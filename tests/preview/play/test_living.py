"""A course while it is written, and the command itself."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from janeschool_scorm.cli import commands
from janeschool_scorm.preview.play.course import Course, Wanted
from janeschool_scorm.preview.play.living import Living, watched
from janeschool_scorm.preview.play.run import running
from packagers import TARGETS
from tests.conftest import SOURCE
from tests.preview.play import packages
from tests.preview.play.asking import ask


def until(true: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something that another thread or process does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def test_a_course_is_built_again_while_it_is_written(
    bilingual: Path, tmp_path: Path
) -> None:
    wanted = Wanted(bilingual / "js-000", bilingual, "", "", "scorm2004")
    course = bilingual / "js-000" / "course.yaml"
    with running() as found:
        stage = found.stage
        living = Living(Course(wanted, TARGETS, tmp_path / "builds"), stage)
        made = living.build()
        assert (made.languages, made.language) == (("en", "es"), "en")
        assert stage.session()["standard"] == "scorm2004"
        assert ask(f"{stage.content}package/index.html").status == 200

        def reloads() -> list[dict[str, Any]]:
            return [each for each in stage.hub.kept() if each["type"] == "reload"]

        def faults(code: str) -> list[dict[str, Any]]:
            return [x for x in reloads()[-1]["problems"] if x["code"] == code]

        with watched(living, [bilingual]):
            text = course.read_text("utf-8")
            # A watcher needs a moment before it hears: what is written is written again.
            until(lambda: (course.write_text(text), len(reloads()) > 1)[1])
            course.write_text(text.replace("title:", "titel:", 1))
            until(lambda: not reloads()[-1]["built"] and faults("C101"))
            (fault,) = faults("C101")
            assert fault["file"] == str(course)
            assert (fault["severity"], fault["line"] > 1) == ("error", True)
            assert ask(f"{stage.content}package/index.html").status == 200
            course.write_text(text)
            until(lambda: reloads()[-1]["built"])
        living.asked({"do": "language", "tag": "es"})
        assert stage.about()["language"] == "es"
        living.asked({"do": "language", "tag": "xx"})
        assert stage.about()["language"] == "es"


def test_old_builds_go_and_what_is_open_still_reads(
    source: Path, tmp_path: Path
) -> None:
    wanted = Wanted(source / "js-000", source, "", "", "moodle")
    with running() as found:
        living = Living(Course(wanted, TARGETS, tmp_path / "builds"), found.stage)
        for _ in range(6):
            living.build()
        assert len(list((tmp_path / "builds").iterdir())) <= 4
        assert found.stage.session()["standard"] == "scorm12"
        assert ask(f"{found.stage.content}package/index.html").status == 200


def test_a_course_with_faults_is_shown_with_nothing_to_play(
    source: Path, tmp_path: Path
) -> None:
    (source / "js-000" / "course.yaml").write_text("title: [")
    wanted = Wanted(source / "js-000", source, "", "", "scorm12")
    with running() as found:
        made = Living(Course(wanted, TARGETS, tmp_path / "b"), found.stage).build()
        assert made.path is None
        assert found.stage.session()["standard"] == "none"
        assert found.stage.hub.kept()[-1]["problems"]
        assert ask(f"{found.stage.content}package/index.html").status == 404


def test_the_command_prints_its_address_and_ends_cleanly(tmp_path: Path) -> None:
    package = packages.scorm12(tmp_path / "one.zip", packages.page("Hello"))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "janeschool_scorm", "preview", str(package)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    try:
        about = json.loads(ask(f"{address}session").body)
        assert about["title"] == "Made for a test"
        # A stream that is open does not hold it up.
        stream = urlopen(f"{address}events", timeout=10)
        assert stream.readline() == b"retry: 1000\n"
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
        stream.close()
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert list(temporary.iterdir()) == []


def test_what_cannot_be_previewed_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = packages.write(tmp_path / "empty.zip", {"readme.txt": "hello"})
    for words, code, sentence in (
        ([str(empty)], 1, "nothing here can be played"),
        ([str(tmp_path / "gone.zip")], 1, "gone.zip"),
        (["js-404", "--source", str(tmp_path)], 1, "there is no course 'js-404'"),
        (["js-000", "--target", "scorm13"], 2, "did you mean 'scorm12'?"),
        (["js-000", "--source", str(SOURCE), "--language", "fr"], 1, "are en, es"),
    ):
        done = CliRunner().invoke(commands, ["preview", *words])
        assert done.exit_code == code, done.output
        assert sentence in done.output
        assert done.output.count("Traceback") == 0
    monkeypatch.setitem(sys.modules, "janeschool_scorm.preview.play.run", None)
    done = CliRunner().invoke(commands, ["preview", "js-000"])
    assert (done.exit_code, "[preview]" in done.output) == (1, True)
