"""Who holds which package: the register, what may not be handed over, and recall."""

import json
import multiprocessing
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from janeschool_scorm import releases
from janeschool_scorm.bundles import Page, read_list
from janeschool_scorm.cli import commands
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.recall import recall
from tests.conftest import SOURCE
from tests.janeschool_scorm import faulty
from tests.janeschool_scorm.test_check import alter

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = "2026-11-22"
Command = Callable[..., Result]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with course_src/ (js-000 with a real story) and its dist/."""
    folder = tmp_path_factory.mktemp("place")
    for name in ("js-000", "agencies"):
        shutil.copytree(SOURCE / name, folder / "course_src" / name)
    cases = {case.name: case for case in faulty.CASES}
    alter(folder / "course_src" / "js-000", cases["a-story-with-consent-has-no-fault"])
    facts = folder / "course_src" / "js-000" / "course.yaml"
    facts.write_text(
        facts.read_text().replace("languages: [en, es]", "languages: [en]")
    )
    done = run(
        folder, "build", "--target", "scorm12", "--agency", "all", "--as-of", DAY
    )
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "place"))


def run(place: Path, *words: str) -> Result:
    """The real command in this process."""
    found = [
        *words,
        "--source",
        str(place / "course_src"),
        "--dist",
        str(place / "dist"),
    ]
    return CliRunner().invoke(commands, found)


def package(place: Path, agency: str = "example-county") -> str:
    return str(next((place / "dist").rglob(f"*-{agency}-*.zip")))


def register(place: Path) -> list[dict[str, Any]]:
    text = (place / "course_src" / releases.NAME).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def hand_over(
    place: Path, *, to: str = "The desk", agency: str = "example-county"
) -> str:
    done = run(place, "release", package(place, agency), "--to", to, "--as-of", DAY)
    assert done.exit_code == 0, done.output
    return done.stdout.split()[0]


def test_a_release_says_who_what_when_and_which_stories(place: Path) -> None:
    hand_over(place)
    [line] = register(place)
    [bundle] = [
        x for x in map(json.loads, bundle_lines(place)) if x["agency"] == line["agency"]
    ]
    for key in ("fingerprint", "sha256", "version", "language", "target", "stories"):
        assert line[key] == bundle[key]
    assert line["to"] == "The desk" and line["event"] == "released"
    assert line["stories"][0]["story"] == "story-a"
    datetime.fromisoformat(line["at"])


def bundle_lines(place: Path) -> list[str]:
    return (place / "dist" / "bundles.jsonl").read_text(encoding="utf-8").splitlines()


def test_lines_are_only_ever_added(place: Path) -> None:
    first = hand_over(place)
    before = (place / "course_src" / releases.NAME).read_bytes()
    run(place, "release", "--acknowledge", first, "--by", "The desk, by mail")
    run(place, "release", "--course", "js-000", "--to", "Both", "--as-of", DAY)
    after = (place / "course_src" / releases.NAME).read_bytes()
    assert after.startswith(before)
    events = [line["event"] for line in register(place)]
    assert events == ["released", "acknowledged", "released", "released"]
    listed = run(place, "release", "--list")
    assert "acknowledged" in listed.stdout and "not acknowledged" in listed.stdout
    rows = json.loads(run(place, "release", "--list", "--json").stdout)
    assert rows[0]["acknowledged_by"] == "The desk, by mail"


def test_a_package_of_other_bytes_is_refused(place: Path) -> None:
    path = package(place)
    Path(path).write_bytes(Path(path).read_bytes() + b"x")
    done = run(place, "release", path, "--to", "X")
    assert done.exit_code == 1 and "none of the packages" in done.output
    done = run(
        place, "release", "--agency", "example-county", "--to", "X", "--as-of", DAY
    )
    assert done.exit_code == 1 and "not those of the bundle list" in done.output
    assert not (place / "course_src" / releases.NAME).exists()


def test_a_demonstration_cannot_be_released(place: Path) -> None:
    path = place / "dist" / "bundles.jsonl"
    path.write_text(path.read_text().replace('"placeholders": 0', '"placeholders": 2'))
    done = run(place, "release", package(place), "--to", "X", "--as-of", DAY)
    assert done.exit_code == 1
    assert "2 placeholder segments" in done.stdout
    assert "cannot be released" in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("expires: 2028-03-01", "expires: 2026-11-21", "lapsed on 2026-11-21"),
        (
            "languages:",
            "revoked: 2026-11-22\n  languages:",
            "was withdrawn on 2026-11-22",
        ),
        ("story-a:", "story-b:", "is no longer in stories.yaml"),
    ],
)
def test_a_story_without_a_consent_today_cannot_be_released(
    place: Path, old: str, new: str, why: str
) -> None:
    path = place / "course_src" / "js-000" / "stories.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    done = run(place, "release", package(place), "--to", "X", "--as-of", DAY)
    assert done.exit_code == 1 and why in done.stdout


def test_a_broken_line_is_named_and_hides_no_other(place: Path) -> None:
    first = hand_over(place)
    path = place / "course_src" / releases.NAME
    with path.open("a") as stream:
        stream.write('{"event": "released", "id": "12')  # a crash, in another program
    second = hand_over(place, agency="default")
    done = run(place, "release", "--list")
    assert done.exit_code == 1
    assert f"{path}:2: no line of a release register" in done.output
    assert first in done.stdout and second in done.stdout
    assert run(place, "recall", "story-a").exit_code == 1


@pytest.mark.parametrize(
    "line",
    [
        '{"format": 1, "event": "acknowledged", "id": "none", "at": "x", "by": "y"}',
        '{"format": 1, "event": "sold", "id": "x"}',
        '{"format": 99, "event": "released", "id": "x"}',
        "[]",
        '"text"',
        "\x00\x01",
        '{"format": "1", "event": [], "id": {}}',
    ],
)
def test_no_line_makes_the_register_unreadable(tmp_path: Path, line: str) -> None:
    (tmp_path / releases.NAME).write_text(line + "\n")
    found = releases.read(tmp_path)
    assert not found.releases and len(found.broken) == 1


def _release_one(place: Path, name: str) -> None:
    standing = read_list(place / "dist")[:1]
    for _ in range(5):
        releases.hand_over(place / "course_src", standing, to=name, now=NOW)


def test_a_line_from_before_pages_were_listed_has_one_page(place: Path) -> None:
    hand_over(place)
    [line] = register(place)
    [page] = line.pop("pages")
    path = place / "course_src" / releases.NAME
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    [release] = releases.read(place / "course_src").releases
    assert release.label.pages == (Page(**page),)


def test_two_writers_at_once_lose_no_line(place: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=_release_one, args=(place, name)) for name in ("a", "b")
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert [line["to"] for line in register(place)].count("a") == 5
    assert len(register(place)) == 10


def test_a_register_that_cannot_be_written_is_one_sentence(place: Path) -> None:
    source = place / "course_src"
    (source / releases.NAME).mkdir()
    with pytest.raises(OutsideError, match=r"cannot (read|write) .*releases\.jsonl"):
        releases.hand_over(source, read_list(place / "dist"), to="X", now=NOW)


def test_one_wrong_command_line_is_exit_2(place: Path) -> None:
    for words in (
        ("release",),
        ("release", package(place)),
        ("release", package(place), "--list"),
        ("release", "--acknowledge", "x"),
        ("release", "--acknowledge", "x", "--by", "y"),
        ("recall", "storya"),
    ):
        assert run(place, *words).exit_code == 2, words
    assert "did you mean 'story-a'" in run(place, "recall", "storya").output


# --- recall ------------------------------------------------------------------------------


def test_a_recall_goes_from_found_to_complete(place: Path) -> None:
    first = hand_over(place)
    found = run(place, "recall", "story-a")
    assert found.exit_code == 1
    assert "2 package(s) hold it" in found.stdout and first in found.stdout
    assert "janeschool recall story-a --rebuild" in found.stdout
    without_story(place)
    found = run(place, "recall", "story-a")
    assert found.exit_code == 1 and "Released: 1 package(s)" in found.stdout
    again = run(place, "release", package(place), "--to", "The desk", "--as-of", DAY)
    assert again.exit_code == 0
    sent = json.loads(run(place, "recall", "story-a", "--json").stdout)
    assert [each["state"] for each in sent["released"]] == ["sent"]
    run(
        place, "release", "--acknowledge", register(place)[-1]["id"], "--by", "The desk"
    )
    done = run(place, "recall", "story-a")
    assert done.exit_code == 0 and "Nobody holds it any more" in done.stdout


def without_story(place: Path) -> None:
    """As the steps say: the course without the story, under a new version."""
    shutil.copytree(SOURCE / "js-000", place / "new")
    shutil.rmtree(place / "course_src" / "js-000")
    (place / "new").rename(place / "course_src" / "js-000")
    facts = place / "course_src" / "js-000" / "course.yaml"
    facts.write_text(facts.read_text().replace("version: 1.0.0", "version: 1.0.1"))
    shutil.rmtree(place / "dist" / "js-000")
    build = ("build", "--target", "scorm12", "--agency", "all", "--as-of", DAY)
    assert run(place, *build).exit_code == 0


def test_an_agency_that_removed_the_package_is_settled(place: Path) -> None:
    first = hand_over(place)
    shutil.rmtree(place / "dist" / "js-000")
    (place / "dist" / "bundles.jsonl").unlink()
    assert run(place, "recall", "story-a").exit_code == 1
    run(place, "release", "--removed", first, "--by", "The desk")
    assert run(place, "recall", "story-a").exit_code == 0


def test_a_replacement_for_one_office_settles_no_other(place: Path) -> None:
    hand_over(place, to="East", agency="default")
    hand_over(place, to="West", agency="default")
    without_story(place)
    hand_over(place, to="East", agency="default")
    found = recall("story-a", [], releases.read(place / "course_src"), {})
    assert [each.state for each in found.copies] == ["sent", "open"]
    assert not found.complete


def test_a_package_that_no_list_knows_keeps_a_recall_open(place: Path) -> None:
    without_story(place)
    assert run(place, "recall", "story-a").exit_code == 2  # no trace: a slip, it may be
    hand_over(place)
    stray = place / "dist" / "js-000" / "1.0.1" / "copy.zip"
    stray.write_bytes(b"")
    path = place / "course_src" / "js-000" / "stories.yaml"
    path.write_text("story-a:\n  presenter: staff\n  placeholder: true\n")
    found = run(place, "recall", "story-a")
    assert found.exit_code == 1
    assert "Not in the bundle list" in found.stdout and "copy.zip" in found.stdout


def test_as_of_looks_at_what_was_released_by_then(place: Path) -> None:
    hand_over(place)
    known = releases.read(place / "course_src")
    assert not recall("story-a", [], known, {}, as_of=date(2020, 1, 1)).copies
    assert recall("story-a", [], known, {}).copies
