"""Moodle's web services: recorded answers over real HTTP, pulled into the store."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.xapi.exports import DATA, attempts, rows
from tests.xapi.moodle_server import TOKEN, Form, Site, error, recorded, serving
from xapi.cli import main
from xapi.moodle import site
from xapi.scorm.elements import Score, seconds
from xapi.sources.given import Taken
from xapi.sources.moodle_tracks import answered
from xapi.store import opened

RECORD = json.loads((DATA / "moodle-record.json").read_text("utf-8"))
TRACKS = "mod_scorm_get_scorm_sco_tracks"


def pulled(folder: Path, here: Site, *more: str, token: str = TOKEN) -> Result:
    """Pull from a site that is being served."""
    command = ["pull", here.address, "--kind", "moodle", "--store", str(folder)]
    environment = {"JANESCHOOL_MOODLE_TOKEN": token}
    return CliRunner().invoke(main, [*command, *more], env=environment)


@pytest.fixture
def here() -> Iterator[Site]:
    """A Moodle that answers as recorded; a test may make it fail."""
    with serving(Site()) as site:
        yield site


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Where the store of the test is."""
    return tmp_path / "records"


def track(name: str) -> Taken:
    [found] = attempts(f"webservice/{TRACKS}.{name}.json").values()
    return found


# --- answers ------------------------------------------------------------------------------


def test_times_of_tracks_are_unix_seconds_in_utc() -> None:
    found = track("12.p2.attempt1").source
    assert int(found.seen.at.timestamp()) == 1_795_296_613
    assert found.seen.known is None and found.began is not None
    assert found.began.at < found.seen.at


def test_a_failed_attempt_of_2004_that_moodle_calls_completed_is_failed() -> None:
    data = json.loads(recorded(f"{TRACKS}.2004.p2.attempt1"))
    summary = {each["element"]: each["value"] for each in data["data"]["tracks"]}
    assert summary["status"] == "completed"
    found = track("2004.p2.attempt1").attempt
    assert found.passed is False and found.score == Score(33, 0, 100, 0.33)


def test_an_attempt_without_a_score_has_none() -> None:
    assert track("12.p3.attempt1").attempt.score == Score(None, None, None)
    assert track("2004.p3.attempt1").attempt.score.raw is None


def test_the_filler_of_session_time_is_not_read() -> None:
    assert track("12.p2.attempt1").attempt.total_s == 61


def test_responses_come_raw_with_quotes_and_newline() -> None:
    said = track("12.p5.attempt1").attempt.interactions[3].response
    assert '"espera, por favor"' in said and "\n" in said


def test_an_attempt_that_nobody_made_is_empty_with_a_warning() -> None:
    data = json.loads(recorded(f"{TRACKS}.12.p2.attempt9"))
    assert answered(data) is None and data["warnings"]


@pytest.mark.parametrize("kind", ["12", "2004"])
def test_every_stored_element_of_the_record_is_read_from_tracks(kind: str) -> None:
    lesson = {"12": "Lesson 1 (SCORM 1.2)", "2004": "Lesson 2 (SCORM 2004)"}[kind]
    people = {"p1": "p-7f3a9c", "p2": "p-2b81de", "p3": "p-c40e17", "p5": "p-e1f8b2"}
    for place, person in people.items():
        held = RECORD["attempts"][f"{person}/{lesson}/attempt 1"]["elements"]
        found = track(f"{kind}.{place}.attempt1").attempt
        texts = {str(value) for value in held.values()}
        assert {row.response for row in found.interactions} <= texts
        ids = [v for k, v in held.items() if "interactions" in k and k.endswith(".id")]
        assert [row.id for row in found.interactions] == [
            x for x in ids if "obj" not in x
        ]


# --- the pull ---------------------------------------------------------------------------


