"""A story is told only while its consent holds; what is in the field is called back."""

import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from janeschool_scorm import rebuild, recall, releases
from janeschool_scorm.bundles import Label, consents, read_list
from janeschool_scorm.choose import checked, folders
from janeschool_scorm.cli import commands
from janeschool_scorm.course_data import course_data
from janeschool_scorm.edition import check_ins, editions, module_editions
from janeschool_scorm.load import load_agency
from janeschool_scorm.worksheet import worksheet
from packagers import TARGETS
from tests.conftest import ROOT, SOURCE
from tests.janeschool_scorm import faulty
from tests.janeschool_scorm.test_check import alter
from xapi.scorm.resume import decode

DAY = "2026-11-22"
NEW = "modules/01-before-you-begin/replacements/05.md"
QUESTION = """
:::{true-false} m1-q90
prompt: Words can stand for a story.
answer: true
feedback: {right: "Yes.", wrong: "Look again."}
:::
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with js-000, a story in it, and packages of it for two agencies."""
    folder = tmp_path_factory.mktemp("recall")
    for name in ("js-000", "agencies"):
        shutil.copytree(SOURCE / name, folder / "course_src" / name)
    course = folder / "course_src" / "js-000"
    alter(
        course,
        next(x for x in faulty.CASES if x.name == "a-story-with-consent-has-no-fault"),
    )
    edit(folder, "course.yaml", "languages: [en, es]", "languages: [en]")
    edit(folder, NEW, "Words.\n", f"Words.\n{QUESTION}")
    edit(folder, "slots.yaml", "items:\n", "items:\n  m1-q90: 99\n")
    done = build(folder, "--target", "scorm12", "--target", "moodle", "--check-ins")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "place"))


def edit(place: Path, name: str, old: str, new: str) -> None:
    path = place / "course_src" / "js-000" / name
    text = path.read_text("utf-8")
    assert old in text, name
    path.write_text(text.replace(old, new, 1), "utf-8")


def run(place: Path, *words: str) -> Result:
    """The real command in this process."""
    where = ["--source", str(place / "course_src"), "--dist", str(place / "dist")]
    return CliRunner().invoke(commands, [*words, *where])


def build(place: Path, *words: str, day: str = DAY) -> Result:
    return run(place, "build", "--agency", "all", "--as-of", day, *words)


def withdraw(place: Path) -> None:
    edit(place, "stories.yaml", "  languages:", "  revoked: 2026-11-20\n  languages:")


def raise_version(place: Path) -> None:
    edit(place, "course.yaml", "version: 1.0.0", "version: 1.0.1")


def hand_over(place: Path, agency: str, target: str, to: str) -> str:
    path = f"{place}/dist/js-000/1.0.0/js-000-1.0.0-{agency}-en-{target}"
    path += ".mbz" if target == "moodle" else ".zip"
    done = run(place, "release", path, "--to", to, "--as-of", DAY)
    assert done.exit_code == 0, done.output
    return done.stdout.split()[0]


def labels(place: Path) -> dict[str, Label]:
    return {Path(x.path).name: x.label for x in read_list(place / "dist")}


# --- what is built ------------------------------------------------------------------------


def test_an_unchanged_build_on_the_day_after_a_lapse_stops_and_says_so(
    place: Path,
) -> None:
    words = ("--target", "scorm12", "--target", "moodle", "--check-ins")
    assert build(place, *words).exit_code == 0  # known already
    done = build(place, *words, day="2028-03-02")
    assert done.exit_code == 1
    assert "S202 the consent for 'story-a' lapsed on 2028-03-01" in done.stdout
    left = [
        line for line in done.stderr.splitlines() if "still tells 'story-a'" in line
    ]
    assert len(left) == 4  # of two agencies, a package and a Moodle course


def test_in_the_place_of_a_withdrawn_story_stands_its_replacement(place: Path) -> None:
    withdraw(place)
    done = build(place, "--target", "scorm12", "--target", "moodle")
    assert done.exit_code == 0
    assert "S208 warning: the consent for 'story-a' was withdrawn on 2026-11-20" in (
        done.stderr
    )
    assert "still tells" not in done.stderr  # the same files were written anew
    for path in (place / "dist").rglob("*-en-scorm12.zip"):
        with zipfile.ZipFile(path) as package:
            everything = b"".join(map(package.read, package.namelist()))
            assert not [name for name in package.namelist() if "device-test" in name]
        assert b"Test your device" not in everything and b"story-a" not in everything
    assert not any(label.stories for label in labels(place).values())


