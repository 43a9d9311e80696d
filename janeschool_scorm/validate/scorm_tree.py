"""imsmanifest.xml -> its tree of items, as an LMS that is not strict reads it."""

from collections.abc import Iterator, Mapping

from lxml import etree

from janeschool_scorm.standards import ADLCP_12, IMSCP_12, IMSCP_2004, PREFIXES_2004
from janeschool_scorm.validate.tree import Item, Standard
from janeschool_scorm.validate.xml_names import local, space

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
#: `schemaversion` -> standard and edition (CAM 3.4.1.2 of each edition).
VERSIONS: Mapping[str, tuple[Standard, str]] = {
    "1.2": ("scorm12", "1.2"),
    "1.3": ("scorm2004", "2nd edition"),
    "CAM 1.3": ("scorm2004", "2nd edition"),
    "2004 3rd Edition": ("scorm2004", "3rd edition"),
    "2004 4th Edition": ("scorm2004", "4th edition"),
}
_SPACES: Mapping[str, Standard] = {
    IMSCP_12: "scorm12",
    ADLCP_12: "scorm12",
    IMSCP_2004: "scorm2004",
    **dict.fromkeys(PREFIXES_2004.values(), "scorm2004"),
}
_MARKS = ("scormtype", "scormType")


def beside(element: etree._Element, name: str) -> str:
    """The tag of that name in the element's own namespace: metadata use the same words."""
    own = space(element.tag)
    return f"{{{own}}}{name}" if own else name


def inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that name in the element's own namespace, whichever that is."""
    return element.iterchildren(beside(element, name))


def words(element: etree._Element | None) -> str:
    """Its text in one line; nothing where there is no element."""
    return " ".join((element.text or "").split()) if element is not None else ""


def child_words(element: etree._Element, name: str) -> str:
    return words(next(inside(element, name), None))


def edition(root: etree._Element) -> tuple[Standard, str] | None:
    """Standard and edition by schemaversion, else by namespaces; None if neither is SCORM's."""
    if (known := VERSIONS.get(schemaversion(root))) is not None:
        return known
    standard = by_namespace(root)
    marked = any(mark(each) for each in root.iter(beside(root, "resource")))
    if marked or schema(root) == "ADL SCORM":
        return (
            standard or "scorm12",
            "1.2" if standard != "scorm2004" else "unknown edition",
        )
    return None


def schema(root: etree._Element) -> str:
    found = next(inside(root, "metadata"), None)
    return child_words(found, "schema") if found is not None else ""


def schemaversion(root: etree._Element) -> str:
    found = next(inside(root, "metadata"), None)
    return child_words(found, "schemaversion") if found is not None else ""


def by_namespace(root: etree._Element) -> Standard | None:
    """The standard of the root's own namespace, else of one that it declares."""
    own = _SPACES.get(space(root.tag))
    declared = (_SPACES.get(each) for each in root.nsmap.values())
    return own or next((each for each in declared if each), None)


def mark(resource: etree._Element) -> str:
    """`sco` or `asset`, in whichever spelling and namespace; empty where unmarked."""
    for key, value in resource.attrib.items():
        if local(key) in _MARKS:
            return str(value).strip().lower()
    return ""


def base(element: etree._Element) -> str:
    """xml:base of the element and all around it, joined."""
    around = [each.get(_BASE, "") for each in (element, *element.iterancestors())]
    return "".join(reversed(around))


def played(root: etree._Element) -> etree._Element | None:
    """The default organization, else the first."""
    organizations = next(inside(root, "organizations"), None)
    if organizations is None:
        return None
    listed = list(inside(organizations, "organization"))
    default = organizations.get("default")
    chosen = [each for each in listed if each.get("identifier") == default]
    return next(iter(chosen or listed), None)


def items(
    root: etree._Element, organization: etree._Element | None
) -> tuple[Item, ...]:
    """The tree of an organization; what refers to nothing has an empty href."""
    if organization is None:
        return ()
    resources: dict[str | None, etree._Element] = {}
    for each in root.iter(beside(root, "resource")):
        resources.setdefault(each.get("identifier"), each)
    return tuple(_item(each, resources) for each in inside(organization, "item"))


def _item(
    element: etree._Element, resources: Mapping[str | None, etree._Element]
) -> Item:
    wanted = element.get("identifierref")
    resource = resources.get(wanted) if wanted else None
    href = resource.get("href") if resource is not None else None
    address = base(resource) + href if resource is not None and href else ""
    return Item(
        identifier=element.get("identifier", ""),
        title=child_words(element, "title"),
        href=joined(address, element.get("parameters", "")) if address else "",
        scormtype=mark(resource) if resource is not None else "",
        element=element,
        children=tuple(_item(each, resources) for each in inside(element, "item")),
        resource=resource,
        sequencing=next(element.iterchildren("{*}sequencing"), None),
    )


def joined(address: str, parameters: str) -> str:
    """The address to launch (SCORM 2004 CAM 3.4.1.12, SCORM 1.2 CAM 2.3.2.5.1.4)."""
    parameters = parameters.strip().lstrip("?&")
    if not parameters:
        return address
    if parameters.startswith("#"):
        return address if "#" in address else address + parameters
    return address + ("&" if "?" in address else "?") + parameters
