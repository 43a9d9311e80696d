"""Documents: xAPI 1.0.3, Communication 2.2, 2.3, 2.6, 2.7 and 3.1; xAPI 2.0, 4.1.4."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from janeschool_scorm.preview.records import Records
from tests.preview.client import PATIENT, Client, agent, iri

PATHS = ["activities/state", "activities/profile", "agents/profile"]
PROFILES = PATHS[1:]
NEW = {"If-None-Match": "*"}


def place(path: str, name: str | None = "note") -> dict[str, Any]:
    """The parameters of a context that no other test uses."""
    known: dict[str, dict[str, Any]] = {
        "activities/state": {"activityId": iri(), "agent": agent(), "stateId": name},
        "activities/profile": {"activityId": iri(), "profileId": name},
        "agents/profile": {"agent": agent(), "profileId": name},
    }
    return {key: value for key, value in known[path].items() if value is not None}


def put(client: Client, path: str, body: Any, where: dict[str, Any]) -> None:
    reply = client.ask("PUT", path, body, headers=NEW, **where)
    assert (reply.status, reply.body) == (204, b"")


@pytest.mark.parametrize("path", PATHS)
def test_2_2_a_document_is_kept_byte_for_byte(client: Client, path: str) -> None:
    where, kind = place(path), "image/png"
    body = bytes(range(256))
    headers = {**NEW, "Content-Type": kind}
    before = datetime.now(UTC).replace(microsecond=0)
    assert client.ask("PUT", path, body, headers=headers, **where).status == 204
    reply = client.ask("GET", path, **where)
    assert (reply.status, reply.body, reply.headers["content-type"]) == (
        200,
        body,
        kind,
    )
    assert reply.headers["etag"] == f'"{hashlib.sha1(body).hexdigest()}"'
    assert parsedate_to_datetime(reply.headers["last-modified"]) >= before
    head = client.ask("HEAD", path, **where)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == reply.headers["etag"]


@pytest.mark.parametrize("path", PATHS)
def test_2_2_delete_and_what_is_not_there(client: Client, path: str) -> None:
    where = place(path)
    assert client.ask("GET", path, **where).status == 404
    assert client.ask("DELETE", path, **where).status == 204
    put(client, path, {"a": 1}, where)
    assert client.ask("DELETE", path, **where).status == 204
    assert client.ask("GET", path, **where).status == 404


@pytest.mark.parametrize("path", PATHS)
def test_2_2_post_merges_objects_at_their_top_level(client: Client, path: str) -> None:
    where = place(path)
    stored = {"x": "foo", "deep": {"kept": False}, "y": [1]}
    assert client.ask("POST", path, stored, **where).status == 204
    posted = {"x": None, "deep": {"new": True}, "z": "ü"}
    assert client.ask("POST", path, posted, **where).status == 204
    reply = client.ask("GET", path, **where)
    assert reply.json == {"x": None, "deep": {"new": True}, "y": [1], "z": "ü"}
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["etag"] == f'"{hashlib.sha1(reply.body).hexdigest()}"'


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"text"),
        ("application/json", b"[1]"),
        ("application/json", b"{"),
        ("application/json", b'"text"'),
        ("application/json", b'{"a": 1, "a": 2}'),
        ("application/json", b"\xff"),
        ("application/json-patch", b"{}"),
    ],
)
def test_2_2_only_json_objects_merge(
    client: Client, path: str, kind: str, body: bytes
) -> None:
    where, headers = place(path), {"Content-Type": kind}
    put(client, path, {"a": 1}, where)
    assert client.ask("POST", path, body, headers=headers, **where).status == 400
    assert client.ask("GET", path, **where).json == {"a": 1}


@pytest.mark.parametrize("path", PATHS)
def test_2_2_json_does_not_merge_into_what_is_none(client: Client, path: str) -> None:
    for kind, body in (("text/plain", b"text"), ("application/json", b"[1]")):
        where, headers = place(path), {"Content-Type": kind}
        assert (
            client.ask("PUT", path, body, headers={**NEW, **headers}, **where).status
            == 204
        )
        assert client.ask("POST", path, {"a": 1}, **where).status == 400
        assert client.ask("GET", path, **where).body == body


@pytest.mark.parametrize("path", PATHS)
def test_3_2_a_document_that_says_json_is_json(client: Client, path: str) -> None:
    headers = {**NEW, "Content-Type": "application/json"}
    for method in ("PUT", "POST"):
        reply = client.ask(method, path, b"{a: 1}", headers=headers, **place(path))
        assert (reply.status, "not JSON" in reply.text) == (400, True)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_3_1_if_match_guards_every_write(
    client: Client, path: str, method: str
) -> None:
    where, body = place(path), None if method == "DELETE" else {"a": 2}
    put(client, path, {"a": 1}, where)
    tag = client.ask("GET", path, **where).headers["etag"]
    for wrong in ('"0"', tag.strip('"'), f"W/{tag}x", '"' + "0" * 40 + '"'):
        reply = client.ask(method, path, body, headers={"If-Match": wrong}, **where)
        assert reply.status == 412
    assert client.ask("GET", path, **where).json == {"a": 1}
    right = {"If-Match": f'"0", {tag}'}
    assert client.ask(method, path, body, headers=right, **where).status == 204
    gone = body is None
    assert client.ask("GET", path, **where).status == (404 if gone else 200)
    stale = client.ask(method, path, body, headers={"If-Match": tag}, **where)
    assert stale.status == 412


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_3_1_if_none_match_guards_what_is_there(
    client: Client, path: str, method: str
) -> None:
    where = place(path)
    assert client.ask(method, path, {"a": 1}, headers=NEW, **where).status == 204
    assert client.ask(method, path, {"a": 2}, headers=NEW, **where).status == 412
    assert client.ask("GET", path, **where).json == {"a": 1}
    nothing = {"If-Match": "*"}
    assert client.ask(method, path, {}, headers=nothing, **place(path)).status == 412


@pytest.mark.parametrize("path", PROFILES)
def test_3_1_a_profile_put_without_a_condition(
    client: Client, client_2: Client, path: str
) -> None:
    where = place(path)
    assert client.ask("PUT", path, {"a": 1}, **where).status == 400
    assert client_2.ask("PUT", path, {"a": 1}, **where).status == 204
    for each in (client, client_2):
        reply = each.ask("PUT", path, {"a": 2}, **where)
        assert (reply.status, "If-Match" in reply.text) == (409, True)
    assert client.ask("GET", path, **where).json == {"a": 1}


def test_3_1_a_state_put_needs_a_condition_from_2_0_on(
    client: Client, client_2: Client
) -> None:
    where = place("activities/state")
    for body in ({"a": 1}, {"a": 2}):
        assert client.ask("PUT", "activities/state", body, **where).status == 204
    reply = client_2.ask("PUT", "activities/state", {"a": 3}, **where)
    assert (reply.status, "If-Match" in reply.text) == (409, True)
    assert client.ask("GET", "activities/state", **where).json == {"a": 2}


@pytest.mark.parametrize("path", PATHS)
def test_2_3_2_6_2_7_lists_of_ids_and_since(client: Client, path: str) -> None:
    where = place(path, None)
    key = "stateId" if path == "activities/state" else "profileId"
    empty = client.ask("GET", path, **where)
    assert (empty.json, "last-modified" in empty.headers) == ([], False)
    for name in ("b", "a/ ü&"):
        put(client, path, {"name": name}, {**where, key: name})
    reply = client.ask("GET", path, **where)
    assert reply.json == ["a/ ü&", "b"]
    assert reply.headers["etag"] and reply.headers["last-modified"]
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert client.ask("GET", path, **where, since=soon).json == []
    assert (
        client.ask("GET", path, **where, since="2020-01-01T00:00:00Z").json
        == reply.json
    )
    one = {**where, key: "b"}
    assert client.ask("GET", path, **one, since=soon).status == 400


def test_2_3_since_is_exclusive(records: Records) -> None:
    client, where = Client(records), place("activities/state", None)
    put(client, "activities/state", {}, {**where, "stateId": "a"})
    document = records.document("activities/state", "a", **where)
    assert document
    exact = document.updated.isoformat()
    assert client.ask("GET", "activities/state", **where, since=exact).json == []
    before = (document.updated - timedelta(microseconds=1)).isoformat()
    assert client.ask("GET", "activities/state", **where, since=before).json == ["a"]


def test_2_3_registrations_keep_their_state_apart(client: Client) -> None:
    where = place("activities/state", None)
    registration = str(uuid4())
    contexts = [where, {**where, "registration": registration}]
    for at, context in enumerate(contexts):
        put(client, "activities/state", {"at": at}, {**context, "stateId": "s"})
    for at, context in enumerate(contexts):
        found = client.ask("GET", "activities/state", **context, stateId="s")
        assert found.json == {"at": at}
    upper = {**where, "registration": registration.upper(), "stateId": "s"}
    assert client.ask("GET", "activities/state", **upper).json == {"at": 1}
    assert client.ask("DELETE", "activities/state", **contexts[0]).status == 204
    assert client.ask("GET", "activities/state", **contexts[0]).json == []
    assert client.ask("GET", "activities/state", **contexts[1]).json == ["s"]


def test_2_3_delete_without_an_id_clears_state_alone(client: Client) -> None:
    where = place("activities/state", None)
    for name in ("a", "b"):
        put(client, "activities/state", {}, {**where, "stateId": name})
    assert client.ask("DELETE", "activities/state", **where).status == 204
    assert client.ask("GET", "activities/state", **where).json == []
    for path in PROFILES:
        assert client.ask("DELETE", path, **place(path, None)).status == 400


def test_data_2_4_2_3_an_agent_is_its_identifier(client: Client) -> None:
    where = place("agents/profile")
    put(client, "agents/profile", {"a": 1}, where)
    who = {"account": where["agent"]["account"], "name": "A. B."}
    assert client.ask("GET", "agents/profile", **{**where, "agent": who}).json == {
        "a": 1
    }


@settings(PATIENT, max_examples=20)
@given(body=st.binary(max_size=400), name=st.text(min_size=1, max_size=30))
def test_2_2_any_bytes_under_any_name_come_back(
    records: Records, body: bytes, name: str
) -> None:
    client, where = Client(records), place("activities/state", name)
    headers = {"Content-Type": "application/octet-stream"}
    assert (
        client.ask("PUT", "activities/state", body, headers=headers, **where).status
        == 204
    )
    assert client.ask("GET", "activities/state", **where).body == body


JSON_OBJECTS = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
        max_leaves=6,
    ),
    max_size=4,
)


@settings(PATIENT, max_examples=20)
@given(documents=st.lists(JSON_OBJECTS, min_size=1, max_size=4))
def test_2_2_posts_add_up(records: Records, documents: list[dict[str, Any]]) -> None:
    client, where = Client(records), place("agents/profile")
    wanted: dict[str, Any] = {}
    for document in documents:
        assert client.ask("POST", "agents/profile", document, **where).status == 204
        wanted |= document
    assert client.ask("GET", "agents/profile", **where).json == json.loads(
        json.dumps(wanted)
    )