def held() -> list[tuple[object, ...]]:
    """Each attempt of the record: person, standard, status, score, time of the LMS."""
    found = []
    for name, each in RECORD["attempts"].items():
        person, elements = name.partition("/")[0], each["elements"]
        new = "cmi.completion_status" in elements
        prefix = "cmi." if new else "cmi.core."
        status = elements.get("cmi.success_status" if new else "cmi.core.lesson_status")
        score = elements.get(f"{prefix}score.raw")
        time = seconds(elements[f"{prefix}total_time"])
        standard = "scorm2004" if new else "scorm12"
        status = status or elements["cmi.completion_status"]
        found.append((person, standard, status, score and int(score), time))
    return sorted(found, key=str)


def test_a_pull_brings_every_attempt_of_participants_as_moodle_holds_it(
    here: Site, records: Path
) -> None:
    result = pulled(records, here)
    assert result.exit_code == 0, result.output
    store = opened(records)
    sql = "SELECT participant, standard, status, score_percent, lms_s FROM attempts"
    assert sorted(rows(store, sql), key=str) == held() and len(held()) == 10
    ended = "SELECT DISTINCT trust FROM attempts WHERE status <> 'incomplete'"
    assert rows(store, ended) == [("high",)]
    # Teachers are not asked about at all.
    assert {form["userid"] for form in here.asked if "userid" in form} == set("45678")


def test_free_text_names_and_addresses_are_not_stored(
    here: Site, records: Path
) -> None:
    pulled(records, here)
    store = opened(records)
    tables = ("statements", "surveys", "answers")
    every = "".join(str(rows(store, f"SELECT * FROM {name}")) for name in tables)
    for word in ("Llamé", "Participant One", "example.invalid", "gracias"):
        assert word not in every
    [(reason, response)] = rows(
        opened(records),
        "SELECT DISTINCT null_because, response FROM surveys "
        "WHERE standard = 'scorm12'",
    )
    assert response is None and "may have written" in reason


def test_a_second_pull_adds_nothing_and_asks_only_about_who_was_there(
    here: Site, records: Path
) -> None:
    pulled(records, here)
    assert here.calls(TRACKS) == 10
    count = rows(opened(records), "SELECT count(*) FROM statements")
    assert pulled(records, here).exit_code == 0
    assert rows(opened(records), "SELECT count(*) FROM statements") == count
    here.asked.clear()
    here.fault = nobody_came
    assert pulled(records, here).exit_code == 0
    assert here.calls(TRACKS) == here.calls("mod_scorm_get_scorm_attempt_count") == 0


def nobody_came(form: Form) -> tuple[int, bytes] | None:
    if form["wsfunction"] != "core_enrol_get_enrolled_users":
        return None
    people = json.loads(recorded(Site().users))
    seen = {"lastcourseaccess": 1_000_000_000}
    return 200, json.dumps([{**person, **seen} for person in people]).encode()


def test_a_pull_that_fails_in_the_middle_is_completed_by_the_next(
    here: Site, records: Path
) -> None:
    def dies(form: Form) -> tuple[int, bytes] | None:
        wanted = form["wsfunction"] == TRACKS and form["scoid"] == "58"
        return (200, error("user-without-capability")) if wanted else None

    here.fault = dies
    result = pulled(records, here)
    assert result.exit_code == 1 and "View reports" in result.output
    assert rows(opened(records), "SELECT count(*) FROM attempts") == [(5,)]
    here.fault = lambda form: None
    here.asked.clear()
    assert pulled(records, here).exit_code == 0
    assert rows(opened(records), "SELECT count(*) FROM attempts") == [(10,)]
    asked = [form["scoid"] for form in here.asked if form["wsfunction"] == TRACKS]
    assert set(asked) == {"58"}


def test_id_numbers_come_from_the_gradebook_where_the_site_does_not_show_them(
    here: Site, records: Path
) -> None:
    here.users = "core_enrol_get_enrolled_users"
    result = pulled(records, here)
    assert result.exit_code == 0, result.output
    assert here.calls("gradereport_user_get_grade_items") == 1
    people = rows(opened(records), "SELECT DISTINCT participant FROM attempts")
    assert {name for (name,) in people} == {name for name, *_ in held()}


