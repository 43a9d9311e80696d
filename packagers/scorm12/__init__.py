"""Edition + names -> a SCORM 1.2 package: one SCO, every file declared, schemas at the root."""

from importlib.resources import files as resource
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import Problem
from janeschool_scorm.standards import (
    ADLCP_12,
    IMSCP_12,
    PROFILES,
    SCHEMAS_12,
    XSI,
    schema,
)
from janeschool_scorm.target import Files, Target
from packagers.xml import to_bytes

_IMS = ElementMaker(
    namespace=IMSCP_12, nsmap={None: IMSCP_12, "adlcp": ADLCP_12, "xsi": XSI}
)
_LOCATION = f"{IMSCP_12} imscp_rootv1p1p2.xsd {ADLCP_12} adlcp_rootv1p2.xsd"
_HERE = Path(str(resource("packagers.scorm12")))


def _static(_edition: Edition) -> Files:
    return {name: schema("scorm12edition", name) for name in SCHEMAS_12}


def _manifest(edition: Edition, names: tuple[str, ...]) -> Files:
    """imsmanifest.xml (SCORM 1.2 Content Aggregation Model, 2.3.2).

    Identifiers have no version, agency or language in them: an LMS matches them when
    a package is replaced.
    """
    name = edition.identifier
    item = _IMS.item(
        _IMS.title(edition.outside_title),
        *_mark(edition),
        identifier=f"{name}-item",
        identifierref=f"{name}-sco",
        isvisible="true",
    )
    organization = _IMS.organization(
        _IMS.title(edition.outside_title), item, identifier=f"{name}-organization"
    )
    listed = [_IMS.file(href=file) for file in sorted(names) if file not in SCHEMAS_12]
    sco = _IMS.resource(
        *listed,
        {f"{{{ADLCP_12}}}scormtype": "sco"},
        identifier=f"{name}-sco",
        type="webcontent",
        href="index.html",
    )
    root = _IMS.manifest(
        _IMS.metadata(_IMS.schema("ADL SCORM"), _IMS.schemaversion("1.2")),
        _IMS.organizations(organization, default=f"{name}-organization"),
        _IMS.resources(sco, _schemas(name)),
        {f"{{{XSI}}}schemaLocation": _LOCATION},
        identifier=f"{name}-manifest",
        version="1.0",
    )
    return {"imsmanifest.xml": to_bytes(root)}


def _mark(edition: Edition) -> list[etree._Element]:
    """The pass mark, for an LMS that judges by it: any other would overrule the course."""
    agency = edition.agency
    if edition.final_check is None or not PROFILES[agency.lms].mastery:
        return []
    mark = etree.Element(f"{{{ADLCP_12}}}masteryscore")
    mark.text = str(agency.rules.pass_mark)
    return [mark]


def _schemas(stem: str) -> etree._Element:
    """The standard's own files are declared too: some LMSs drop what is not."""
    return _IMS.resource(
        *(_IMS.file(href=name) for name in SCHEMAS_12),
        {f"{{{ADLCP_12}}}scormtype": "asset"},
        identifier=f"{stem}-schemas",
        type="webcontent",
    )


def _check(_edition: Edition) -> list[Problem]:
    return []


TARGET = Target(
    name="scorm12",
    label="SCORM 1.2, one SCO",
    scripts=(_HERE / "calls.js", _HERE / "adapter.js"),
    static=_static,
    manifest=_manifest,
    check=_check,
)
