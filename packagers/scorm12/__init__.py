"""Edition + names -> a SCORM 1.2 package: one SCO, every file declared, schemas at the root."""

from importlib.resources import files as resource
from pathlib import Path

from lxml import etree

from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import Problem
from janeschool_scorm.standards import (
    ADLCP_12,
    IMSCP_12,
    PROFILES,
    SCHEMAS_12,
    schema,
)
from janeschool_scorm.target import SCORM_SCRIPTS, Files, Target
from packagers.imscp import Form, imsmanifest

_HERE = Path(str(resource("packagers.scorm12")))
#: SCORM 1.2 Content Aggregation Model, 2.3.2.
_FORM = Form(
    schemaversion="1.2",
    imscp=IMSCP_12,
    prefixes={"adlcp": ADLCP_12},
    scormtype="scormtype",
    schemas=SCHEMAS_12,
    located={IMSCP_12: "imscp_rootv1p1p2.xsd", ADLCP_12: "adlcp_rootv1p2.xsd"},
)


def _static(_edition: Edition) -> Files:
    return {name: schema("scorm12edition", name) for name in SCHEMAS_12}


def _manifest(edition: Edition, names: tuple[str, ...]) -> Files:
    return imsmanifest(edition, names, _FORM, item=_mark(edition))


def _mark(edition: Edition) -> list[etree._Element]:
    """The pass mark, for an LMS that judges by it: any other would overrule the course."""
    agency = edition.agency
    if edition.final_check is None or not PROFILES[agency.lms].mastery:
        return []
    mark = etree.Element(f"{{{ADLCP_12}}}masteryscore")
    mark.text = str(agency.rules.pass_mark)
    return [mark]


def _check(_edition: Edition) -> list[Problem]:
    return []


TARGET = Target(
    name="scorm12",
    label="SCORM 1.2, one SCO",
    scripts=(*SCORM_SCRIPTS, _HERE / "dialect.js"),
    static=_static,
    manifest=_manifest,
    check=_check,
)
