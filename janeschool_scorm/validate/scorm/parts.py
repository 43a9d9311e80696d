"""What a manifest is: its namespaces and edition, its parts, and how often each is there."""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from janeschool_scorm.standards import ADLCP_12, IMSCP_12, IMSCP_2004, PREFIXES_2004
from janeschool_scorm.validate import scorm_tree
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.scorm.given import Manifest, known
from janeschool_scorm.validate.xml_names import local, space

_ROOTS = {"scorm12": IMSCP_12, "scorm2004": IMSCP_2004}
_PREFIXES: Mapping[str, Mapping[str, str]] = {
    "scorm12": {"adlcp": ADLCP_12},
    "scorm2004": PREFIXES_2004,
}


def namespace(manifest: Manifest) -> Iterator[Finding]:
    """Content packaging 1.1.2 in SCORM 1.2, 1.1.4 in SCORM 2004."""
    root, wanted = manifest.root, _ROOTS[manifest.standard]
    if root.tag == f"{{{wanted}}}manifest":
        return
    own = space(root.tag)
    if scorm_tree.by_namespace(root) not in (None, manifest.standard):
        version = scorm_tree.schemaversion(root) or "nothing"
        text = (
            f"schemaversion says {version}, the namespace {own} is another standard's"
        )
        yield manifest.found(root, "M013", text)
        return
    own = own or "no namespace"
    text = f"the root is {local(root.tag)} in {own}, not manifest in {wanted}"
    yield manifest.found(root, "M001", text)


def prefixes(manifest: Manifest) -> Iterator[Finding]:
    """ADL's by the usual letters: some LMSs compare those, not namespaces."""
    wanted = {space: prefix for prefix, space in _PREFIXES[manifest.standard].items()}
    said = set()
    for element in manifest.root.iter(etree.Element):
        for key in (element.tag, *element.attrib):
            own = space(key)
            if own not in wanted:
                continue
            prefix = _prefix(element, str(key), wanted[own])
            if prefix == wanted[own] or (own, prefix) in said:
                continue
            said.add((own, prefix))
            name = local(key)
            text = f"{name} has the prefix {prefix or '(none)'}, not {wanted[own]}"
            code = "M002" if wanted[own] == "adlcp" else "M003"
            yield manifest.found(element, code, text)


def _prefix(element: etree._Element, key: str, usual: str) -> str | None:
    """The prefix of an element or attribute; lxml gives an attribute's namespace alone."""
    if key == element.tag:
        return element.prefix
    wanted = space(key)
    named = [
        prefix for prefix, own in element.nsmap.items() if own == wanted and prefix
    ]
    return usual if usual in named else next(iter(named), None)


def metadata(manifest: Manifest) -> Iterator[Finding]:
    """One schema and one schemaversion: by the latter an LMS knows the edition."""
    root = manifest.root
    found = list(scorm_tree.inside(root, "metadata"))
    if manifest.standard == "scorm12" and not scorm_tree.schemaversion(root):
        text = "no schemaversion says that it is SCORM 1.2"
        yield manifest.found(root, "M010", text)
        return
    if not found:
        yield manifest.found(root, "M012", "the manifest has no metadata")
        return
    yield from _said(manifest, found[0], "schema", ("ADL SCORM",), "M011")
    versions = tuple(scorm_tree.VERSIONS)
    yield from _said(manifest, found[0], "schemaversion", versions, "M012")


def _said(
    manifest: Manifest,
    metadata: etree._Element,
    name: str,
    allowed: tuple[str, ...],
    code: str,
) -> Iterator[Finding]:
    texts = [scorm_tree.words(each) for each in scorm_tree.inside(metadata, name)]
    if len(texts) == 1 and texts[0] in allowed:
        return
    wanted = " or ".join(allowed)
    text = f"{name} is {', '.join(texts) or 'missing'}, not {wanted}"
    yield manifest.found(metadata, code, text)


def multiplicities(manifest: Manifest) -> Iterator[Finding]:
    """How often each part may be there (SCORM 2004 CAM, table 3.5.3a)."""
    root = manifest.root
    yield from _once(manifest, root, ("organizations", "resources"))
    organizations = next(scorm_tree.inside(root, "organizations"), None)
    if organizations is not None and scorm_tree.played(root) is None:
        text = "there is no organization: nothing can be chosen or played"
        yield manifest.found(organizations, "M021", text)
    for organization in manifest.all("organization"):
        if next(scorm_tree.inside(organization, "item"), None) is None:
            text = f"{known(organization)} has no item"
            yield manifest.found(organization, "M021", text)


def _once(
    manifest: Manifest, element: etree._Element, names: Iterable[str]
) -> Iterator[Finding]:
    for name in names:
        count = sum(1 for _ in scorm_tree.inside(element, name))
        if count != 1:
            text = f"{known(element)} has {count} {name}, not 1"
            yield manifest.found(element, "M020", text)


def titles(manifest: Manifest) -> Iterator[Finding]:
    """One on each organization and item, with words in it."""
    for titled in manifest.all("organization", "item"):
        found = list(scorm_tree.inside(titled, "title"))
        if len(found) != 1:
            text = f"{known(titled)} has {len(found)} titles, not 1"
            yield manifest.found(titled, "M022", text)
        elif not "".join(map(str, found[0].itertext())).strip():
            text = f"{known(titled)} has an empty title"
            yield manifest.found(found[0], "M023", text)


def submanifests(manifest: Manifest) -> Iterator[Finding]:
    """ADL advises against manifests in a manifest (CAM 3.4.1.1); LMSs pass them over."""
    for inner in scorm_tree.inside(manifest.root, "manifest"):
        yield manifest.found(inner, "M073", f"{known(inner)} lies within another")
