"""Requests: xAPI 1.0.3, Communication 1 (syntax), 2.8, 3.2, 3.3 and 4.0."""

import json
from urllib.parse import urlencode

import pytest

from janeschool_scorm.preview.records import Records, Settings, serve
from tests.preview.client import LEARNER, Client, iri, statement

STATE = {"activityId": "https://content.example/a", "agent": LEARNER, "stateId": "s"}
#: Every resource that answers GET, with what it needs.
READABLE: dict[str, dict[str, object]] = {
    "statements": {},
    "activities/state": {k: v for k, v in STATE.items() if k != "stateId"},
    "activities/profile": {"activityId": "https://content.example/a"},
    "agents/profile": {"agent": LEARNER},
    "agents": {"agent": LEARNER},
    "activities": {"activityId": "https://content.example/a"},
    "about": {},
}


@pytest.mark.parametrize("path", READABLE)
def test_1_1_head_answers_as_get_without_a_body(client: Client, path: str) -> None:
    get = client.ask("GET", path, **READABLE[path])
    head = client.ask("HEAD", path, **READABLE[path])
    assert (head.status, head.body) == (get.status, b"") == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers.get("etag") == get.headers.get("etag")


@pytest.mark.parametrize("path", READABLE)
@pytest.mark.parametrize(
    ("spoken", "announced"),
    [("1.0", "1.0.3"), ("1.0.0", "1.0.3"), ("1.0.9", "1.0.3"), ("2.0.0", "2.0.0")],
)
def test_3_3_answers_carry_the_latest_patch_of_the_version_spoken(
    client: Client, path: str, spoken: str, announced: str
) -> None:
    version = {"X-Experience-API-Version": spoken}
    reply = client.ask("GET", path, headers=version, **READABLE[path])
    assert reply.status == 200
    assert reply.headers["x-experience-api-version"] == announced


@pytest.mark.parametrize(
    "spoken",
    [None, "0.95", "0.9", "1.1.0", "1", "1.0.", "1.0.x", "2.1.0", "3.0.0", "x"],
)
def test_3_3_other_versions_and_none_are_400_with_a_sentence(
    client: Client, spoken: str | None
) -> None:
    reply = client.ask(
        "GET", "statements", headers={"X-Experience-API-Version": spoken}
    )
    assert reply.status == 400
    assert "X-Experience-API-Version" in reply.text
    assert reply.headers["x-experience-api-version"] == "2.0.0"


def test_3_3_an_endpoint_may_speak_one_version_only() -> None:
    with serve(Settings(versions=("1.0.3",))) as records:
        client = Client(records)
        headers = {"X-Experience-API-Version": "2.0.0"}
        assert client.ask("GET", "statements").status == 200
        reply = client.ask("GET", "statements", headers=headers)
        assert (reply.status, reply.headers["x-experience-api-version"]) == (
            400,
            "1.0.3",
        )
        assert client.ask("GET", "about").json["version"] == ["1.0.3"]


def test_2_8_about_needs_neither_version_nor_credentials(client: Client) -> None:
    bare = {"X-Experience-API-Version": None, "Authorization": None}
    reply = client.ask("GET", "about", headers=bare)
    assert reply.status == 200
    assert reply.json == {"version": ["1.0.3", "2.0.0"], "extensions": {}}


@pytest.mark.parametrize(
    "header",
    [None, "Basic bm9ib2R5Om5vYm9keQ==", "Basic ???", "Bearer no", "Basic", "Digest x"],
)
def test_4_0_unknown_credentials_are_401_with_a_challenge(
    client: Client, header: str | None
) -> None:
    reply = client.ask("GET", "statements", headers={"Authorization": header})
    assert reply.status == 401
    assert reply.headers["www-authenticate"].startswith("Basic ")
    assert reply.headers["x-experience-api-version"] == "1.0.3"


def test_4_0_a_bearer_token_of_the_caller_is_good_and_becomes_the_authority(
    client: Client,
) -> None:
    bearer = {"Authorization": "bearer a-bearer-token"}
    sent = statement()
    assert client.ask("POST", "statements", sent, headers=bearer).status == 200
    stored = client.ask("GET", "statements", statementId=sent["id"]).json
    assert stored["authority"]["account"]["name"] == "token 1"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PATCH", "statements"),
        ("DELETE", "statements"),
        ("POST", "about"),
        ("PUT", "agents"),
    ],
)
def test_unknown_methods_are_405(client: Client, method: str, path: str) -> None:
    assert client.ask(method, path).status == 405


@pytest.mark.parametrize("path", ["", "nothing", "statements/", "activities/state/x"])
def test_unknown_resources_are_404(client: Client, path: str) -> None:
    assert client.ask("GET", path).status == 404


@pytest.mark.parametrize("path", READABLE)
def test_3_2_an_unknown_parameter_is_400(client: Client, path: str) -> None:
    reply = client.ask("GET", path, **READABLE[path], unheard="of")
    assert reply.status == 400
    assert "unheard" in reply.text


@pytest.mark.parametrize("name", ["StatementId", "AGENT", "Limit", "activityid"])
def test_3_2_a_parameter_in_another_case_is_400(client: Client, name: str) -> None:
    assert client.ask("GET", "statements", **{name: "1"}).status == 400


