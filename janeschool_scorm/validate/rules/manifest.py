"""Family M: SCORM manifests, beyond what a schema can say."""

from janeschool_scorm.validate.rule import Rule

_CAM = "SCORM 1.2 CAM 2.3; SCORM 2004 CAM "
_IDS = "An LMS finds a part by its identifier, and takes the first that it meets."
_MOODLE = "Moodle 4.5, mod/scorm/datamodels/scormlib.php"
_EDITION = (
    "By its edition an LMS chooses how to read the rest; what is of another is passed "
    "over without a word."
)

MANIFEST: dict[str, Rule] = {
    "M001": Rule(
        "error",
        "the root is no manifest of this standard's content packaging",
        "A reader that knows namespaces finds nothing in it.",
        _CAM + "3.4.1",
    ),
    "M002": Rule(
        "error",
        "ADL's content packaging has another prefix than adlcp",
        "Moodle compares the letters of the prefix, and then finds no SCO at all.",
        _MOODLE,
    ),
    "M003": Rule(
        "warning",
        "a namespace of SCORM 2004 has an unusual prefix, or none",
        "Moodle compares the letters of the prefix, and passes over what has others.",
        _MOODLE,
    ),
    "M010": Rule(
        "warning",
        "a package of SCORM 1.2 does not say so in its metadata",
        "Most LMSs take such a package for SCORM 1.2, a strict one refuses it.",
        _CAM + "3.4.1.2",
    ),
    "M011": Rule(
        "warning",
        "the metadata's schema is not ADL SCORM",
        "A strict LMS takes the package for plain content.",
        _CAM + "3.4.1.2",
    ),
    "M012": Rule(
        "error",
        "the metadata's schemaversion is missing or names no edition",
        "An LMS then takes the package for SCORM 1.2, whatever it is.",
        _CAM + "3.4.1.2",
    ),
    "M013": Rule(
        "error",
        "schemaversion and namespaces are of different standards",
        _EDITION,
        _CAM + "3.4.1",
    ),
    "M020": Rule(
        "error",
        "organizations or resources are missing, or there twice",
        "An LMS reads exactly one of each.",
        _CAM + "3.5.3",
    ),
    "M021": Rule(
        "error",
        "there is no organization, or one without items",
        "The learner would see an empty course.",
        _CAM + "3.5.3",
    ),
    "M022": Rule(
        "error",
        "an organization or an item has no title, or several",
        "It is what a learner sees in the list and what tells them where they are.",
        _CAM + "3.4.1.8; WCAG 2.2 2.4.2",
    ),
    "M023": Rule(
        "warning",
        "a title is empty",
        "A list of nameless lines cannot be chosen from, least by ear.",
        "WCAG 2.2 2.4.2",
    ),
    "M030": Rule("error", "a part has no identifier", _IDS, _CAM + "3.4.1"),
    "M031": Rule(
        "error",
        "an identifier is no XML identifier",
        "It begins with a letter or _, and holds no space, slash or colon.",
        "XML Schema Part 2, 3.3.8",
    ),
    "M032": Rule(
        "error", "an identifier is there twice", _IDS, "XML Schema Part 2, 3.3.8"
    ),
    "M033": Rule(
        "error",
        "an item refers to a resource that is not there",
        "The learner chooses it and sees nothing.",
        _CAM + "3.4.1.12",
    ),
    "M034": Rule(
        "error",
        "the default organization is not there",
        "An LMS may play another, or none.",
        _CAM + "3.4.1.6",
    ),
    "M035": Rule(
        "warning",
        "no organization is said to be the default",
        "Most LMSs take the first, some none.",
        _CAM + "3.4.1.6",
    ),
    "M036": Rule(
        "warning",
        "an item shows nothing and holds nothing",
        "In the list it looks like a lesson, and does not open.",
        _CAM + "3.4.1.12",
    ),
    "M037": Rule(
        "error",
        "an item has items and shows a resource too",
        "In SCORM 2004 only the last in a branch can be played.",
        "SCORM 2004 CAM 3.4.1.12",
    ),
    "M038": Rule(
        "error",
        "a dependency refers to a resource that is not there",
        "Files that the resource needs may be missing.",
        _CAM + "3.4.1.22",
    ),
    "M040": Rule(
        "error",
        "a resource that an item shows is not marked as SCO or asset",
        "An LMS takes it for a plain page, and records nothing.",
        _CAM + "3.4.1.20",
    ),
    "M041": Rule(
        "warning",
        "a resource is not marked as SCO or asset",
        "The standard asks for the mark on each.",
        _CAM + "3.4.1.20",
    ),
    "M042": Rule(
        "error",
        "the mark of SCO or asset is in another edition's spelling or namespace",
        "scormtype is of SCORM 1.2, scormType of SCORM 2004; the other is not seen.",
        _CAM + "3.4.1.20",
    ),
    "M043": Rule(
        "error",
        "the mark of a resource is neither sco nor asset",
        "The words are compared letter by letter, in lower case.",
        _CAM + "3.4.1.20",
    ),
    "M044": Rule(
        "warning",
        "the type of a resource is not webcontent",
        "It is the only type that the standard knows; a strict LMS refuses others.",
        _CAM + "3.4.1.20",
    ),
    "M045": Rule(
        "error",
        "a SCO, or a resource that an item shows, has no href",
        "There is no page to open.",
        _CAM + "3.4.1.20",
    ),
    "M046": Rule(
        "warning",
        "no item shows a SCO",
        "Pages are shown, but neither progress nor score can be recorded.",
        _CAM + "3.4.1.20",
    ),
    "M050": Rule(
        "warning",
        "a title is longer than every LMS keeps",
        "It is cut, often within a word.",
        _CAM + "3.4.1.8",
    ),
    "M051": Rule(
        "error",
        "the data that an LMS hands to the SCO are longer than it keeps",
        "They are cut, and the SCO reads half.",
        "SCORM 1.2 CAM 2.3.2.5; SCORM 2004 CAM 3.4.1.15",
    ),
    "M052": Rule(
        "warning",
        "parameters or an address are longer than every LMS keeps",
        "They are cut, and another page opens, or none.",
        _CAM + "3.4.1.12",
    ),
    "M053": Rule(
        "warning",
        "parameters cannot be joined to an address as they are",
        "They begin with ?, & or #, and are percent-encoded.",
        _CAM + "3.4.1.12",
    ),
    "M054": Rule(
        "warning",
        "an item has parameters, but shows nothing",
        "They belong to the item that opens a page.",
        _CAM + "3.4.1.12",
    ),
    "M060": Rule(
        "error",
        "isvisible is no truth value",
        "It is true or false, 1 or 0.",
        _CAM + "3.4.1.12",
    ),
    "M061": Rule(
        "error",
        "an element of ADL's is there twice, or where no LMS looks for it",
        "Each stands at most once, in an item.",
        "SCORM 1.2 CAM 2.3.2.5",
    ),
    "M062": Rule(
        "error",
        "a pass mark is no number in its range",
        "0 to 100 in SCORM 1.2, -1 to 1 in SCORM 2004: any other is never reached, or "
        "always.",
        "SCORM 1.2 CAM 2.3.2.5; SCORM 2004 CAM 5.1.7",
    ),
    "M063": Rule(
        "warning",
        "a pass mark on an item that is no SCO",
        "Nothing there reports a score.",
        "SCORM 1.2 CAM 2.3.2.5",
    ),
    "M064": Rule(
        "error",
        "maxtimeallowed is no time span",
        "HHHH:MM:SS.SS; an LMS takes any other for nothing.",
        "SCORM 1.2 RTE 3.4.4",
    ),
    "M065": Rule(
        "error",
        "a word that the standard does not know",
        "An LMS passes over it, or refuses the package.",
        "SCORM 1.2 CAM 2.3.2.5; SCORM 2004 CAM 3.4.1.14 and 5.2",
    ),
    "M066": Rule(
        "error",
        "prerequisites are not of the type aicc_script",
        "It is the only language that SCORM 1.2 knows for them.",
        "SCORM 1.2 CAM 2.3.2.5",
    ),
    "M067": Rule(
        "error",
        "prerequisites name an item that is not there",
        "They never hold, so the learner cannot go on.",
        "SCORM 1.2 CAM 2.3.2.5; AICC CMI001 6.8",
    ),
    "M068": Rule(
        "error",
        "two objectives of one activity have the same id",
        _IDS,
        "SCORM 2004 CAM 5.1.7",
    ),
    "M069": Rule(
        "error",
        "a sequencing refers to one that is not there",
        "The rules that it should take over are lost.",
        "SCORM 2004 CAM 5.1",
    ),
    "M070": Rule(
        "error",
        "a part of the 4th edition in a package of an earlier one",
        _EDITION,
        "SCORM 2004 4th Edition CAM, changes",
    ),
    "M071": Rule(
        "error",
        "an element of SCORM 1.2 in SCORM 2004, or the other way round",
        _EDITION,
        _CAM + "3.4.1",
    ),
    "M073": Rule(
        "warning",
        "a manifest within the manifest",
        "ADL advises against it, and most LMSs pass it over.",
        "SCORM 2004 CAM 3.4.1.1",
    ),
    "M074": Rule(
        "warning",
        "an xml:base does not end in a slash",
        "Some LMSs join it as it is, others drop its last part: paths differ.",
        "SCORM 2004 CAM 3.4.3; RFC 3986 5.2",
    ),
    "M075": Rule(
        "error",
        "neither choice nor flow leads into a part of the course",
        "No button and no list opens it.",
        "SCORM 2004 SN 3.2",
    ),
}
