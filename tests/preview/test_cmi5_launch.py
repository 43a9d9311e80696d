"""cmi5 launch and session: numbers are those of @cmi5/requirements."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from janeschool_scorm.preview.records import Records
from janeschool_scorm.preview.records.launch import (
    CMI5,
    COMPLETED,
    FAILED,
    PASSED,
    SESSION_ID,
    WAIVED,
    Block,
    Launch,
    MoveOn,
    is_satisfied,
    satisfied_blocks,
    tin_can_url,
)
from tests.preview.client import LEARNER, Client, Unit, agent, iri

EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/"
FULL: dict[str, Any] = {
    "mode": "Normal",
    "move_on": "CompletedAndPassed",
    "mastery_score": 0.8,
    "launch_parameters": "chapter=1",
    "entitlement_key": {"courseStructure": "xyz", "alternate": "abc"},
    "return_url": "http://127.0.0.1:1/return",
}


def test_8_1_0_0_4_launch_parameters_stand_in_the_query(client: Client) -> None:
    unit = Unit.launched(client, url="http://127.0.0.1:1/au.html?unit=m%201&x#top")
    parts = urlsplit(unit.url)
    found = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert parts.query.startswith("unit=m%201&x&")
    assert parts.fragment == "top"
    assert found["endpoint"] == client.records.endpoint
    assert urlsplit(found["fetch"]).path == unit.fetch_target
    assert found["registration"] == unit.launch.registration
    assert found["activityId"] == unit.launch.activity_id
    assert found["actor"] == (
        '{"objectType":"Agent","account":'
        '{"homePage":"https://agency.example","name":"p-7f3a9c"}}'
    )


@pytest.mark.parametrize("name", ["endpoint", "fetch", "actor", "registration"])
def test_8_1_0_0_6_the_au_s_own_query_does_not_collide(
    client: Client, name: str
) -> None:
    with pytest.raises(ValueError, match=name):
        Unit.launched(client, url=f"http://127.0.0.1:1/au.html?{name}=1")


def test_8_1_5_0_3_and_4_the_activity_id_is_the_lms_s_own_and_stays() -> None:
    publisher = iri("au")
    one, other = (Launch("http://au.example", publisher, LEARNER) for _ in range(2))
    assert one.activity_id == other.activity_id != publisher
    assert one.registration != other.registration
    assert one.session_id != other.session_id
    with pytest.raises(ValueError, match="publisher"):
        Launch("http://au.example", publisher, LEARNER, activity_id=publisher)


@pytest.mark.parametrize("actor", [{"mbox": "mailto:a@b.example"}, {"name": "A. B."}])
def test_9_2_0_0_3_the_actor_has_an_account(actor: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="account"):
        Launch("http://au.example", iri(), actor)


def test_8_2_1_and_8_2_2_fetch_gives_the_token_once(client: Client) -> None:
    unit = Unit.launched(client)
    reply = client.raw("POST", unit.fetch_target)
    assert (reply.status, set(reply.json)) == (200, {"auth-token"})
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["cache-control"] == "no-store"
    again = client.raw("POST", unit.fetch_target)
    assert (again.status, again.json["error-code"]) == (200, "1")
    assert again.headers["content-type"] == "application/json"
    assert again.json["error-text"]
    unit.token = reply.json["auth-token"]
    assert unit.read_launch_data().status == 200


def test_8_2_3_2_1_an_unknown_fetch_address_is_error_2(client: Client) -> None:
    reply = client.raw("POST", "/fetch/unknown")
    assert (reply.status, reply.json["error-code"]) == (200, "2")


def test_8_2_1_0_2_fetch_is_a_post(client: Client) -> None:
    unit = Unit.launched(client)
    assert client.raw("GET", unit.fetch_target).status == 405
    assert "auth-token" in unit.fetch()


def test_8_2_3_2_1_fetch_after_the_session_is_error_1(client: Client) -> None:
    unit = Unit.launched(client)
    client.records.abandon(unit.launch.session_id)
    assert unit.fetch()["error-code"] == "1"


def test_8_1_2_0_2_a_token_is_not_good_before_it_was_fetched(client: Client) -> None:
    unit = Unit.launched(client)
    unit.token = client.records.session(unit.launch.session_id).token
    assert unit.read_launch_data().status == 401
    unit.fetch()
    assert unit.read_launch_data().status == 200


def test_8_2_1_0_5_the_token_is_one_of_http_basic(client: Client) -> None:
    unit = Unit.opened(client)
    bearer = {"Authorization": f"Bearer {unit.token}"}
    assert client.ask("GET", "statements", headers=bearer).status == 401
    twice = {"Authorization": f"Basic Basic {unit.token}"}
    assert client.ask("GET", "statements", headers=twice).status == 401


def test_10_1_and_10_2_launch_data(client: Client) -> None:
    context = {
        "contextActivities": {
            "grouping": [{"id": "https://content.example/js-101"}],
            "category": [{"id": "https://content.example/profile"}],
        },
        "extensions": {"https://content.example/cohort": 7},
        "language": "es",
    }
    unit = Unit.opened(client, **FULL, context=context)
    assert unit.read_launch_data().json == {
        "contextTemplate": {
            "contextActivities": {
                "grouping": [
                    {"id": unit.launch.publisher_id},
                    {"id": "https://content.example/js-101"},
                ],
                "category": [{"id": "https://content.example/profile"}],
            },
            "extensions": {
                SESSION_ID: unit.launch.session_id,
                "https://content.example/cohort": 7,
            },
            "language": "es",
        },
        "launchMode": "Normal",
        "moveOn": "CompletedAndPassed",
        "masteryScore": 0.8,
        "launchParameters": "chapter=1",
        "returnURL": "http://127.0.0.1:1/return",
        "entitlementKey": {"courseStructure": "xyz", "alternate": "abc"},
    }


def test_10_2_what_the_course_does_not_set_is_left_out(client: Client) -> None:
    found = Unit.opened(client).read_launch_data().json
    assert set(found) == {"contextTemplate", "launchMode", "moveOn"}


def test_9_3_1_launched_comes_before_the_au(client: Client) -> None:
    unit = Unit.launched(client, **FULL)
    [said] = client.found(registration=unit.launch.registration)
    made = client.ask("GET", "statements", statementId=said).json
    assert made["verb"]["id"] == "http://adlnet.gov/expapi/verbs/launched"
    assert made["actor"] == LEARNER
    assert made["object"] == {"id": unit.launch.activity_id}
    assert made["context"]["contextActivities"] == {
        "grouping": [{"id": unit.launch.publisher_id}],
        "category": [{"id": CMI5}],
    }
    assert made["context"]["extensions"] == {
        SESSION_ID: unit.launch.session_id,
        EXTENSION + "launchmode": "Normal",
        EXTENSION + "launchurl": unit.launch.url,
        EXTENSION + "moveon": "CompletedAndPassed",
        EXTENSION + "masteryscore": 0.8,
        EXTENSION + "launchparameters": "chapter=1",
    }


def test_9_3_1_0_2_a_session_is_launched_once(client: Client) -> None:
    unit = Unit.launched(client)
    with pytest.raises(ValueError, match="launched before"):
        client.records.launch(unit.launch)


def test_11_0_preferences_are_a_document_or_absent(client: Client) -> None:
    unit = Unit.launched(client, actor=agent())
    unit.fetch()
    assert unit.read_preferences().status == 404
    told = {"languagePreference": "es-MX,en", "audioPreference": "off"}
    unit = Unit.launched(client, actor=agent(), preferences=told)
    unit.fetch()
    assert unit.read_preferences().json == told


def test_11_0_an_au_may_write_preferences_unless_the_lms_keeps_them(
    client: Client,
) -> None:
    told = {"languagePreference": "es-MX,en", "audioPreference": "off"}
    new = {**told, "audioPreference": "on"}
    for locked, status in ((False, 204), (True, 403)):
        who = agent()
        given = {"actor": who, "preferences": told, "lock_preferences": locked}
        unit = Unit.opened(client, **given)
        tag = unit.read_preferences().headers["etag"]
        name = {"agent": who, "profileId": "cmi5LearnerPreferences"}
        headers = {"If-Match": tag}
        reply = unit.ask("PUT", "agents/profile", new, headers=headers, **name)
        assert reply.status == status
    assert not client.records.violations


def test_9_3_6_0_1_a_launch_abandons_the_open_session(client: Client) -> None:
    first = Unit.opened(client)
    first.say(first.defined("initialized"))
    second = Unit.opened(client, registration=first.launch.registration)
    [mark] = client.found(
        registration=first.launch.registration,
        verb="https://w3id.org/xapi/adl/verbs/abandoned",
    )
    made = client.ask("GET", "statements", statementId=mark).json
    assert made["context"]["extensions"][SESSION_ID] == first.launch.session_id
    assert made["result"]["duration"].startswith("PT")
    reply = first.say(first.allowed())
    assert (reply.status, "abandoned" in reply.text) == (403, True)
    assert second.say(second.defined("initialized")).status == 204
    client.records.abandon(first.launch.session_id)
    assert len(client.found(verb="https://w3id.org/xapi/adl/verbs/abandoned")) >= 1


def test_9_3_0_0_10_no_more_than_one_abandoned_and_none_after_terminated(
    client: Client,
) -> None:
    unit = Unit.opened(client)
    for verb in ("initialized", "terminated"):
        assert unit.say(unit.defined(verb)).status == 204
    client.records.abandon(unit.launch.session_id)
    other = Unit.opened(client)
    for _ in range(2):
        client.records.abandon(other.launch.session_id)
    for launched, count in ((unit, 0), (other, 1)):
        found = client.found(
            registration=launched.launch.registration,
            verb="https://w3id.org/xapi/adl/verbs/abandoned",
        )
        assert len(found) == count


def test_a_whole_session_leaves_its_trace(records: Records) -> None:
    client = Client(records)
    unit = Unit.opened(client, mastery_score=0.8, move_on="CompletedAndPassed")
    score = {"scaled": 0.9, "raw": 9, "min": 0, "max": 10}
    result = {"success": True, "duration": "PT9S", "score": score}
    mastery = {EXTENSION + "masteryscore": 0.8}
    before = len(records.violations)
    assert unit.say(unit.defined("initialized")).status == 204
    assert unit.say(unit.allowed(), unit.allowed()).status == 200
    passed = unit.defined("passed", result=result)
    passed["context"]["extensions"] = {**passed["context"]["extensions"], **mastery}
    assert unit.say(unit.defined("completed")).status == 204
    assert unit.say(passed).status == 204
    state = {"at": "m1-l2"}
    assert (
        unit.ask("PUT", "activities/state", state, **unit.state("resume")).status == 204
    )
    assert unit.say(unit.defined("terminated")).status == 204
    session = records.session(unit.launch.session_id)
    assert [verb.rpartition("/")[2] for verb in session.verbs] == [
        "initialized",
        "completed",
        "passed",
        "terminated",
    ]
    assert session.over and session.fetched and session.preferences_read
    assert len(records.violations) == before
    assert is_satisfied(unit.launch.move_on, session.verbs)
    saved = records.document(
        "activities/state",
        "resume",
        activityId=unit.launch.activity_id,
        agent=LEARNER,
        registration=unit.launch.registration,
    )
    assert saved and saved.body == b'{"at": "m1-l2"}'
    paths = [exchange.call.path for exchange in records.exchanges]
    assert paths[-1] == "statements"


#: 13.1.4: what must have been said for each moveOn.
ENOUGH: dict[MoveOn, list[set[str]]] = {
    "NotApplicable": [set()],
    "Completed": [{COMPLETED}],
    "Passed": [{PASSED}],
    "CompletedOrPassed": [{COMPLETED}, {PASSED}],
    "CompletedAndPassed": [{COMPLETED, PASSED}],
}


@pytest.mark.parametrize("move_on", ENOUGH)
@pytest.mark.parametrize(
    "verbs",
    [set(), {COMPLETED}, {PASSED}, {COMPLETED, PASSED}, {FAILED}, {COMPLETED, FAILED}],
)
def test_9_3_3_0_3_and_9_3_4_0_4_satisfied_by_move_on(
    move_on: MoveOn, verbs: set[str]
) -> None:
    wanted = any(enough <= verbs for enough in ENOUGH[move_on])
    assert is_satisfied(move_on, verbs) is wanted
    assert is_satisfied(move_on, {*verbs, WAIVED})


def test_9_3_9_0_1_and_5_blocks_and_the_course_are_satisfied_by_their_parts() -> None:
    inner = Block("inner", ("m2", "m3"))
    course = Block("course", ("m1", inner, Block("last", ("m4",))))
    assert satisfied_blocks(course, []) == []
    assert satisfied_blocks(course, ["m1", "m2", "m4"]) == ["last"]
    assert satisfied_blocks(course, ["m2", "m3"]) == ["inner"]
    everything = ["m1", "m2", "m3", "m4"]
    assert satisfied_blocks(course, everything) == ["inner", "last", "course"]


def test_an_xapi_package_is_launched_by_its_own_parameters(client: Client) -> None:
    url = tin_can_url(
        "http://127.0.0.1:1/index.html?a=1#x",
        client.records.endpoint,
        client.records.authorization,
        actor={"name": ["A"], "mbox": ["mailto:a@b.example"]},
        registration="r",
        activity_id="https://content.example/js-101",
    )
    parts = urlsplit(url)
    found = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (found["a"], parts.fragment) == ("1", "x")
    assert found["endpoint"] == client.records.endpoint
    assert found["auth"] == client.records.authorization
    assert found["actor"] == '{"name":["A"],"mbox":["mailto:a@b.example"]}'
