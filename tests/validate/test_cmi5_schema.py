"""Our grammar and rules of cmi5.xml beside the specification's own schema.

The schema is in no registry and is not copied here: where `../shared/schemas/` is not
beside the project, this is skipped.
"""

import pytest
from lxml import etree

from janeschool_scorm.validate.finding import errors
from janeschool_scorm.validate.reader import held
from janeschool_scorm.validate.verdict import judged
from tests.conftest import ROOT
from tests.validate.packages import COURSE_STRUCTURE, Files, cmi5
from tests.validate.test_manifests import BROKEN

SCHEMA = ROOT.parent / "shared" / "schemas" / "CourseStructure.xsd"
MORE = (
    COURSE_STRUCTURE.replace("</course>", '<a xmlns="urn:a" b="c"><d/></a></course>'),
    COURSE_STRUCTURE.replace("<au ", '<au xmlns:a="urn:a" a:b="c" '),
    COURSE_STRUCTURE.replace("<block", '<a xmlns="urn:a"/><block'),
    COURSE_STRUCTURE.replace("</url>", "</url><launchParameters>a</launchParameters>"),
    COURSE_STRUCTURE.replace("</url>", "</url><entitlementKey>a</entitlementKey>"),
    COURSE_STRUCTURE.replace("</url>", "</url><courseStructure/>"),
)


def structures() -> list[Files]:
    broken = [make() for make, _ in BROKEN]
    return [cmi5(), *map(cmi5, MORE), *(x for x in broken if "cmi5.xml" in x)]


@pytest.mark.skipif(not SCHEMA.is_file(), reason=f"{SCHEMA.name} is not beside it")
def test_what_the_schema_refuses_is_an_error_and_what_it_takes_breaks_no_grammar() -> (
    None
):
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    refused = 0
    for files in structures():
        valid = schema.validate(etree.fromstring(files["cmi5.xml"]))
        found = judged(held(files)).findings
        refused += not valid
        if valid:
            assert "X101" not in {one.code for one in found}, files["cmi5.xml"]
        else:
            assert errors(found), files["cmi5.xml"]
    assert refused > 5
