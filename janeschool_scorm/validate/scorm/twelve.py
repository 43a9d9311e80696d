"""What SCORM 1.2 alone has: ADL's elements of an item (CAM 2.3.2.5)."""

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from janeschool_scorm.standards import PREFIXES_2004
from janeschool_scorm.validate import scorm_tree
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.scorm.given import Manifest, known
from janeschool_scorm.validate.xml_names import local, space

_ONCE = (
    "prerequisites",
    "maxtimeallowed",
    "timelimitaction",
    "datafromlms",
    "masteryscore",
)
_ACTIONS = {f"{a},{b}" for a in ("exit", "continue") for b in ("message", "no message")}
#: CMITimespan: two to four digits of hours, then minutes, seconds, hundredths (RTE 3.4.4).
_TIMESPAN = re.compile(r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?")
#: What stands between identifiers in AICC's script (CMI Guidelines, 6.8).
_NUMBER_OF, _IDENTIFIER = re.compile(r"\d+\*\{"), re.compile(r"[A-Za-z_][\w.\-]*")
_STATUS = re.compile(
    r"""=\s*["']?(passed|completed|browsed|failed|not attempted|incomplete|[pcbfni])["']?"""
)


def newer(manifest: Manifest) -> Iterator[Finding]:
    """Elements of SCORM 2004 mean nothing to an LMS that reads SCORM 1.2."""
    spaces = set(PREFIXES_2004.values())
    said = set()
    for each in manifest.root.iter(etree.Element):
        name = local(each.tag)
        if space(each.tag) in spaces and name not in said:
            said.add(name)
            text = f"{name} is of SCORM 2004, the package of SCORM 1.2"
            yield manifest.found(each, "M071", text)


def once(manifest: Manifest) -> Iterator[Finding]:
    """Each at most once, and only on an item; all but prerequisites only on one that plays."""
    for name in _ONCE:
        for each in manifest.root.iter(manifest.adlcp(name)):
            item = cast("etree._Element", each.getparent())
            if item.tag != manifest.tag("item"):
                text = f"{name} stands in {known(item)}, where no LMS looks for it"
                yield manifest.found(each, "M061", text)
            elif sum(1 for _ in item.iterchildren(manifest.adlcp(name))) > 1:
                text = f"{known(item)} has {name} more than once"
                yield manifest.found(each, "M061", text)


def mastery(manifest: Manifest) -> Iterator[Finding]:
    """A score of 0 to 100, on an item that can be scored."""
    marks = {
        each.get("identifier"): scorm_tree.mark(each)
        for each in manifest.all("resource")
    }
    for each in manifest.root.iter(manifest.adlcp("masteryscore")):
        words = scorm_tree.words(each)
        if not re.fullmatch(r"\d{1,3}(\.\d+)?", words) or float(words) > 100:
            text = f"masteryscore is '{words}', not a number from 0 to 100"
            yield manifest.found(each, "M062", text)
        item = cast("etree._Element", each.getparent())
        if (
            item.tag == manifest.tag("item")
            and marks.get(item.get("identifierref")) != "sco"
        ):
            text = (
                f"{known(item)} has a masteryscore, but is no SCO that could be scored"
            )
            yield manifest.found(each, "M063", text)


def times(manifest: Manifest) -> Iterator[Finding]:
    for each in manifest.root.iter(manifest.adlcp("maxtimeallowed")):
        words = scorm_tree.words(each)
        if not _TIMESPAN.fullmatch(words):
            text = f"maxtimeallowed is '{words}', not HHHH:MM:SS.SS"
            yield manifest.found(each, "M064", text)
    for each in manifest.root.iter(manifest.adlcp("timelimitaction")):
        words = scorm_tree.words(each)
        if words not in _ACTIONS:
            text = f"timelimitaction is '{words}', not one of {', '.join(sorted(_ACTIONS))}"
            yield manifest.found(each, "M065", text)


def prerequisites(manifest: Manifest) -> Iterator[Finding]:
    """AICC's script over identifiers of items: anything else would never hold."""
    items = {each.get("identifier") for each in manifest.all("item", "organization")}
    for each in manifest.root.iter(manifest.adlcp("prerequisites")):
        if each.get("type") != "aicc_script":
            text = f"the type of prerequisites is {each.get('type') or 'missing'}, not aicc_script"
            yield manifest.found(each, "M066", text)
        script = _STATUS.sub("", _NUMBER_OF.sub(" ", scorm_tree.words(each)))
        for wanted in _IDENTIFIER.findall(script):
            if wanted not in items:
                text = f"prerequisites name '{wanted}', which is no item"
                yield manifest.found(each, "M067", text)
