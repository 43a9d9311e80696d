"""A notice names the file that its own steps can be done with."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from janeschool_scorm.bundles import Consent, Label, Standing
from janeschool_scorm.notice import Notice, notices
from janeschool_scorm.recall import recall
from janeschool_scorm.releases import Register, Release

TOLD = Consent("story-a", False, "2025-03-01", "2028-03-01")
OLD = Label.read(
    {
        **{"fingerprint": "0" * 16, "course": "js-000", "version": "1.0.0"},
        **{
            "agency": "example-county",
            "language": "en",
            "unit": "",
            "target": "moodle",
        },
        **{"purpose": "learner", "placeholders": 0, "stories": []},
        **{"planned_minutes": 10, "proven_minutes": 6},
    }
)
NEW = replace(OLD, version="1.0.1")


def asked(*standing: Standing) -> Notice:
    """The notice to an office that holds a Moodle course, and was handed a newer one."""
    held = replace(OLD, stories=(TOLD,))
    register = Register(
        Path("releases.jsonl"),
        (
            Release("1" * 8, "2026-11-20T10:00:00Z", "Desk", "old.mbz", "a", 1, held),
            Release("2" * 8, "2026-11-22T10:00:00Z", "Desk", "new.mbz", "b", 1, NEW),
        ),
        (),
    )
    found = recall("story-a", standing, register, {})
    [notice] = notices(found, {}, date(2026, 11, 29))
    return notice


def test_in_a_moodle_course_the_package_goes_into_its_activity() -> None:
    """A newer course that was handed over too would be one without anybody's hours."""
    package = Standing("js-000/1.0.1/new.zip", "c", 1, replace(NEW, target="scorm12"))
    [swap] = asked(package).swaps
    assert swap.new is not None and swap.new.name == "new.zip"


def test_without_such_a_package_the_newer_course_is_named() -> None:
    [swap] = asked().swaps
    assert swap.new is not None and swap.new.name == "new.mbz"
