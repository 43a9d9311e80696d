"""A Moodle backup -> the packages of its SCORM activities, without unpacking it."""

import re
from collections.abc import Iterator

from lxml import etree

from janeschool_scorm.validate.documents import document
from janeschool_scorm.validate.reader import Reader
from janeschool_scorm.validate.scorm_tree import child_words, inside

#: What makes a zip one.
MARK = "moodle_backup.xml"
_LIST, _HASH = "files.xml", re.compile(r"[0-9a-f]{40}")
#: A backup of a whole site may hold hundreds.
_MOST = 100


def packages(reader: Reader) -> Iterator[tuple[str, Reader]]:
    """File name and reader of each package that an activity was made from.

    Moodle names files by their SHA-1 and lists them in files.xml. What is deflated in
    the backup is passed over: it could be read only by unpacking it first.
    """
    if MARK not in reader.sizes or _LIST not in reader.sizes:
        return
    root = document(reader, _LIST).root
    wanted = {} if root is None else dict(_listed(reader, root))
    for place in list(wanted)[:_MOST]:
        if (found := reader.inside(place)) is not None:
            yield wanted[place], found


def _listed(reader: Reader, root: etree._Element) -> Iterator[tuple[str, str]]:
    for each in inside(root, "file"):
        known = (child_words(each, "component"), child_words(each, "filearea"))
        digest = child_words(each, "contenthash")
        place = f"files/{digest[:2]}/{digest}"
        if (
            known == ("mod_scorm", "package")
            and _HASH.fullmatch(digest)
            and place in reader.sizes
        ):
            yield place, child_words(each, "filename")