def test_from_the_day_of_a_withdrawal_on_and_not_before(place: Path) -> None:
    withdraw(place)
    for day, told in (("2026-11-19", True), ("2026-11-20", False)):
        assert build(place, "--target", "scorm12", day=day).exit_code == 0
        package = labels(place)["js-000-1.0.0-default-en-scorm12.zip"]
        assert bool(package.stories) is told


def test_older_packages_are_named_at_each_build_until_they_are_gone(
    place: Path,
) -> None:
    withdraw(place)
    raise_version(place)
    for _ in range(2):
        done = build(place, "--target", "scorm12")
        assert done.exit_code == 0
        assert done.stderr.count("still tells 'story-a'") == 4
    shutil.rmtree(place / "dist" / "js-000" / "1.0.0")
    assert "still tells" not in build(place, "--target", "scorm12").stderr


def test_a_story_is_listed_with_the_unit_that_tells_it(place: Path) -> None:
    source = place / "course_src"
    [course] = checked(folders([], source), source, date(2026, 11, 22)).courses
    agency, _ = load_agency(source / "agencies" / "default.yaml")
    assert agency is not None
    [edition] = editions(course, [agency])[:1]
    [module] = module_editions(edition)
    assert [x.unit for x in consents([module])] == ["m1"]
    assert [x.unit for x in consents([edition, *check_ins(edition)])] == [""]
    assert not consents(check_ins(edition))
    wrapped = labels(place)["js-000-1.0.0-default-en-moodle.mbz"]
    assert [(x.story, x.unit) for x in wrapped.stories] == [("story-a", "")]


# --- learners under way -------------------------------------------------------------------


def test_learners_under_way_keep_place_hours_and_finished_lessons(place: Path) -> None:
    old = data(place)
    withdraw(place)
    new = data(place)
    before, after = lesson(old), lesson(new)
    assert {k: before[k] for k in ("id", "place", "minutes")} == {
        k: after[k] for k in ("id", "place", "minutes")
    }
    assert [x["id"] for x in after["items"]] == ["m1-q90"]
    others = [x for x in old["modules"][0]["lessons"] if x["id"] != "m1-l5"]
    assert others == [x for x in new["modules"][0]["lessons"] if x["id"] != "m1-l5"]
    said = in_the_player(new, before["place"], before["items"][0]["place"])
    assert said["done"] == {"standing": "finished", "missing": ["m1-q90"]}
    assert said["half"] == {"standing": "started", "missing": ["m1-q90"]}
    resume = decode(said["code"])
    assert resume is not None and not resume.broken
    assert resume.lessons[before["place"]].seconds == 61


def data(place: Path) -> dict[str, Any]:
    """What the player knows of the course as it may be told on the day."""
    source = place / "course_src"
    [course] = checked(folders([], source), source, date(2026, 11, 22)).courses
    agency, _ = load_agency(source / "agencies" / "example-county.yaml")
    assert agency is not None
    [edition] = editions(course, [agency])
    return course_data(edition, TARGETS["scorm12"], worksheet(edition))


