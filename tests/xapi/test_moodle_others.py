"""Moodle's gradebook, activity completion, logs, and statements of logstore_xapi."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.xapi.exports import DATA, DOWNLOADED, given, load, reads, rows
from xapi.cli import main
from xapi.problems import RecordsError
from xapi.scorm.elements import Score
from xapi.sources.given import Taken
from xapi.sources.recognise import recognised
from xapi.store import opened

RECORD = json.loads((DATA / "moodle-record.json").read_text("utf-8"))
GRADES = sorted((DATA / "gradebook").glob("gradebook*"))
PEOPLE = {"p-7f3a9c": 100, "p-2b81de": 100, "p-e1f8b2": 90}


def marks(name: str) -> set[tuple[str, str, float | None]]:
    found = [each for each in reads(name) if isinstance(each, Taken)]
    return {
        (x.source.account["name"], x.source.activity[-4:], x.attempt.score.raw)
        for x in found
    }


@pytest.mark.parametrize("path", GRADES, ids=lambda path: path.name)
def test_every_form_of_the_gradebook_gives_the_best_grades_alone(path: Path) -> None:
    found = marks(f"gradebook/{path.name}")
    assert {(who, raw) for who, _, raw in found} == set(PEOPLE.items())
    assert len({activity for _, activity, _ in found}) == 2
    assert len(found) == 6


@pytest.mark.parametrize("path", GRADES, ids=lambda path: path.name)
def test_a_grade_was_there_when_the_export_was_made(path: Path) -> None:
    seen = {x.source.seen.at for x in reads(f"gradebook/{path.name}")}  # type: ignore[union-attr]
    assert len(seen) == 1 and seen != {DOWNLOADED}
    assert seen.pop().date() == datetime(2026, 11, 21, tzinfo=UTC).date()


def test_no_grade_is_no_row_and_never_0() -> None:
    assert not {"p-c40e17", "p-95ad60"} & {
        who for who, *_ in marks("gradebook/gradebook.xml")
    }


def test_the_total_of_the_course_and_parentheses_in_a_name_are_told_apart() -> None:
    names = {
        x.source.activity.rpartition("#")[2]
        for x in reads("gradebook/gradebook-comma.csv")
        if isinstance(x, Taken)
    }
    assert names == {
        "scorm-package--lesson-1--scorm-1-2",
        "scorm-package--lesson-2--scorm-2004",
    }


def test_a_gradebook_with_entities_to_expand_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "gradebook.xml"
    bomb.write_text(
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY x SYSTEM "file:///etc/hostname">]>\n'
        "<results batch='xml_export_1795296816'><result><assignment>&x;</assignment>"
        "<student>&b;</student><score>90</score></result></results>"
    )
    found = recognised(bomb, None, None)
    assert found.read is not None
    assert "aaaa" not in repr(list(found.read(given(key=b"k"))))


@pytest.mark.parametrize(
    "name", ["activity-completion-identity.csv", "activity-completion.csv"]
)
def test_activity_completion_is_completed_and_says_no_score(name: str) -> None:
    found = attempts_of(name)
    assert len(found) == 6
    assert all(x.attempt.completed and x.attempt.passed is None for x in found)
    assert all(
        x.attempt.score == Score() and x.source.result_trust == "medium" for x in found
    )


def test_the_excel_form_of_completion_is_utf_16_and_says_the_same() -> None:
    plain, excel = (
        [(x.source, x.attempt) for x in attempts_of(name)]
        for name in ("activity-completion.csv", "activity-completion.excelcsv.csv")
    )
    assert plain == excel


def test_completion_times_are_those_of_moodle_where_the_zone_is_given() -> None:
    found = {
        (x.source.account["name"], x.source.seen.at.isoformat())
        for x in attempts_of("activity-completion-identity.csv")
    }
    held = {
        (x["user"], x["timemodified"][:-1] + "+00:00") for x in RECORD["completion"]
    }
    # The report cuts what Moodle rounds: a second at most between both.
    assert {(who, at[:16]) for who, at in found} == {(who, at[:16]) for who, at in held}


def attempts_of(name: str) -> list[Taken]:
    return [x for x in reads(f"completion/{name}") if isinstance(x, Taken)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("logs/course-log.csv", "holds no scores"),
        ("participants/participants.csv", "--people"),
        ("participants/participants.ods", "--people"),
        ("participants/participants.json", "holds no records"),
    ],
)
def test_what_holds_no_records_says_what_to_take_instead(name: str, words: str) -> None:
    with pytest.raises(RecordsError, match=words):
        recognised(DATA / name, None, None)


def test_loading_an_export_twice_adds_nothing(tmp_path: Path) -> None:
    name = "scorm-reports/12/interactions-identity.txt"
    first = load(tmp_path / "records", name)
    again = load(tmp_path / "records", name)
    assert first.added > 15 and first.quarantined == 0
    assert again.added == 0 and again.repeated == again.read


def test_hours_that_an_export_lacks_are_null_with_a_reason_never_0(
    tmp_path: Path,
) -> None:
    load(tmp_path / "records", "scorm-reports/12/basic-identity.txt")
    [(active, reason)] = rows(
        opened(tmp_path / "records"),
        "SELECT DISTINCT active_s, null_because FROM attempts",
    )
    assert active is None and "not available" in reason


# --- logstore_xapi: what its statements contradict ------------------------------------


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the statements that the plug-in posted."""
    folder = tmp_path_factory.mktemp("logstore") / "records"
    for name in ("statements", "statements-replayed-with-attempt-number"):
        path = DATA / "xapi" / f"{name}.ndjson"
        command = ["load", str(path), "--store", str(folder)]
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0 and "prove little" in result.output, result.output
    return folder


