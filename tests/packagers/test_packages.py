"""Every package of every target: valid, complete, the same bytes for the same input."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from janeschool_scorm import __version__
from janeschool_scorm.validate.verdict import validated
from packagers import TARGETS
from tests.conftest import ROOT, SOURCE, Run
from tests.packagers import schemas

GOLDEN = Path(__file__).parent / "golden"
#: Those with a manifest of their own; one that contains others' packages has its own tests.
STANDARDS = sorted(name for name, each in TARGETS.items() if each.contains is None)
#: The default agency has js-000 in both of its languages.
EDITIONS = (
    "js-000-1.0.0-default-en",
    "js-000-1.0.0-default-es",
    "js-000-1.0.0-example-county-en",
    "js-101-1.0.0-default-en",
    "js-101-1.0.0-example-county-en",
)
#: The manifests that are none of SCORM's.
MANIFESTS = {"cmi5": "cmi5.xml", "xapi_package": "tincan.xml"}
#: Names in the data of a page that speaks xAPI: IRIs, which nobody opens.
IRIS = r"(?!adlnet\.gov/expapi/|w3id\.org/xapi/|www\.janeschool\.org/xapi/)"
#: Audio, whose transcript is on the page; the browser's storage, for an LMS that fails.
MEANT = {"W204", "J110"}
HREF = re.compile(r"(?:src|href|poster|data-later)=\"([^\"#]+)\"")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both courses, every target, both agencies, built once by the real command."""
    folder = tmp_path_factory.mktemp("packages") / "dist"
    command = [sys.executable, "-m", "janeschool_scorm", "build", "--agency", "all"]
    subprocess.run([*command, "--dist", str(folder)], cwd=ROOT, check=True)
    return folder


def packages(dist: Path) -> list[Path]:
    return sorted(dist.glob("*/*/*.zip"))


def bundles(dist: Path) -> list[Path]:
    """Packages of every target, those that contain others too."""
    return sorted(x for x in dist.glob("*/*/*.*") if x.suffix in (".zip", ".mbz"))


def scorm(dist: Path) -> list[Path]:
    """Those with an imsmanifest.xml."""
    ends = tuple(f"-{target}" for target in schemas.OF_TARGET)
    return [path for path in packages(dist) if path.stem.endswith(ends)]


def manifest(archive: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("imsmanifest.xml"))


def test_every_course_agency_and_target_has_its_package(dist: Path) -> None:
    names = {path.name for path in bundles(dist)}
    assert names == {
        f"{edition}-{target}{TARGETS[target].suffix}"
        for edition in EDITIONS
        for target in TARGETS
    }


@pytest.mark.parametrize("course", ["js-000", "js-101"])
@pytest.mark.parametrize("target", STANDARDS)
def test_the_manifest_is_the_expected_one(
    dist: Path, course: str, target: str, save_golden: bool
) -> None:
    path = dist / course / "1.0.0" / f"{course}-1.0.0-default-en-{target}.zip"
    name = MANIFESTS.get(target, "imsmanifest.xml")
    with zipfile.ZipFile(path) as archive:
        text = archive.read(name).decode()
    # Content hashes change with each word of a course: the shape is what is golden.
    shape = re.sub(r"\.[0-9a-f]{8}\.", ".HASH.", text)
    golden = GOLDEN / target / f"{course}-{name}"
    if save_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(shape, encoding="utf-8")
    assert shape == golden.read_text(encoding="utf-8")


def test_every_manifest_is_valid_by_the_standards_schemas(dist: Path) -> None:
    for path in scorm(dist):
        validator = schemas.of_package(path)
        with zipfile.ZipFile(path) as archive:
            root = manifest(archive)
        assert validator.validate(root), validator.error_log


def test_validate_finds_nothing_in_any_package_but_what_is_meant(dist: Path) -> None:
    """Not a warning: films have captions beside them, the player keeps a copy."""
    for path in packages(dist):
        found = validated(path).findings
        assert {one.code for one in found} <= MEANT, found


@pytest.mark.parametrize("target", sorted(schemas.OF_TARGET))
def test_a_manifest_with_a_fault_is_not_valid(dist: Path, target: str) -> None:
    with zipfile.ZipFile(next(dist.glob(f"*/*/*-{target}.zip"))) as archive:
        root = manifest(archive)
    del root.attrib["identifier"]
    assert not schemas.OF_TARGET[target]().validate(root)


def test_every_file_is_declared_and_every_declared_file_is_there(dist: Path) -> None:
    for path in scorm(dist):
        with zipfile.ZipFile(path) as archive:
            there = set(archive.namelist()) - {"imsmanifest.xml"}
            declared = [e.get("href") for e in manifest(archive).iter("{*}file")]
        assert sorted(there) == sorted(filter(None, declared))