def lesson(course: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(
        x for x in course["modules"][0]["lessons"] if x["id"] == "m1-l5"
    )
    return found


def in_the_player(course: dict[str, Any], place: int, story: int) -> dict[str, Any]:
    """Two codes of the old course, one with the lesson finished, read with the new one."""
    script = """
    const J = require("./tests/player/load.js").load();
    const [course, place, story] = JSON.parse(process.argv[1]);
    const said = {};
    for (const done of [true, false]) {
      const state = J.state.empty();
      const lessons = J.rules.lessons(course);
      lessons.forEach((each) => { state.lessons[each.place] = { seconds: 9, done: true }; });
      state.lessons[place] = { seconds: 61, done };
      state.items[story] = { status: done ? "d" : "o", tries: 0, answer: 0, at: 0 };
      said.code = J.resume.write(state, "0123abcd");
      const read = J.resume.read(said.code).state;
      const lesson = J.rules.lessonById(course, "m1-l5");
      said[done ? "done" : "half"] = {
        standing: J.rules.standing(course, lesson, read),
        missing: J.rules.missing(lesson, read).map((each) => each.id),
      };
    }
    process.stdout.write(JSON.stringify(said));
    """
    given = json.dumps([course, place, story])
    done = subprocess.run(
        ["node", "-e", script, given],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# --- a released version keeps its words -----------------------------------------------------


def test_a_version_that_was_handed_over_keeps_its_words(place: Path) -> None:
    hand_over(place, "default", "scorm12", "The desk")
    agency = place / "course_src" / "agencies" / "example-county.yaml"
    agency.write_text(agency.read_text().replace("555", "556"))
    assert build(place, "--target", "scorm12").exit_code == 0  # no words of the course
    edit(place, "modules/01-before-you-begin/module.yaml", "title: ", "title: Now ")
    for words in (("check", "--as-of", DAY), ("build", "--as-of", DAY)):
        done = CliRunner().invoke(
            commands, [*words, "--source", str(place / "course_src")]
        )
        assert done.exit_code == 1
        assert (
            "course.yaml:3:10: C123 version 1.0.0 was handed over on "
            f"{date.today()} with other words in en: write `version: 1.0.1`"
        ) in done.stdout
    raise_version(place)
    assert build(place, "--target", "scorm12").exit_code == 0


def test_another_recording_under_the_same_name_is_other_words(place: Path) -> None:
    hand_over(place, "default", "scorm12", "The desk")
    path = place / "course_src" / "js-000" / "media" / "device-test.mp4"
    path.write_bytes(path.read_bytes() + b"\0")
    assert "C123" in build(place, "--target", "scorm12").stdout


def test_a_package_in_other_words_than_its_version_had_is_not_handed_over(
    place: Path,
) -> None:
    hand_over(place, "default", "scorm12", "The desk")
    register = place / "course_src" / releases.NAME
    [line] = map(json.loads, register.read_text().splitlines())
    register.write_text(json.dumps({**line, "words": "of another branch"}) + "\n")
    path = next((place / "dist").rglob("*-example-county-en-scorm12.zip"))
    done = run(place, "release", str(path), "--to", "The desk", "--as-of", DAY)
    assert done.exit_code == 1
    assert "version 1.0.0 was handed over" in done.stdout
    assert "with other words" in done.stdout


# --- recall ---------------------------------------------------------------------------------


def test_a_rebuild_never_tells_the_story_again_nor_changes_a_released_version(
    place: Path,
) -> None:
    hand_over(place, "example-county", "scorm12", "The desk")
    done = run(place, "recall", "story-a", "--rebuild", "--as-of", "2026-12-01")
    assert done.exit_code == 1 and "Write `revoked: 2026-12-01` or" in done.stderr
    withdraw(place)
    done = run(place, "recall", "story-a", "--rebuild")
    assert done.exit_code == 1 and "C123" in done.stdout
    assert not (place / "dist" / "js-000" / "1.0.1").exists()
    raise_version(place)
    done = run(place, "recall", "story-a", "--rebuild")
    assert done.exit_code == 1
    made = sorted(path.name for path in (place / "dist/js-000/1.0.1").glob("js-000-*"))
    assert made == [  # what was held, and nothing else
        "js-000-1.0.1-default-en-moodle.mbz",
        "js-000-1.0.1-default-en-scorm12.zip",
        "js-000-1.0.1-example-county-en-moodle.mbz",
        "js-000-1.0.1-example-county-en-scorm12.zip",
    ]
    assert "--rebuild" not in done.stdout and "remove the old packages" in done.stdout


def test_a_package_of_an_agency_that_is_gone_is_named(place: Path) -> None:
    withdraw(place)
    (place / "course_src" / "agencies" / "example-county.yaml").unlink()
    done = run(place, "recall", "story-a", "--rebuild", "--as-of", DAY)
    assert (
        "Not built again: js-000, example-county, en, scorm12: there is no such agency"
        in done.stderr
    )
    assert "js-000-1.0.0-default-en-scorm12.zip" in done.stdout


def test_a_module_of_its_own_and_a_cohorts_course_are_rebuilt_as_what_they_were(
    place: Path,
) -> None:
    withdraw(place)
    source = place / "course_src"
    found = checked(folders([], source), source, date(2026, 11, 22))
    known = labels(place)
    module = replace(known["js-000-1.0.0-default-en-scorm12.zip"], unit="m1")
    cohort = replace(known["js-000-1.0.0-default-en-moodle.mbz"], cohort="2026-12-01")
    made = rebuild.rebuild([module, cohort], found, TARGETS)
    facts = [(x.unit, target.name, x.group) for x, target in made.plans]
    assert facts == [("m1", "scorm12", ""), ("", "moodle", "-from-2026-12-01")]
    assert not made.faults and not made.impossible
    whole = recall.instead(cohort, "story-a")
    assert (whole.target, whole.unit, whole.cohort) == ("scorm12", "", None)
    told = replace(cohort.stories[0], unit="check-in-week-01")
    [check_in] = rebuild.rebuild(
        [recall.instead(replace(cohort, stories=(told,)), "story-a")], found, TARGETS
    ).plans
    assert check_in[0].unit == "check-in-week-01"


def test_each_office_gets_a_notice_in_its_language_that_tells_nothing_of_the_story(
    place: Path,
) -> None:
    first = hand_over(place, "example-county", "scorm12", "The desk")
    other = hand_over(place, "default", "scorm12", "La oficina")
    withdraw(place)
    raise_version(place)
    run(place, "recall", "story-a", "--rebuild", "--as-of", "2027-02-01")
    default = place / "course_src" / "agencies" / "default.yaml"
    default.write_text(
        default.read_text().replace("languages: [en, es]", "languages: [es, en]")
    )
    out = place / "notices"
    words = ("recall", "story-a", "--out", str(out), "--as-of", "2027-02-01")
    assert run(place, *words, "--due-days", "10").exit_code == 1
    english, spanish = (
        out / f"notice-{agency}-{number}.html"
        for agency, number in (("example-county", first), ("default", other))
    )
    page, text = english.read_text("utf-8"), english.with_suffix(".txt").read_text()
    for said in (page, text):
        assert "By 2027-02-11" in said or "by 2027-02-11" in said
        assert f"Number {first}" in said
        for name in ("1.0.0", "1.0.1"):
            package = f"js-000-{name}-example-county-en-scorm12.zip"
            assert package in said and labels(place)[package].fingerprint in said
        told = ("story-a", "Test your device", "m1-l5", "C-1", "Instead", "device-test")
        assert not [word for word in told if word in said]
    assert "Package file" in page  # Moodle's own words
    assert f"janeschool release --removed {first}" in page
    assert '<html lang="es"' in spanish.read_text("utf-8")
    assert "A más tardar el 2027-02-11" in spanish.read_text("utf-8")


def test_a_notice_is_remembered_and_a_second_one_gives_nobody_more_time(
    place: Path,
) -> None:
    number = hand_over(place, "example-county", "scorm12", "The desk")
    withdraw(place)
    words = ("recall", "story-a", "--out", str(place / "out"))
    run(place, *words, "--as-of", "2027-02-01")
    before = (place / "course_src" / releases.NAME).read_bytes()
    event = json.loads(before.splitlines()[-1])
    assert (event["event"], event["id"], event["due"]) == (
        "notice",
        number,
        "2027-02-15",
    )
    done = run(place, *words, "--as-of", "2027-02-18")
    assert (place / "course_src" / releases.NAME).read_bytes() == before
    assert "due 2027-02-15, 3 day(s) overdue" in done.stdout
    page = (place / "out" / f"notice-example-county-{number}.html").read_text("utf-8")
    assert "By 2027-02-15" in page and "not ready yet" in page  # nothing was built
    found = json.loads(
        run(place, "recall", "story-a", "--json", "--as-of", "2027-02-18").stdout
    )
    assert found["released"][0]["days_overdue"] == 3
    run(place, "release", "--removed", number, "--by", "The desk")
    done = run(place, *words, "--as-of", "2027-02-18")
    assert "overdue" not in done.stdout and "No office has anything left" in done.stderr
