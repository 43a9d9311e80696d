"""Family N: cmi5 course structures and tincan.xml.

Sources with four numbers are requirements of cmi5 as @cmi5/requirements counts them.
"""

from janeschool_scorm.validate.rule import Rule

_TINCAN = "Rustici Software, Incorporating a Tin Can LRS into an LMS: tincan.xml"
_IRI = "Records are found by it for years, so it must mean the same everywhere."
_UNIQUE = "Records of two parts with one id cannot be told apart."

STATEMENTS: dict[str, Rule] = {
    "N001": Rule(
        "error",
        "the root of cmi5.xml is no course structure of cmi5",
        "An LMS must reject what does not conform to the schema.",
        "cmi5 13.2.0.0-1",
    ),
    "N002": Rule("error", "an id of cmi5.xml is no full IRI", _IRI, "cmi5 3.0.0.0-1"),
    "N003": Rule(
        "error",
        "an id of cmi5.xml is there twice",
        _UNIQUE,
        "cmi5 13.1.2.0-1, 13.1.3.0-1, 13.1.4.0-1",
    ),
    "N004": Rule(
        "error",
        "moveOn is none of the five words",
        "By it an LMS decides when a unit is done.",
        "cmi5 13.1.4",
    ),
    "N005": Rule(
        "error",
        "masteryScore is no number from 0 to 1",
        "80 for 0.8 is the usual slip: nobody could pass.",
        "cmi5 13.1.4",
    ),
    "N006": Rule(
        "error",
        "launchMethod is neither AnyWindow nor OwnWindow",
        "An LMS must reject it.",
        "cmi5 13.1.4",
    ),
    "N007": Rule(
        "error",
        "a unit has no url, or one that is no URL",
        "There is nothing to launch.",
        "cmi5 13.1.4.0-2",
    ),
    "N008": Rule(
        "note",
        "a unit is on another server",
        "It is allowed, but the learner's network and that server must stand for years.",
        "cmi5 14.1.0.0-4",
    ),
    "N009": Rule(
        "error",
        "the query of a unit's url uses a name of cmi5's launch",
        "endpoint, fetch, actor, registration and activityId are added by the LMS.",
        "cmi5 8.1",
    ),
    "N010": Rule(
        "error",
        "a title or a description is missing",
        "Both are demanded, in at least one language.",
        "cmi5 13.1",
    ),
    "N011": Rule(
        "warning",
        "a text of cmi5.xml does not say its language, or says one twice",
        "An LMS then cannot choose the learner's.",
        "cmi5 13.1; RFC 5646",
    ),
    "N012": Rule(
        "error",
        "a unit or a block names an objective that is not there",
        "Whatever reports by objective loses it.",
        "cmi5 13.1.4",
    ),
    "N013": Rule(
        "error",
        "the course has no assignable unit, or a block has none",
        "There is nothing to launch.",
        "cmi5 13.1.2",
    ),
    "N014": Rule(
        "note",
        "no unit asks for anything by moveOn",
        "NotApplicable is the default: an LMS counts the course as done unopened.",
        "cmi5 13.1.4",
    ),
    "N015": Rule(
        "warning",
        "a title or a description is empty",
        "In the LMS's list the learner would read nothing there.",
        "cmi5 13.1",
    ),
    "N016": Rule(
        "error",
        "a language is no language tag",
        "An LMS must reject what does not conform to the schema.",
        "cmi5 13.2.0.0-1; RFC 5646",
    ),
    "N101": Rule(
        "error",
        "the root of tincan.xml is not tincan",
        "An LMS finds no activity in it.",
        _TINCAN,
    ),
    "N102": Rule(
        "warning",
        "tincan.xml has not the namespace of its format",
        "LMSs that know namespaces find nothing in it.",
        _TINCAN,
    ),
    "N103": Rule(
        "error", "an activity has no id, or none that is an IRI", _IRI, _TINCAN
    ),
    "N104": Rule("error", "two activities have the same id", _UNIQUE, _TINCAN),
    "N105": Rule(
        "error",
        "no activity can be launched",
        "One of them must say with `launch` which page to open.",
        _TINCAN,
    ),
    "N106": Rule(
        "warning",
        "several activities can be launched",
        "LMSs take the first, or make a course of each.",
        _TINCAN,
    ),
    "N107": Rule(
        "warning",
        "an activity has no name",
        "In lists and reports it would be an address.",
        _TINCAN,
    ),
    "N108": Rule(
        "warning",
        "the type of an activity is missing or no IRI",
        "Statements about it are sorted by it.",
        _TINCAN,
    ),
}
