"""Packages that a packer of others makes here and now: what is found, and what is not."""

import subprocess
from pathlib import Path

import pytest

from janeschool_scorm.validate.verdict import Verdict, validated
from tests.conftest import ROOT
from tests.validate.content_cases import page

_PACK = """
const pack = require("simple-scorm-packager");
const [source, outputFolder, version] = process.argv.slice(1);
pack({
  version, source, title: "A course", organization: "Test", startingPage: "index.html",
  masteryScore: 80, language: "en-US",
  package: {version: "1.0.0", zip: true, outputFolder},
});
"""
#: A SCO as small as can be, for both SCORMs: it looks for its API and sets a status.
_SCRIPT = """
const api = name => window.opener && window.opener[name] || window.parent[name];
const old = api("API"), next = api("API_1484_11");
if (next) {
  next.Initialize("");
  next.SetValue("cmi.completion_status", "completed");
} else {
  old.LMSInitialize("");
  old.LMSSetValue("cmi.core.lesson_status", "completed");
}
"""
VERSIONS = {"1.2": "scorm12", "2004 4th Edition": "scorm2004"}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """One course, packed for each version by the packer, as it is judged."""
    folder = tmp_path_factory.mktemp("packed")
    source = folder / "source"
    source.mkdir()
    start = page("<p>Words</p>", '<script src="sco.js"></script>')
    (source / "index.html").write_text(start)
    (source / "sco.js").write_text(_SCRIPT)
    return {
        version: by_packer(source, folder / version, version) for version in VERSIONS
    }


def by_packer(source: Path, folder: Path, version: str) -> Verdict:
    command = ["node", "-e", _PACK, str(source), str(folder), version]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.zip")
    return validated(path)


@pytest.mark.parametrize("version", list(VERSIONS))
def test_metadata_out_of_place_is_all_that_is_wrong_with_it(
    packed: dict[str, Verdict], version: str
) -> None:
    verdict = packed[version]
    assert verdict.structure.standard == VERSIONS[version]
    assert verdict.structure.title == "A course"
    # the packer writes metadata behind elements that the schema wants last
    assert {(one.code, "metadata" in one.text) for one in verdict.findings} == {
        ("X101", True)
    }
