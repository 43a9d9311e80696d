"""Resources and their files: every one marked, declared and there."""

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from janeschool_scorm.profile_2004.fault import Fault, Manifest, adl, fault, ims, known
from janeschool_scorm.standards import SCHEMAS_2004

_MANIFEST = "imsmanifest.xml"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def resources(manifest: Manifest) -> Iterator[Fault]:
    """Marked as SCO or asset by the spelling of 2004; a SCO can be opened."""
    mark = adl("adlcp", "scormType")
    for each in manifest.root.iter(ims("resource")):
        if each.get(mark) not in ("sco", "asset"):
            text = f"{known(each)}: adlcp:scormType is {each.get(mark) or 'missing'}"
            yield fault(each, "scormtype", text)
        if each.get(adl("adlcp", "scormtype")) is not None:
            text = f"{known(each)}: adlcp:scormtype is the spelling of SCORM 1.2"
            yield fault(each, "scormtype", text)
        if each.get("type") != "webcontent":
            text = f"{known(each)}: type is {each.get('type') or 'missing'}, not webcontent"
            yield fault(each, "resource-type", text)
        if each.get(mark) == "sco" and not each.get("href"):
            yield fault(each, "href", f"{known(each)} is a SCO without href")


def _path(element: etree._Element) -> str | None:
    """The file that `href` means, from the root of the package; None for an address."""
    bases = [each.get(_BASE, "") for each in (element, *element.iterancestors())]
    path = "".join(reversed(bases)) + element.get("href", "")
    return None if "://" in path else unquote(path.partition("?")[0].partition("#")[0])


def hrefs(manifest: Manifest) -> Iterator[Fault]:
    """Every file is there, by a plain relative path, in the same case."""
    for each in manifest.root.iter(ims("file"), ims("resource")):
        path = _path(each)
        if path is None or (not path and each.tag == ims("resource")):
            continue
        if path.startswith("/") or "\\" in path or ".." in path.split("/"):
            yield fault(each, "href", f"'{path}' is no path inside the package")
        elif path not in manifest.names:
            yield fault(each, "href", f"'{path}' is not in the package")
    for each in manifest.root.iter(ims("resource")):
        listed = {_path(file) for file in each.iterfind(ims("file"))}
        if each.get("href") and _path(each) not in {*listed, None}:
            yield fault(
                each, "declared", f"{known(each)} does not list the file it opens"
            )


def declared(manifest: Manifest) -> Iterator[Fault]:
    """Every file belongs to a resource; the standard's own may do without."""
    listed = {_path(each) for each in manifest.root.iter(ims("file"))}
    for name in sorted(manifest.names - listed - {_MANIFEST, *SCHEMAS_2004}):
        yield fault(manifest.root, "declared", f"'{name}' belongs to no resource")


def schemas(manifest: Manifest) -> Iterator[Fault]:
    """The standard's schemas lie at the root."""
    for name in SCHEMAS_2004:
        if name not in manifest.names:
            yield fault(manifest.root, "schemas", f"{name} is not at the root")
