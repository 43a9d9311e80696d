"""A Moodle course backup -> the SCORM package inside it, which is what can be played."""

import shutil
from pathlib import Path

from janeschool_scorm.problems import OutsideError
from janeschool_scorm.validate.documents import document
from janeschool_scorm.validate.reader import Reader, UnreadableError
from janeschool_scorm.validate.scorm_tree import child_words

_MARK = "moodle_backup.xml"
_LIST = "files.xml"
_MOST = 1 << 30


def is_backup(reader: Reader) -> bool:
    return _MARK in reader.sizes and _LIST in reader.sizes


def unwrapped(reader: Reader, room: Path) -> Path:
    """The first package of the backup's SCORM activities, copied into a folder of ours.

    Moodle lists its files in files.xml and names them by their SHA-1. Raises
    `OutsideError` where none is there.
    """
    root = document(reader, _LIST).root
    for each in root.iter("{*}file") if root is not None else ():
        area = child_words(each, "component"), child_words(each, "filearea")
        digest = child_words(each, "contenthash")
        name = f"files/{digest[:2]}/{digest}"
        if area == ("mod_scorm", "package") and 0 < reader.sizes.get(name, 0) < _MOST:
            return _copied(reader, name, room / "package.zip")
    raise OutsideError("this Moodle backup has no SCORM package that could be played")


def _copied(reader: Reader, name: str, path: Path) -> Path:
    try:
        with reader.open(name) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
    except UnreadableError as error:
        raise OutsideError(str(error)) from error
    return path
