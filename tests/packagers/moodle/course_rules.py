"""Rules on the course in a backup, found by restoring: a backup -> what would go wrong.

The numbers in the docstrings are those of the list of findings.
"""

import json
import re
from collections.abc import Iterator

from tests.packagers.moodle.backups import (
    NULL,
    Backup,
    information,
    listed,
    scorms,
    text,
    xml,
)

#: Files -> the elements whose absence ends a restore, warns, or changes what comes back.
FIELDS = {
    r"activities/scorm_\d+/scorm\.xml": (
        "scorm",
        "name scormtype reference intro introformat version maxgrade grademethod "
        "maxattempt sha1hash revision launch skipview hidebrowse hidetoc width height "
        "timeopen timeclose completionstatusrequired completionscorerequired scoes",
    ),
    r"activities/scorm_\d+/module\.xml": (
        ".",
        "modulename sectionid sectionnumber idnumber visible groupingid completion "
        "completionexpected availability",
    ),
    r"activities/scorm_\d+/grades\.xml": (
        ".//grade_item",
        "categoryid itemname itemtype itemmodule itemnumber idnumber scaleid outcomeid "
        "gradepass grademax sortorder",
    ),
    r"sections/section_\d+/section\.xml": (
        ".",
        "number name summary summaryformat visible",
    ),
    r"course/course\.xml": (
        ".",
        "summary summaryformat format startdate visible defaultgroupingid theme "
        "enablecompletion",
    ),
    r"files\.xml": (
        "file",
        "contenthash contextid component filearea itemid filepath filename userid "
        "source author license sortorder",
    ),
    r"moodle_backup\.xml": (
        "information",
        "moodle_version moodle_release backup_version backup_release backup_date "
        "mnet_remoteusers original_wwwroot original_site_identifier_hash "
        "original_course_id original_course_fullname original_course_shortname "
        "original_course_startdate original_course_contextid original_system_contextid "
        "details/detail/type details/detail/format details/detail/mode settings",
    ),
}


def the_versions_are_ones_that_a_restore_takes(backup: Backup) -> Iterator[str]:
    """10: a backup's version at least that of 2.0; a newer Moodle's only warns."""
    about = information(backup)
    if int(text(about, "backup_version")) < 2010072300:
        yield "no restore takes this backup version"
    if int(text(about, "moodle_version")) > 2024100706:
        yield "newer than the Moodle that restores were tried on"
    if text(about, "details/detail/type") != "course":
        yield "not the backup of a course"


def every_module_has_a_version(backup: Backup) -> Iterator[str]:
    """11: any will do."""
    for folder in scorms(backup):
        if not xml(backup, f"{folder}/module.xml").get("version", "").isdecimal():
            yield f"{folder} has none"


def the_course_is_named_without_tags(backup: Backup) -> Iterator[str]:
    """13: by moodle_backup.xml; a tag in the name stops the restore."""
    for name in ("original_course_fullname", "original_course_shortname"):
        title = text(information(backup), name)
        if title in ("", NULL) or re.search(r"<\S", title):
            yield f"{name} is {title!r}"


def every_number_is_a_number(backup: Backup) -> Iterator[str]:
    """14: text ids fail."""
    about = information(backup)
    wanted = [text(e, "moduleid") for e in listed(backup, "activities")]
    wanted += [text(e, "sectionid") for e in listed(backup, "sections")]
    wanted += [
        text(about, f"original_{name}")
        for name in ("course_id", "course_contextid", "system_contextid")
    ]
    for folder in scorms(backup):
        wanted.append(xml(backup, f"{folder}/scorm.xml").get("contextid", ""))
    yield from (f"{each!r} is no number" for each in wanted if not each.isdecimal())


def numbers_are_unique_of_their_kind(backup: Backup) -> Iterator[str]:
    """14: modules, sections, and contexts: of the site, the course and activities."""
    about = information(backup)
    folders = scorms(backup)
    contexts = [xml(backup, f"{e}/scorm.xml").get("contextid", "") for e in folders]
    contexts += [text(about, "original_course_contextid")]
    contexts += [text(about, "original_system_contextid")]
    kinds = {
        "moduleid": [text(e, "moduleid") for e in listed(backup, "activities")],
        "sectionid": [text(e, "sectionid") for e in listed(backup, "sections")],
        "contextid": contexts,
    }
    for kind, numbers in kinds.items():
        if len(set(numbers)) < len(numbers):
            yield f"a {kind} is there twice"


