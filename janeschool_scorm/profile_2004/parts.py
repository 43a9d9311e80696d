"""What a manifest is: its namespace and edition, its parts, and how they refer to each other."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from janeschool_scorm.profile_2004.fault import Fault, Manifest, adl, fault, ims, known
from janeschool_scorm.standards import (
    FOURTH_2004,
    PREFIXES_2004,
    THIRD_2004,
)

_VERSIONS = (THIRD_2004.schemaversion, FOURTH_2004.schemaversion)


def namespaces(manifest: Manifest) -> Iterator[Fault]:
    """The namespace of content packaging 1.1.4, and ADL's by the usual prefixes.

    Moodle compares prefixes by their letters: another one hides every SCO.
    """
    root = manifest.root
    if root.tag != ims("manifest"):
        yield fault(
            root,
            "namespace",
            f"the root is {etree.QName(root).text}, not an imscp_v1p1 manifest",
        )
    for element in root.iter(etree.Element):
        for prefix, space in element.nsmap.items():
            wanted = next((p for p, s in PREFIXES_2004.items() if s == space), prefix)
            parent = element.getparent()
            if prefix != wanted and (parent is None or prefix not in parent.nsmap):
                text = f"the prefix of {space} is {prefix}, not {wanted}"
                yield fault(element, "prefix", text)


def metadata(manifest: Manifest) -> Iterator[Fault]:
    """One schema and one schemaversion: by the latter an LMS knows the edition."""
    found = manifest.root.findall(ims("metadata"))
    if len(found) != 1:
        yield fault(manifest.root, "metadata", f"{len(found)} metadata, not 1")
        return
    for name, allowed in (("schema", ("ADL SCORM",)), ("schemaversion", _VERSIONS)):
        texts = [(each.text or "").strip() for each in found[0].findall(ims(name))]
        if len(texts) != 1 or texts[0] not in allowed:
            text = (
                f"{name} is {', '.join(texts) or 'missing'}, not {' or '.join(allowed)}"
            )
            yield fault(found[0], "schemaversion", text)


def multiplicities(manifest: Manifest) -> Iterator[Fault]:
    """How often each part may be there (table 3.5.3a)."""
    root = manifest.root
    yield from _once(root, ("organizations", "resources"))
    for organizations in root.iterfind(ims("organizations")):
        yield from _some(organizations, "organization")
    for organization in root.iter(ims("organization")):
        yield from _some(organization, "item")
    for titled in root.iter(ims("organization"), ims("item")):
        yield from _once(titled, ("title",))


def _once(element: etree._Element, names: Iterable[str]) -> Iterator[Fault]:
    for name in names:
        count = len(element.findall(ims(name)))
        if count != 1:
            yield fault(
                element, "multiplicity", f"{known(element)} has {count} {name}, not 1"
            )


def _some(element: etree._Element, name: str) -> Iterator[Fault]:
    if element.find(ims(name)) is None:
        yield fault(element, "multiplicity", f"{known(element)} has no {name}")


# --- identifiers and references ---------------------------------------------------------


def identifiers(manifest: Manifest) -> Iterator[Fault]:
    """Each part has one, and no two have the same."""
    kinds = ("manifest", "organization", "item", "resource")
    parts = list(manifest.root.iter(*(ims(kind) for kind in kinds)))
    seen = Counter(part.get("identifier") for part in parts)
    for part in parts:
        identifier = part.get("identifier")
        if not identifier:
            yield fault(part, "identifier", f"{known(part)} has no identifier")
        elif seen[identifier] > 1:
            yield fault(
                part, "identifier", f"{known(part)}: the identifier is there twice"
            )


def references(manifest: Manifest) -> Iterator[Fault]:
    """Each names a part of its kind; only an item without items shows a resource."""
    root = manifest.root
    organizations = {each.get("identifier") for each in root.iter(ims("organization"))}
    resources = {each.get("identifier") for each in root.iter(ims("resource"))}
    for each in root.iter(ims("organizations")):
        if each.get("default") not in organizations:
            text = f"default is '{each.get('default', '')}', which is no organization"
            yield fault(each, "reference", text)
    for each in root.iter(ims("item"), ims("dependency")):
        wanted = each.get("identifierref")
        if wanted is not None and wanted not in resources:
            yield fault(
                each, "reference", f"{known(each)}: there is no resource '{wanted}'"
            )
    for item in root.iter(ims("item")):
        leaf = item.find(ims("item")) is None
        if leaf != (item.get("identifierref") is not None):
            text = "shows nothing" if leaf else "has items and shows a resource too"
            yield fault(item, "leaf", f"{known(item)} {text}")


def collected(manifest: Manifest) -> Iterator[Fault]:
    """A sequencing that refers to another is in the collection (5.1)."""
    tag = adl("imsss", "sequencing")
    named = {each.get("ID") for each in manifest.root.iter(tag) if each.get("ID")}
    for each in manifest.root.iter(tag):
        wanted = each.get("IDRef")
        if wanted is not None and wanted not in named:
            yield fault(each, "reference", f"there is no sequencing '{wanted}'")
