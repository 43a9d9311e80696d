"""What the standards and the LMSs fix: namespaces, limits, places of their schemas."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files as resource
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from janeschool_scorm.problems import OutsideError

#: SCORM 1.2 Content Aggregation Model, 2.3 and 2.4: the namespaces of its manifest.
IMSCP_12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP_12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
#: cmi5 14.0, and Rustici's packages of the Tin Can days: each is its document's only one.
CMI5 = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
TINCAN = "http://projecttincan.com/tincan.xsd"

#: SCORM 2004 Content Aggregation Model, 3.4 and 5: those of 3rd and 4th edition alike.
#: Moodle matches the prefixes by their letters, so a manifest must use just these.
IMSCP_2004 = "http://www.imsglobal.org/xsd/imscp_v1p1"
PREFIXES_2004: Mapping[str, str] = MappingProxyType(
    {
        "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
        "adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3",
        "adlnav": "http://www.adlnet.org/xsd/adlnav_v1p3",
        "imsss": "http://www.imsglobal.org/xsd/imsss",
    }
)

#: Characters of the longest path of a course. They leave room below the 4,096 of
#: cmi.suspend_data (SCORM 1.2 Run-Time Environment, 3.4.4): some LMSs cut without a word.
RESUME_LONGEST = 3500
#: Moodle sends each restored row again after a relaunch, at exit in one beacon of 64 KiB.
ROWS_12 = 130
FIELDS_A_ROW = 6
FIELDS_12 = 1000
#: Elements of one objective: SCORM 2004 keeps more of each than 1.2.
FIELDS_AN_OBJECTIVE_12, FIELDS_AN_OBJECTIVE_2004 = 3, 8

#: What `validate` reads of a package before it takes it for an attack. A zip holds 65,535
#: files without Zip64 (APPNOTE 4.4.22), and 4 GiB; the largest course seen has 1.5 GB.
MEMBERS_MOST = 65_535
UNPACKED_MOST = 4 << 30
#: Text deflates to a tenth, a blank drawing to a hundredth, a bomb to a thousandth.
BOMB_RATIO, BOMB_FROM = 200, 64 << 20
#: A manifest that lists 20,000 files has 2 MB and 20,000 elements; memory for a parsed one
#: grows with its elements, a hundred bytes or more for each.
XML_MOST, ELEMENTS_MOST = 8 << 20, 200_000
#: libxml2 takes the square of the elements where each breaks a schema: 2 s for these.
SCHEMA_MOST = 20_000
#: HTML, CSS and JavaScript: the largest bundle seen in a published course has 6 MB.
TEXT_MOST = 16 << 20

_SCHEMAS = Path(str(resource("janeschool_scorm"))) / "schemas"

#: The schemas that a SCORM 1.2 package carries at its root. `ims_xml.xsd` is named by
#: imscp_rootv1p1p2, imsmd_rootv1p2p1 by nothing that we write, but LMSs look for it.
SCHEMAS_12 = (
    "adlcp_rootv1p2.xsd",
    "ims_xml.xsd",
    "imscp_rootv1p1p2.xsd",
    "imsmd_rootv1p2p1.xsd",
)
#: The schema of each namespace of a SCORM 2004 manifest, and what these read in turn. A
#: package without them at its root fails ADL's own validator. LOM's are in no package
#: registry that we know, and nothing that we write needs them.
SCHEMA_OF_2004: Mapping[str, str] = MappingProxyType(
    {
        IMSCP_2004: "imscp_v1p1.xsd",
        PREFIXES_2004["adlcp"]: "adlcp_v1p3.xsd",
        PREFIXES_2004["adlseq"]: "adlseq_v1p3.xsd",
        PREFIXES_2004["adlnav"]: "adlnav_v1p3.xsd",
        PREFIXES_2004["imsss"]: "imsss_v1p0.xsd",
    }
)
_IMSSS_PARTS = (
    *("auxresource", "control", "delivery", "limit", "objective"),
    *("random", "rollup", "seqrule", "util"),
)
SCHEMAS_2004 = (
    *("XMLSchema.dtd", "datatypes.dtd", "xml.xsd"),
    *SCHEMA_OF_2004.values(),
    *(f"imsss_v1p0{part}.xsd" for part in _IMSSS_PARTS),
)


@dataclass(frozen=True, slots=True)
class Edition2004:
    """One edition of SCORM 2004: its `schemaversion`, and the folder of its schemas."""

    schemaversion: str
    schemas: str


THIRD_2004 = Edition2004("2004 3rd Edition", "scorm20043rdedition")
FOURTH_2004 = Edition2004("2004 4th Edition", "scorm20044thedition")


def schema(edition: str, name: str) -> Path:
    """One schema file of a standard's edition.

    Raises `OutsideError` where set-up has not brought the schemas.
    """
    path = _SCHEMAS / edition / name
    if not path.is_file():
        raise OutsideError(
            f"the schema {edition}/{name} is missing: run `make setup` in a checkout, "
            "or install the wheel again"
        )
    return path


#: What Moodle strips from a name as a tag (clean_param, PARAM_TEXT); it then refuses a
#: whole backup for it.
TAG = re.compile(r"<\S")

#: Moodle's settings of a SCORM activity that suit every package: one attempt that is
#: taken up again, never locked, its status never overruled by the score; no entry page,
#: no preview, no list of contents beside a page that has its own. Names and numbers are
#: those of Moodle 4.5, mod/scorm/locallib.php.
MOODLE_ACTIVITY = {
    "maxattempt": 1,
    "forcecompleted": 0,
    "forcenewattempt": 0,
    "lastattemptlock": 0,
    "masteryoverride": 0,
    "displayattemptstatus": 1,
    "displaycoursestructure": 0,
    "skipview": 2,
    "hidebrowse": 1,
    "hidetoc": 3,
    "nav": 0,
    "auto": 0,
    "popup": 0,
}
#: Its completion rule (`completionstatusrequired`): passed where the package has a check,
#: completed where it has none. It never asks for a score (`completionscorerequired`).
MOODLE_PASSED, MOODLE_COMPLETED = 2, 4


@dataclass(frozen=True, slots=True)
class Profile:
    """How one LMS differs. `source` says where from, `read` on which day.

    `status`: the word that it counts as done where there is a final check. `mastery`:
    does it want the pass mark in the manifest? Then it judges by the score itself.
    `interactions`, `objectives`: does it keep rows, so that an earlier session's are
    not written over? `failed`: can a learner go on after `failed`?
    `lesson_verb`: what xAPI says of a finished lesson, where an LMS takes any `completed`
    for that of the course. `suspend_all`: does
    it take the learner back when SCORM 2004 content asks for that at "Save and exit"?
    `megabytes`: a package above it is not built; it is warned of above `ample`.
    """

    source: str
    read: str
    status: Literal["passed", "completed"] = "passed"
    mastery: bool = False
    interactions: bool = True
    objectives: bool = True
    failed: bool = False
    lesson_verb: Literal["completed", "experienced"] = "completed"
    suspend_all: bool = False
    megabytes: int = 250
    ample: int = 200
    refuses: tuple[str, ...] = ()


#: By the name that an agency file gives under `lms`. What no source says is as in
#: `generic`: Moodle, the strictest known, and no `failed`, since LMSs that end the
#: attempt on it have been seen (adapt-contrib-spoor, issue 262).
PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        "moodle": Profile(
            "Moodle 4.5.6, played, and mod/scorm read: with a masteryscore, mastery "
            "override replaces any status; passed, completed and failed end the attempt",
            "2026-11-21",
        ),
        "canvas": Profile(
            "community.canvaslms.com, SCORM to Require Signed Launch Links; versions "
            "and sizes are not documented",
            "2026-11-21",
        ),
        "blackboard": Profile(
            "help.blackboard.com, Add Content Packages: played by the SCORM Engine, "
            "basic data go to the Grade Center; adapt-contrib-spoor, issue 371: that "
            "engine takes the learner back on suspendAll",
            "2026-11-22",
            suspend_all=True,
        ),
        "cornerstone": Profile(
            "help.csod.com, Course Publisher: above 250 MB Cornerstone must upload",
            "2026-11-21",
        ),
        "absorb": Profile(
            "support.absorblms.com, Supported SCORM & xAPI Statements: interactions "
            "with latency, objectives with score and status",
            "2026-11-21",
        ),
        "talentlms": Profile(
            "help.talentlms.com, SCORM in TalentLMS: SCORM 1.2 only",
            "2026-11-21",
            refuses=("scorm2004", "scorm2004-3rd"),
        ),
        "tovuti": Profile(
            "help.tovutilms.com, Upload eLearning Packages: one SCO, no inner zip",
            "2026-11-21",
        ),
        "openedx": Profile(
            "overhangio/openedx-scorm-xblock at ccef54c6: before pull request 104 "
            "`passed` did not complete; no _count for rows; `failed` closes nothing",
            "2026-11-21",
            status="completed",
            interactions=False,
            failed=True,
        ),
        "ilias": Profile(
            "docu.ilias.de, feature wiki 3251: lesson_status passed is what completes",
            "2026-11-21",
        ),
        "generic": Profile(
            "SCORM 1.2 Run-Time Environment, 3.4.4: every element optional for an LMS "
            "is given up when it is refused",
            "2026-11-21",
        ),
    }
)
