"""A course id -> a small course folder that checks and builds."""

import shutil
import tempfile
from pathlib import Path

from janeschool_scorm.load import load_course
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.render import TEMPLATES
from janeschool_scorm.slots import slots_text
from janeschool_scorm.whole import write_whole


def new_course(course_id: str, *, source: Path) -> list[Path]:
    """Write `source/course_id`, and a default agency where there is none.

    The folder appears whole or not at all. Raises `OutsideError` where it exists
    already or cannot be written. Returns what was written.
    """
    folder = source / course_id
    if folder.exists():
        raise OutsideError(
            f"{folder} exists already: choose another id, or move it away"
        )
    try:
        source.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=source, prefix=".new-") as name:
            draft = Path(name) / course_id
            _draft(draft, course_id)
            draft.rename(folder)
    except OSError as error:
        raise OutsideError(f"cannot write {folder}: {error.strerror}") from error
    agency = source / "agencies" / "default.yaml"
    if agency.exists():
        return [folder]
    write_whole(agency, (TEMPLATES / "new-agencies" / "default.yaml").read_bytes())
    return [folder, agency]


def _draft(draft: Path, course_id: str) -> None:
    shutil.copytree(TEMPLATES / "new", draft)
    facts = draft / "course.yaml"
    facts.write_text(facts.read_text("utf-8").replace("COURSE_ID", course_id), "utf-8")
    (draft / "media").mkdir()
    course = load_course(draft).course
    if course is not None:
        (draft / "slots.yaml").write_text(slots_text(course), "utf-8")
