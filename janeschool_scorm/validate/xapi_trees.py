"""cmi5.xml and tincan.xml -> their trees of items."""

from lxml import etree

from janeschool_scorm.validate.scorm_tree import (
    beside,
    child_words,
    inside,
    words,
)
from janeschool_scorm.validate.tree import Item
from janeschool_scorm.validate.xml_names import local


def course_structure(root: etree._Element) -> tuple[str, tuple[Item, ...]]:
    """Title and units of a cmi5 course structure (cmi5 13.1)."""
    course = next(inside(root, "course"), None)
    title = told(course, "title") if course is not None else ""
    return title, _units(root)


def _units(element: etree._Element) -> tuple[Item, ...]:
    return tuple(
        Item(
            identifier=each.get("id", ""),
            title=told(each, "title"),
            href=child_words(each, "url") if local(each.tag) == "au" else "",
            scormtype="au" if local(each.tag) == "au" else "",
            element=each,
            children=_units(each) if local(each.tag) == "block" else (),
        )
        for each in element.iterchildren(
            beside(element, "au"), beside(element, "block")
        )
    )


def told(element: etree._Element, name: str) -> str:
    """The first language of a title or description."""
    holder = next(inside(element, name), None)
    return child_words(holder, "langstring") if holder is not None else ""


def activities(root: etree._Element) -> tuple[str, tuple[Item, ...]]:
    """Title and activities of tincan.xml; those that cannot be launched have no href."""
    listed = [
        each
        for holder in inside(root, "activities")
        for each in inside(holder, "activity")
    ]
    found = tuple(
        Item(
            identifier=each.get("id", ""),
            title=child_words(each, "name"),
            href=words(next(inside(each, "launch"), None)),
            scormtype="activity",
            element=each,
        )
        for each in listed
    )
    launched = [each for each in found if each.href]
    return next((each.title for each in (*launched, *found)), ""), found
