"""Family X: XML that is read safely, and by the standard's schema."""

from janeschool_scorm.validate.rule import Rule

_XML = "XML 1.0"

DOCUMENTS: dict[str, Rule] = {
    "X001": Rule(
        "error",
        "the XML is not well-formed",
        "An LMS reads it whole or not at all.",
        _XML + " 2.1",
    ),
    "X002": Rule(
        "error",
        "the XML is too large to be meant",
        "A manifest of megabytes is a mistake or an attack; servers give up on it.",
    ),
    "X003": Rule(
        "error",
        "the XML nests too deeply",
        "Programs that read it run out of memory; no course needs 256 levels.",
    ),
    "X004": Rule(
        "error",
        "the XML declares entities",
        "Entities can fetch files from the server that reads them, or grow to gigabytes.",
        _XML + " 4.2",
    ),
    "X005": Rule(
        "warning",
        "the XML has a document type",
        "Safe readers refuse it, and no standard of courses asks for one.",
        _XML + " 2.8",
    ),
    "X006": Rule(
        "error",
        "the XML is in an encoding that cannot be read",
        "Every reader knows UTF-8; an encoding that few know can hide what is in it.",
        _XML + " 4.3.3",
    ),
    "X007": Rule(
        "note",
        "the XML is not in UTF-8",
        "It may be read well; some LMSs garble accents.",
        _XML + " 4.3.3",
    ),
    "X101": Rule(
        "error",
        "the document is not valid by the standard's schema",
        "A strict LMS, or ADL's own validator, refuses the package.",
        "the XML schemas of SCORM 1.2 and of SCORM 2004 3rd and 4th edition",
    ),
    "X102": Rule(
        "note",
        "the document could not be checked by a schema",
        "No schema of this edition is at hand, or it is too large for one; the other "
        "rules were applied.",
    ),
}
