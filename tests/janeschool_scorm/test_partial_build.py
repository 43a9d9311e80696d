"""A fault of one course or agency stops what would be made of it, and nothing else."""

import json
import zipfile
from pathlib import Path

from lxml import etree

from tests.conftest import Run
from tests.janeschool_scorm.faulty_agencies import THREE

SCORM = ("--target", "scorm12")


def spoil(source: Path, name: str = "example-county") -> None:
    path = source / "agencies" / f"{name}.yaml"
    path.write_text(path.read_text().replace("America/Chicago", "America/Chikago"))


def second_course(source: Path, janeschool: Run, *, title: str = "title:") -> None:
    janeschool("new", "js-050", "--source", source)
    facts = source / "js-050" / "course.yaml"
    facts.write_text(facts.read_text().replace("title:", title))


def test_one_agencys_fault_leaves_the_others_packages(
    source: Path, janeschool: Run
) -> None:
    spoil(source)
    build = ("build", *SCORM, "--source", source, "--agency", "all")
    done = janeschool(*build)
    assert done.returncode == 1
    fault, package = done.stdout.splitlines()
    assert "example-county.yaml:4:12: G102" in fault
    assert package == "dist/js-000/1.0.0/js-000-1.0.0-default-en-scorm12.zip"
    assert zipfile.ZipFile(source.parent / package).testzip() is None
    assert "The rest is" in done.stderr
    # What was faulty is said each time: a build with a fault never counts as done.
    assert janeschool(*build).stdout == done.stdout
    said = json.loads(janeschool(*build, "--json").stdout)
    assert [each["code"] for each in said["problems"]] == ["G102"]
    assert [each["agency"] for each in said["bundles"]] == ["default"]


def test_an_agency_that_nobody_asked_for_stops_nothing(
    source: Path, janeschool: Run
) -> None:
    spoil(source)
    assert janeschool("build", *SCORM, "--source", source).returncode == 0
    alone = janeschool(
        "build", *SCORM, "--source", source, "--agency", "example-county"
    )
    assert alone.returncode == 1
    assert "Nothing was written" in alone.stderr


def test_a_file_that_cannot_be_read_is_found_by_its_name(
    source: Path, janeschool: Run
) -> None:
    (source / "agencies" / "example-county.yaml").write_text("id: [\n")
    (source / "agencies" / "empty.yaml").write_text("")
    build = ("build", *SCORM, "--source", source, "--agency", "default")
    done = janeschool(*build, "--agency", "example-county", "--agency", "empty")
    assert done.returncode == 1
    assert "example-county.yaml:2:1: C003" in done.stdout
    assert "empty.yaml:1:1: C103 expected keys such as id" in done.stdout
    assert "js-000-1.0.0-default-en-scorm12.zip" in done.stdout


def test_one_courses_fault_leaves_the_other_courses(
    source: Path, janeschool: Run
) -> None:
    second_course(source, janeschool, title="titel:")
    done = janeschool("build", *SCORM, "--source", source)
    assert done.returncode == 1
    assert "js-050/course.yaml:4:1: C101 unknown key 'titel'" in done.stdout
    assert "js-000-1.0.0-default-en-scorm12.zip" in done.stdout


def test_each_module_becomes_a_package_and_what_is_lost_is_said(
    source: Path, janeschool: Run
) -> None:
    build = ("build", "--source", source, "--agency", "example-county")
    targets = (*SCORM, "--target", "moodle")
    done = janeschool(*build, *targets, "--units", "module", "--json")
    assert done.returncode == 0, done.stdout
    found = {Path(each["path"]).name: each for each in json.loads(done.stdout)}
    name = "js-000-m1-1.0.0-example-county-en-scorm12.zip"
    assert set(found) == {name, "js-000-1.0.0-example-county-en-moodle.mbz"}
    assert found[name]["unit"] == "m1"
    assert found[name]["planned_minutes"] == 10
    said = [line.split(": ")[1].split()[0] for line in done.stderr.splitlines()]
    assert sorted(said) == ["G110", "G110", "G110", "G112"]
    assert "daily_minutes holds for no one" in done.stderr
    with zipfile.ZipFile(source.parent / found[name]["path"]) as package:
        root = etree.fromstring(package.read("imsmanifest.xml"))
        page = package.read("index.html").decode()
    assert root.get("identifier") == "js-000-m1-manifest"
    assert "Before You Begin 1: Before you begin" in page
    assert "In one day" not in page


def test_the_worksheet_counts_what_an_agencys_learners_take(
    source: Path, janeschool: Run
) -> None:
    for name, old, new in THREE:
        path = source / "js-000" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text().replace(old, new, 1) if old else new)
    agency = source / "agencies" / "example-county.yaml"
    rule = "rules:\n  modules_out: {js-000: [m2]}\n"
    agency.write_text(agency.read_text().replace("rules:\n", rule))
    sheet = ("worksheet", "js-000", "--json", "--source", source)
    whole = json.loads(janeschool(*sheet).stdout)
    cut = json.loads(janeschool(*sheet, "--agency", "example-county").stdout)
    assert (whole["planned_minutes"], cut["planned_minutes"]) == (14, 12)
    lessons = [each["lesson"] for each in cut["lessons"]]
    assert "m2-l1" not in lessons
    assert "m3-l1" in lessons
    refused = agency.read_text().replace("[m2]", "[m1]")
    agency.write_text(refused)
    done = janeschool(*sheet[:-3], "--agency", "example-county", "--source", source)
    assert done.returncode == 1
    assert "G106 no court may leave out m1" in done.stdout
