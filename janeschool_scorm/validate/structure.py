"""A package's files -> its Structure: which standard, which edition, and what is in it."""

from collections.abc import Callable, Mapping

from lxml import etree

from janeschool_scorm.validate import scorm_tree, xapi_trees
from janeschool_scorm.validate.documents import document
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.reader import Reader
from janeschool_scorm.validate.recognition import Kind, Place, elsewhere, manifests
from janeschool_scorm.validate.tree import Item, Standard, Structure
from janeschool_scorm.validate.xml_names import space

__all__ = ["Item", "Structure", "structure", "structures"]

_EMPTY: Mapping[Kind, Standard] = {
    "scorm": "unknown",
    "cmi5": "cmi5",
    "xapi": "xapi",
}


def structure(reader: Reader) -> Structure:
    """What the package is, by the manifest that most LMSs look for first."""
    return structures(reader)[0]


def structures(reader: Reader) -> tuple[Structure, ...]:
    """One for each manifest: some packages can be loaded by more than one standard.

    Without any, one that says what was found instead.
    """
    found = manifests(reader)
    if not found:
        standard, edition, findings = elsewhere(reader)
        return (Structure(standard, edition, "", "", "", None, (), findings),)
    return tuple(_structure(reader, place) for place in found)


def _structure(reader: Reader, place: Place) -> Structure:
    read = document(reader, place.folder + place.name)
    findings = (*place.findings, *read.findings)
    if read.root is None:
        standard = _EMPTY[place.kind]
        return Structure(
            standard, "unreadable", "", place.folder, place.name, None, (), findings
        )
    return _READ[place.kind](read.root, place, findings)


def _scorm(
    root: etree._Element, place: Place, findings: tuple[Finding, ...]
) -> Structure:
    known = scorm_tree.edition(root)
    organization = scorm_tree.played(root)
    if known is None:
        words = _other(root)
        text = f"it is {words}, without any mark of SCORM"
        findings += (Finding("F005", place.folder + place.name, 1, 0, text),)
    standard, edition = known or ("unknown", _other(root))
    title = (
        scorm_tree.child_words(organization, "title")
        if organization is not None
        else ""
    )
    return Structure(
        standard=standard,
        edition=edition,
        title=title,
        folder=place.folder,
        manifest=place.name,
        root=root,
        items=scorm_tree.items(root, organization),
        findings=findings,
        organization=organization,
    )


def _other(root: etree._Element) -> str:
    """What an imsmanifest.xml without SCORM in it describes."""
    own = space(root.tag)
    told = f"{scorm_tree.schema(root)} {scorm_tree.schemaversion(root)}".strip()
    types = {
        each.get("type", "") for each in root.iter(scorm_tree.beside(root, "resource"))
    }
    if "imscc" in own or "common cartridge" in told.lower():
        return f"IMS Common Cartridge ({told})" if told else "IMS Common Cartridge"
    if "qti" in told.lower() or any(each.startswith("imsqti") for each in types):
        return "IMS QTI, questions without a course"
    return "IMS Content Packaging"


def _cmi5(
    root: etree._Element, place: Place, findings: tuple[Finding, ...]
) -> Structure:
    title, items = xapi_trees.course_structure(root)
    return Structure(
        "cmi5", "cmi5", title, place.folder, place.name, root, items, findings
    )


def _xapi(
    root: etree._Element, place: Place, findings: tuple[Finding, ...]
) -> Structure:
    title, items = xapi_trees.activities(root)
    return Structure(
        "xapi", "tincan.xml", title, place.folder, place.name, root, items, findings
    )


_Reads = Callable[[etree._Element, Place, tuple[Finding, ...]], Structure]
_READ: Mapping[Kind, _Reads] = {"scorm": _scorm, "cmi5": _cmi5, "xapi": _xapi}