def the_list_and_the_files_agree(backup: Backup) -> Iterator[str]:
    """14 and 15: `moduleid` is the module's id, and both name the same section."""
    for each in listed(backup, "activities"):
        module = xml(backup, f"{text(each, 'directory')}/module.xml")
        if module.get("id") != text(each, "moduleid"):
            yield f"module {module.get('id')} is listed as {text(each, 'moduleid')}"
        if text(module, "sectionid") != text(each, "sectionid"):
            yield f"module {module.get('id')} is listed in another section"


def every_activity_stands_in_a_listed_section(backup: Backup) -> Iterator[str]:
    """15: sections are restored one by one, each followed by its activities."""
    known = {text(each, "sectionid") for each in listed(backup, "sections")}
    for each in listed(backup, "activities"):
        if text(each, "sectionid") not in known:
            yield f"{text(each, 'directory')} stands in a section that is not listed"


def section_places_have_no_gap(backup: Backup) -> Iterator[str]:
    """15: a gap makes empty sections, two alike merge."""
    places = [
        int(text(xml(backup, f"{text(each, 'directory')}/section.xml"), "number"))
        for each in listed(backup, "sections")
    ]
    if places != list(range(len(places))):
        yield f"sections are at {places}"


def the_launched_sco_can_be_opened_and_is_tracked(backup: Backup) -> Iterator[str]:
    """16: `launch` names it; without `sco` as its type nothing is recorded."""
    for folder in scorms(backup):
        scorm = xml(backup, f"{folder}/scorm.xml")[0]
        row = scorm.find(f"scoes/sco[@id='{text(scorm, 'launch')}']")
        if row is None or text(row, "launch") in ("", NULL):
            yield f"{folder} launches nothing"
        elif text(row, "scormtype") != "sco":
            yield f"{folder} launches what is not tracked"


def availability_is_a_whole_tree(backup: Backup) -> Iterator[str]:
    """17: broken JSON, or `showc` left out, aborts the restore late."""
    for folder in scorms(backup):
        given = text(xml(backup, f"{folder}/module.xml"), "availability")
        if given == NULL:
            continue
        try:
            tree = json.loads(given)
        except ValueError:
            yield f"{folder}: no JSON"
            continue
        if tree["op"] == "&" and len(tree.get("showc", ())) != len(tree["c"]):
            yield f"{folder}: showc does not fit"


def conditions_name_activities_of_the_backup(backup: Backup) -> Iterator[str]:
    """17: any other becomes 0, a missing activity; 1 is complete, 2 passed."""
    known = {text(each, "moduleid") for each in listed(backup, "activities")}
    for folder in scorms(backup):
        given = text(xml(backup, f"{folder}/module.xml"), "availability")
        # What is no JSON is another rule's.
        for number, wanted in re.findall(r'"cm":(-?\d+),"e":(\d+)', given):
            if number not in known or wanted not in ("1", "2"):
                yield f"{folder} waits for {number}, state {wanted}"


def dates_are_whole_seconds_in_a_known_direction(backup: Backup) -> Iterator[str]:
    """Moodle 4.5, availability/condition/date: any other aborts the restore."""
    for folder in scorms(backup):
        given = text(xml(backup, f"{folder}/module.xml"), "availability")
        for condition in re.findall(r'{"type":"date"[^}]*}', given):
            if not re.fullmatch(r'{"type":"date","d":"(>=|<)","t":\d+}', condition):
                yield f"{folder} opens by {condition}"


def every_field_is_there(backup: Backup) -> Iterator[str]:
    """Fields: those that end a restore, warn, or silently change what comes back."""
    for name in backup:
        for pattern, (path, fields) in FIELDS.items():
            if re.fullmatch(pattern, name):
                for element in xml(backup, name).iterfind(path):
                    for field in fields.split():
                        if element.find(field) is None:
                            yield f"{name}: {field} is missing"


def every_activity_has_its_grade_item(backup: Backup) -> Iterator[str]:
    """Fields: item number 0 of module scorm, or the item no longer matches."""
    for folder in scorms(backup):
        item = xml(backup, f"{folder}/grades.xml").find(".//grade_item")
        if item is None:
            yield f"{folder} has no grade item"
        elif (text(item, "itemmodule"), text(item, "itemnumber")) != ("scorm", "0"):
            yield f"{folder} has a grade item that matches nothing"


def completion_is_on(backup: Backup) -> Iterator[str]:
    """Fields: for the course, visible at that, and for each of its activities."""
    course = xml(backup, "course/course.xml")
    if (text(course, "enablecompletion"), text(course, "visible")) != ("1", "1"):
        yield "the course is hidden, or without completion"
    for folder in scorms(backup):
        if text(xml(backup, f"{folder}/module.xml"), "completion") not in ("1", "2"):
            yield f"{folder} has no completion"
