"""cmi5.xml -> what breaks the rules of cmi5 (chapters 13 and 14)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from janeschool_scorm.standards import CMI5
from janeschool_scorm.validate.addresses import meant
from janeschool_scorm.validate.finding import Finding, of_element
from janeschool_scorm.validate.iri import is_iri, is_language, is_url
from janeschool_scorm.validate.scorm_tree import beside, child_words, inside, words
from janeschool_scorm.validate.xapi.page import page_findings
from janeschool_scorm.validate.xml_names import local

_MOVE_ON = {
    "NotApplicable",
    "Passed",
    "Completed",
    "CompletedAndPassed",
    "CompletedOrPassed",
}
_METHODS = {"AnyWindow", "OwnWindow"}
#: What an LMS adds to the address (cmi5 8.1).
_LAUNCH = {"endpoint", "fetch", "actor", "registration", "activityid"}
_SCORE = re.compile(r"[+]?(0?\.\d+|0\.?|1(\.0*)?)")


@dataclass(frozen=True, slots=True)
class CourseStructure:
    """The root of cmi5.xml, its name, and the names of the package from its folder."""

    root: etree._Element
    path: str
    names: frozenset[str]

    def all(self, *names: str) -> Iterator[etree._Element]:
        return self.root.iter(*(beside(self.root, name) for name in names))

    def found(self, element: etree._Element, code: str, text: str) -> Finding:
        return of_element(code, self.path, element, text)


def course_structure_faults(structure: CourseStructure) -> Iterator[Finding]:
    """Every broken rule."""
    root = structure.root
    if root.tag != f"{{{CMI5}}}courseStructure":
        text = f"the root is {root.tag!s}, not courseStructure in {CMI5}"
        yield structure.found(root, "N001", text)
    for rule in (_ids, _twice, _units, _pages, _told, _objectives, _parts, _asks):
        yield from rule(structure)


def _name(element: etree._Element) -> str:
    return f"{local(element.tag)} '{element.get('id', '')}'"


def _identified(structure: CourseStructure) -> Iterator[etree._Element]:
    """Course, blocks, units, and objectives where they are defined, not named."""
    for each in structure.all("course", "block", "au", "objective"):
        if each.get("idref") is None:
            yield each


def _ids(structure: CourseStructure) -> Iterator[Finding]:
    for each in _identified(structure):
        if not is_iri(each.get("id", "").strip()):
            text = (
                f"{_name(each)}: the id is no full IRI, as https://example.org/course"
            )
            yield structure.found(each, "N002", text)


def _twice(structure: CourseStructure) -> Iterator[Finding]:
    seen = Counter(each.get("id", "").strip() for each in _identified(structure))
    for each in _identified(structure):
        count = seen[each.get("id", "").strip()]
        if each.get("id") and count > 1:
            text = f"{_name(each)}: the id is there {count} times"
            yield structure.found(each, "N003", text)


def _units(structure: CourseStructure) -> Iterator[Finding]:
    for unit in structure.all("au"):
        move_on, score = unit.get("moveOn"), unit.get("masteryScore")
        method = unit.get("launchMethod")
        if move_on is not None and move_on not in _MOVE_ON:
            text = f"moveOn is '{move_on}', not one of {', '.join(sorted(_MOVE_ON))}"
            yield structure.found(unit, "N004", text)
        if score is not None and not _SCORE.fullmatch(score.strip()):
            text = f"masteryScore is '{score}', not a number from 0 to 1"
            yield structure.found(unit, "N005", text)
        if method is not None and method not in _METHODS:
            text = f"launchMethod is '{method}', not AnyWindow or OwnWindow"
            yield structure.found(unit, "N006", text)


def _pages(structure: CourseStructure) -> Iterator[Finding]:
    """Of each unit a url: relative to the package, or full where it is elsewhere."""
    for unit in structure.all("au"):
        element = next(inside(unit, "url"), unit)
        url = words(element) if element is not unit else ""
        if not url or not is_url(url):
            text = (
                f"{_name(unit)}: the url '{url}' is no URL"
                if url
                else f"{_name(unit)} has no url"
            )
            yield structure.found(element, "N007", text)
            continue
        asked = {name.lower() for name, _ in parse_qsl(urlsplit(url).query, True)}
        for name in sorted(asked & _LAUNCH):
            text = f"{_name(unit)}: '{name}' in the query is a name of cmi5's launch"
            yield structure.found(element, "N009", text)
        if meant(url).remote:
            text = f"{_name(unit)} is on another server: {url}"
            yield structure.found(element, "N008", text)
        else:
            yield from page_findings(element, url, structure.path, structure.names)


def _told(structure: CourseStructure) -> Iterator[Finding]:
    """Title and description of everything, each in languages that are named once."""
    for each in _identified(structure):
        for name in ("title", "description"):
            holder = next(inside(each, name), None)
            if holder is None or next(inside(holder, "langstring"), None) is None:
                text = f"{_name(each)}: the {name} is missing"
                yield structure.found(each if holder is None else holder, "N010", text)
                continue
            if not child_words(holder, "langstring"):
                text = f"{_name(each)}: the {name} is empty"
                yield structure.found(holder, "N015", text)
            yield from _languages(structure, each, holder)


def _languages(
    structure: CourseStructure, each: etree._Element, holder: etree._Element
) -> Iterator[Finding]:
    said = [one.get("lang", "") for one in inside(holder, "langstring")]
    for language, count in Counter(said).items():
        name = f"{_name(each)}: {local(holder.tag)}"
        if not language:
            yield structure.found(holder, "N011", f"{name} has no lang")
        elif not is_language(language):
            text = f"{name}: '{language}' is no language tag"
            yield structure.found(holder, "N016", text)
        elif count > 1:
            text = f"{name} is there {count} times in '{language}'"
            yield structure.found(holder, "N011", text)


def _objectives(structure: CourseStructure) -> Iterator[Finding]:
    defined = {each.get("id") for each in structure.all("objective") if each.get("id")}
    for each in structure.all("objective"):
        wanted = each.get("idref")
        if wanted is not None and wanted not in defined:
            text = f"there is no objective '{wanted}'"
            yield structure.found(each, "N012", text)


def _parts(structure: CourseStructure) -> Iterator[Finding]:
    """A course and each of its blocks hold something that can be launched."""
    for holder in (structure.root, *structure.all("block")):
        if (
            next(
                holder.iterchildren(beside(holder, "au"), beside(holder, "block")), None
            )
            is None
        ):
            text = (
                f"{_name(holder)} holds no unit"
                if holder is not structure.root
                else "there is no unit"
            )
            yield structure.found(holder, "N013", text)


def _asks(structure: CourseStructure) -> Iterator[Finding]:
    units = list(structure.all("au"))
    if units and all(
        unit.get("moveOn", "NotApplicable") == "NotApplicable" for unit in units
    ):
        text = "moveOn is NotApplicable in every unit: the course is done unopened"
        yield structure.found(units[0], "N014", text)
