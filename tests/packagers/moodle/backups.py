"""A .mbz file -> what is in it, as a restore would see it."""

import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

Backup = dict[str, bytes]
NULL = "$@NULL@$"


def read(path: Path) -> Backup:
    """Name -> bytes. Moodle tells a zip from a gzip tar by content, not by name."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    with tarfile.open(path, "r:gz") as tar:
        members = [each for each in tar if each.isfile()]
        return {each.name: _body(tar, each) for each in members}


def _body(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = tar.extractfile(member)
    return stream.read() if stream else b""


def xml(backup: Mapping[str, bytes], name: str) -> etree._Element:
    return etree.parse(io.BytesIO(backup[name])).getroot()


def text(element: etree._Element, path: str) -> str:
    """What stands there; a null and an absence are told apart from an empty text."""
    found = element.find(path)
    return NULL if found is None else found.text or ""


def information(backup: Backup) -> etree._Element:
    return xml(backup, "moodle_backup.xml")[0]


def listed(backup: Backup, kind: str) -> list[etree._Element]:
    """`activities` or `sections` as moodle_backup.xml lists them."""
    return information(backup).findall(f"contents/{kind}/*")


def scorms(backup: Backup) -> Iterator[str]:
    """Folders of the SCORM activities, in their order."""
    for activity in listed(backup, "activities"):
        if text(activity, "modulename") == "scorm":
            yield text(activity, "directory")


def records(backup: Backup, folder: str) -> list[etree._Element]:
    """The lines of files.xml that an activity gets: by its context and its inforef."""
    context = xml(backup, f"{folder}/scorm.xml").get("contextid")
    inforef = xml(backup, f"{folder}/inforef.xml")
    named = {each.text for each in inforef.iterfind("fileref/file/id")}
    return [
        each
        for each in xml(backup, "files.xml")
        if each.get("id") in named and text(each, "contextid") == context
    ]


def paths(element: etree._Element, above: str = "") -> set[str]:
    """Every element and attribute below, as `scorm/scoes/sco@id`."""
    here = f"{above}/{element.tag!s}"
    found = {here} | {f"{here}@{name}" for name in element.attrib}
    for child in element:
        found |= paths(child, here)
    return found