def test_log_1_and_3_every_statement_is_of_low_trust(logged: Path) -> None:
    assert rows(opened(logged), "SELECT DISTINCT trust FROM statements") == [("low",)]


def test_log_2_and_4_a_completion_in_the_log_proves_no_completion(logged: Path) -> None:
    said = rows(
        opened(logged), "SELECT count(*) FROM statements WHERE verb = 'completed'"
    )
    assert said[0][0] > 0
    proven = "SELECT count(*) FROM attempts WHERE status IN ('completed', 'passed')"
    assert rows(opened(logged), proven) == [(0,)]


def test_log_5_and_7_a_deleted_attempt_stands_and_courses_are_moodles_pages(
    logged: Path,
) -> None:
    verbs = {verb for (verb,) in rows(opened(logged), "SELECT verb FROM statements")}
    assert any("uncompleted" in verb for verb in verbs)
    sql = "SELECT DISTINCT course FROM statements WHERE verb = 'completed'"
    assert all("/course/view.php" in course for (course,) in rows(opened(logged), sql))


def test_log_6_its_registration_is_neither_an_attempt_nor_a_learner(
    logged: Path,
) -> None:
    lines = (DATA / "xapi/statements.ndjson").read_text("utf-8").splitlines()
    every = [json.loads(line) for line in lines]
    assert len({each["context"]["registration"] for each in every}) == 4
    found = rows(opened(logged), "SELECT DISTINCT registration FROM statements")
    assert found == [(None,)]


def test_log_8_people_are_numbers_and_their_names_are_dropped(logged: Path) -> None:
    found = str(rows(opened(logged), "SELECT DISTINCT participant FROM statements"))
    assert "'5'" in found and "Participant" not in found
    ids = rows(opened(logged), "SELECT count(DISTINCT statement_id) FROM statements")
    assert ids[0][0] > 90


def test_log_8_loading_what_has_no_ids_twice_adds_nothing(logged: Path) -> None:
    path = DATA / "xapi/statements.ndjson"
    command = ["load", str(path), "--store", str(logged), "--json"]
    result = CliRunner().invoke(main, command)
    assert '"added": 0' in result.output