WRONG = """
agent={} agent=[] agent=x agent=%FF verb=attended verb= activity=a registration=1
related_agents=TRUE related_activities=1 limit=-1 limit=1.5 limit=x limit=%D9%A3
since=yesterday until=2026-13-01T00:00:00Z since=2026-11-21 format=all attachments=yes
ascending=0 statementId=1 statementId= since=2026-11-21T00:00:00+00:00 limit=1&limit=2
limit =1 statementId=00000000-0000-4000-8000-000000000000&limit=1
"""


@pytest.mark.parametrize("query", WRONG.split())
def test_2_2_parameters_are_held_to_their_types(client: Client, query: str) -> None:
    target = client.target("statements") + "?" + query
    reply = client.raw("GET", target, headers=client.headers)
    assert reply.status == 400
    assert len(reply.text) > 10


@pytest.mark.parametrize(
    "path", ["activities/state", "activities/profile", "agents/profile"]
)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "GET"])
def test_2_2_documents_need_their_parameters(
    client: Client, path: str, method: str
) -> None:
    body: object = {} if method in ("PUT", "POST") else None
    assert client.ask(method, path, body).status == 400


def test_2_3_an_id_has_characters(client: Client) -> None:
    assert (
        client.ask("GET", "activities/state", **{**STATE, "stateId": ""}).status == 400
    )


def test_2_6_a_group_is_no_agent_parameter(client: Client) -> None:
    group = {"objectType": "Group", "account": LEARNER["account"]}
    assert client.ask("GET", "agents", agent=group).status == 400
    assert client.ask("GET", "statements", agent=group).status == 200


def test_3_2_errors_are_json_for_those_who_ask(client: Client) -> None:
    plain = client.ask("GET", "statements", limit="x")
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    reply = client.ask(
        "GET", "statements", headers={"Accept": "application/json"}, limit="x"
    )
    assert reply.json == {"error": plain.text}


def folded(client: Client, method: str, form: dict[str, str], **headers: str) -> int:
    """The status of a request in the alternate syntax."""
    target = client.target("statements") + f"?method={method}"
    sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    return client.raw("POST", target, urlencode(form).encode(), sent).status


def test_1_3_a_form_stands_for_a_request(client: Client) -> None:
    made = statement(object={"id": iri()})
    form = {"statementId": made["id"], "content": json.dumps(made), **client.headers}
    assert folded(client, "PUT", form) == 204
    assert client.found(activity=made["object"]["id"]) == [made["id"]]
    assert folded(client, "GET", {"limit": "1"}, **client.headers) == 200


WRONG_FORMS = [
    {"X-Experience-API-Version": "0.8"},
    {"X-Experience-API-Version": "2.0.0"},
    {"content": "{"},
    {"content": ""},
    {"strange": "1"},
    {"limit": "1"},
]


@pytest.mark.parametrize("change", WRONG_FORMS)
def test_1_3_a_form_is_held_to_the_same_rules(
    client: Client, change: dict[str, str]
) -> None:
    made = statement()
    form = {"statementId": made["id"], "content": json.dumps(made), **client.headers}
    assert folded(client, "PUT", {**form, **change}) == 400


def test_1_3_a_form_is_utf_8(client: Client) -> None:
    sent = {**client.headers, "Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"limit=\xff", b"limit=%FF", b"limit"):
        target = client.target("statements") + "?method=GET"
        assert client.raw("POST", target, body, sent).status == 400


def test_1_3_method_stands_alone_in_a_post(client: Client) -> None:
    assert client.ask("POST", "statements", method="GET", limit="1").status == 400
    assert client.ask("PUT", "statements", statement(), method="PUT").status == 400
    assert client.ask("POST", "statements", statement(), method="PUT").status == 400


def test_1_4_text_is_utf_8_both_ways(client: Client) -> None:
    name = "niño ü 日本 \u2028 👩‍🏫"
    made = statement(object={"id": iri(), "definition": {"name": {"es": name}}})
    client.store(made)
    reply = client.ask("GET", "statements", statementId=made["id"])
    assert reply.json["object"]["definition"]["name"]["es"] == name
    assert name.encode() in reply.body


def test_1_5_content_types_of_statements(client: Client) -> None:
    body = json.dumps(statement()).encode()
    for kind in (
        None,
        "text/plain",
        "multipart/form-data; boundary=b",
        "application/xml",
    ):
        reply = client.ask("POST", "statements", body, headers={"Content-Type": kind})
        assert reply.status == 400, kind
    kind = "application/json; charset=utf-8"
    assert (
        client.ask("POST", "statements", body, headers={"Content-Type": kind}).status
        == 200
    )


def test_a_request_says_up_to_when_all_statements_are_there(records: Records) -> None:
    """Communication 2.1.3: on every answer of the statement resource, errors too."""
    client = Client(records)
    client.store(statement())
    stored = records.statements[-1]["stored"]
    for reply in (
        client.ask("GET", "statements"),
        client.ask("GET", "statements", x="1"),
    ):
        assert reply.headers["x-experience-api-consistent-through"] >= stored
    about = client.ask("GET", "about")
    assert "x-experience-api-consistent-through" not in about.headers
