"""The Moodle target: a backup that keeps every rule that real restores taught.

No Moodle runs here: the backups are held to what some 550 restores on Moodle 4.5.6
found, and their structure to a backup that this Moodle made itself. `real-4.5.6.mbz`
is that one, made on a test site, without users.
"""

import hashlib
import io
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import astuple
from pathlib import Path

import pytest
from lxml import etree

from packagers.moodle.scoes import scoes
from tests.conftest import ROOT
from tests.packagers.moodle.backups import (
    NULL,
    Backup,
    information,
    listed,
    paths,
    read,
    records,
    scorms,
    text,
    xml,
)
from tests.packagers.moodle.breaks import BREAKS, Break, broken
from tests.packagers.moodle.file_rules import no_setting_asks_for_more_files
from tests.packagers.moodle.rules import RULES, Rule

REAL = Path(__file__).parent / "real-4.5.6.mbz"
COURSES = ["js-000", "js-101"]


def build(source: Path, dist: Path, *arguments: str) -> dict[str, Path]:
    """Name without suffix -> package, of the Moodle target with `arguments`."""
    command = [sys.executable, "-m", "janeschool_scorm", "build", *arguments]
    options = ["--source", str(source), "--dist", str(dist)]
    subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
    return {each.stem: each for each in (*dist.rglob("*.zip"), *dist.rglob("*.mbz"))}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("moodle")
    targets = ("--target", "moodle", "--target", "scorm12")
    return build(ROOT / "course_src", folder, *targets, "--check-ins")


@pytest.fixture(scope="module")
def backups(dist: dict[str, Path]) -> dict[str, Backup]:
    names = {course: f"{course}-1.0.0-default-en-moodle" for course in COURSES}
    return {course: read(dist[name]) for course, name in names.items()}


@pytest.fixture(scope="module")
def real() -> Backup:
    return read(REAL)


# --- what restores taught ------------------------------------------------------------


@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_our_backups_keep_to(
    rule: Rule, course: str, backups: dict[str, Backup]
) -> None:
    assert list(rule(backups[course])) == []


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_a_backup_that_breaks_it_is_noticed(
    case: Break, backups: dict[str, Backup]
) -> None:
    assert list(case.rule(broken(backups["js-000"], case)))


def test_every_rule_has_a_backup_that_breaks_it() -> None:
    assert {case.rule for case in BREAKS} == set(RULES)


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule is not no_setting_asks_for_more_files],
    ids=lambda rule: rule.__name__,
)
def test_a_backup_that_moodle_made_keeps_to(rule: Rule, real: Backup) -> None:
    """So that no rule asks for more than Moodle does; settings it has by the dozen."""
    assert list(rule(real)) == []


def test_we_write_no_element_that_moodle_does_not_write(
    real: Backup, backups: dict[str, Backup]
) -> None:
    def shape(name: str) -> str:
        return re.sub(r"_\d+/", "_N/", name)

    known: dict[str, set[str]] = {}
    for name in real:
        if name.endswith(".xml"):
            known.setdefault(shape(name), set()).update(paths(xml(real, name)))
    for backup in backups.values():
        for name in backup:
            if name.endswith(".xml"):
                assert paths(xml(backup, name)) <= known[shape(name)], name


# --- the file ------------------------------------------------------------------------


def test_it_is_a_zip_with_plain_fields(dist: dict[str, Path]) -> None:
    with zipfile.ZipFile(dist["js-101-1.0.0-default-en-moodle"]) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(archive.namelist())
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def test_what_is_compressed_already_is_stored(dist: dict[str, Path]) -> None:
    with zipfile.ZipFile(dist["js-101-1.0.0-default-en-moodle"]) as archive:
        for info in archive.infolist():
            head = archive.read(info)[:8]
            packed = head.startswith(b"PK\3\4") or head[4:] == b"ftyp"
            if packed:
                assert info.compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize("course", COURSES)
