"""Identifiers, and what refers to them."""

import re
from collections import Counter
from collections.abc import Iterator

from janeschool_scorm.validate import scorm_tree
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.scorm.given import Manifest, known

_KINDS = ("manifest", "organization", "item", "resource")
#: Near enough to an NCName (Namespaces in XML 1.0, 3) for what people write.
_NCNAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")


def identifiers(manifest: Manifest) -> Iterator[Finding]:
    """Each part has one, it is an xs:ID, and no two have the same."""
    parts = list(manifest.all(*_KINDS))
    seen = Counter(part.get("identifier") for part in parts)
    for part in parts:
        identifier = part.get("identifier")
        if not identifier:
            yield manifest.found(part, "M030", f"{known(part)} has no identifier")
        elif not _NCNAME.fullmatch(identifier):
            text = f"{known(part)}: an identifier begins with a letter, without spaces or colons"
            yield manifest.found(part, "M031", text)
        elif seen[identifier] > 1:
            text = f"{known(part)}: the identifier is there {seen[identifier]} times"
            yield manifest.found(part, "M032", text)


def items(manifest: Manifest) -> Iterator[Finding]:
    """Each names a resource; in SCORM 2004 only one without items, and each of those."""
    targets = {each.get("identifier") for each in manifest.all("resource", "manifest")}
    for item in manifest.all("item"):
        wanted = item.get("identifierref")
        leaf = next(scorm_tree.inside(item, "item"), None) is None
        if wanted is not None and wanted not in targets:
            text = f"{known(item)}: there is no resource '{wanted}'"
            yield manifest.found(item, "M033", text)
        elif wanted is None and leaf:
            yield manifest.found(item, "M036", f"{known(item)} shows nothing")
        elif wanted is not None and not leaf and manifest.standard == "scorm2004":
            text = f"{known(item)} has items and shows a resource too"
            yield manifest.found(item, "M037", text)


def organization(manifest: Manifest) -> Iterator[Finding]:
    """The default one is there, and is said where there are several."""
    for each in manifest.all("organizations"):
        listed = [
            one.get("identifier") for one in scorm_tree.inside(each, "organization")
        ]
        default = each.get("default")
        if not listed or default in listed:
            continue
        if default is None:
            text = "no organization is said to be the default"
            yield manifest.found(each, "M035", text)
        else:
            text = f"default is '{default}', which is no organization"
            yield manifest.found(each, "M034", text)


def dependencies(manifest: Manifest) -> Iterator[Finding]:
    resources = {each.get("identifier") for each in manifest.all("resource")}
    for each in manifest.all("dependency"):
        wanted = each.get("identifierref")
        if wanted not in resources:
            text = f"it depends on the resource '{wanted}', which is not there"
            yield manifest.found(each, "M038", text)
