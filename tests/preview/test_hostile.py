"""Hostile and random input: always an answer, 400 with a sentence, never 500."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from janeschool_scorm.preview.json_text import DEPTH, dump, parse
from janeschool_scorm.preview.records import Records
from janeschool_scorm.preview.records.shapes import duration, language_tag, timestamp
from janeschool_scorm.preview.records.statement_shape import (
    XAPI_1,
    XAPI_2,
    statement_check,
)
from tests.preview.client import PATIENT, Client, agent, iri, statement

JSON = {"Content-Type": "application/json"}
#: A good statement as text, to be spoilt.
TEXT = json.dumps(statement(object={"id": "https://content.example/x"}))
HEAD = TEXT[:-1]


def deep(levels: int, left: str = "[", right: str = "]") -> str:
    return left * levels + right * levels


ATTACKS = {
    "nothing": b"",
    "not UTF-8": TEXT.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "half a character": TEXT.encode()[:-1] + b', "x": "\xc3"}',
    "a raw NUL": TEXT.replace("experienced", "exp\x00erienced").encode(),
    "a NUL after the end": TEXT.encode() + b"\x00",
    "half a surrogate pair": (HEAD + r', "timestamp": "\ud800"}').encode(),
    "half a pair in a key": (HEAD + r', "\udfff": 1}').encode(),
    "a property twice": (HEAD + ', "actor": {}}').encode(),
    "a property twice, deep": (
        HEAD + ', "result": {"success": true, "success": false}}'
    ).encode(),
    "NaN": (HEAD + ', "result": {"score": {"scaled": NaN}}}').encode(),
    "Infinity": (HEAD + ', "result": {"score": {"raw": -Infinity}}}').encode(),
    "a number beyond a float": (
        HEAD + ', "result": {"score": {"raw": 1e999}}}'
    ).encode(),
    "a number of 10,000 digits": (HEAD + f', "x": {"9" * 10_000}}}').encode(),
    "100,000 arrays": deep(100_000).encode(),
    "100,000 objects": deep(100_000, '{"a":', "}").encode(),
    "deep extensions": (
        HEAD + f', "result": {{"extensions": {{"https://e.example": {deep(DEPTH)}}}}}}}'
    ).encode(),
    "a trailing comma": (HEAD + ",}").encode(),
    "single quotes": TEXT.replace('"', "'").encode(),
    "a comment": b"/**/" + TEXT.encode(),
    "two values": (TEXT + TEXT).encode(),
    "a string": b'"statement"',
    "a number": b"1",
    "null": b"null",
    "an array of arrays": b"[[]]",
    "an array of nulls": b"[null]",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_body_is_400_with_a_sentence(client: Client, name: str) -> None:
    reply = client.ask("POST", "statements", ATTACKS[name], headers=JSON)
    assert reply.status == 400
    assert 10 < len(reply.text) < 2000


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_document_is_stored_as_bytes_or_refused(
    client: Client, name: str
) -> None:
    where = {"activityId": iri(), "profileId": "p"}
    body, kind = ATTACKS[name], {"Content-Type": "text/plain", "If-None-Match": "*"}
    assert (
        client.ask("PUT", "activities/profile", body, headers=kind, **where).status
        == 204
    )
    assert client.ask("GET", "activities/profile", **where).body == body
    for method in ("PUT", "POST"):
        other = {**JSON, "If-None-Match": "*"}
        given = {**where, "profileId": method}
        reply = client.ask(method, "activities/profile", body, headers=other, **given)
        assert reply.status in (204, 400)


def test_an_escaped_nul_is_text_and_comes_back(client: Client) -> None:
    made = statement(result={"response": "a\x00b\u202e<script>"})
    client.store(made)
    found = client.ask("GET", "statements", statementId=made["id"])
    assert found.json["result"] == made["result"]
    name = {"activityId": iri(), "profileId": "a\x00b"}
    assert client.ask("POST", "activities/profile", {"a": 1}, **name).status == 204
    assert client.ask(
        "GET", "activities/profile", activityId=name["activityId"]
    ).json == ["a\x00b"]


@pytest.mark.parametrize(
    "agent_text",
    [deep(5_000), deep(90, '{"a":', "}"), '{"mbox":1e999}', "\ud800", "{" * 9],
)
def test_hostile_parameters_are_400(client: Client, agent_text: str) -> None:
    query = agent_text.encode("utf-8", "surrogatepass").hex()
    escaped = "".join(f"%{query[at : at + 2]}" for at in range(0, len(query), 2))
    target = client.target("statements") + "?agent=" + escaped
    reply = client.raw("GET", target, headers=client.headers)
    assert reply.status == 400


@pytest.mark.parametrize("count", [60, 5_000])
def test_a_flood_of_parameters_is_400(client: Client, count: int) -> None:
    target = (
        client.target("statements") + "?" + "&".join(f"a{n}=1" for n in range(count))
    )
    assert client.raw("GET", target, headers=client.headers).status == 400


def test_a_long_address_is_an_answer(client: Client) -> None:
    target = client.target("statements") + "?verb=http://e.example/" + "x" * 50_000
    reply = client.raw("GET", target, headers=client.headers)
    assert (reply.status, reply.json["statements"]) == (200, [])


def test_what_never_was_html_is_not_sent_as_html(client: Client) -> None:
    reply = client.ask("GET", "statements", verb="<script>alert(1)</script>")
    assert reply.status == 400
    assert reply.headers["content-type"].startswith("text/plain")


ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)
PLACES = ["actor", "verb", "object", "result", "context", "timestamp", "attachments"]
PLACES += ["id", "stored", "authority", "version"]
INNER = {
    "actor": ["mbox", "account", "member", "objectType", "name", "openid"],
    "verb": ["id", "display"],
    "object": ["id", "objectType", "definition", "actor", "verb", "object"],
    "result": ["score", "success", "response", "duration", "extensions"],
    "context": ["registration", "team", "contextActivities", "language", "statement"],
}


@settings(PATIENT, max_examples=80)
@given(place=st.sampled_from(PLACES), value=ANY_JSON)
def test_any_value_in_any_place_is_200_or_400(
    records: Records, place: str, value: Any
) -> None:
    client = Client(records)
    reply = client.ask("POST", "statements", {**statement(), place: value})
    assert reply.status in (200, 400)
    if reply.status == 400:
        assert place in reply.text


@settings(PATIENT, max_examples=120)
@given(data=st.data(), value=ANY_JSON)
def test_any_value_one_level_deeper_is_a_list_of_sentences(
    data: st.DataObject, value: Any
) -> None:
    place = data.draw(st.sampled_from(sorted(INNER)))
    name = data.draw(st.sampled_from(INNER[place]))
    made = statement(result={}, context={})
    made[place] = {**made[place], name: value}
    for version in (XAPI_1, XAPI_2):
        assert all(isinstance(each, str) for each in statement_check(version)(made, ""))


@settings(PATIENT, max_examples=40)
@given(value=ANY_JSON, text=st.text(max_size=40))
def test_4_1_extensions_and_text_come_back_as_sent(
    records: Records, value: Any, text: str
) -> None:
    client = Client(records)
    made = statement(
        result={"response": text, "extensions": {"https://content.example/e": value}},
        actor={**agent(), "name": text},
    )
    client.store(made)
    found = client.ask("GET", "statements", statementId=made["id"]).json
    assert found["result"] == made["result"]
    assert found["actor"] == made["actor"]
    again = client.ask("PUT", "statements", made, statementId=made["id"])
    assert again.status == 204


@settings(PATIENT, max_examples=60)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_json_or_a_sentence(data: bytes) -> None:
    try:
        value = parse(data)
    except ValueError as error:
        assert str(error)
    else:
        assert parse(dump(value)) == value


@settings(PATIENT, max_examples=50)
@given(value=ANY_JSON)
def test_json_is_read_as_it_was_written(value: Any) -> None:
    assert parse(dump(value)) == value


@pytest.mark.parametrize("check", [timestamp, duration, language_tag])
@settings(PATIENT, max_examples=60)
@given(text=st.text(alphabet="PTYMDHSWZ0123456789.,:+-aex ", max_size=40))
def test_patterns_end_quickly_on_anything(check: Any, text: str) -> None:
    list(check(text, "value"))
    list(check(text * 200, "value"))


def test_depth_is_counted_not_felt() -> None:
    parse(deep(DEPTH).encode())
    for levels in (DEPTH + 2, 900, 2_000_000):
        with pytest.raises(ValueError, match="deeper"):
            parse(deep(levels).encode())
