"""SCORM 2004's application profile: each rule has a manifest that breaks it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from janeschool_scorm.edition import Edition, editions
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.standards import (
    IMSCP_2004,
    PREFIXES_2004,
    PROFILES,
    SCHEMAS_2004,
    Profile,
)
from janeschool_scorm.validate.finding import Finding, in_order
from janeschool_scorm.validate.scorm.given import Manifest
from janeschool_scorm.validate.scorm.profile import faults as rules
from janeschool_scorm.validate.scorm_tree import edition as edition_of
from packagers import TARGETS
from tests.conftest import SOURCE
from tests.packagers import schemas

EDITIONS = ("scorm2004", "scorm2004-3rd")
NAMES = ("index.html", "player.js", *SCHEMAS_2004)
Change = Callable[[etree._Element], object]

_IMS, _ADLCP = f"{{{IMSCP_2004}}}", f"{{{PREFIXES_2004['adlcp']}}}"
_ADLNAV, _IMSSS = f"{{{PREFIXES_2004['adlnav']}}}", f"{{{PREFIXES_2004['imsss']}}}"
_ADLSEQ = f"{{{PREFIXES_2004['adlseq']}}}"


@cache
def edition() -> Edition:
    """js-101, which has a final check, for the default agency."""
    course = load_course(SOURCE / "js-101").course
    agency, _ = load_agency(SOURCE / "agencies" / "default.yaml")
    assert course is not None and agency is not None
    return editions(course, [agency])[0]


def manifest(target: str = "scorm2004") -> etree._Element:
    made = TARGETS[target].manifest(edition(), NAMES)["imsmanifest.xml"]
    assert isinstance(made, bytes)
    return etree.fromstring(made)


def faults(root: etree._Element, names: Iterable[str]) -> list[Finding]:
    """What the rules say of SCORM 2004, whatever the manifest says it is."""
    known = edition_of(root)
    edition = known[1] if known and known[0] == "scorm2004" else "4th edition"
    path = "imsmanifest.xml"
    given = Manifest(root, path, "scorm2004", edition, frozenset(names))
    return in_order(rules(given))


def first(root: etree._Element, tag: str) -> etree._Element:
    return next(root.iter(tag))


def rename(attribute: str, tag: str, value: str) -> Change:
    return lambda root: first(root, f"{_IMS}{tag}").set(attribute, value)


def drop(attribute: str, tag: str) -> Change:
    return lambda root: first(root, f"{_IMS}{tag}").attrib.pop(attribute)


def text(tag: str, words: str) -> Change:
    def change(root: etree._Element) -> None:
        first(root, tag).text = words

    return change


def remove(tag: str) -> Change:
    def change(root: etree._Element) -> None:
        found = first(root, tag)
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return change


def double(tag: str) -> Change:
    def change(root: etree._Element) -> None:
        found = first(root, tag)
        parent = found.getparent()
        assert parent is not None
        parent.append(etree.fromstring(etree.tostring(found)))

    return change


def add(parent: str, tag: str, words: str = "", **attributes: str) -> Change:
    def change(root: etree._Element) -> None:
        etree.SubElement(first(root, parent), tag, attributes).text = words

    return change


def two_of_one_objective(root: etree._Element) -> None:
    group = etree.SubElement(first(root, f"{_IMSSS}sequencing"), f"{_IMSSS}objectives")
    for name in ("primaryObjective", "objective"):
        etree.SubElement(group, f"{_IMSSS}{name}", objectiveID="one")


def under_another_prefix(root: etree._Element) -> None:
    space = PREFIXES_2004["imsss"]
    item = first(root, f"{_IMS}item")
    etree.SubElement(item, f"{_IMSSS}sequencing", nsmap={"seq": space})


ITEM, RESOURCE, FILE = f"{_IMS}item", f"{_IMS}resource", f"{_IMS}file"
BROKEN: list[tuple[str, Change]] = [
    ("M001", lambda root: setattr(root, "tag", "{urn:other}manifest")),
    ("M003", under_another_prefix),
    ("M012", remove(f"{_IMS}metadata")),
    ("M012", text(f"{_IMS}schemaversion", "2004")),
    ("M011", text(f"{_IMS}schema", "SCORM")),
    ("M012", double(f"{_IMS}schemaversion")),
    ("M020", double(f"{_IMS}organizations")),
    ("M021", remove(f"{_IMS}organization")),
    ("M021", remove(ITEM)),
    ("M022", remove(f"{_IMS}title")),
    ("M022", double(f"{_IMS}title")),
    ("M030", drop("identifier", "item")),
    ("M031", rename("identifier", "item", "an item")),
    ("M032", rename("identifier", "item", "js-101-sco")),
    ("M068", two_of_one_objective),
    ("M034", rename("default", "organizations", "another")),
    ("M033", rename("identifierref", "item", "another")),
    ("M038", add(RESOURCE, f"{_IMS}dependency", identifierref="another")),
    ("M069", add(ITEM, f"{_IMSSS}sequencing", IDRef="another")),
    ("M036", drop("identifierref", "item")),
    ("M037", add(ITEM, ITEM, identifier="inner")),
    ("M040", drop(f"{_ADLCP}scormType", "resource")),
    ("M043", rename(f"{_ADLCP}scormType", "resource", "SCO")),
    ("M042", rename(f"{_ADLCP}scormtype", "resource", "sco")),
    ("M044", rename("type", "resource", "text/html")),
    ("M045", drop("href", "resource")),
    ("F104", rename("href", "file", "Index.html")),
    ("F102", rename("href", "file", "../index.html")),
    ("F102", rename("href", "file", "/index.html")),
    ("F102", rename("href", "file", "media\\film.mp4")),
    ("F107", remove(FILE)),
    ("M050", text(f"{_IMS}title", "x" * 201)),
    ("M023", text(f"{_IMS}title", " ")),
    ("M051", add(ITEM, f"{_ADLCP}dataFromLMS", "x" * 4001)),
    ("M052", rename("parameters", "item", "?" + "x" * 1000)),
    ("M065", text(f"{_ADLNAV}hideLMSUI", "suspend")),
    ("M065", add(ITEM, f"{_ADLCP}timeLimitAction", "exit")),
    ("M060", rename("isvisible", "item", "yes")),
    ("M062", add(ITEM, f"{_IMSSS}minNormalizedMeasure", "80")),
    ("M062", add(ITEM, f"{_IMSSS}minNormalizedMeasure", "high")),
]
#: Of the 4th edition only.
NEWER: list[Change] = [
    add(ITEM, f"{_ADLCP}completionThreshold", completedByMeasure="true"),
    add(ITEM, f"{_ADLCP}data"),
    add(ITEM, f"{_ADLSEQ}objectives"),
    rename(f"{_ADLCP}sharedDataGlobalToSystem", "organization", "false"),
]


@pytest.mark.parametrize("target", EDITIONS)
def test_our_manifest_breaks_no_rule_and_is_valid(target: str) -> None:
    assert faults(manifest(target), NAMES) == []
    validator = schemas.OF_TARGET[target]()
    assert validator.validate(manifest(target)), validator.error_log


@pytest.mark.parametrize(
    ("rule", "change"),
    BROKEN,
    ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(BROKEN)],
)
def test_a_broken_rule_is_named_with_its_line(rule: str, change: Change) -> None:
    root = manifest()
    change(root)
    again = etree.fromstring(etree.tostring(root))
    found = faults(again, NAMES)
    assert rule in {fault.code for fault in found}
    own = [fault for fault in found if fault.path == "imsmanifest.xml"]
    assert all(fault.line > 0 and fault.text for fault in own)


def test_a_file_that_no_resource_names_and_a_schema_that_is_missing_are_found() -> None:
    stray = faults(manifest(), (*NAMES, "notes.txt"))
    assert [(f.code, f.path) for f in stray] == [("F106", "notes.txt")]
    bare = faults(manifest(), [name for name in NAMES if name != "xml.xsd"])
    assert {fault.code for fault in bare} == {"F108", "F103"}


@pytest.mark.parametrize("change", NEWER)
def test_what_is_of_the_4th_edition_is_a_fault_in_the_3rd_alone(change: Change) -> None:
    older, newer = manifest("scorm2004-3rd"), manifest("scorm2004")
    change(older)
    change(newer)
    assert {fault.code for fault in faults(older, NAMES)} == {"M070"}
    assert faults(newer, NAMES) == []


def test_the_editions_differ_in_nothing_but_name_and_schemas() -> None:
    fourth, third = (TARGETS[name] for name in EDITIONS)
    assert fourth.scripts == third.scripts
    same = etree.tostring(manifest("scorm2004")).replace(b"4th Edition", b"3rd Edition")
    assert same == etree.tostring(manifest("scorm2004-3rd"))


@pytest.mark.parametrize("target", EDITIONS)
def test_the_content_judges_unless_the_lms_wants_the_mark(
    monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    plain = manifest(target)
    assert not list(plain.iter(f"{_IMSSS}objectives", f"{_ADLCP}completionThreshold"))
    delivery = first(plain, f"{_IMSSS}deliveryControls")
    assert set(delivery.attrib.values()) == {"true"}
    assert len(delivery.attrib) == 3
    judging = Profile("an LMS that judges by the score", "2026-11-22", mastery=True)
    monkeypatch.setattr("packagers.scorm2004.PROFILES", {"generic": judging})
    marked = manifest(target)
    assert first(marked, f"{_IMSSS}minNormalizedMeasure").text == "0.8"
    assert schemas.OF_TARGET[target]().validate(marked)
    assert faults(marked, NAMES) == []


def test_a_course_with_too_many_elements_for_a_re_send_is_named() -> None:
    course = edition().course
    large = replace(edition(), course=replace(course, modules=course.modules * 4))
    for target in EDITIONS:
        assert TARGETS[target].check(edition()) == []
        found = TARGETS[target].check(large)
        assert [problem.code for problem in found] == ["B103"]
        assert "of at most 999" in str(found[0])
    assert TARGETS["scorm12"].check(large) == []


def test_only_a_profile_with_a_source_for_it_asks_to_be_taken_back() -> None:
    asked = [name for name, each in PROFILES.items() if each.suspend_all]
    assert all("suspendAll" in PROFILES[name].source for name in asked)
