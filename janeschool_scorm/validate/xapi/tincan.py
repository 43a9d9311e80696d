"""tincan.xml -> what keeps an LMS from launching it (Rustici's format, no standard)."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from janeschool_scorm.standards import TINCAN
from janeschool_scorm.validate.finding import Finding, of_element
from janeschool_scorm.validate.iri import is_iri
from janeschool_scorm.validate.scorm_tree import child_words, inside, words
from janeschool_scorm.validate.xapi.page import page_findings
from janeschool_scorm.validate.xml_names import local


def tincan_faults(
    root: etree._Element, path: str, names: frozenset[str]
) -> Iterator[Finding]:
    """Every broken rule; `names` are those of the package, from the file's folder."""
    if local(root.tag) != "tincan":
        yield of_element("N101", path, root, f"the root is {root.tag!s}, not tincan")
        return
    if root.tag != f"{{{TINCAN}}}tincan":
        yield of_element("N102", path, root, f"the namespace is not {TINCAN}")
    listed = [
        each
        for holder in inside(root, "activities")
        for each in inside(holder, "activity")
    ]
    yield from _ids(path, listed)
    for each in listed:
        yield from _told(path, each)
    yield from _launched(path, root, listed, names)


def _ids(path: str, listed: list[etree._Element]) -> Iterator[Finding]:
    seen = Counter(each.get("id") for each in listed)
    for each in listed:
        identifier = each.get("id", "")
        if not is_iri(identifier):
            text = f"the id '{identifier}' of an activity is no full IRI"
            yield of_element("N103", path, each, text)
        elif seen[identifier] > 1:
            text = f"the activity '{identifier}' is there {seen[identifier]} times"
            yield of_element("N104", path, each, text)


def _told(path: str, each: etree._Element) -> Iterator[Finding]:
    identifier = each.get("id", "")
    if not child_words(each, "name"):
        yield of_element("N107", path, each, f"the activity '{identifier}' has no name")
    if not is_iri(each.get("type", "")):
        text = f"the type '{each.get('type', '')}' of '{identifier}' is no IRI"
        yield of_element("N108", path, each, text)


def _launched(
    path: str, root: etree._Element, listed: list[etree._Element], names: frozenset[str]
) -> Iterator[Finding]:
    launches = [(each, launch) for each in listed for launch in inside(each, "launch")]
    if not any(words(launch) for _, launch in launches):
        yield of_element("N105", path, root, "no activity has a launch")
    holders = [
        each for each in listed if next(inside(each, "launch"), None) is not None
    ]
    if len(holders) > 1:
        text = f"{len(holders)} activities have a launch: LMSs take the first"
        yield of_element("N106", path, holders[1], text)
    for _, launch in launches:
        if words(launch):
            yield from page_findings(launch, words(launch), path, names)
