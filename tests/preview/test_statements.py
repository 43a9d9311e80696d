"""Storing statements: xAPI 1.0.3, Communication 2.1 and Data 2.3, 2.4."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from uuid import UUID, uuid4

import pytest

from janeschool_scorm.preview.records import Settings, serve
from tests.preview.client import LEARNER, VERBS, Client, agent, iri, statement

SUB = {
    "objectType": "SubStatement",
    "actor": LEARNER,
    "verb": {"id": VERBS + "planned"},
    "object": {"id": "https://content.example/later"},
}


def get(client: Client, name: str, **more: object) -> dict[str, object]:
    reply = client.ask("GET", "statements", statementId=name, **more)
    assert reply.status == 200
    found: dict[str, object] = reply.json
    return found


def test_2_1_1_put_stores_one_statement_under_its_id(client: Client) -> None:
    name = str(uuid4())
    made = {key: value for key, value in statement().items() if key != "id"}
    reply = client.ask("PUT", "statements", made, statementId=name)
    assert (reply.status, reply.body) == (204, b"")
    assert get(client, name)["id"] == name


@pytest.mark.parametrize("many", [[], [statement()] * 2])
def test_2_1_1_put_takes_no_array_of_others(client: Client, many: list[object]) -> None:
    assert client.ask("PUT", "statements", many, statementId=str(uuid4())).status == 400


def test_2_1_1_the_id_in_the_body_is_that_of_the_parameter(client: Client) -> None:
    assert (
        client.ask("PUT", "statements", statement(), statementId=str(uuid4())).status
        == 400
    )
    assert client.ask("PUT", "statements", statement()).status == 400


def test_2_1_2_post_answers_ids_in_order_and_makes_missing_ones(client: Client) -> None:
    sent = [statement() for _ in range(3)]
    del sent[1]["id"]
    ids = client.store(*sent)
    assert (ids[0], ids[2]) == (sent[0]["id"], sent[2]["id"])
    assert UUID(ids[1]).version == 4
    single = client.ask("POST", "statements", statement())
    assert (single.status, len(single.json)) == (200, 1)
    assert client.store() == []


def test_2_1_2_an_id_twice_in_one_request_is_400(client: Client) -> None:
    made = statement()
    upper = {**made, "id": made["id"].upper()}
    assert client.ask("POST", "statements", [made, upper]).status == 400


def test_2_1_1_the_same_statement_again_changes_nothing(client: Client) -> None:
    made = statement(timestamp="2026-11-21T10:00:00Z")
    client.store(made)
    before = get(client, made["id"])
    for again in (
        made,
        {**made, "timestamp": "2026-11-21T11:00:00+01:00"},
        {**made, "verb": {"id": made["verb"]["id"]}},
        {**made, "stored": "2020-01-01T00:00:00Z"},
    ):
        assert (
            client.ask("PUT", "statements", again, statementId=made["id"]).status == 204
        )
        assert client.store(again) == [made["id"]]
    assert get(client, made["id"]) == before


def test_data_2_3_1_one_statement_in_two_ways_of_writing_is_the_same(
    client: Client,
) -> None:
    """Single activities and arrays of one, members in any order, default types."""
    members = [agent(), agent()]
    single = {"contextActivities": {"parent": {"id": "https://content.example/m1"}}}
    array = {"contextActivities": {"parent": [{"id": "https://content.example/m1"}]}}
    group = {"objectType": "Group", "member": members}
    made = statement(actor=group, context=single)
    client.store(made)
    again = {
        **made,
        "actor": {**group, "member": members[::-1]},
        "context": array,
        "object": {**made["object"], "objectType": "Activity"},
    }
    assert client.store(again) == [made["id"]]


@pytest.mark.parametrize(
    "change",
    [
        {"result": {"success": True}},
        {"actor": agent()},
        {"timestamp": "2026-11-21T10:00:01Z"},
        {
            "result": {
                "extensions": {"https://content.example/e": {"id": 1, "display": 2}}
            }
        },
    ],
)
def test_2_1_1_another_statement_of_one_id_is_409(
    client: Client, change: dict[str, object]
) -> None:
    extensions = {"https://content.example/e": {"id": 1, "display": 1}}
    made = statement(
        timestamp="2026-11-21T10:00:00Z", result={"extensions": extensions}
    )
    client.store(made)
    other = statement()
    for again in ({**made, **change}, {**made, **change, "id": made["id"].upper()}):
        reply = client.ask("POST", "statements", [other, again])
        assert reply.status == 409
        assert again["id"] in reply.text
    assert client.ask("GET", "statements", statementId=other["id"]).status == 404


def test_2_1_1_an_lrs_may_refuse_each_repeat() -> None:
    with serve(Settings(repeats="conflict")) as records:
        client, made = Client(records), statement()
        client.store(made)
        reply = client.ask("PUT", "statements", made, statementId=made["id"])
        assert reply.status == 409


def test_data_2_3_1_durations_count_to_hundredths_when_compared(client: Client) -> None:
    made = statement(result={"duration": "PT1.231S"})
    client.store(made, statement())
    assert client.store({**made, "result": {"duration": "PT1.239S"}}) == [made["id"]]
    longer = {**made, "result": {"duration": "PT1.24S"}}
    assert client.ask("POST", "statements", longer).status == 409
    assert get(client, made["id"])["result"] == {"duration": "PT1.231S"}


def test_data_2_3_1_what_is_not_the_lrs_s_comes_back_as_sent(client: Client) -> None:
    activity = {"id": "https://content.example/q", "definition": {"name": {"en": "Q"}}}
    made = statement(
        actor={"objectType": "Group", "member": [agent(), agent()], "name": "Team"},
        object=activity,
        result={
            "duration": "PT90S",
            "score": {"scaled": 0.8333333333333334, "raw": 1e21},
        },
        context={
            "contextActivities": {"grouping": [activity], "other": []},
            "extensions": {"https://content.example/e": [None, "", {}, -0.5, 2**60]},
        },
        timestamp="2026-11-21T10:00:00.123456789+05:30",
    )
    client.store(made)
    stored = get(client, made["id"])
    assert {name: stored[name] for name in made} == made
    assert set(stored) - set(made) == {"stored", "authority", "version"}


def test_data_2_4_7_and_8_times(client: Client) -> None:
    made = statement(stored="2020-01-01T00:00:00Z")
    client.store(made)
    stored = get(client, made["id"])
    assert stored["timestamp"] == stored["stored"]
    assert str(stored["stored"]) > "2026"
    future = statement(timestamp="2099-01-01T00:00:00Z")
    client.store(future)
    assert get(client, future["id"])["timestamp"] == future["timestamp"]


def test_2_0_4_2_4_2_an_offset_is_converted_to_utc(client_2: Client) -> None:
    sub = {**SUB, "timestamp": "2026-11-21T23:30:00-06:00"}
    made = statement(timestamp="2026-11-22T05:00:00.1234567+05:30", object=sub)
    client_2.store(made)
    stored = get(client_2, made["id"])
    assert stored["timestamp"] == "2026-11-21T23:30:00.1234567Z"
    assert stored["object"]["timestamp"] == "2026-11-22T05:30:00Z"  # type: ignore[index]


def test_data_2_4_9_authority_is_who_sent_it(client: Client) -> None:
    made = statement(authority=agent("somebody-else"))
    client.store(made)
    authority = get(client, made["id"])["authority"]
    homepage = client.records.endpoint.removesuffix("/xapi/")
    account = {"homePage": homepage, "name": "tester"}
    assert authority == {"objectType": "Agent", "account": account}


def test_data_2_4_10_version_is_kept_or_set(client: Client, client_2: Client) -> None:
    plain, old, new = statement(), statement(version="1.0.1"), statement()
    client.store(plain, old)
    client_2.store(new)
    assert get(client, plain["id"])["version"] == "1.0.0"
    assert get(client, old["id"])["version"] == "1.0.1"
    assert get(client_2, new["id"])["version"] == "2.0.0"


def test_data_2_4_6_2_a_single_context_activity_becomes_an_array(
    client: Client,
) -> None:
    context = {"contextActivities": {"parent": {"id": "https://content.example/m1"}}}
    made = statement(context=context, object={**SUB, "context": context})
    client.store(made)
    stored = get(client, made["id"])
    wanted = {"contextActivities": {"parent": [{"id": "https://content.example/m1"}]}}
    assert stored["context"] == wanted
    assert stored["object"]["context"] == wanted  # type: ignore[index]


def test_2_1_3_one_statement_has_last_modified(client: Client) -> None:
    made = statement()
    client.store(made)
    reply = client.ask("GET", "statements", statementId=made["id"].upper())
    stored = datetime.fromisoformat(reply.json["stored"])
    modified = parsedate_to_datetime(reply.headers["last-modified"])
    assert modified == stored.replace(microsecond=0)


def test_2_1_3_an_unknown_statement_is_404(client: Client) -> None:
    for name in ("statementId", "voidedStatementId"):
        assert client.ask("GET", "statements", **{name: str(uuid4())}).status == 404


@pytest.mark.parametrize("name", ["statementId", "voidedStatementId"])
@pytest.mark.parametrize(
    ("other", "value"),
    [("limit", 1), ("verb", VERBS + "x"), ("agent", LEARNER), ("ascending", True)],
)
def test_2_1_3_an_id_goes_with_format_and_attachments_only(
    client: Client, name: str, other: str, value: object
) -> None:
    given = {name: str(uuid4()), other: value}
    assert client.ask("GET", "statements", **given).status == 400
    both = {"statementId": str(uuid4()), "voidedStatementId": str(uuid4())}
    assert client.ask("GET", "statements", **both).status == 400


def voiding(name: str, **more: object) -> dict[str, object]:
    return statement(
        verb={"id": VERBS + "voided"},
        object={"objectType": "StatementRef", "id": name},
        **more,
    )


def test_data_2_3_2_a_voided_statement_is_had_as_such_only(client: Client) -> None:
    made = statement(object={"id": iri()})
    client.store(made)
    assert client.ask("GET", "statements", voidedStatementId=made["id"]).status == 404
    mark = voiding(made["id"].upper())
    client.store(mark)
    assert client.ask("GET", "statements", statementId=made["id"]).status == 404
    reply = client.ask("GET", "statements", voidedStatementId=made["id"])
    assert (reply.status, reply.json["id"]) == (200, made["id"])
    assert "last-modified" in reply.headers
    assert client.found(activity=made["object"]["id"]) == [mark["id"]]


def test_data_2_3_2_a_voiding_may_come_before_its_target(client: Client) -> None:
    made = statement()
    client.store(voiding(made["id"]))
    client.store(made)
    assert client.ask("GET", "statements", statementId=made["id"]).status == 404
    assert client.ask("GET", "statements", voidedStatementId=made["id"]).status == 200


def test_data_2_3_2_a_voiding_statement_cannot_be_voided(client: Client) -> None:
    made = statement()
    mark = voiding(made["id"])
    client.store(made, mark, voiding(str(mark["id"])), voiding(made["id"]))
    assert client.ask("GET", "statements", statementId=mark["id"]).status == 200
    assert client.ask("GET", "statements", statementId=made["id"]).status == 404


def test_2_4_agents_are_persons_with_all_their_names(client: Client) -> None:
    who = agent()
    assert client.ask("GET", "agents", agent=who).json == {
        "objectType": "Person",
        "account": [who["account"]],
    }
    client.store(
        statement(actor={**who, "name": "A"}), statement(object={**who, "name": "B"})
    )
    person = client.ask("GET", "agents", agent={**who, "name": "C"})
    assert person.json["name"] == ["C", "A", "B"]
    assert person.headers["etag"].startswith('"')


def test_2_5_activities_come_with_the_definition_that_is_known(client: Client) -> None:
    name = iri()
    bare = client.ask("GET", "activities", activityId=name)
    assert bare.json == {"objectType": "Activity", "id": name}
    first = {"name": {"en": "One"}, "type": "https://content.example/lesson"}
    second = {"name": {"es": "Uno"}, "type": "https://content.example/other"}
    context = {"contextActivities": {"parent": [{"id": name, "definition": second}]}}
    client.store(
        statement(object={"id": name, "definition": first}), statement(context=context)
    )
    known = client.ask("GET", "activities", activityId=name).json["definition"]
    assert known == {"name": {"en": "One", "es": "Uno"}, "type": first["type"]}
