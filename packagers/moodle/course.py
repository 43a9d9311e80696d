"""Edition and sections -> the course's own files, and those that must be there empty."""

from html import escape

from lxml import etree
from lxml.builder import E

from janeschool_scorm.edition import Edition
from packagers.moodle.fields import TIME, fields
from packagers.moodle.plan import COURSE, COURSE_CONTEXT, Section, names, starts

#: A restore stops without these, and asks nothing of them.
_EMPTY = {
    "groups.xml": "groups",
    "outcomes.xml": "outcomes_definition",
    "questions.xml": "question_categories",
    "roles.xml": "roles_definition",
    "scales.xml": "scales_definition",
    "course/roles.xml": "roles",
}


def course_files(
    edition: Edition, sections: tuple[Section, ...]
) -> dict[str, etree._Element]:
    """Name in the backup -> root element."""
    files = {name: E(root) for name, root in _EMPTY.items()}
    files["course/course.xml"] = _course(edition)
    for section in sections:
        files[f"{section.folder}/section.xml"] = _section(section)
    return files


def _course(edition: Edition) -> etree._Element:
    """What is left out takes a default; `visible` and completion would be off."""
    short, full = names(edition)
    values = {
        "shortname": short,
        "fullname": full,
        "idnumber": short,
        "summary": _summary(edition),
        "summaryformat": 1,
        "format": "topics",
        "showgrades": 1,
        "newsitems": 0,
        "startdate": starts(edition),
        "enddate": 0,
        "visible": 1,
        "groupmode": 0,
        "groupmodeforce": 0,
        "defaultgroupingid": 0,
        "lang": "",
        "theme": "",
        "timecreated": TIME,
        "timemodified": TIME,
        "showcompletionconditions": 1,
        "enablecompletion": 1,
        "completionnotify": 0,
    }
    return E.course(*fields(values), id=str(COURSE), contextid=str(COURSE_CONTEXT))


def _summary(edition: Edition) -> str:
    """HTML for the list of courses, which others see: nothing under a discreet title."""
    if edition.agency.discreet_title:
        return ""
    return f"<p>{escape(edition.course.facts.description)}</p>"


def _section(section: Section) -> etree._Element:
    values = {
        "number": section.place,
        "name": section.title,
        "summary": "",
        "summaryformat": 1,
        "sequence": ",".join(str(each.number) for each in section.activities),
        "visible": 1,
        "availabilityjson": None,
    }
    return E.section(*fields(values), id=str(section.number))
