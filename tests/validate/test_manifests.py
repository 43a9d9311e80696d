"""Rules about manifests, XML and files: each has a package that keeps it and one that breaks it."""

from collections.abc import Callable, Iterable
from functools import partial

import pytest

from janeschool_scorm.standards import ADLCP_12, CMI5, PREFIXES_2004, TINCAN
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.reader import held
from janeschool_scorm.validate.verdict import judged
from tests.validate.packages import (
    ACTIVITIES,
    COURSE_STRUCTURE,
    MANIFEST_12,
    MANIFEST_2004,
    Files,
    cmi5,
    scorm12,
    scorm2004,
    third,
    tincan,
)

Make = Callable[[], Files]
SOUND: dict[str, Make] = {
    "SCORM 1.2": scorm12,
    "SCORM 2004 4th edition": scorm2004,
    "SCORM 2004 3rd edition": third,
    "cmi5": cmi5,
    "xAPI": tincan,
}


def changed(make: Callable[[str], Files], text: str, old: str, new: str) -> Make:
    """A package whose manifest says `new` in place of `old`, once."""
    assert old in text, old
    return partial(make, text.replace(old, new, 1))


def everywhere(
    make: Callable[[str], Files], text: str, *changes: tuple[str, str]
) -> Make:
    """The same in every place."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return partial(make, text)


def twelve(old: str, new: str) -> Make:
    return changed(scorm12, MANIFEST_12, old, new)


def newer(old: str, new: str) -> Make:
    return changed(scorm2004, MANIFEST_2004, old, new)


def structured(old: str, new: str) -> Make:
    return changed(cmi5, COURSE_STRUCTURE, old, new)


def launched(old: str, new: str) -> Make:
    return changed(tincan, ACTIVITIES, old, new)


def added(name: str, data: bytes = b"words") -> Make:
    """A file that the manifest lists."""

    def make() -> Files:
        text = MANIFEST_12.replace("<file ", f'<file href="{name}"/><file ', 1)
        return {**scorm12(text), name: data}

    return make


def without(*names: str) -> Make:
    return lambda: {k: v for k, v in scorm12().items() if k not in names}


def with_files(**files: bytes) -> Make:
    return lambda: {**scorm12(), **{k.replace("__", "."): v for k, v in files.items()}}


MARK = "<adlcp:masteryscore>80</adlcp:masteryscore>"
SCO = 'adlcp:scormtype="sco"'
ITEM = '<item identifier="one" identifierref="page" isvisible="true">'
CLUSTER = f'<item identifier="all" parameters="?a=b"><title>All</title>{ITEM}'
LOM_12 = """<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general>
<title><langstring xml:lang="en">A course</langstring></title></general>
<relation><resource><identifier>another</identifier></resource></relation></lom>"""
LOM_2004 = """<lom:lom xmlns:lom="http://ltsc.ieee.org/xsd/LOM"><lom:general><lom:title>
<lom:string language="en">A course</lom:string></lom:title></lom:general></lom:lom>"""
UNIT = '<au id="https://example.org/unit"'
LAUNCH = '<launch lang="en">index.html</launch>'

#: The package, and exactly its codes of families X, M, N and F.
BROKEN: list[tuple[Make, set[str]]] = [
    # SCORM 1.2 and what both have.
    (twelve('<manifest identifier="course"', "<manifest"), {"M030"}),
    (twelve("imscp_rootv1p1p2", "imscp_of_mine"), {"M001"}),
    (
        twelve("imsproject.org/xsd/imscp_rootv1p1p2", "imsglobal.org/xsd/imscp_v1p1"),
        {"M013"},
    ),
    (
        lambda: scorm12(MANIFEST_12.replace("adlcp:", "x:").replace(":adlcp", ":x")),
        {"M002"},
    ),
    (twelve("<schemaversion>1.2</schemaversion>", ""), {"M010"}),
    (twelve("<schema>ADL SCORM</schema>", "<schema>SCORM</schema>"), {"M011"}),
    (twelve(">1.2<", ">1.2.0<"), {"M012"}),
    (
        newer("<schemaversion>2004 4th Edition</schemaversion>", ""),
        {"M012", "X102"},
    ),
    (twelve("</resources>", "</resources><resources/>"), {"M020", "X101"}),
    (twelve("<organizations", "<organizations/><organizations"), {"M020", "M021"}),
    (
        twelve(
            "    <organization identifier",
            '<organization identifier="o2"><title>A</title></organization><organization identifier',
        ),
        {"M021"},
    ),
    (twelve("<title>A lesson</title>", ""), {"M022"}),
    (twelve("<title>A lesson</title>", "<title> </title>"), {"M023"}),
    (twelve('identifier="one"', 'identifier="1 one"'), {"M031"}),
    (twelve('identifier="one"', 'identifier="page"'), {"M032"}),
    (twelve('identifierref="page"', 'identifierref="pages"'), {"M033", "M063"}),
    (twelve('default="org"', 'default="course"'), {"M034"}),
    (twelve(' default="org"', ""), {"M035"}),
    (twelve(' identifierref="page"', ""), {"M036", "M063"}),
    (
        newer(
            "<title>A lesson</title>",
            '<title>A lesson</title><item identifier="in" identifierref="page"><title>B</title></item>',
        ),
        {"M037"},
    ),
    (twelve("</resource>", '<dependency identifierref="more"/></resource>'), {"M038"}),
    (twelve(f" {SCO}", ""), {"M040", "M046", "M063"}),
    (
        twelve(
            "</resources>", '<resource identifier="r2" type="webcontent"/></resources>'
        ),
        {"M041"},
    ),
    (twelve("scormtype", "scormType"), {"M042"}),
    (newer("scormType", "scormtype"), {"M042"}),
    (twelve('"sco"', '"SCO"'), {"M043"}),
    (twelve('"webcontent"', '"text/html"'), {"M044"}),
    (twelve(' href="index.html"', ""), {"M045"}),
    (twelve('"sco"', '"asset"'), {"M046", "M063"}),
    (twelve("<title>A lesson", "<title>" + "long " * 41), {"M050", "X101"}),
    (twelve(MARK, f"<adlcp:datafromlms>{'x' * 256}</adlcp:datafromlms>"), {"M051"}),
    (twelve('isvisible="true"', f'parameters="?a={"x" * 300}"'), {"M052"}),
    (twelve('isvisible="true"', 'parameters="?a=two words"'), {"M053"}),
    (twelve('isvisible="true"', 'parameters="word"'), {"M053"}),
    (
        everywhere(
            scorm12, MANIFEST_12, (ITEM, CLUSTER), ("</item>", "</item></item>")
        ),
        {"M054"},
    ),
    (twelve('isvisible="true"', 'isvisible="yes"'), {"M060"}),
    (twelve(MARK, MARK + MARK), {"M061"}),
    (
        twelve("<title>A course</title>", "<title>A course</title>" + MARK),
        {"M061", "X101"},
    ),
    (twelve(">80<", ">180<"), {"M062"}),
    (twelve(">80<", ">eighty<"), {"M062"}),
    (twelve(MARK, "<adlcp:maxtimeallowed>30 minutes</adlcp:maxtimeallowed>"), {"M064"}),
    (twelve(MARK, "<adlcp:timelimitaction>exit</adlcp:timelimitaction>"), {"M065"}),
    (twelve(MARK, "<adlcp:prerequisites>one</adlcp:prerequisites>"), {"M066"}),
    (
        twelve(
            MARK,
            '<adlcp:prerequisites type="aicc_script">two&amp;one</adlcp:prerequisites>',
        ),
        {"M067"},
    ),
    (
        newer(
            "<imsss:controlMode",
            '<imsss:objectives><imsss:primaryObjective objectiveID="a"/><imsss:objective objectiveID="a"/></imsss:objectives><imsss:controlMode',
        ),
        {"M068"},
    ),
    (newer("<imsss:sequencing>", '<imsss:sequencing IDRef="rules">'), {"M069"}),
    (
        lambda: third(
            MANIFEST_2004.replace(
                "<title>A lesson</title>",
                '<title>A lesson</title><adlcp:completionThreshold completedByMeasure="true"/>',
            )
        ),
        {"M070"},
    ),
    (twelve(MARK, f'<n:presentation xmlns:n="{PREFIXES_2004["adlnav"]}"/>'), {"M071"}),
    (
        newer(
            "<title>A lesson</title>",
            f'<title>A lesson</title><old:masteryscore xmlns:old="{ADLCP_12}">80</old:masteryscore>',
        ),
        {"M071"},
    ),
    (
        twelve(
            "</manifest>",
            '<manifest identifier="inner"><organizations/><resources/></manifest></manifest>',
        ),
        {"M073"},
    ),
    (
        twelve("<resources>", '<resources xml:base="lessons">'),
        {"M074", "F103", "F106"},
    ),
    (newer('choice="true" flow="true"', 'choice="false" flow="false"'), {"M075"}),
    (
        everywhere(scorm2004, MANIFEST_2004, ("imsss:", "seq:"), (":imsss", ":seq")),
        {"M003"},
    ),
    # Schemas.
    (twelve("<resources>", '<resources of="mine">'), {"X101"}),
    (
        twelve("<resources>", '<resources xmlns:other="urn:other" other:of="theirs">'),
        set(),
    ),
    (
        twelve(
            "</title>\n      <item",
            '</title><lom xmlns="urn:lom"><a/></lom>\n      <item',
        ),
        {"X101"},
    ),
    (lambda: scorm2004(MANIFEST_2004.replace("2004 4th Edition", "CAM 1.3")), {"X102"}),
    (structured("<courseStructure", "<courseStructure of='mine'"), {"X101"}),
    (structured("<url>", "<launch>a</launch><url>"), {"X101"}),
    # Files.
    (twelve('<file href="index.html"/>', '<file href="index.html"/><file/>'), {"F101"}),
    (
        twelve(
            '<file href="index.html"/>',
            '<file href="index.html"/><file href="../a.js"/>',
        ),
        {"F102"},
    ),
    (
        twelve(
            '<file href="index.html"/>',
            '<file href="index.html"/><file href="file:///c:/a.js"/>',
        ),
        {"F102"},
    ),
    (
        twelve(
            '<file href="index.html"/>', '<file href="index.html"/><file href="a.js"/>'
        ),
        {"F103"},
    ),
    (
        twelve(
            '<file href="index.html"/>',
            '<file href="index.html"/><file href="Index.html"/>',
        ),
        {"F104"},
    ),
    (twelve('href="index.html"', 'href="https://example.org/"'), {"F105"}),
    (with_files(notes__txt=b"words"), {"F106"}),
    (twelve('<file href="index.html"/>', ""), {"F107"}),
    (without("imscp_rootv1p1p2.xsd"), {"F108"}),
    (added("two words.txt"), {"F110"}),
    (added("caf%C3%A9.txt"), {"F103", "F106", "F110"}),
    (added(f"{'long' * 30}.txt"), {"F110"}),
    (added("mail.php"), {"F111"}),
    (added("more.zip"), {"F112"}),
    (added("film.swf"), {"F113"}),
    (added("Thumbs.db"), {"F114"}),
    (lambda: {**scorm12(), "index.html": b""}, {"F115"}),
    (added("film.mp4", bytes(201_000_000)), {"F120"}),
    (added("large.json", b" " * (16 << 20) + b" "), {"F201"}),
    # cmi5.
    (structured(CMI5, "http://www.adlnet.gov/cmi5/CourseStructure.xsd"), {"N001"}),
    (structured(UNIT, '<au id="unit"'), {"N002"}),
    (structured(UNIT, '<au id="https://example.org/course"'), {"N003"}),
    (structured('"Completed"', '"Done"'), {"N004"}),
    (structured('"0.8"', '"80"'), {"N005"}),
    (structured('"AnyWindow"', '"NewWindow"'), {"N006"}),
    (structured("<url>index.html?lang=en</url>", ""), {"N007"}),
    (structured("index.html?lang=en", "two words.html"), {"N007"}),
    (structured("index.html?lang=en", "https://example.org/"), {"N008"}),
    (structured("index.html?lang=en", "index.html?endpoint=a"), {"N009"}),
    (
        structured(
            '<description><langstring lang="en">About it.</langstring></description>',
            "",
        ),
        {"N010"},
    ),
    (structured('<langstring lang="en">', "<langstring>"), {"N011"}),
    (
        structured('<langstring lang="en">', '<langstring lang="English language">'),
        {"N016"},
    ),
    (
        structured(
            'idref="https://example.org/objective"', 'idref="https://example.org/other"'
        ),
        {"N012"},
    ),
    (
        lambda: cmi5(
            COURSE_STRUCTURE[: COURSE_STRUCTURE.index("<block")] + "</courseStructure>"
        ),
        {"N013"},
    ),
    (structured('moveOn="Completed"', 'moveOn="NotApplicable"'), {"N014"}),
    (structured("About it.", ""), {"N015"}),
    (structured("index.html?lang=en", "lesson.html"), {"F103"}),
    # tincan.xml.
    (lambda: tincan(ACTIVITIES.replace("tincan", "tincans")), {"N101"}),
    (launched(TINCAN, "urn:tincan"), {"N102"}),
    (launched('id="https://example.org/module"', 'id="module"'), {"N103"}),
    (
        launched('id="https://example.org/module"', 'id="https://example.org/course"'),
        {"N104"},
    ),
    (launched(LAUNCH, ""), {"N105"}),
    (launched("<name>A module</name>", f"<name>A module</name>{LAUNCH}"), {"N106"}),
    (launched("<name>A module</name>", ""), {"N107"}),
    (launched(' type="http://adlnet.gov/expapi/activities/module"', ""), {"N108"}),
    (launched(">index.html<", ">lesson.html<"), {"F103"}),
]


def codes(files: Files) -> tuple[set[str], Iterable[Finding]]:
    found = [one for one in judged(held(files)).findings if one.code[0] in "XMNF"]
    return {one.code for one in found}, found


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_package_breaks_no_rule(name: str) -> None:
    found = codes(SOUND[name]())
    assert found[0] == set(), found[1]


@pytest.mark.parametrize(
    ("make", "expected"),
    BROKEN,
    ids=[f"{n}-{'-'.join(sorted(found))}" for n, (_, found) in enumerate(BROKEN)],
)
def test_a_broken_rule_is_named_and_no_other(make: Make, expected: set[str]) -> None:
    found = codes(make())
    assert found[0] == expected, found[1]
    assert all(one.text for one in found[1])
