"""Edition and sections -> moodle_backup.xml: what the archive is, and what is in it."""

from hashlib import sha256

from lxml import etree
from lxml.builder import E

from janeschool_scorm.edition import Edition
from packagers.moodle.fields import RELEASE, TIME, VERSION, fields
from packagers.moodle.plan import (
    COURSE,
    COURSE_CONTEXT,
    SITE_CONTEXT,
    Activity,
    Section,
    names,
    starts,
)

#: No site's: the course's id number is then left to the agency.
_SITE = {
    "original_wwwroot": "https://example.invalid",
    "original_site_identifier_hash": "0" * 32,
}
#: Nothing else: each further setting asks for files.
_SETTINGS = {"users": 0, "activities": 1}


def information(
    edition: Edition, name: str, sections: tuple[Section, ...]
) -> etree._Element:
    """The root of moodle_backup.xml; the restored course is named by it."""
    short, full = names(edition)
    values = {
        "name": name,
        "moodle_version": VERSION,
        "moodle_release": RELEASE,
        "backup_version": VERSION,
        "backup_release": RELEASE,
        "backup_date": TIME,
        "mnet_remoteusers": 0,
        "include_files": 1,
        **_SITE,
        "original_course_id": COURSE,
        "original_course_format": "topics",
        "original_course_fullname": full,
        "original_course_shortname": short,
        "original_course_startdate": starts(edition),
        "original_course_enddate": 0,
        "original_course_contextid": COURSE_CONTEXT,
        "original_system_contextid": SITE_CONTEXT,
    }
    parts = (_details(name), _contents(edition, sections), _settings())
    return E.moodle_backup(E.information(*fields(values), *parts))


def _details(name: str) -> etree._Element:
    """Mode 10: a backup for general use, as an administrator makes one."""
    values = {"type": "course", "format": "moodle2", "interactive": 1, "mode": 10}
    values |= {"execution": 1, "executiontime": 0}
    number = sha256(name.encode()).hexdigest()[:32]
    return E.details(E.detail(*fields(values), backup_id=number))


def _contents(edition: Edition, sections: tuple[Section, ...]) -> etree._Element:
    """The order of activities here is that on the course page."""
    activities = [
        _activity(each, section) for section in sections for each in section.activities
    ]
    course = {"courseid": COURSE, "title": names(edition)[0], "directory": "course"}
    return E.contents(
        E.activities(*activities),
        E.sections(*(_section(each) for each in sections)),
        E.course(*fields(course)),
    )


def _activity(activity: Activity, section: Section) -> etree._Element:
    values = {
        "moduleid": activity.number,
        "sectionid": section.number,
        "modulename": "scorm",
        "title": activity.edition.outside_title,
        "directory": activity.folder,
    }
    return E.activity(*fields(values))


def _section(section: Section) -> etree._Element:
    values = {
        "sectionid": section.number,
        "title": section.title or section.place,
        "directory": section.folder,
    }
    return E.section(*fields(values))


def _settings() -> etree._Element:
    return E.settings(
        *(
            E.setting(*fields({"level": "root", "name": name, "value": value}))
            for name, value in _SETTINGS.items()
        )
    )
