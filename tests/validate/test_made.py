"""What `build` makes of validate: a package with an error is not written."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree

from janeschool_scorm import build as building
from janeschool_scorm.cli import commands
from janeschool_scorm.validate.made import Made
from janeschool_scorm.validate.verdict import content_findings
from tests.validate.packages import MANIFEST_12, PAGE, cmi5, scorm12

SECTION = b'<section class="screen"><p>Words of a lesson.</p></section>'
LOADS = b'<section class="screen"><script src="missing.js"></script></section>'


def test_a_sound_package_has_no_error_and_a_faulty_manifest_has() -> None:
    made = Made()
    assert made.errors(scorm12()) == []
    assert made.errors(cmi5()) == []
    faulty = scorm12(MANIFEST_12.replace('default="org"', 'default="other"'))
    assert [one.code for one in made.errors(faulty)] == ["M034"]
    assert [one.code for one in made.errors(faulty)] == ["M034"]


def test_media_are_not_read(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"x")
    film.chmod(0)
    manifest = MANIFEST_12.replace("<file ", '<file href="film.mp4"/><file ', 1)
    assert Made().errors({**scorm12(manifest), "film.mp4": film}) == []


def test_a_new_section_of_a_page_is_judged_and_a_known_one_is_not_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = []

    def watched(structure: Any, reader: Any, **options: Any) -> Any:
        read.append(reader.read("index.html"))
        return content_findings(structure, reader, **options)

    monkeypatch.setattr("janeschool_scorm.validate.made.content_findings", watched)
    made = Made()
    page = PAGE + SECTION
    assert made.errors({**scorm12(), "index.html": page}) == []
    assert made.errors({**scorm12(), "index.html": page}) == []
    found = made.errors({**scorm12(), "index.html": page + LOADS})
    assert [one.code for one in found] == ["J207"]
    assert [SECTION[9:] in each for each in read] == [True, False, False]


def test_a_package_with_an_error_is_not_written_and_the_sentence_says_whose_it_is(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_identifiers(*given: Any) -> Any:
        files = dict(original(*given))
        if "imsmanifest.xml" in files:
            root = etree.fromstring(bytes(files["imsmanifest.xml"]))
            del root.attrib["identifier"]
            files["imsmanifest.xml"] = etree.tostring(root)
        return files

    original = building.package_files
    monkeypatch.setattr(building, "package_files", without_identifiers)
    dist = tmp_path / "dist"
    words = [
        "build",
        "js-000",
        "--source",
        source,
        "--dist",
        dist,
        "--target",
        "scorm12",
    ]
    done = CliRunner().invoke(commands, [*map(str, words)])
    assert done.exit_code == 1
    assert "imsmanifest.xml:1: M030 manifest has no identifier" in done.output
    assert "it is a bug of janeschool" in done.output
    assert not list(dist.rglob("*.zip"))


def test_scripts_found_sound_are_not_read_again_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watched(structure: Any, reader: Any, **options: Any) -> Any:
        read.append(reader.read("player.js"))
        return content_findings(structure, reader, **options)

    read: list[bytes] = []
    monkeypatch.setattr("janeschool_scorm.validate.made.content_findings", watched)
    monkeypatch.setattr("janeschool_scorm.validate.kept._PLACE", tmp_path / "a" / "b")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    manifest = MANIFEST_12.replace("<file ", '<file href="player.js"/><file ', 1)
    script = b"var api = window.API || window.opener.API;"
    files = {**scorm12(manifest), "player.js": script}
    for rules in ("one", "one", "other"):
        monkeypatch.setattr("janeschool_scorm.validate.kept._rules", lambda r=rules: r)
        made = Made()
        assert made.errors(files) == []
        made.keep()
    assert read == [script, b"", script]
    (tmp_path / "a" / "b").write_text("[no JSON")
    assert Made().errors(files) == []
