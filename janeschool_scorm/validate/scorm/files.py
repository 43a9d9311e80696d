"""Resources and the files of the package: every reference meant, there, and listed."""

from collections.abc import Iterator

from lxml import etree

from janeschool_scorm.standards import SCHEMAS_12, SCHEMAS_2004
from janeschool_scorm.validate import scorm_tree
from janeschool_scorm.validate.addresses import Address, absent, meant
from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.validate.scorm.given import Manifest, known

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_SCHEMAS = {"scorm12": SCHEMAS_12, "scorm2004": SCHEMAS_2004}
#: Those that its manifest is read by, by the beginnings of their names: not LOM's.
_READ = {
    "scorm12": ("adlcp", "imscp"),
    "scorm2004": ("adl", "imscp", "imsss", "xml.xsd"),
}
#: What a package may hold besides its resources: the standard's own files, and manifests.
_OWN_ENDINGS = (".xsd", ".dtd")
_MANIFESTS = {"imsmanifest.xml", "cmi5.xml", "tincan.xml"}
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def _address(element: etree._Element) -> Address:
    return meant(scorm_tree.base(element) + element.get("href", ""))


def hrefs(manifest: Manifest) -> Iterator[Finding]:
    """Every file is there, by a plain relative path, in the same case."""
    for each in manifest.all("file", "resource"):
        if not each.get("href"):
            if each.tag == manifest.tag("file"):
                yield manifest.found(each, "F101", "a file has no href")
            continue
        address = _address(each)
        if address.remote:
            yield from _remote(manifest, each, address)
        elif not address.inside:
            text = f"'{each.get('href')}' is no path inside the package"
            yield manifest.found(each, "F102", text)
        elif address.path not in manifest.names:
            yield manifest.found(each, *absent(address.path, manifest.names))


def _remote(
    manifest: Manifest, element: etree._Element, address: Address
) -> Iterator[Finding]:
    if address.path.startswith(("http:", "https:", "//")):
        text = f"'{address.path}' is not in the package but on another server"
        yield manifest.found(element, "F105", text)
        return
    text = f"'{address.path}' is no path inside the package"
    yield manifest.found(element, "F102", text)


def bases(manifest: Manifest) -> Iterator[Finding]:
    """xml:base is a folder of the package, with the slash that joins it (CAM 3.4.3)."""
    for each in manifest.root.iter(etree.Element):
        base = each.get(_BASE)
        if base is not None and base and not base.endswith("/"):
            text = f"xml:base '{base}' does not end in a slash"
            yield manifest.found(each, "M074", text)


def declared(manifest: Manifest) -> Iterator[Finding]:
    """Each file belongs to a resource, and each resource lists what it opens."""
    listed = {_address(each).path for each in manifest.all("file")}
    opened = set()
    for each in manifest.all("resource"):
        own = {_address(file).path for file in scorm_tree.inside(each, "file")}
        address = _address(each)
        opened.add(address.path)
        if each.get("href") and not address.remote and address.path not in own:
            text = f"{known(each)} does not list the file it opens"
            yield manifest.found(each, "F107", text)
    known_names = listed | opened | _described(manifest)
    for name in sorted(manifest.names - known_names):
        if not _standards(name) and not name.startswith(_JUNK):
            yield of_file("F106", name, "no resource of the manifest lists it")


def _described(manifest: Manifest) -> set[str]:
    """Files of metadata that the manifest refers to (adlcp:location)."""
    tags = (manifest.adlcp("location"),)
    return {meant(scorm_tree.words(each)).path for each in manifest.root.iter(*tags)}


def _standards(name: str) -> bool:
    return name.lower() in _MANIFESTS or name.lower().endswith(_OWN_ENDINGS)


def schemas(manifest: Manifest) -> Iterator[Finding]:
    """The standard's schemas lie at the root; ADL's own validator wants them there."""
    missing = [
        name
        for name in _SCHEMAS[manifest.standard]
        if name not in manifest.names and name.startswith(_READ[manifest.standard])
    ]
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        text = f"schemas are missing at the root: {', '.join(missing[:3])}{more}"
        yield manifest.found(manifest.root, "F108", text)
