"""Edition + names -> imsmanifest.xml, as IMS Content Packaging and SCORM's marks on it.

One organization with one item, whose resource is the SCO. What a standard's own parts
say of item and organization is handed in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from janeschool_scorm.edition import Edition
from janeschool_scorm.standards import XSI
from janeschool_scorm.target import Files
from packagers.xml import to_bytes

Parts = Sequence[etree._Element]


@dataclass(frozen=True, slots=True)
class Form:
    """How one standard writes its manifest.

    `imscp` is the namespace of content packaging, `prefixes` those of the other parts,
    `scormtype` the name of the attribute that marks a SCO, and `schemas` names the
    standard's own files at the root; `located` says which of them a namespace has.
    """

    schemaversion: str
    imscp: str
    prefixes: Mapping[str, str]
    scormtype: str
    schemas: tuple[str, ...]
    located: Mapping[str, str]


def imsmanifest(
    edition: Edition,
    names: Sequence[str],
    form: Form,
    *,
    item: Parts = (),
    organization: Parts = (),
) -> Files:
    """imsmanifest.xml with every file declared.

    Identifiers have no version, agency or language in them: an LMS matches them when
    a package is replaced. `item` and `organization` end those elements.
    """
    name = edition.identifier
    make = _maker(form)
    titled = make.item(
        make.title(edition.outside_title),
        *item,
        identifier=f"{name}-item",
        identifierref=f"{name}-sco",
        isvisible="true",
    )
    listed = make.organization(
        make.title(edition.outside_title),
        titled,
        *organization,
        identifier=f"{name}-organization",
    )
    root = make.manifest(
        make.metadata(make.schema("ADL SCORM"), make.schemaversion(form.schemaversion)),
        make.organizations(listed, default=f"{name}-organization"),
        make.resources(*_resources(name, names, form)),
        {f"{{{XSI}}}schemaLocation": _location(form)},
        identifier=f"{name}-manifest",
        version="1.0",
    )
    return {"imsmanifest.xml": to_bytes(root)}


def _maker(form: Form) -> ElementMaker:
    spaces: list[tuple[str | None, str]] = [(None, form.imscp)]
    spaces += [*form.prefixes.items(), ("xsi", XSI)]
    return ElementMaker(namespace=form.imscp, nsmap=dict(spaces))


def _location(form: Form) -> str:
    return " ".join(f"{space} {name}" for space, name in form.located.items())


def _resources(stem: str, names: Sequence[str], form: Form) -> Iterator[etree._Element]:
    """The SCO, and the standard's own files: some LMSs drop what is not declared."""
    make = _maker(form)
    mark = f"{{{form.prefixes['adlcp']}}}{form.scormtype}"
    own = (name for name in sorted(names) if name not in form.schemas)
    yield make.resource(
        *(make.file(href=name) for name in own),
        {mark: "sco"},
        identifier=f"{stem}-sco",
        type="webcontent",
        href="index.html",
    )
    yield make.resource(
        *(make.file(href=name) for name in sorted(form.schemas)),
        {mark: "asset"},
        identifier=f"{stem}-schemas",
        type="webcontent",
    )
