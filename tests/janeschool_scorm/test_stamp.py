"""A build that need not be repeated says so at once; any doubt builds again."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from janeschool_scorm import stamp
from tests.conftest import Run

OPTIONS = {"target": ["scorm12"], "day": "2026-11-22"}


@pytest.fixture
def built(source: Path, tmp_path: Path) -> Callable[[], stamp.Done | None]:
    """One package in dist/ whose stamp was kept; the value asks for it again."""
    dist = tmp_path / "dist"
    (dist / "js-000").mkdir(parents=True)
    (dist / "js-000" / "a.zip").write_bytes(b"a package")
    (dist / "js-000" / "SHA256SUMS").write_bytes(b"its sum")
    shown = stamp.Shown("js-000/a.zip", "  9 bytes", {"bytes": 9})
    done = stamp.Done((shown,), ("a warning",))
    stamp.save(dist, OPTIONS, stamp.inputs(source, ["js-000"]), done)

    def ask() -> stamp.Done | None:
        return stamp.done(dist, OPTIONS, stamp.inputs(source, ["js-000"]))

    assert ask() == done
    return ask


def test_a_touched_file_of_the_same_content_changes_nothing(
    source: Path, built: Callable[[], stamp.Done | None]
) -> None:
    os.utime(source / "js-000" / "course.yaml", ns=(1, 1))
    assert built() is not None


def change(path: Path) -> None:
    """Another content of the same length."""
    body = path.read_bytes()
    path.write_bytes(bytes([body[0] ^ 1]) + body[1:])


CHANGES: dict[str, Callable[[Path], object]] = {
    "a lesson": lambda f: change(next((f / "course_src/js-000/modules").rglob("*.md"))),
    "a new file": lambda f: (f / "course_src/js-000/new.md").touch(),
    "a file is gone": lambda f: (f / "course_src/js-000/slots.yaml").unlink(),
    "an agency": lambda f: change(f / "course_src/agencies/default.yaml"),
    "a new course": lambda f: (f / "course_src/js-999").mkdir(),
    "the package": lambda f: (f / "dist/js-000/a.zip").write_bytes(b"shorter"),
    "the package is gone": lambda f: (f / "dist/js-000/a.zip").unlink(),
    "the sums are gone": lambda f: (f / "dist/js-000/SHA256SUMS").unlink(),
    "the stamp": lambda f: next((f / "dist").glob(".done-*")).write_bytes(b"[{\xff"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_builds_again(
    what: str, tmp_path: Path, built: Callable[[], stamp.Done | None]
) -> None:
    CHANGES[what](tmp_path)
    assert built() is None


def test_other_options_and_another_day_build_again(
    source: Path, tmp_path: Path, built: Callable[[], stamp.Done | None]
) -> None:
    now = stamp.inputs(source, ["js-000"])
    for options in ({**OPTIONS, "day": "2026-11-23"}, {**OPTIONS, "target": ["cmi5"]}):
        assert stamp.done(tmp_path / "dist", options, now) is None


def test_what_changed_during_the_build_is_not_taken_for_built(
    source: Path, tmp_path: Path, built: Callable[[], stamp.Done | None]
) -> None:
    before = stamp.inputs(source, ["js-000"])
    change(source / "js-000" / "course.yaml")
    stamp.save(tmp_path / "dist", OPTIONS, before, stamp.Done((), ()))
    assert built() is None


def test_the_second_build_loads_no_compiler_and_says_the_same(
    source: Path, janeschool: Run
) -> None:
    build = ("build", "--target", "scorm12", "--source", source)
    first, again = janeschool(*build), janeschool(*build)
    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)
    as_json = janeschool(*build, "--json").stdout
    assert as_json == janeschool(*build, "--json", "--jobs", "1").stdout
    assert '"path": "dist' in as_json