def test_the_packages_inside_are_those_of_the_scorm_target(
    course: str, dist: dict[str, Path], backups: dict[str, Backup]
) -> None:
    for folder in scorms(backups[course]):
        scorm = xml(backups[course], f"{folder}/scorm.xml")[0]
        path = dist[text(scorm, "reference").removesuffix(".zip")]
        digest = hashlib.sha1(path.read_bytes()).hexdigest()
        assert text(scorm, "sha1hash") == digest
        assert backups[course][f"files/{digest[:2]}/{digest}"] == path.read_bytes()


@pytest.mark.parametrize("course", COURSES)
def test_the_content_beside_a_package_is_what_is_in_it(
    course: str, backups: dict[str, Backup]
) -> None:
    backup = backups[course]
    for folder in scorms(backup):
        found: dict[str, dict[str, bytes]] = {"package": {}, "content": {}}
        for each in records(backup, folder):
            digest = text(each, "contenthash")
            name = text(each, "filepath")[1:] + text(each, "filename")
            body = backup[f"files/{digest[:2]}/{digest}"]
            found[text(each, "filearea")][name] = body
        (package,) = found["package"].values()
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            inside = {name: archive.read(name) for name in archive.namelist()}
        assert found["content"] == inside


def test_content_that_several_activities_share_is_there_once(
    backups: dict[str, Backup],
) -> None:
    all_records = xml(backups["js-101"], "files.xml").findall("file")
    pool = [name for name in backups["js-101"] if name.startswith("files/")]
    assert len(pool) < len(all_records) - 14 * 4


def test_two_builds_have_the_same_bytes_wherever_packages_were_taken_from(
    dist: dict[str, Path], tmp_path: Path
) -> None:
    """The second has no SCORM packages in dist/ to take them from."""
    name = "js-101-1.0.0-default-en-moodle"
    again = build(ROOT / "course_src", tmp_path, "js-101", "--target", "moodle")
    assert again[name].read_bytes() == dist[name].read_bytes()
    packages = {x.name for x in tmp_path.rglob("*") if x.suffix in (".zip", ".mbz")}
    assert packages == {f"{name}.mbz"}
    assert not list(tmp_path.rglob("*.contained"))


# --- what the restored course is -------------------------------------------------------


def test_the_course_is_called_by_what_others_may_see(
    backups: dict[str, Backup],
) -> None:
    about = information(backups["js-101"])
    assert text(about, "original_course_fullname") == "Online course js-101"
    assert text(about, "original_course_shortname") == "js-101"
    assert text(xml(backups["js-101"], "course/course.xml"), "summary") == ""


def test_sections_hold_the_course_and_its_check_ins_in_their_order(
    backups: dict[str, Backup],
) -> None:
    backup = backups["js-101"]
    sections = [
        xml(backup, f"{text(each, 'directory')}/section.xml")
        for each in listed(backup, "sections")
    ]
    names = [NULL, "Online course js-101", "Check-ins"]
    assert [text(each, "name") for each in sections] == names
    weeks = [1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26]
    wanted = [f"js-101-check-in-week-{week:02}" for week in weeks]
    modules = [xml(backup, f"{each}/module.xml") for each in scorms(backup)]
    assert [text(each, "idnumber") for each in modules] == ["js-101", *wanted]
    places = [text(each, "sectionnumber") for each in modules]
    assert places == ["1"] + ["2"] * len(weeks)


#: The row `moodle` of the targets: what each activity must be set to.
SETTINGS = {
    "maxattempt": "1",
    "forcenewattempt": "0",
    "lastattemptlock": "0",
    "masteryoverride": "0",
    "hidebrowse": "1",
    "skipview": "2",
    "hidetoc": "3",
    "auto": "0",
    "completionscorerequired": NULL,
    "version": "SCORM_1.2",
}


@pytest.mark.parametrize("course", COURSES)
def test_every_activity_has_the_settings_that_suit_our_packages(
    course: str, backups: dict[str, Backup]
) -> None:
    for folder in scorms(backups[course]):
        scorm = xml(backups[course], f"{folder}/scorm.xml")[0]
        assert {name: text(scorm, name) for name in SETTINGS} == SETTINGS


