"""Ids of a course and its parts -> xAPI activity IRIs: neutral, and for ever.

The same IRI stands in statements, in `cmi5.xml` as publisher id, in `tincan.xml` and in
the catalogue. No version, agency or language is in it, so records join across them.
"""

#: `activity_base` of xapi/profile/vocabulary.json, which records are read by; a test
#: holds both together.
ACTIVITY_BASE = "https://www.janeschool.org/xapi/activity/"


def activity_id(course: str, part: str = "") -> str:
    """The IRI of a course, or of one part: a module, lesson, item, final check or unit.

    `part` is the id alone (`m3-l2`, `check-in-week-01`): ids are unique in a course.
    """
    return ACTIVITY_BASE + (f"{course}/{part}" if part else course)