# --- what stands in the way -----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wrong-token", "does not know this token"),
        ("service-disabled", "the service is enabled"),
        ("function-not-in-service", "the function is in it"),
        ("user-without-rest-capability", "webservice/rest:use"),
        ("unknown-function", "older than the versions"),
        ("user-without-capability", "View reports"),
        ("user-not-in-course", "moodle/course:view"),
        ("user-not-in-course-scorm", "moodle/course:view"),
        ("no-such-scorm", "--lms-course"),
        ("no-such-scorm.developer-debug", "--lms-course"),
        ("no-such-course", "--lms-course"),
        ("no-such-sco", "run the same command again"),
        ("no-such-user", "run the same command again"),
        ("missing-parameter", "does not take what was asked"),
    ],
)
def test_an_error_that_comes_with_200_is_a_sentence_with_the_next_step(
    here: Site, records: Path, name: str, words: str
) -> None:
    here.fault = lambda form: (200, error(name))
    result = pulled(records, here)
    assert result.exit_code == 1
    assert words in " ".join(result.output.split())
    assert "SELECT" not in result.output and TOKEN not in result.output


@pytest.mark.parametrize(
    "name", ["web-services-disabled-for-site", "rest-protocol-disabled"]
)
def test_an_empty_403_names_both_switches(here: Site, records: Path, name: str) -> None:
    here.fault = lambda form: (403, error(name))
    result = pulled(records, here)
    assert result.exit_code == 1
    assert "Enable web services" in result.output
    assert "Manage protocols" in result.output


def test_a_page_instead_of_an_answer_asks_for_the_address(
    here: Site, records: Path
) -> None:
    here.fault = lambda form: (200, b"<!DOCTYPE html><title>Log in</title>")
    result = pulled(records, here)
    assert result.exit_code == 1 and "front page" in result.output


def test_a_course_without_access_is_no_error_of_moodle_but_said(
    here: Site, records: Path
) -> None:
    def refuses(form: Form) -> tuple[int, bytes] | None:
        listed = form["wsfunction"] == "mod_scorm_get_scorms_by_courses"
        return (200, error("no-such-course-in-list")) if listed else None

    here.fault = refuses
    result = pulled(records, here, "--lms-course", "999999")
    assert result.exit_code == 1
    assert "999999" in result.output and "shows no SCORM activity" in result.output


def test_functions_that_the_service_lacks_are_named_before_anything_is_read(
    here: Site, records: Path
) -> None:
    def few(form: Form) -> tuple[int, bytes] | None:
        found: dict[str, Any] = json.loads(recorded("core_webservice_get_site_info"))
        found["functions"] = found["functions"][:3]
        return 200, json.dumps(found).encode()

    here.fault = few
    result = pulled(records, here)
    assert result.exit_code == 1 and len(here.asked) == 1
    assert TRACKS in result.output and "adds the functions" in result.output


def test_without_a_token_in_the_environment_nothing_is_asked(
    here: Site, records: Path
) -> None:
    result = pulled(records, here, token="")
    assert result.exit_code == 1 and "JANESCHOOL_MOODLE_TOKEN" in result.output


def test_report_toml_names_the_site_and_its_courses(
    here: Site, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(records.parent)
    monkeypatch.setenv("JANESCHOOL_MOODLE_TOKEN", TOKEN)
    source = f'[[source]]\nurl = "{here.address}"\nkind = "moodle"\ncourses = [4]\n'
    Path("report.toml").write_text(source)
    result = CliRunner().invoke(main, ["pull", "--store", "records"])
    assert result.exit_code == 0, result.output
    asked = [form for form in here.asked if "courseids[0]" in form]
    assert asked[0]["courseids[0]"] == "4"
    assert rows(opened(records), "SELECT count(*) FROM attempts") == [(10,)]


@pytest.mark.parametrize(
    "text",
    [
        "https://moodle.example.org",
        "https://moodle.example.org/index.php",
        "https://moodle.example.org/webservice/rest/server.php",
        "https://moodle.example.org/my/?lang=es",
    ],
)
def test_the_address_of_a_site_may_be_given_in_many_ways(text: str) -> None:
    assert site(text) == "https://moodle.example.org/"
