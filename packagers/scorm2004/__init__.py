"""Edition + names -> a SCORM 2004 package, 4th or 3rd edition: one SCO, schemas at the root."""

from importlib.resources import files as resource
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import Problem
from janeschool_scorm.resume_size import fields_wanted, rows_wanted
from janeschool_scorm.standards import (
    FIELDS_12,
    FIELDS_AN_OBJECTIVE_2004,
    FOURTH_2004,
    IMSCP_2004,
    PREFIXES_2004,
    PROFILES,
    ROWS_12,
    SCHEMA_OF_2004,
    SCHEMAS_2004,
    THIRD_2004,
    Edition2004,
    schema,
)
from janeschool_scorm.target import SCORM_SCRIPTS, Files, Target
from packagers.imscp import Form, imsmanifest

_HERE = Path(str(resource("packagers.scorm2004")))
_SEQUENCING = ElementMaker(namespace=PREFIXES_2004["imsss"])
_NAVIGATION = ElementMaker(namespace=PREFIXES_2004["adlnav"])
#: Buttons of an LMS that would lead nowhere from the only SCO, or throw away its attempt.
_HIDDEN = ("previous", "continue", "abandon", "abandonAll")


def _form(standard: Edition2004) -> Form:
    return Form(
        schemaversion=standard.schemaversion,
        imscp=IMSCP_2004,
        prefixes=PREFIXES_2004,
        scormtype="scormType",
        schemas=SCHEMAS_2004,
        located=SCHEMA_OF_2004,
    )


def _control() -> etree._Element:
    """The way through the tree, which is one item (Sequencing and Navigation, 3.2)."""
    modes = _SEQUENCING.controlMode(choice="true", flow="true")
    return _SEQUENCING.sequencing(modes)


def _delivery(edition: Edition) -> etree._Element:
    """The SCO says itself when it is complete and passed (same, 3.13).

    Else an LMS that hears nothing takes an item for completed and satisfied.
    """
    delivery = _SEQUENCING.deliveryControls(
        tracked="true", completionSetByContent="true", objectiveSetByContent="true"
    )
    return _SEQUENCING.sequencing(*_mark(edition), delivery)


def _mark(edition: Edition) -> list[etree._Element]:
    """The pass mark, for an LMS that judges by it: any other would overrule the course."""
    agency = edition.agency
    if edition.final_check is None or not PROFILES[agency.lms].mastery:
        return []
    measure = _SEQUENCING.minNormalizedMeasure(f"{agency.rules.pass_mark / 100:g}")
    primary = _SEQUENCING.primaryObjective(
        measure,
        objectiveID=f"{edition.identifier}-objective",
        satisfiedByMeasure="true",
    )
    return [_SEQUENCING.objectives(primary)]


def _presentation() -> etree._Element:
    hidden = (_NAVIGATION.hideLMSUI(name) for name in _HIDDEN)
    return _NAVIGATION.presentation(_NAVIGATION.navigationInterface(*hidden))


def _check(edition: Edition) -> list[Problem]:
    """B103: objectives have more elements than in SCORM 1.2, and all are sent again."""
    course = edition.course
    rows = min(rows_wanted(course, edition.agency.rules), ROWS_12)
    fields = fields_wanted(course, rows, objective=FIELDS_AN_OBJECTIVE_2004)
    if fields < FIELDS_12:
        return []
    text = f"{fields} elements in all in SCORM 2004, of at most {FIELDS_12 - 1}: fewer modules"
    return [Problem(course.facts.at(), "B103", text)]


def _target(name: str, label: str, standard: Edition2004) -> Target:
    form = _form(standard)

    def static(_edition: Edition) -> Files:
        return {each: schema(standard.schemas, each) for each in SCHEMAS_2004}

    def manifest(edition: Edition, names: tuple[str, ...]) -> Files:
        parts = (_delivery(edition), _presentation())
        return imsmanifest(edition, names, form, item=parts, organization=(_control(),))

    return Target(
        name=name,
        label=label,
        scripts=(*SCORM_SCRIPTS, _HERE / "dialect.js"),
        static=static,
        manifest=manifest,
        check=_check,
    )


FOURTH = _target("scorm2004", "SCORM 2004, 4th edition, one SCO", FOURTH_2004)
THIRD = _target("scorm2004-3rd", "SCORM 2004, 3rd edition, one SCO", THIRD_2004)
