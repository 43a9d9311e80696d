"""The contained package's manifest -> the rows that Moodle would have read from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.builder import E

from packagers.moodle.fields import fields


@dataclass(frozen=True, slots=True)
class Sco:
    """An organization or an item; `launch` is empty where there is nothing to open.

    `data` are further facts that Moodle notes of an item, by name.
    """

    manifest: str
    organization: str
    parent: str
    identifier: str
    launch: str
    kind: str
    title: str
    data: Mapping[str, str] = field(default_factory=dict)


def scoes(manifest: bytes) -> tuple[Sco, ...]:
    """The organization, then its items in order (Moodle, scorm_parse_scorm)."""
    root = etree.fromstring(manifest)
    name = root.get("identifier", "")
    organization = next(root.iter("{*}organization"))
    of = organization.get("identifier", "")
    resources = {each.get("identifier"): each for each in root.iter("{*}resource")}
    first = Sco(name, "", "/", of, "", "", _title(organization))
    return (first, *_items(organization, first, resources))


def _items(
    parent: etree._Element, above: Sco, resources: dict[str | None, etree._Element]
) -> Iterator[Sco]:
    for item in parent.iterchildren("{*}item"):
        resource = resources.get(item.get("identifierref"))
        sco = Sco(
            manifest=above.manifest,
            organization=above.organization or above.identifier,
            parent=above.identifier,
            identifier=item.get("identifier", ""),
            launch="" if resource is None else resource.get("href", ""),
            kind="" if resource is None else _kind(resource),
            title=_title(item),
            data=_data(item),
        )
        yield sco
        yield from _items(item, sco, resources)


def _kind(resource: etree._Element) -> str:
    """`sco` or `asset`: only the first is tracked. 1.2 and 2004 spell it differently."""
    found = [
        text for name, text in resource.items() if name.lower().endswith("scormtype")
    ]
    return found[0] if found else "asset"


def _data(item: etree._Element) -> dict[str, str]:
    mastery = item.findtext("{*}masteryscore")
    data = {
        "isvisible": item.get("isvisible", "true"),
        "parameters": item.get("parameters", ""),
    }
    return data if mastery is None else {**data, "masteryscore": mastery}


def _title(element: etree._Element) -> str:
    return element.findtext("{*}title") or ""


def sco_rows(rows: tuple[Sco, ...], *, first: int) -> etree._Element:
    """`<scoes>`; the rows are numbered from `first`."""
    return E.scoes(*(_row(row, first, place) for place, row in enumerate(rows)))


def launched(rows: tuple[Sco, ...], *, first: int) -> int:
    """The number of the row that is opened: the first with something to open."""
    return first + next(place for place, row in enumerate(rows) if row.launch)


def _row(sco: Sco, first: int, place: int) -> etree._Element:
    values = {
        "manifest": sco.manifest,
        "organization": sco.organization,
        "parent": sco.parent,
        "identifier": sco.identifier,
        "launch": sco.launch,
        "scormtype": sco.kind,
        "title": sco.title,
        "sortorder": place + 1,
    }
    rows = (
        E.sco_data(*fields({"name": name, "value": value}), id=str(number))
        for number, (name, value) in enumerate(
            sco.data.items(), start=10 * (first + place)
        )
    )
    return E.sco(*fields(values), E.sco_datas(*rows), id=str(first + place))
