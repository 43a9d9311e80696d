"""A course while it is written: built, watched, built again, and the page told."""

import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from janeschool_scorm.preview.play.course import Course, Made, problem_json
from janeschool_scorm.preview.play.playable import playable
from janeschool_scorm.preview.play.stage import Stage
from janeschool_scorm.problems import OutsideError

_QUIET_MS = 200
_STEP_MS = 50
_KEPT_BUILDS = 4


class Living:
    """Keeps the stage at the last good build of a course."""

    def __init__(self, course: Course, stage: Stage) -> None:
        self._course = course
        self._stage = stage
        self._lock = threading.Lock()
        self._rooms: list[Path] = []
        name = course.wanted.folder.name
        stage.notes |= {
            "source": {"kind": "course", "name": name},
            "name": name,
            "agency": course.wanted.agency or "default",
        }

    def build(self) -> Made:
        """Build, show what is good, and tell the page of every fault.

        Raises `OutsideError` where the world outside fails.
        """
        with self._lock:
            begun = time.perf_counter()
            made = self._course.build()
            if made.path is not None:
                self._stage.show(playable(made.path, made.path.parent))
                self._stage.notes["built_at"] = time.time_ns() // 1_000_000
                self._forget(made.path)
            problems = [problem_json(each) for each in made.problems]
            self._stage.notes["problems"] = problems
            if made.languages:
                self._stage.notes |= {
                    "languages": made.languages,
                    "language": made.language,
                }
            self._stage.hub.tell(
                "reload",
                built=made.path is not None,
                problems=problems,
                took=round((time.perf_counter() - begun) * 1000),
                languages=made.languages,
                language=made.language,
            )
            return made

    def again(self) -> None:
        """Build after a change; what fails is told in the page and nowhere else."""
        try:
            self.build()
        except OutsideError as error:
            fault = {
                "code": "",
                "file": "",
                "line": 0,
                "column": 0,
                "severity": "error",
            }
            problems = [{**fault, "text": str(error)}]
            self._stage.hub.tell("reload", built=False, problems=problems)

    def asked(self, given: Mapping[str, Any]) -> None:
        """What the controls may change of a course: its language; or build it again."""
        match given:
            case {"do": "language", "tag": str(tag)}:
                if tag in self._stage.notes.get("languages", ()):
                    self._course.speak(tag)
                    self.again()
            case {"do": "rebuild"}:
                self.again()
            case _:
                pass

    def _forget(self, path: Path) -> None:
        """Remove builds that no open package reads any more."""
        room = path.parents[2]
        self._rooms.append(room)
        while len(self._rooms) > _KEPT_BUILDS:
            shutil.rmtree(self._rooms.pop(0), ignore_errors=True)


@contextmanager
def watched(living: Living, folders: list[Path]) -> Iterator[None]:
    """Build again whenever something below the folders changes, until the block ends."""
    from watchfiles import watch

    stop = threading.Event()

    def loop() -> None:
        changes = watch(
            *folders,
            debounce=_QUIET_MS,
            step=_STEP_MS,
            stop_event=stop,
            raise_interrupt=False,
        )
        for _ in changes:
            living.again()

    thread = threading.Thread(target=loop, name="watching the course", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
