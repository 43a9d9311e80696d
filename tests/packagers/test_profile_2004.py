"""SCORM 2004's application profile: each rule has a manifest that breaks it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from janeschool_scorm.edition import Edition, editions
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.profile_2004 import faults
from janeschool_scorm.standards import (
    IMSCP_2004,
    PREFIXES_2004,
    PROFILES,
    SCHEMAS_2004,
    Profile,
)
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
    ("namespace", lambda root: setattr(root, "tag", "{urn:other}manifest")),
    ("prefix", under_another_prefix),
    ("metadata", remove(f"{_IMS}metadata")),
    ("schemaversion", text(f"{_IMS}schemaversion", "CAM 1.3")),
    ("schemaversion", text(f"{_IMS}schema", "SCORM")),
    ("schemaversion", double(f"{_IMS}schemaversion")),
    ("multiplicity", double(f"{_IMS}organizations")),
    ("multiplicity", remove(f"{_IMS}organization")),
    ("multiplicity", remove(ITEM)),
    ("multiplicity", remove(f"{_IMS}title")),
    ("multiplicity", double(f"{_IMS}title")),
    ("identifier", drop("identifier", "item")),
    ("identifier", rename("identifier", "item", "js-101-sco")),
    ("identifier", two_of_one_objective),
    ("reference", rename("default", "organizations", "another")),
    ("reference", rename("identifierref", "item", "another")),
    ("reference", add(RESOURCE, f"{_IMS}dependency", identifierref="another")),
    ("reference", add(ITEM, f"{_IMSSS}sequencing", IDRef="another")),
    ("leaf", drop("identifierref", "item")),
    ("leaf", add(ITEM, ITEM, identifier="inner")),
    ("scormtype", drop(f"{_ADLCP}scormType", "resource")),
    ("scormtype", rename(f"{_ADLCP}scormType", "resource", "SCO")),
    ("scormtype", rename(f"{_ADLCP}scormtype", "resource", "sco")),
    ("resource-type", rename("type", "resource", "text/html")),
    ("href", drop("href", "resource")),
    ("href", rename("href", "file", "Index.html")),
    ("href", rename("href", "file", "../index.html")),
    ("href", rename("href", "file", "/index.html")),
    ("href", rename("href", "file", "media\\film.mp4")),
    ("declared", remove(FILE)),
    ("length", text(f"{_IMS}title", "x" * 201)),
    ("length", text(f"{_IMS}title", " ")),
    ("length", add(ITEM, f"{_ADLCP}dataFromLMS", "x" * 4001)),
    ("length", rename("parameters", "item", "?" + "x" * 1000)),
    ("vocabulary", text(f"{_ADLNAV}hideLMSUI", "suspend")),
    ("vocabulary", add(ITEM, f"{_ADLCP}timeLimitAction", "exit")),
    ("vocabulary", rename("isvisible", "item", "yes")),
    ("vocabulary", add(ITEM, f"{_IMSSS}minNormalizedMeasure", "80")),
    ("vocabulary", add(ITEM, f"{_IMSSS}minNormalizedMeasure", "high")),
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
    assert rule in {fault.rule for fault in found}
    assert all(fault.line > 0 and fault.text for fault in found)


def test_a_file_that_no_resource_names_and_a_schema_that_is_missing_are_found() -> None:
    stray = faults(manifest(), (*NAMES, "notes.txt"))
    assert [(f.rule, f.text) for f in stray] == [
        ("declared", "'notes.txt' belongs to no resource")
    ]
    bare = faults(manifest(), [name for name in NAMES if name != "xml.xsd"])
    assert {fault.rule for fault in bare} == {"schemas", "href"}


@pytest.mark.parametrize("change", NEWER)
def test_what_is_of_the_4th_edition_is_a_fault_in_the_3rd_alone(change: Change) -> None:
    older, newer = manifest("scorm2004-3rd"), manifest("scorm2004")
    change(older)
    change(newer)
    assert {fault.rule for fault in faults(older, NAMES)} == {"edition"}
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
