"""Packages -> files.xml and the pool: every file named by its SHA-1, each content once.

A restore does not unpack the package, so what is in it stands beside it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from lxml import etree
from lxml.builder import E

from janeschool_scorm.digest import sha1
from janeschool_scorm.target import Content, Files
from packagers.moodle.fields import TIME, fields
from packagers.moodle.plan import Activity

_Name = tuple[str, str, Content]


@dataclass(frozen=True, slots=True)
class Record:
    """One line of files.xml: `name` is the path within the area of that activity."""

    number: int
    activity: Activity
    area: str
    name: str
    content: Content
    sha1: str


def records(activities: Iterable[Activity]) -> tuple[Record, ...]:
    """All files of all activities; their numbers are unique in the whole backup."""
    numbers = count(1)
    return tuple(
        Record(next(numbers), activity, area, name, content, sha1(content))
        for activity in activities
        for area, name, content in _names(activity)
    )


def _names(activity: Activity) -> Iterator[_Name]:
    package = activity.package
    yield "package", package.path.name, package.path
    for name, content in sorted(package.files.items()):
        yield "content", name, content


def pool(files: Iterable[Record]) -> Files:
    """Name in the backup -> content. A restore passes over a missing one in silence."""
    return {f"files/{each.sha1[:2]}/{each.sha1}": each.content for each in files}


def files_xml(files: Iterable[Record]) -> etree._Element:
    """files.xml: an activity's files are found by its context and this number."""
    return E.files(*(_file(each) for each in files))


def _file(record: Record) -> etree._Element:
    folder, _, name = record.name.rpartition("/")
    content = record.content
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    values = {
        "contenthash": record.sha1,
        "contextid": record.activity.context,
        "component": "mod_scorm",
        "filearea": record.area,
        "itemid": 0,
        "filepath": f"/{folder}/" if folder else "/",
        "filename": name,
        "userid": None,
        "filesize": size,
        "status": 0,
        "timecreated": TIME,
        "timemodified": TIME,
        "source": None,
        "author": None,
        "license": None,
        "sortorder": 0,
        "repositorytype": None,
        "repositoryid": None,
        "reference": None,
    }
    return E.file(*fields(values), id=str(record.number))