def test_every_reference_of_the_page_is_in_the_package(dist: Path) -> None:
    for path in packages(dist):
        with zipfile.ZipFile(path) as archive:
            page = archive.read("index.html").decode()
            names = set(archive.namelist())
        found = {h for h in HREF.findall(page) if not h.startswith("data:")}
        assert found
        assert found <= names, found - names


def test_names_and_zip_fields_are_plain(dist: Path) -> None:
    for path in packages(dist):
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                assert re.fullmatch(r"[A-Za-z0-9._/-]{1,99}", info.filename)
                assert info.date_time == (1980, 1, 1, 0, 0, 0)
                assert info.external_attr >> 16 == 0o100644
                assert info.create_system == 3
                assert info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
                assert not info.flag_bits & 0x8, "a data descriptor"
            assert archive.testzip() is None


def test_packages_keep_to_their_budgets(dist: Path) -> None:
    for path in packages(dist):
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            page = archive.read("index.html").decode()
        media = sum(i.compress_size for i in infos if i.filename.startswith("media/"))
        other = [i for i in infos if not i.filename.startswith("media/")]
        code = {
            i.filename: i.file_size
            for i in infos
            if i.filename.endswith((".js", ".css"))
        }
        first = set(re.findall(r' (?:src|href)="([^"]+)"', page)) & set(code)
        assert path.stat().st_size <= media + 150_000
        assert len(other) <= 60
        assert sum(code[name] for name in first) <= 80_000
        # What speaks xAPI makes statements and a queue of its own.
        speaks = path.stem.endswith(tuple(MANIFESTS))
        assert sum(code.values()) <= (110_000 if speaks else 100_000)


def test_nothing_outside_is_named_and_no_page_is_held_back(dist: Path) -> None:
    for path in packages(dist):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".html", ".js", ".css")):
                    text = archive.read(name).decode()
                    known = IRIS if path.stem.endswith(tuple(MANIFESTS)) else ""
                    outside = rf"https?://(?!www\.w3\.org/){known}"
                    assert not re.search(outside, text), name
                    assert "beforeunload" not in text
                    assert not re.search(r"""["']unload["']|onunload""", text)
                    assert "localStorage" not in text


def test_scripts_keep_to_the_syntax_of_es2017(dist: Path) -> None:
    check = (
        "const acorn = require('acorn'); let text = '';"
        "process.stdin.on('data', d => text += d).on('end', () =>"
        "JSON.parse(text).forEach(each => acorn.parse(each, { ecmaVersion: 2017 })))"
    )
    scripts: dict[str, str] = {}
    for path in packages(dist):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".js")]
            scripts |= {name: archive.read(name).decode() for name in names}
    assert len(scripts) > len(TARGETS)
    subprocess.run(
        ["node", "-e", check],
        cwd=ROOT,
        input=json.dumps(list(scripts.values())),
        text=True,
        check=True,
    )


def test_two_builds_have_the_same_bytes_whatever_surrounds_them(
    dist: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "in another place"
    shutil.copytree(SOURCE, elsewhere / "course_src")
    environment = {
        **os.environ,
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "janeschool_scorm", "build", "--agency", "all"]
    subprocess.run(command, cwd=elsewhere, env=environment, umask=0o077, check=True)
    ours = {path.name: path.read_bytes() for path in bundles(dist)}
    theirs = {path.name: path.read_bytes() for path in bundles(elsewhere / "dist")}
    assert ours == theirs


def test_the_sums_prove_what_was_built(dist: Path) -> None:
    for folder in {path.parent for path in bundles(dist)}:
        listed = (folder / "SHA256SUMS").read_text().splitlines()
        names = {line.split("  ")[1] for line in listed}
        assert names >= {e.name for e in bundles(dist) if e.parent == folder}
        command = ["sha256sum", "-c", "SHA256SUMS"]
        assert subprocess.run(command, cwd=folder, check=False).returncode == 0


def test_the_fingerprint_is_that_of_the_content(dist: Path) -> None:
    import hashlib

    for path in packages(dist):
        with zipfile.ZipFile(path) as archive:
            page = archive.read("index.html").decode()
            found = re.search(r'data-fingerprint="([0-9a-f]{16})"', page)
            assert found
            files = {
                name: archive.read(name)
                for name in archive.namelist()
                if not name.endswith((".xsd", ".dtd", "imsmanifest.xml"))
                and name not in MANIFESTS.values()
            }
        files["index.html"] = page.replace(found.group(1), "0" * 16).encode()
        sums = "".join(
            f"{hashlib.sha256(body).hexdigest()}  {name}\n"
            for name, body in sorted(files.items())
        )
        assert hashlib.sha256(sums.encode()).hexdigest()[:16] == found.group(1)


def test_the_version_is_said(janeschool: Run) -> None:
    assert __version__ in janeschool("--version").stdout
