"""The bound of the resume code holds for the code that the player really writes."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from janeschool_scorm.agency import Rules
from janeschool_scorm.check import check_edition
from janeschool_scorm.course_data import course_data
from janeschool_scorm.edition import Edition, editions
from janeschool_scorm.load import load_agency, load_course
from janeschool_scorm.model import Course
from janeschool_scorm.resume_size import resume_bound, rows_wanted
from janeschool_scorm.standards import PROFILES, Profile
from janeschool_scorm.worksheet import worksheet
from packagers import TARGETS
from tests.conftest import ROOT, SOURCE, Run
from tests.packagers.schemas import scorm12

#: Writes the longest code of a course: everything at once, every number at its widest.
_WORST = """
const { load } = require(process.argv[1]);
const { course, places } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const J = load();
const most = (digits) => Math.pow(36, digits) - 1;
const widest = {
  choice: (item) => item.widest, "true-false": () => 2, numeric: () => 20000000000,
  match: (item) => item.widest, sort: (item) => item.widest, order: (item) => item.widest,
  "fill-in": (item) => item.widest,
};
const ranges = [0, 2, 4, 6, 8].map((n) => [n * 1500 + 1296, n * 1500 + 2796]);
const state = Object.assign(J.state.empty(), {
  seq: most(4), sessions: most(3), wall: most(5), at: places.at, block: most(2),
  started: most(5), finished: most(5), day: most(3), today: 86399, last: most(5),
  stretch: most(4),
});
for (const place of places.lessons) state.lessons[place] = { seconds: most(4), done: true };
for (const item of places.items) {
  const scored = item.kind in widest;
  const media = ["video", "audio", "story"].indexOf(item.kind) >= 0;
  state.items[item.place] = {
    status: media ? "o" : scored ? "r" : "d", tries: scored ? 9 : 0,
    answer: scored ? widest[item.kind](item) : 0, at: item.kind === "attest" ? most(5) : 0,
  };
  if (media) state.items[item.place].played = ranges;
}
if (course.check) {
  const bank = course.check.items.map((item) => Object.assign({}, item, { widest: places.bank[item.id] }));
  const size = (item) => widest[item.kind](item).toString(36).length + item.place.toString(36).length;
  bank.sort((a, b) => size(b) - size(a));
  const answers = {};
  bank.slice(0, course.check.count).forEach((item) => { answers[item.place] = widest[item.kind](item); });
  state.check = {
    used: 20, best: 100, last: 100, repeat: Math.pow(2, course.modules.length) - 1,
    seed: 4294967295, open: true, answers: answers,
  };
}
const code = J.resume.write(state, "0123abcd");
if (J.resume.read(code).broken) throw new Error("the code cannot be read");
process.stdout.write(String(code.length));
"""


def edition_of(course: Course) -> Edition:
    agency, _ = load_agency(SOURCE / "agencies" / "default.yaml")
    assert agency is not None
    return editions(course, [agency])[0]


def widest(block: Any) -> int:
    """The largest number of an answer, worked out here once more."""
    if block.kind == "choice":
        last = 2 ** len(block.options)
        return int(last - 1 if block.several else last / 2)
    if block.kind in ("match", "order"):
        parts = len(block.pairs if block.kind == "match" else block.items)
        return int(sum(parts * 9**n for n in range(parts)))
    if block.kind == "sort":
        return int(sum(len(block.groups) * 9**n for n in range(len(block.items))))
    return len(block.answers) + 1 if block.kind == "fill-in" else 0


def longest_written(course: Course) -> int:
    """Characters of the longest code that the player's own codec writes."""
    edition = edition_of(course)
    data = course_data(edition, TARGETS["scorm12"], worksheet(edition))
    lessons = (*course.lessons, *course.replacements)
    here = {block.id: block for lesson in lessons for block in lesson.tracked}
    banks = [q for bank in course.banks.values() for q in bank.questions]
    apart = {block.id for lesson in course.check_ins for block in lesson.tracked}
    apart |= {question.id for question in banks}
    check_ins = {lesson.id for lesson in course.check_ins}
    slots = course.slots
    items = [
        {"place": place, "kind": here[name].kind, "widest": widest(here[name])}
        if name in here
        else {"place": place, "kind": "choice", "widest": 15}
        for name, place in slots.items.items()
        if name not in apart
    ]
    places = {
        "at": max(slots.lessons.values()),
        "lessons": [p for name, p in slots.lessons.items() if name not in check_ins],
        "items": items,
        "bank": {question.id: widest(question.block) for question in banks},
    }
    done = subprocess.run(
        ["node", "-e", _WORST, str(ROOT / "tests" / "player" / "load.js")],
        input=json.dumps({"course": data, "places": places}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def loaded_course(folder: Path) -> Course:
    course = load_course(folder).course
    assert course is not None
    return course


@pytest.mark.parametrize("name", ["js-000", "js-101"])
def test_no_code_is_longer_than_the_bound_and_the_bound_is_near(name: str) -> None:
    course = loaded_course(SOURCE / name)
    written = longest_written(course)
    assert written <= resume_bound(course) <= written * 1.25


def test_retired_places_are_counted_too(source: Path) -> None:
    slots = source / "js-000" / "slots.yaml"
    before = resume_bound(loaded_course(source / "js-000"))
    text = slots.read_text("utf-8")
    text = text.replace("lessons:\n", "lessons:\n  m1-l9: 40\n")
    text = text.replace("items:\n", "items:\n  m1-q98: 70\n  m1-q99: 71\n")
    slots.write_text(text, "utf-8")
    course = loaded_course(source / "js-000")
    assert resume_bound(course) > before + 15
    assert longest_written(course) <= resume_bound(course)


def test_js_101_keeps_to_its_budget(janeschool: Run) -> None:
    course = loaded_course(SOURCE / "js-101")
    assert resume_bound(course) <= 1500
    assert rows_wanted(course, Rules()) <= 130
    shown = janeschool("worksheet", "js-101", "--source", SOURCE)
    line = f"Resume code: at most {resume_bound(course):,} of 3,500 characters"
    assert line in shown.stdout
    facts = json.loads(
        janeschool("worksheet", "js-101", "--json", "--source", SOURCE).stdout
    )
    assert facts["resume_characters"] == resume_bound(course)


@pytest.mark.parametrize(
    ("megabytes", "code"), [(190, None), (210, "B102"), (260, "B104")]
)
def test_a_package_too_large_for_the_lms_is_named(
    source: Path, megabytes: int, code: str | None
) -> None:
    video = source / "js-000" / "media" / "device-test.mp4"
    with video.open("r+b") as stream:
        stream.truncate(megabytes * 1_000_000)
    edition = edition_of(loaded_course(source / "js-000"))
    codes = [problem.code for problem in check_edition(edition)]
    found = [each for each in codes if each.startswith("B")]
    assert found == ([code] if code else [])


def test_every_lms_that_an_agency_may_name_has_a_profile_with_its_source() -> None:
    agency, _ = load_agency(SOURCE / "agencies" / "default.yaml")
    assert agency is not None
    names = type(agency).model_json_schema()["properties"]["lms"]["enum"]
    assert set(names) == set(PROFILES)
    for profile in PROFILES.values():
        assert profile.source
        assert profile.read.count("-") == 2
        assert profile.ample < profile.megabytes


def test_the_player_is_told_what_the_lms_wants() -> None:
    edition = edition_of(loaded_course(SOURCE / "js-000"))
    data = course_data(edition, TARGETS["scorm12"], worksheet(edition))
    assert data["lms"] == {
        "status": "passed",
        "interactions": True,
        "objectives": True,
        "suspend_all": False,
    }
    assert data["rules"]["keep_unsaved"] is True
    assert data["rules"]["failed_after_last_try"] is False


def test_the_mark_stands_in_the_manifest_only_where_the_lms_wants_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = edition_of(loaded_course(SOURCE / "js-101"))
    names = ("index.html",)
    plain = TARGETS["scorm12"].manifest(edition, names)["imsmanifest.xml"]
    assert isinstance(plain, bytes)
    assert b"masteryscore" not in plain
    judging = Profile("an LMS that judges by the score", "2026-11-21", mastery=True)
    monkeypatch.setattr("packagers.scorm12.PROFILES", {"generic": judging})
    marked = TARGETS["scorm12"].manifest(edition, names)["imsmanifest.xml"]
    assert isinstance(marked, bytes)
    assert b"<adlcp:masteryscore>80</adlcp:masteryscore>" in marked
    assert scorm12().validate(etree.fromstring(marked))
