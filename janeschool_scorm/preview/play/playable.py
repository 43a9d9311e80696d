"""The file or folder that somebody names -> a package that is open, and what it is."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from janeschool_scorm.preview.play.facts import facts_of
from janeschool_scorm.preview.play.moodle import is_backup, unwrapped
from janeschool_scorm.preview.play.package import Package
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.validate.structure import structure


@dataclass(frozen=True)
class Playable:
    """An open package with what the LMS frame has to know of it."""

    package: Package
    facts: dict[str, Any]


def playable(path: Path, room: Path | None = None) -> Playable:
    """The package at `path`; with a `room`, that inside a Moodle backup is copied there.

    Raises `OutsideError` where nothing in it can be played.
    """
    package = Package(path)
    if room is not None and is_backup(package.reader):
        with closing(package):
            inner = unwrapped(package.reader, room)
        package = Package(inner)
    try:
        return Playable(package, facts_of(structure(package.reader)))
    except OutsideError as error:
        reasons = [each.text for each in package.reader.findings[:1]]
        package.close()
        raise OutsideError(f"{path}: {'; '.join([str(error), *reasons])}") from error
