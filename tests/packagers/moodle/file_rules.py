"""Rules on the files of a backup, found by restoring: a backup -> what would go wrong.

The numbers in the docstrings are those of the list of findings; most of what is named
here a restore does in silence.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.packagers.moodle.backups import (
    NULL,
    Backup,
    information,
    listed,
    records,
    scorms,
    text,
    xml,
)

ROOT_FILES = (
    "moodle_backup.xml",
    "files.xml",
    "groups.xml",
    "outcomes.xml",
    "questions.xml",
    "roles.xml",
    "scales.xml",
)
COURSE_FILES = ("course/course.xml", "course/roles.xml")
ACTIVITY_FILES = ("module.xml", "scorm.xml", "grades.xml", "inforef.xml", "roles.xml")


def the_head_says_that_it_is_a_backup(backup: Backup) -> Iterator[str]:
    """4: in the first 200 bytes, with double quotes and without attributes."""
    head = backup["moodle_backup.xml"][:200].decode("utf-8", "replace")
    declaration = '<?xml version="1.0" encoding="utf-8"?>'
    if declaration not in head.lower():
        yield "no declaration as Moodle looks for it"
    for root in ("<moodle_backup>", "<information>"):
        if root not in head:
            yield f"no {root} in the first 200 bytes"


def every_file_is_well_formed(backup: Backup) -> Iterator[str]:
    """4: a fault in one leaves half an activity; a control character ends all."""
    for name, body in backup.items():
        if name.endswith(".xml") and body:
            try:
                etree.fromstring(body)
            except etree.XMLSyntaxError as error:
                yield f"{name}: {error}"


def every_needed_file_is_there(backup: Backup) -> Iterator[str]:
    """Files: those of root and course, one a section, five an activity."""
    wanted = [*ROOT_FILES, *COURSE_FILES]
    sections = [text(each, "directory") for each in listed(backup, "sections")]
    wanted += [f"{each}/section.xml" for each in sections]
    wanted += [f"{each}/{name}" for each in scorms(backup) for name in ACTIVITY_FILES]
    yield from (f"{name} is missing" for name in wanted if name not in backup)


def no_setting_asks_for_more_files(backup: Backup) -> Iterator[str]:
    """Files: `users` 0, `activities` 1, and nothing else."""
    settings = {
        text(each, "name"): text(each, "value")
        for each in information(backup).findall("settings/setting")
    }
    if settings != {"users": "0", "activities": "1"}:
        yield f"settings are {settings}"


def every_record_has_its_content(backup: Backup) -> Iterator[str]:
    """5 and 6: at files/HH/HASH, by its true SHA-1 and size; no file without a record."""
    known = {name for name in backup if name.startswith("files/")}
    for each in xml(backup, "files.xml"):
        digest, label = text(each, "contenthash"), text(each, "filename")
        name = f"files/{digest[:2]}/{digest}"
        body = backup.get(name, b"")
        # Directories of a real backup: an empty content that the pool need not have.
        if label == ".":
            continue
        if name not in backup:
            yield f"{label} is not in the pool"
        elif hashlib.sha1(body).hexdigest() != digest:
            yield f"{label} is not what its hash says"
        elif len(body) != int(text(each, "filesize")):
            yield f"{label} has another size"
        known.discard(name)
    yield from (f"{name} has no record" for name in sorted(known))


def file_numbers_are_unique(backup: Backup) -> Iterator[str]:
    """7: of two with one number only the last comes back."""
    numbers = Counter(each.get("id") for each in xml(backup, "files.xml"))
    yield from (f"file {n} {times} times" for n, times in numbers.items() if times > 1)


def file_paths_are_plain(backup: Backup) -> Iterator[str]:
    """7: a path begins and ends with a slash; `..` is dropped in silence."""
    for each in xml(backup, "files.xml"):
        path, name = text(each, "filepath"), text(each, "filename")
        if not re.fullmatch(r"/([^/]+/)*", path) or ".." in path or "/" in name:
            yield f"{path}{name} is no plain path"


def every_record_reaches_its_activity(backup: Backup) -> Iterator[str]:
    """8: by inforef.xml and by the activity's context; else it vanishes in silence."""
    reached = {e.get("id") for each in scorms(backup) for e in records(backup, each)}
    for each in xml(backup, "files.xml"):
        if each.get("id") not in reached:
            yield f"file {each.get('id')} belongs to no activity"


def the_package_is_the_one_that_the_activity_names(backup: Backup) -> Iterator[str]:
    """8 and 9: `reference` is its file name, `sha1hash` its SHA-1."""
    for folder in scorms(backup):
        scorm = xml(backup, f"{folder}/scorm.xml")[0]
        found = {
            (text(each, "filename"), text(each, "contenthash"))
            for each in records(backup, folder)
            if text(each, "filearea") == "package" and text(each, "filename") != "."
        }
        if found != {(text(scorm, "reference"), text(scorm, "sha1hash"))}:
            yield f"{folder} names another package than {found}"


def what_is_in_the_package_stands_beside_it(backup: Backup) -> Iterator[str]:
    """9: a restore does not unpack: content, SCOs, and never to be parsed again."""
    for folder in scorms(backup):
        content = {
            text(each, "filepath") + text(each, "filename")
            for each in records(backup, folder)
            if text(each, "filearea") == "content"
        }
        scorm = xml(backup, f"{folder}/scorm.xml")[0]
        launches = [text(sco, "launch") for sco in scorm.iter("sco")]
        if "/imsmanifest.xml" not in content:
            yield f"{folder} has no manifest among its content"
        if not any(f"/{launch}" in content for launch in launches if launch):
            yield f"{folder} has no SCO that can be opened"
        if text(scorm, "updatefreq") != "0":
            yield f"{folder} would be parsed again"


#: Elements that hold people, where they hold anything.
PERSONAL = {
    "role_assignments",
    "user_enrolments",
    "grade_grades",
    "sco_tracks",
    "users",
}
PERSONAL_FILES = r"users\.xml|activities/.*/completion\.xml"


def nobody_is_in_it(backup: Backup) -> Iterator[str]:
    """No users: neither accounts, nor roles, nor states, nor owners of files."""
    yield from (name for name in backup if re.fullmatch(PERSONAL_FILES, name))
    for name in backup:
        if name.endswith(".xml"):
            for element in xml(backup, name).iter():
                owner = element.tag == "userid" and text(element, ".") != NULL
                held = element.tag in PERSONAL and len(element)
                if owner or held or element.tag == "user":
                    yield f"{name}: {element.tag!r}"
