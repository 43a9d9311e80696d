"""Faults in the files of a course, their YAML and their Markdown: C."""

from typing import Final

from janeschool_scorm.codes.code import IDS, MODEL, Code

#: why YAML is held to its plain part
_PLAIN: Final = (
    "YAML that guesses (anchors, tags, yes/no, doubled keys) changes meaning silently."
)
COURSE: Final[dict[str, Code]] = {
    "C001": Code("a file of the course is missing or cannot be read", MODEL),
    "C002": Code(
        "a file is not UTF-8 text", "Other encodings garble names and accents."
    ),
    "C003": Code("the YAML cannot be parsed", _PLAIN),
    "C004": Code("a key is written twice", _PLAIN),
    "C005": Code("an anchor, alias, tag or merge key is used", _PLAIN),
    "C006": Code(
        "a file is too large or too deeply nested",
        "A text file of megabytes is a mistake or an attack.",
    ),
    "C010": Code(
        "the course was written for a newer format",
        "An older program would drop what it does not know.",
    ),
    "C101": Code("an unknown key", MODEL),
    "C102": Code("a key is missing", MODEL),
    "C103": Code("a value is not of the kind that the key takes", MODEL),
    "C104": Code("an id is not neutral lower-case letters, digits and hyphens", IDS),
    "C105": Code("an id is used twice", IDS),
    "C106": Code(
        "an id names the offence", "A record that carries the id would label its owner."
    ),
    "C107": Code("a folder or file that the course names does not exist", MODEL),
    "C108": Code(
        "a folder that no order names",
        "A module left out by mistake would go unnoticed.",
        "warning",
    ),
    "C109": Code("the final check names no draw block", "Without it nobody can pass."),
    "C110": Code(
        "planned minutes do not add up",
        "Hours go to a court: lessons, modules and course must agree.",
    ),
    "C111": Code(
        "an id has no place in slots.yaml",
        "Without a place its progress cannot be saved.",
    ),
    "C112": Code(
        "two ids share a place in slots.yaml",
        "One would overwrite the other's progress.",
    ),
    "C113": Code(
        "an exemption matches nothing",
        "An exemption that no longer applies hides the next fault.",
    ),
    "C114": Code(
        "a check-in names no week, or the week of another",
        "Its package is named by its week, and reports ask for it in that week.",
    ),
    "C115": Code(
        "a title that an LMS takes for HTML",
        "Moodle refuses to restore a course with such a name.",
    ),
    "C116": Code(
        "a module that a court may switch off, without which the course falls apart",
        "`removable: true` is a promise: the rest must still be a course.",
    ),
    "C117": Code(
        "check-ins without accountability.yaml",
        "When one counts as missed, and what follows, a court must be able to read.",
        "warning",
    ),
    "C118": Code("accountability.yaml names a check-in that is not there", MODEL),
    "C119": Code(
        "a check-in opens before the one before it is due",
        "Two are open at once, and a learner may do one and believe both are done.",
        "warning",
    ),
    "C120": Code(
        "rules on missed check-ins that do not rise",
        "The last one that holds decides, so each must weigh more than those above it.",
    ),
    "C121": Code(
        "a rule on check-ins that can never hold",
        "A court would rely on a report that nobody can cause.",
    ),
    "C122": Code(
        "a reminder of a check-in that can no longer be done",
        "It would ask for what counts as missed already.",
    ),
    "C123": Code(
        "a version that was handed over has other words now",
        "Reports, certificates and recalls tell by the version what a person saw.",
    ),
    "C201": Code(
        "a block's fence is malformed or never closed",
        "The rest of the lesson would vanish into it.",
    ),
    "C202": Code("an unknown kind of block", MODEL),
    "C203": Code("a block lacks its id, or has one that its kind does not take", IDS),
    "C204": Code(
        "a heading of the first level, or a skipped level",
        "Screen readers move by headings; the title is the first.",
    ),
    "C205": Code(
        "raw HTML in Markdown",
        "HTML in words breaks packages, translations and safety.",
    ),
    "C206": Code("a lesson has no words", "An empty page cannot be learned from."),
    "C207": Code("front matter is missing or never closed", MODEL),
}
