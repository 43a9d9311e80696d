"""Statements: what is right is loaded as it is, what is wrong is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.xapi.example import GONE, statement, write
from tests.xapi.generate import Statement, statements
from xapi.collect import Accepted, Rejected, claims, collect
from xapi.columns import STATEMENTS
from xapi.vocabulary import vocabulary

KEY = b"k" * 32
WORDS = vocabulary()
BASE = WORDS.activity_base
ACTIVE = WORDS.extensions["active-seconds"].id
ATTEMPT = WORDS.extensions["attempt"].id


def judged(tmp_path: Path, *found: Statement | str) -> list[Accepted | Rejected]:
    path = write(tmp_path / "file.ndjson", *found)
    return list(collect(path, KEY, lambda done, count: None))


def accepted(tmp_path: Path, found: Statement) -> dict[str, Any]:
    (one,) = judged(tmp_path, found)
    assert isinstance(one, Accepted), one
    return one.row


def refused(tmp_path: Path, found: Statement | str) -> tuple[str, str]:
    (one,) = judged(tmp_path, found)
    assert isinstance(one, Rejected), one
    return one.problem.code, one.problem.text


def test_all_that_the_generator_writes_is_right(tmp_path: Path) -> None:
    found = judged(tmp_path, *statements(5, 60))
    assert [x for x in found if isinstance(x, Rejected)] == []


def test_rows_have_no_columns_but_the_contracts(tmp_path: Path) -> None:
    names = {column.name for column in STATEMENTS}
    for one in judged(tmp_path, *statements(5, 20)):
        assert set(one.row) <= names


def test_a_row_says_who_what_when_and_from_where(tmp_path: Path) -> None:
    found = statement(
        id="A0000000-0000-4000-8000-00000000000A",
        timestamp="2026-03-02T09:00:00.5-05:00",
        result={
            "success": True,
            "score": {"scaled": 1, "raw": 5, "min": 0, "max": 5},
            "duration": "PT1M",
            "response": "b",
            "extensions": {ACTIVE: 30},
        },
        object={
            "id": BASE + "js-101/m1-q1",
            "definition": {
                "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                "interactionType": "choice",
            },
        },
    )
    row = accepted(tmp_path, found)
    assert row["statement_id"] == "a0000000-0000-4000-8000-00000000000a"
    assert row["happened_at"] == 1_772_460_000_500_000
    assert (row["course"], row["item"]) == ("js-101", "m1-q1")
    assert (row["activity_type"], row["interaction_type"]) == ("question", "choice")
    assert (row["success"], row["scaled"], row["raw_score"]) == (True, 1.0, 5.0)
    assert (row["duration_s"], row["active_s"], row["response"]) == (60.0, 30, "b")
    assert (row["origin"], row["origin_line"]) == ("file.ndjson", 1)
    assert row["agency"] == "example-county"
    assert row["trust"] == "high"
    assert row["raw_hash"].startswith("sha256:")


def test_a_cmi5_unit_is_known_by_the_publishers_id(tmp_path: Path) -> None:
    around = {
        "category": [{"id": WORDS.categories["cmi5"]}],
        "grouping": [{"id": "https://other.example/x"}, {"id": BASE + "js-101"}],
    }
    found = statement(
        object={"id": "https://lms.example/activity/77"},
        context__contextActivities=around,
    )
    row = accepted(tmp_path, found)
    assert row["object_id"] == "https://lms.example/activity/77"
    assert row["activity_id"] == BASE + "js-101"
    assert (row["course"], row["item"], row["activity_type"]) == (
        "js-101",
        None,
        "course",
    )


def test_the_course_of_others_is_found_beside_the_object(tmp_path: Path) -> None:
    course = {
        "id": "https://lms.example/course/4",
        "definition": {"type": "https://w3id.org/xapi/cmi5/activitytype/course"},
    }
    found = statement(
        object={"id": "https://lms.example/mod/9"},
        context={"contextActivities": {"parent": course}},
    )
    row = accepted(tmp_path, found)
    assert (row["course"], row["item"]) == ("https://lms.example/course/4", None)
    assert row["trust"] == "medium"


def test_moodles_log_plugin_is_of_low_trust(tmp_path: Path) -> None:
    info = {"http://lrs.learninglocker.net/define/extensions/info": {"a": "b"}}
    found = statement(context__extensions=info)
    assert accepted(tmp_path, found)["trust"] == "low"


def test_version_two_members_are_known(tmp_path: Path) -> None:
    account = {"objectType": "Agent", "account": {"homePage": "a:b", "name": "x"}}
    agents = [{"objectType": "contextAgent", "agent": account}]
    accepted(tmp_path, statement(version="2.0.0", context__contextAgents=agents))


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "id-missing": ({"id": GONE}, "X301", "id is missing"),
    "id-no-uuid": ({"id": "42"}, "X301", 'id is "42", not a UUID'),
    "id-number": ({"id": 42}, "X301", "id is a number, not a text"),
    "id-null": ({"id": None}, "X301", "id is null"),
    "actor-missing": ({"actor": GONE}, "X302", "actor.account.homePage is missing"),
    "actor-text": ({"actor": "Jane"}, "X302", "actor is a text, not an object"),
    "actor-array": ({"actor": []}, "X302", "actor is an array"),
    "actor-group": ({"actor__objectType": "Group"}, "X302", "not one agent"),
    "actor-home": ({"actor__account__homePage": "lms"}, "X302", "not an absolute IRI"),
    "actor-name": ({"actor__account__name": ""}, "X302", "is missing"),
    "verb-missing": ({"verb": GONE}, "X303", "verb.id is missing"),
    "verb-text": ({"verb": "completed"}, "X303", "verb is a text, not an object"),
    "verb-no-iri": ({"verb__id": "completed"}, "X303", "not an absolute IRI"),
    "object-missing": ({"object": GONE}, "X304", "object.id is missing"),
    "object-kind": ({"object__objectType": "Thing"}, "X304", 'objectType is "Thing"'),
    "object-no-iri": (
        {"object__id": "m1 q1"},
        "X304",
        "object.id is not an absolute IRI",
    ),
    "voids-an-activity": (
        {"verb__id": WORDS.verbs["voided"]},
        "X304",
        "voids something that is not a statement",
    ),
    "voids-no-uuid": (
        {"object": {"objectType": "StatementRef", "id": "x"}},
        "X304",
        "not a UUID",
    ),
    "success-text": ({"result__success": "yes"}, "X305", '"yes", not true or false'),
    "success-number": ({"result__success": 1}, "X305", "1, not true or false"),
    "success-null": ({"result__success": None}, "X305", "null, not true or false"),
    "completion": ({"result__completion": "true"}, "X305", "not true or false"),
    "response": (
        {"result__response": 5},
        "X305",
        "result.response is a number, not a text",
    ),
    "scaled-text": ({"result__score": {"scaled": "1"}}, "X305", "not a number"),
    "scaled-flag": ({"result__score": {"scaled": True}}, "X305", "not a number"),
    "scaled-too-high": ({"result__score": {"scaled": 7}}, "X305", "not -1 to 1"),
    "raw-too-high": ({"result__score": {"raw": 7, "max": 5}}, "X305", "min and max"),
    "score-member": ({"result__score": {"points": 7}}, "X305", "'points'"),
    "result-text": ({"result": "good"}, "X305", "result is a text"),
    "registration": ({"context__registration": "1"}, "X306", "not a UUID"),
    "activities": ({"context__contextActivities": []}, "X306", "an array"),
    "activity": (
        {"context__contextActivities": {"parent": ["m1"]}},
        "X306",
        "contextActivities.parent holds what is no activity",
    ),
    "activities-place": (
        {"context__contextActivities": {"above": []}},
        "X306",
        "'above', which xAPI does not know",
    ),
    "extensions": (
        {"context__extensions": []},
        "X306",
        "context.extensions is an array",
    ),
    "language": ({"context__language": 1}, "X306", "context.language is a number"),
    "timestamp-missing": ({"timestamp": GONE}, "X307", "timestamp is missing"),
    "timestamp-zone": (
        {"timestamp": "2026-03-02T14:00:00"},
        "X307",
        '"2026-03-02T14:00:00" is not a timestamp with date, time and zone',
    ),
    "timestamp-number": ({"timestamp": 1_772_460_000}, "X307", "not a text"),
    "stored": ({"stored": "yesterday"}, "X307", 'stored "yesterday"'),
    "duration": ({"result__duration": "90"}, "X308", '"90" is not an ISO 8601'),
    "duration-months": ({"result__duration": "P1M"}, "X308", "no fixed length"),
    "duration-number": ({"result__duration": 90}, "X308", "a number, not a text"),
    "active-text": (
        {"result__extensions": {ACTIVE: "620"}},
        "X309",
        'active-seconds is "620", not of type number',
    ),
    "active-negative": ({"result__extensions": {ACTIVE: -1}}, "X309", "out of range"),
    "attempt-fraction": ({"context__extensions": {ATTEMPT: 1.5}}, "X309", "integer"),
    "attempt-huge": ({"context__extensions": {ATTEMPT: 2**60}}, "X309", "out of range"),
    "unknown-member": ({"note": "x"}, "X310", "'note', which xAPI does not know"),
    "version": ({"version": "0.95"}, "X310", 'version is "0.95"'),
    "attachments": ({"attachments": {}}, "X310", "attachments is not an array"),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_a_broken_rule_is_named(tmp_path: Path, name: str) -> None:
    changes, code, words = WRONG[name]
    found, text = refused(tmp_path, statement(**changes))
    assert found == code
    assert words in text


TEXTS = {
    "no-json": ("{", "X201", "not JSON"),
    "half": (json.dumps(statement())[:200], "X201", "not JSON"),
    "nul": ('{"id": "\0"}', "X201", "not JSON"),
    "not-a-number": ('{"id": NaN}', "X201", "not JSON"),
    "lone-surrogate": ('{"id": "\\ud800"}', "X201", "not JSON"),
    "text": ('"statement"', "X202", "not an object"),
    "array": ("[]" * 1, "X202", "not an object"),
    "page": ('{"statements": [], "more": ""}', "X202", "answer page"),
    "twice": ('{"id": "a", "id": "b"}', "X203", "'id' twice"),
    "twice-inside": (
        '{"result": {"success": true, "success": false}}',
        "X203",
        "twice",
    ),
    "twice-hidden": ('{"a": "\\u0022\\u0022", "b": 1, "b": 2}', "X203", "'b' twice"),
    "deep": ('{"a":' * 500 + "1" + "}" * 500, "X204", "64 levels"),
    "very-deep": ("[" * 100_000, "X201", "not JSON"),
}


@pytest.mark.parametrize("name", list(TEXTS))
def test_a_hostile_text_is_named(tmp_path: Path, name: str) -> None:
    text, code, words = TEXTS[name]
    # a statement before it, since a file that begins with "[" is an array
    first, second = judged(tmp_path, statement(), text)
    assert isinstance(first, Accepted)
    assert isinstance(second, Rejected)
    assert (second.problem.line, second.problem.code) == (2, code)
    assert words in second.problem.text


def test_a_problem_reads_as_path_line_code_and_words(tmp_path: Path) -> None:
    (one,) = judged(tmp_path, statement(result__success="yes"))
    assert isinstance(one, Rejected)
    assert str(one.problem) == (
        'file.ndjson:1: X305 result.success is "yes", not true or false'
    )


def test_copies_claim_the_same_whatever_an_lrs_did(tmp_path: Path) -> None:
    one = statement(result__score={"scaled": 1, "raw": 5})
    other = statement(
        stored=GONE,
        authority=GONE,
        version="1.0.0",
        attachments=[],
        result__score={"raw": 5.0, "scaled": 1.0},
        object__objectType="Activity",
        verb__display=GONE,
        id=one["id"].upper(),
    )
    other = {name: other[name] for name in reversed(other)}
    differs = statement(result__score={"scaled": 0.9, "raw": 5})
    found = [claims(x.row) for x in judged(tmp_path, one, other, differs)]
    assert found[0] == found[1] != found[2]
