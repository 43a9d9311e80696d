"""What the makers of LMSs say of loading a package: the facts behind the import pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from janeschool_scorm.standards import MOODLE_ACTIVITY


@dataclass(frozen=True, slots=True)
class Guide:
    """One LMS: its `name` (none for one that we do not know), where its steps are from,
    on which day that was read, and on what they were tried, if at all.

    `takes`: the targets that a source names, `partly` those that it takes in part, and
    `refuses` those that it does not take; of others nothing is known.
    """

    name: str
    sources: tuple[str, ...]
    read: str
    takes: frozenset[str]
    partly: frozenset[str] = frozenset()
    refuses: frozenset[str] = frozenset()
    tried: str = ""


_READ = "2026-11-22"
_SCORM = frozenset({"scorm12", "scorm2004", "scorm2004-3rd"})

GUIDES: Mapping[str, Guide] = MappingProxyType(
    {
        "moodle": Guide(
            "Moodle",
            (
                "docs.moodle.org/401, SCORM settings",
                "Moodle's source, mod/scorm/mod_form.php and locallib.php",
                "danmarsden.com, Managing SCORM packages (by the module's maintainer)",
            ),
            _READ,
            frozenset({"scorm12", "moodle"}),
            partly=frozenset({"scorm2004", "scorm2004-3rd"}),
            refuses=frozenset({"cmi5", "xapi_package"}),
            tried="Moodle 4.5.6",
        ),
        "canvas": Guide(
            "Canvas",
            ("community.canvaslms.com, SCORM to Require Signed Launch Links",),
            _READ,
            frozenset(),
        ),
        "blackboard": Guide(
            "Blackboard Learn",
            (
                "help.anthology.com, Add Content Packages (Original course view)",
                "academic-technology-services.scrollhelp.site, Adding SCORM content (Ultra)",
            ),
            _READ,
            _SCORM | {"xapi_package"},
        ),
        "cornerstone": Guide(
            "Cornerstone",
            (
                "help.csod.com, Uploading Courses via Course Publisher",
                "help.csod.com, Minor Course Changes - Replace Files",
                "help.csod.com, Modify an Online Course",
            ),
            _READ,
            frozenset({"scorm12", "scorm2004-3rd"}),
        ),
        "absorb": Guide(
            "Absorb LMS",
            ("support.absorblms.com, Third Party Courses - SCORM, AICC, Tin Can",),
            _READ,
            _SCORM | {"xapi_package"},
        ),
        "talentlms": Guide(
            "TalentLMS",
            (
                "help.talentlms.com, SCORM in TalentLMS",
                "help.talentlms.com, How to import and track cmi5 content",
            ),
            _READ,
            frozenset({"scorm12", "cmi5", "xapi_package"}),
            refuses=frozenset({"scorm2004", "scorm2004-3rd"}),
        ),
        "tovuti": Guide(
            "Tovuti",
            ("help.tovutilms.com, Upload eLearning Packages",),
            _READ,
            _SCORM | {"xapi_package"},
            refuses=frozenset({"cmi5"}),
        ),
        "openedx": Guide(
            "Open edX",
            (
                "overhangio/openedx-scorm-xblock, README and pull request 115",
                "docs.upskilled.ai, SCORM",
            ),
            _READ,
            _SCORM,
        ),
        "ilias": Guide(
            "ILIAS",
            ("iliastutorials.com, SCORM Learning Module, presentation mode",),
            _READ,
            frozenset({"scorm12"}),
        ),
        "generic": Guide("", ("the standard itself",), _READ, frozenset()),
    }
)

#: Moodle's form: part, its settings by our names, and what each is called there. Names
#: and words are those of Moodle 4.1 to 4.5 in English.
MOODLE_FORM: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Appearance": {
            "popup": "Display package",
            "skipview": "Student skip content structure page",
            "hidebrowse": "Disable preview mode",
            "displaycoursestructure": "Display course structure on entry page",
            "hidetoc": "Display course structure in player",
            "nav": "Show navigation",
            "displayattemptstatus": "Display attempt status",
        },
        "Attempts management": {
            "maxattempt": "Number of attempts",
            "forcenewattempt": "Force new attempt",
            "lastattemptlock": "Lock after final attempt",
        },
        "Compatibility settings": {
            "forcecompleted": "Force completed",
            "auto": "Auto-continue",
            "masteryoverride": "Mastery score overrides status",
        },
    }
)
_YES_NO = ("No", "Yes")
_WORDS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "popup": {0: "Current window"},
        "skipview": {2: "Always"},
        "hidetoc": {3: "Disabled"},
        "displayattemptstatus": {1: "Dashboard and entry page"},
        "maxattempt": {1: "1 attempt"},
    }
)


def moodle_form() -> dict[str, list[tuple[str, str]]]:
    """Part of the form -> name and value of each setting, in the words of the form."""
    return {
        part: [(label, _word(name)) for name, label in settings.items()]
        for part, settings in MOODLE_FORM.items()
    }


def _word(name: str) -> str:
    value = MOODLE_ACTIVITY[name]
    return _WORDS[name][value] if name in _WORDS else _YES_NO[value]
