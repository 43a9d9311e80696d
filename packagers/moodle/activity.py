"""One activity -> its files in the backup: module, settings, grade item, references."""

import json
from collections.abc import Sequence

from lxml import etree
from lxml.builder import E

from janeschool_scorm.standards import (
    MOODLE_ACTIVITY,
    MOODLE_COMPLETED,
    MOODLE_PASSED,
    PROFILES,
)
from packagers.moodle.fields import TIME, VERSION, fields
from packagers.moodle.plan import Activity, Section
from packagers.moodle.pool import Record
from packagers.moodle.scoes import launched, sco_rows, scoes

#: How the grade comes about (mod/scorm/lib.php): SCOs that are done, or highest score.
_BY_SCOES, _BY_SCORE = 0, 1
#: Completion by rules, not by hand; a condition that asks for `complete`.
_AUTOMATIC, _COMPLETE = 2, 1
_MANIFEST = "imsmanifest.xml"


def activity_files(
    activity: Activity, section: Section, records: Sequence[Record]
) -> dict[str, etree._Element]:
    """Name in the backup -> root element; `records` are the activity's own."""
    files = {
        "module.xml": _module(activity, section),
        "scorm.xml": _scorm(activity, records),
        "grades.xml": _grades(activity),
        "inforef.xml": _inforef(activity, records),
        "roles.xml": E.roles(),
    }
    return {f"{activity.folder}/{name}": root for name, root in files.items()}


def _module(activity: Activity, section: Section) -> etree._Element:
    values = {
        "modulename": "scorm",
        "sectionid": section.number,
        "sectionnumber": section.place,
        "idnumber": activity.edition.identifier,
        "added": TIME,
        "visible": 1,
        "visibleoncoursepage": 1,
        "groupmode": 0,
        "groupingid": 0,
        "completion": _AUTOMATIC,
        "completiongradeitemnumber": None,
        "completionpassgrade": 0,
        "completionview": 0,
        "completionexpected": 0,
        "availability": _availability(activity),
        "showdescription": 0,
    }
    return E.module(*fields(values), id=str(activity.number), version=str(VERSION))


def _availability(activity: Activity) -> str | None:
    """JSON of a tree of conditions that must all hold. `showc`: who must wait sees for
    what."""
    found: list[dict[str, str | int]] = []
    if activity.after is not None:
        found.append({"type": "completion", "cm": activity.after, "e": _COMPLETE})
    if activity.opens is not None:
        found.append({"type": "date", "d": ">=", "t": activity.opens})
    if not found:
        return None
    tree = {"op": "&", "c": found, "showc": [True] * len(found)}
    return json.dumps(tree, separators=(",", ":"))


def _scorm(activity: Activity, records: Sequence[Record]) -> etree._Element:
    package = next(each for each in records if each.area == "package")
    manifest = next(each.content for each in records if each.name == _MANIFEST)
    assert isinstance(manifest, bytes), "a manifest is made, not copied"
    rows, first = scoes(manifest), 10 * activity.number
    values = {
        "name": activity.edition.outside_title,
        "scormtype": "local",
        "reference": package.name,
        "intro": "",
        "introformat": 1,
        "version": "SCORM_1.2",
        "maxgrade": 100,
        "grademethod": _BY_SCORE if activity.scored else _BY_SCOES,
        "whatgrade": 0,
        **MOODLE_ACTIVITY,
        # 0: the package is never read again, for its rows and files are all here.
        "updatefreq": 0,
        "sha1hash": package.sha1,
        "revision": 1,
        "launch": launched(rows, first=first),
        "width": 100,
        "height": 500,
        "timeopen": 0,
        "timeclose": 0,
        "completionstatusrequired": _status(activity),
        "completionscorerequired": None,
        "completionstatusallscos": 0,
        "autocommit": 0,
    }
    return E.activity(
        E.scorm(*fields(values), sco_rows(rows, first=first), id=str(activity.number)),
        id=str(activity.number),
        moduleid=str(activity.number),
        modulename="scorm",
        contextid=str(activity.context),
    )


def _status(activity: Activity) -> int:
    """What the package sends at the end, as the agency's LMS has it."""
    word = PROFILES[activity.edition.agency.lms].status
    passed = activity.scored and word == "passed"
    return MOODLE_PASSED if passed else MOODLE_COMPLETED


def _grades(activity: Activity) -> etree._Element:
    """The check's score with the agency's pass mark; without one, done is 1 of 1.

    Check-ins have no weight, so that the course's total is that of the course.
    """
    rules, counts = activity.edition.agency.rules, not activity.edition.unit
    values = {
        "categoryid": 1,
        "itemname": activity.edition.outside_title,
        "itemtype": "mod",
        "itemmodule": "scorm",
        "iteminstance": activity.number,
        "itemnumber": 0,
        "idnumber": activity.edition.identifier,
        "gradetype": 1,
        "grademax": 100 if activity.scored else 1,
        "grademin": 0,
        "scaleid": None,
        "outcomeid": None,
        "gradepass": rules.pass_mark if activity.scored else 1,
        "aggregationcoef2": 1 if counts else 0,
        "weightoverride": 0 if counts else 1,
        "sortorder": activity.number,
        "needsupdate": 0,
    }
    item = E.grade_item(*fields(values), id=str(activity.number))
    return E.activity_gradebook(E.grade_items(item))


def _inforef(activity: Activity, records: Sequence[Record]) -> etree._Element:
    """Without a file's number here, the restored activity has no such file."""
    return E.inforef(
        E.fileref(*(E.file(E.id(str(each.number))) for each in records)),
        E.grade_itemref(E.grade_item(E.id(str(activity.number)))),
    )
