"""One cmi5 package with a unit for each module: pages side by side, what they share once."""

import json
import re
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from janeschool_scorm.activities import activity_id
from janeschool_scorm.bundles import Page, read_list
from janeschool_scorm.standards import CMI5
from janeschool_scorm.validate.schemas import grammar
from tests.packagers.test_packages import HREF

PAGES = {"m1": "m1.html", "m2": "m2.html"}


@pytest.fixture(scope="module")
def files(units_dist: Path) -> Mapping[str, bytes]:
    """Name -> bytes of all that is in the one package that was made."""
    [path] = units_dist.rglob("*.zip")
    assert path.name == "units-1.0.0-default-en-cmi5.zip"
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fingerprint(page: bytes) -> str:
    found = re.search(rb'data-fingerprint="([0-9a-f]{16})"', page)
    assert found
    return found[1].decode()


def data(page: bytes) -> dict[str, Any]:
    """What the page knows of its course."""
    [script] = lxml_html.fromstring(page).xpath("//script[@id='js_data']")
    found: dict[str, Any] = json.loads(str(script.text))["course"]
    return found


def test_the_structure_has_a_block_and_a_unit_for_each_module(
    files: Mapping[str, bytes],
) -> None:
    root = etree.fromstring(files["cmi5.xml"])
    rules = grammar()
    assert rules.validate(root), rules.error_log
    units = [
        (unit.get("id"), unit.get("moveOn"), unit.get("masteryScore"))
        for unit in root.findall(f"{{{CMI5}}}block/{{{CMI5}}}au")
    ]
    assert units == [
        (activity_id("units", "m1"), "Completed", None),
        (activity_id("units", "m2"), "CompletedAndPassed", "0.75"),
    ]
    assert [each.text for each in root.iter(f"{{{CMI5}}}url")] == list(PAGES.values())
    titles = [block[0][0].text for block in root.iter(f"{{{CMI5}}}block")]
    assert titles == ["The first part", "The second part"]


def test_what_pages_share_stands_once_and_all_of_it_is_named(
    files: Mapping[str, bytes],
) -> None:
    named = {}
    for unit, name in PAGES.items():
        found = set(HREF.findall(files[name].decode()))
        later = re.search(rb'data-later="([^"]+)"', files[name])
        assert later
        named[unit] = {x for x in found if not x.startswith("data:")}
        named[unit].add(later[1].decode())
    assert named["m1"] == named["m2"]
    assert {"cmi5.xml", *PAGES.values(), *named["m1"]} == set(files)


def test_each_page_is_the_module_alone(files: Mapping[str, bytes]) -> None:
    for unit, name in PAGES.items():
        course = data(files[name])
        assert (course["unit"], course["id"]) == (unit, "units")
        assert [module["id"] for module in course["modules"]] == [unit]
        assert course["xapi"]["activity"] == activity_id("units", unit)
        assert (course["check"] is None) == (unit == "m1")


def test_the_fingerprint_of_a_page_is_that_of_what_it_shows(
    files: Mapping[str, bytes],
) -> None:
    shared = {
        name: files[name] for name in files if not name.endswith((".html", "xml"))
    }
    for name in PAGES.values():
        found = fingerprint(files[name])
        bare = files[name].replace(found.encode(), b"0" * 16)
        sums = "".join(
            f"{sha256(body).hexdigest()}  {each}\n"
            for each, body in sorted({**shared, name: bare}.items())
        )
        assert sha256(sums.encode()).hexdigest()[:16] == found


def test_list_catalogue_and_officers_page_know_each_pages_fingerprint(
    files: Mapping[str, bytes], units_dist: Path
) -> None:
    own = {unit: fingerprint(files[name]) for unit, name in PAGES.items()}
    [standing] = read_list(units_dist)
    assert standing.label.pages == tuple(Page(*each) for each in own.items())
    assert standing.label.fingerprint not in own.values()
    assert (standing.label.unit, standing.label.planned_minutes) == ("", 6)
    folder = (units_dist / standing.path).parent
    made = json.loads((folder / "catalog-default.json").read_text("utf-8"))
    assert {x["unit"]: x["fingerprint"] for x in made["bundles"]} == own
    assert {x["file"] for x in made["bundles"]} == {Path(standing.path).name}
    [page] = folder.glob("README-import-*.html")
    words = page.read_text(encoding="utf-8")
    assert all(each in words for each in own.values())
    sums = (folder / "SHA256SUMS").read_text("utf-8")
    assert f"{standing.sha256}  {Path(standing.path).name}\n" in sums
