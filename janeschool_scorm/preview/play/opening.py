"""A package that somebody names -> played, with what `validate` says of it in the page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from janeschool_scorm.preview.play.playable import playable
from janeschool_scorm.preview.play.stage import Stage
from janeschool_scorm.validate.verdict import validated

_MOST_FINDINGS = 500


@contextmanager
def played(path: Path, room: Path, stage: Stage) -> Iterator[None]:
    """Play the package at `path`; its findings come when they are known.

    What is inside a Moodle backup is copied into `room`. Raises `OutsideError` where
    nothing in it can be played.
    """
    stage.show(playable(path, room))
    source = {"kind": "package", "name": path.name}
    stage.notes |= {"source": source, "name": path.name}
    thread = threading.Thread(
        target=_judge, args=(path, stage), name="validating", daemon=True
    )
    thread.start()
    yield


def _judge(path: Path, stage: Stage) -> None:
    found = validated(path).findings[:_MOST_FINDINGS]
    rows = [{**asdict(each), "severity": each.severity} for each in found]
    stage.notes["findings"] = rows
    stage.hub.tell("package", findings=rows)
