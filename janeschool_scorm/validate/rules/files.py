"""Family F: files of a package, and what refers to them."""

from janeschool_scorm.validate.rule import Rule

_ROOT = "SCORM 1.2 CAM 2.3.1; SCORM 2004 CAM 3.2.1; cmi5 14.1.0.0-2"
_HREF = "SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4.1.20; cmi5 14.1.0.0-3"

FILES: dict[str, Rule] = {
    "F001": Rule(
        "error",
        "there is no manifest of a standard that is known",
        "By its manifest an LMS knows what to open; without one it refuses the package.",
        _ROOT,
    ),
    "F002": Rule(
        "error",
        "the package lies in a folder of the zip",
        "The manifest must stand at the root; LMSs look nowhere else.",
        _ROOT,
    ),
    "F003": Rule(
        "error",
        "the package lies in another zip",
        "LMSs unpack one level only.",
        _ROOT,
    ),
    "F004": Rule(
        "error",
        "the manifest's name is in another case",
        "Servers tell upper and lower case apart and do not find it.",
        _ROOT,
    ),
    "F005": Rule(
        "error",
        "it is a package of another kind",
        "It may be sound, but no rule here speaks of it.",
    ),
    "F006": Rule(
        "error",
        "it is an AICC course, which is not supported",
        "AICC's own successor is cmi5; few LMSs still load AICC packages.",
    ),
    "F007": Rule(
        "note",
        "it is a Moodle backup",
        "It is restored, not loaded as a package; the packages in it were looked at.",
        "Moodle 4.5, backup/",
    ),
    "F101": Rule(
        "error", "a file of the manifest has no href", "It names nothing.", _HREF
    ),
    "F102": Rule(
        "error",
        "a reference leads out of the package",
        "What it names on one machine is not there on the next.",
        _HREF,
    ),
    "F103": Rule(
        "error",
        "a reference to a file that is not in the package",
        "The learner would see an empty page, or a part would be missing.",
        _HREF,
    ),
    "F104": Rule(
        "error",
        "a reference in another case than the file's name",
        "It works on the author's laptop, and not on the server.",
        _HREF,
    ),
    "F105": Rule(
        "warning",
        "what the manifest opens is on another server",
        "A browser lets it reach no API of the LMS; nothing is recorded.",
        _HREF,
    ),
    "F106": Rule(
        "warning",
        "a file that no resource lists",
        "Some LMSs unpack only what the manifest lists, so the file would be missing.",
        "SCORM 2004 CAM 3.4.1.21",
    ),
    "F107": Rule(
        "warning",
        "a resource does not list the file that it opens",
        "The standard asks for it; some LMSs unpack only what is listed.",
        "SCORM 2004 CAM 3.4.1.20",
    ),
    "F108": Rule(
        "note",
        "the standard's schemas are not in the package",
        "ADL's own validator refuses a SCORM 2004 package without them; LMSs do not.",
        "SCORM 2004 CAM 3.2.1; ADL SCORM Conformance Test Suite",
    ),
    "F110": Rule(
        "warning",
        "a name with spaces, accents or other signs, or of more than 100 characters",
        "Zip programs, servers and LMSs write such names each in their own way.",
    ),
    "F111": Rule(
        "warning",
        "a type of file that LMSs refuse",
        "Programs and scripts of servers are stopped at the upload, some with the whole "
        "package.",
        "help pages of the LMSs in the table of profiles",
    ),
    "F112": Rule(
        "warning",
        "a zip in the package",
        "Some LMSs refuse it, others unpack it.",
        "help.tovutilms.com, Upload eLearning Packages",
    ),
    "F113": Rule(
        "warning",
        "a Flash film",
        "No browser has played Flash since January 2021.",
        "Adobe, Flash Player end of life",
    ),
    "F114": Rule(
        "warning",
        "a file that a program or a system left behind",
        "It is no part of the course, and may tell of its author's computer.",
    ),
    "F115": Rule(
        "error",
        "the page to open is empty",
        "The learner would see a white page.",
    ),
    "F120": Rule(
        "warning",
        "the package is larger than uploads comfortably take",
        "Above 200 MB uploads fail or time out in some LMSs, above 250 MB many refuse.",
    ),
    "F201": Rule(
        "warning",
        "a file is too large to be looked into",
        "Text of many megabytes takes a phone minutes, and this check too.",
    ),
}