@pytest.mark.parametrize(
    ("course", "first"),
    [("js-101", ("2", "1", "80", "100")), ("js-000", ("4", "0", "1", "1"))],
)
def test_a_check_is_passed_and_what_has_none_is_completed(
    course: str, first: tuple[str, ...], backups: dict[str, Backup]
) -> None:
    backup = backups[course]
    found = []
    for folder in scorms(backup):
        scorm = xml(backup, f"{folder}/scorm.xml")[0]
        item = xml(backup, f"{folder}/grades.xml").find(".//grade_item")
        assert item is not None
        status = text(scorm, "completionstatusrequired"), text(scorm, "grademethod")
        found.append((*status, text(item, "gradepass"), text(item, "grademax")))
    assert found == [first] + [("4", "0", "1", "1")] * (len(found) - 1)


def test_an_lms_that_wants_completed_gets_it_asked_for(
    source: Path, tmp_path: Path
) -> None:
    """The package sends what the agency's LMS has, and nothing else would complete."""
    shutil.copytree(ROOT / "course_src" / "js-101", source / "js-101")
    agency = source / "agencies" / "default.yaml"
    agency.write_text(agency.read_text().replace("lms: generic", "lms: openedx"))
    (path,) = build(source, tmp_path, "js-101", "--target", "moodle").values()
    scorm = xml(read(path), "activities/scorm_1/scorm.xml")[0]
    assert text(scorm, "completionstatusrequired") == "4"


def test_check_ins_open_when_the_course_is_complete_and_not_one_after_the_other(
    backups: dict[str, Backup],
) -> None:
    backup = backups["js-101"]
    course, *check_ins = [xml(backup, f"{each}/module.xml") for each in scorms(backup)]
    assert text(course, "availability") == NULL
    number = course.get("id")
    condition = '{"op":"&","c":[{"type":"completion","cm":%s,"e":1}],"showc":[true]}'
    for each in check_ins:
        assert text(each, "availability") == condition % number


def test_the_numbers_of_a_check_in_stay_when_another_is_left_out(
    source: Path, tmp_path: Path
) -> None:
    folder = source / "js-000" / "check-ins"
    first = (folder / "week-01.md").read_text()
    second = first.replace("w01", "w02").replace("week: 1", "week: 2")
    (folder / "week-02.md").write_text(second)
    slots = source / "js-000" / "slots.yaml"
    places = "  w01: 5\n  w02: 6\n"
    items = "  w02-v1: 90\n  w02-q1: 91\n  w02-a1: 92\n"
    slots.write_text(slots.read_text().replace("  w01: 5\n", places) + items)
    both = build(source, tmp_path / "both", "js-000", "--target", "moodle")
    (folder / "week-01.md").unlink()
    one = build(source, tmp_path / "one", "js-000", "--target", "moodle")
    name = "js-000-1.0.0-default-en-moodle"
    number = [text(e, "moduleid") for e in listed(read(one[name]), "activities")][-1]
    assert number in [
        text(e, "moduleid") for e in listed(read(both[name]), "activities")
    ]


def test_a_course_without_check_ins_has_no_section_for_them(
    source: Path, tmp_path: Path
) -> None:
    (source / "js-000" / "check-ins" / "week-01.md").unlink()
    (source / "js-000" / "accountability.yaml").unlink()
    (path,) = build(source, tmp_path, "js-000", "--target", "moodle").values()
    backup = read(path)
    assert len(listed(backup, "sections")) == 2
    assert [found for rule in RULES for found in rule(backup)] == []


# --- the rows of the manifest -----------------------------------------------------------


ROW = "manifest organization parent identifier launch scormtype title"


def data(sco: etree._Element) -> dict[str, str]:
    return {text(each, "name"): text(each, "value") for each in sco.iter("sco_data")}


def test_rows_are_those_that_moodle_reads_from_a_manifest(real: Backup) -> None:
    """The real backup has the manifest, and the rows that Moodle made of it."""
    scorm = xml(real, "activities/scorm_27/scorm.xml")[0]
    name = next(
        f"files/{text(each, 'contenthash')[:2]}/{text(each, 'contenthash')}"
        for each in records(real, "activities/scorm_27")
        if text(each, "filename") == "imsmanifest.xml"
    )
    wanted = [
        (*(text(sco, each) for each in ROW.split()), data(sco))
        for sco in scorm.iter("sco")
    ]
    assert [astuple(sco) for sco in scoes(real[name])] == wanted
