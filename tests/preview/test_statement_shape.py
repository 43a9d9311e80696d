"""What a statement must be: xAPI 1.0.3, Data 2 and 4; xAPI 2.0, 4.2."""

from typing import Any

import pytest

from tests.preview.client import LEARNER, VERBS, Client, statement

ACCOUNT = {"homePage": "https://agency.example", "name": "p-1"}
MBOX = {"mbox": "mailto:team@agency.example"}
LEARNERS = {"objectType": "Group", "member": [LEARNER]}
REF = {"objectType": "StatementRef", "id": "00000000-0000-4000-8000-000000000000"}
SUB = {
    "objectType": "SubStatement",
    "actor": LEARNER,
    "verb": {"id": VERBS + "planned"},
    "object": {"id": "https://content.example/later"},
}
FILE = {
    "usageType": "https://content.example/certificate",
    "display": {"en": "Certificate"},
    "contentType": "application/pdf",
    "length": 3,
    "sha2": "0" * 64,
    "fileUrl": "https://content.example/certificate.pdf",
}
VOIDED = {"id": VERBS + "voided"}


def about(**definition: Any) -> dict[str, Any]:
    """An activity with this definition, as the object of a statement."""
    return {"object": {"id": "https://content.example/q1", "definition": definition}}


def choice(**more: Any) -> dict[str, Any]:
    return about(interactionType="choice", **more)


def changed(change: dict[str, Any]) -> dict[str, Any]:
    """A good statement but for the change, in which `...` takes a property away."""
    whole = {**statement(), **change}
    return {name: value for name, value in whole.items() if value is not ...}


#: Section of the specification -> statements (or what differs) that must be refused.
FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("2.2", {"actor": ...}),
    ("2.2", {"verb": ...}),
    ("2.2", {"object": ...}),
    ("2.2", {"Actor": LEARNER}),
    ("2.2", {"strange": 1}),
    ("2.2", {"result": None}),
    ("2.2", {"result": {"success": "true"}}),
    ("2.2", {"result": {"score": {"scaled": "0.5"}}}),
    ("2.2", {"result": {"completion": 1}}),
    ("2.2", {"context": []}),
    ("2.3.2", {"verb": VOIDED}),
    ("2.3.2", {"verb": VOIDED, "object": {**LEARNER}}),
    ("2.4.1", {"id": "1"}),
    ("2.4.1", {"id": ""}),
    ("2.4.1", {"id": "{00000000-0000-4000-8000-000000000000}"}),
    ("2.4.1", {"id": None}),
    ("2.4.2", {"actor": {}}),
    ("2.4.2", {"actor": "p-1"}),
    ("2.4.2", {"actor": [LEARNER]}),
    ("2.4.2", {"actor": {"objectType": "Person", **MBOX}}),
    ("2.4.2", {"actor": {"objectType": "agent", **MBOX}}),
    ("2.4.2.1", {"actor": {"name": "A. B."}}),
    ("2.4.2.1", {"actor": {"account": ACCOUNT, **MBOX}}),
    ("2.4.2.1", {"actor": {**LEARNER, "member": []}}),
    ("2.4.2.1", {"actor": {**LEARNER, "name": 1}}),
    ("2.4.2.2", {"actor": {"objectType": "Group"}}),
    ("2.4.2.2", {"actor": {"objectType": "Group", "member": [LEARNERS]}}),
    ("2.4.2.2", {"actor": {"objectType": "Group", "member": LEARNER}}),
    ("2.4.2.2", {"actor": {"objectType": "Group", "account": ACCOUNT, **MBOX}}),
    ("2.4.2.3", {"actor": {"mbox": "team@agency.example"}}),
    ("2.4.2.3", {"actor": {"mbox": "mailto:team"}}),
    ("2.4.2.3", {"actor": {"mbox": "MAILTO:team@agency.example"}}),
    ("2.4.2.3", {"actor": {"mbox_sha1sum": "0" * 39}}),
    ("2.4.2.3", {"actor": {"openid": "agency"}}),
    ("2.4.2.4", {"actor": {"account": {"name": "p-1"}}}),
    ("2.4.2.4", {"actor": {"account": {"homePage": "agency.example", "name": "p-1"}}}),
    ("2.4.2.4", {"actor": {"account": {**ACCOUNT, "name": 1}}}),
    ("2.4.2.4", {"actor": {"account": {**ACCOUNT, "id": "1"}}}),
    ("2.4.3", {"verb": {}}),
    ("2.4.3", {"verb": "experienced"}),
    ("2.4.3", {"verb": {"id": "experienced"}}),
    ("2.4.3", {"verb": {"id": VERBS + "x", "display": "x"}}),
    ("2.4.3", {"verb": {"id": VERBS + "x", "display": {"en": 1}}}),
    ("2.4.4", {"object": {"objectType": "activity", "id": "https://a.example"}}),
    ("2.4.4.1", {"object": {}}),
    ("2.4.4.1", {"object": {"id": "m1"}}),
    ("2.4.4.1", {"object": {"id": "https://a b"}}),
    ("2.4.4.1", {"object": {"id": "https://content.example/\x00"}}),
    ("2.4.4.1", about(name="M1")),
    ("2.4.4.1", about(type="media")),
    ("2.4.4.1", about(moreInfo="more.html")),
    ("2.4.4.1", about(kind="x")),
    ("2.4.4.1", about(interactionType="essay")),
    ("2.4.4.1", about(choices=[{"id": "a"}])),
    ("2.4.4.1", about(correctResponsesPattern=["a"])),
    ("2.4.4.1", choice(correctResponsesPattern="a")),
    ("2.4.4.1", choice(choices=[{"id": "a"}, {"id": "a"}])),
    ("2.4.4.1", choice(choices=[{"description": {"en": "A"}}])),
    ("2.4.4.1", choice(choices=[{"id": "a", "description": "A"}])),
    ("2.4.4.1", choice(scale=[{"id": "a"}])),
    ("2.4.4.2", {"object": MBOX}),
    ("2.4.4.3", {"object": {"objectType": "StatementRef"}}),
    ("2.4.4.3", {"object": {**REF, "id": "1"}}),
    ("2.4.4.3", {"object": {**REF, "definition": {}}}),
    ("2.4.4.3", {"object": {**SUB, "id": REF["id"]}}),
    ("2.4.4.3", {"object": {**SUB, "stored": "2026-11-21T00:00:00Z"}}),
    ("2.4.4.3", {"object": {**SUB, "version": "1.0.0"}}),
    ("2.4.4.3", {"object": {**SUB, "authority": LEARNER}}),
    ("2.4.4.3", {"object": {**SUB, "object": SUB}}),
    ("2.4.4.3", {"object": {**SUB, "verb": {"id": "x"}}}),
    ("2.4.4.3", {"object": {"objectType": "SubStatement", "actor": LEARNER}}),
    ("2.4.5", {"result": {"duration": 60}}),
    ("2.4.5", {"result": {"response": 1}}),
    ("2.4.5", {"result": {"extensions": {"progress": 50}}}),
    ("2.4.5.1", {"result": {"score": {"scaled": 1.01}}}),
    ("2.4.5.1", {"result": {"score": {"scaled": -1.01}}}),
    ("2.4.5.1", {"result": {"score": {"scaled": True}}}),
    ("2.4.5.1", {"result": {"score": {"raw": 11, "max": 10}}}),
    ("2.4.5.1", {"result": {"score": {"raw": -1, "min": 0}}}),
    ("2.4.5.1", {"result": {"score": {"min": 5, "max": 5}}}),
    ("2.4.5.1", {"result": {"score": 0.5}}),
    ("2.4.6", {"context": {"registration": "1"}}),
    ("2.4.6", {"context": {"instructor": {}}}),
    ("2.4.6", {"context": {"team": LEARNER}}),
    ("2.4.6", {"context": {"language": "e"}}),
    ("2.4.6", {"context": {"language": "en_US"}}),
    ("2.4.6", {"context": {"statement": {"id": REF["id"]}}}),
    ("2.4.6", {"context": {"revision": 1}}),
    ("2.4.6", {"object": REF, "context": {"revision": "1"}}),
    ("2.4.6", {"object": LEARNER, "context": {"platform": "Moodle"}}),
    ("2.4.6", {"object": {**SUB, "object": REF, "context": {"platform": "x"}}}),
    ("2.4.6.2", {"context": {"contextActivities": {"parents": []}}}),
    ("2.4.6.2", {"context": {"contextActivities": {"parent": "https://a.example"}}}),
    ("2.4.6.2", {"context": {"contextActivities": {"parent": [{}]}}}),
    ("2.4.9", {"authority": {}}),
    ("2.4.9", {"authority": {"objectType": "Group", "member": [LEARNER]}}),
    ("2.4.10", {"version": "0.9.9"}),
    ("2.4.10", {"version": "1.1.0"}),
    ("2.4.10", {"version": 1}),
    ("2.4.11", {"attachments": FILE}),
    ("2.4.11", {"attachments": [{**FILE, "usageType": "x"}]}),
    ("2.4.11", {"attachments": [{**FILE, "length": "3"}]}),
    ("2.4.11", {"attachments": [{**FILE, "length": 3.5}]}),
    ("2.4.11", {"attachments": [{**FILE, "length": -3}]}),
    ("2.4.11", {"attachments": [{**FILE, "sha2": "0" * 63}]}),
    ("2.4.11", {"attachments": [{**FILE, "contentType": "pdf"}]}),
    ("2.4.11", {"attachments": [{**FILE, "fileUrl": "certificate.pdf"}]}),
    ("2.4.11", {"attachments": [{k: v for k, v in FILE.items() if k != "display"}]}),
    ("4.1", {"context": {"extensions": {"": 1}}}),
    ("4.1", {"context": {"extensions": {"progress": 1}}}),
    ("4.1", {"context": {"extensions": []}}),
    ("4.2", {"verb": {"id": VERBS + "x", "display": {"en-": "x"}}}),
    ("4.2", {"verb": {"id": VERBS + "x", "display": {"toolonglanguage": "x"}}}),
]
TIMES = ["yesterday", "2026-11-21", "2026-11-21 10:00:00Z", "2026-13-01T00:00:00Z", ""]
TIMES += ["2026-11-21T25:00:00Z", "2026-11-21T10:00:00-00:00", "2026-11-21T10:00:00-00"]
DURATIONS = ["", "P", "PT", "1M", "P1S", "PT1M1H", "P4W1D", "P1YT", "PT1.5M1S", "PT1,S"]


@pytest.mark.parametrize(("section", "change"), FAULTS)
def test_data_a_fault_is_400_with_a_sentence_in_both_versions(
    client: Client, client_2: Client, section: str, change: dict[str, Any]
) -> None:
    for each in (client, client_2):
        reply = each.ask("POST", "statements", changed(change))
        assert reply.status == 400, section
        assert len(reply.text) > 10


@pytest.mark.parametrize("text", TIMES)
@pytest.mark.parametrize("name", ["timestamp", "stored"])
def test_data_4_5_a_time_that_is_none_is_400(
    client: Client, name: str, text: str
) -> None:
    reply = client.ask("POST", "statements", statement(**{name: text}))
    assert (reply.status, name in reply.text) == (400, True)


@pytest.mark.parametrize("text", DURATIONS)
def test_data_4_6_a_duration_that_is_none_is_400(client: Client, text: str) -> None:
    reply = client.ask("POST", "statements", statement(result={"duration": text}))
    assert (reply.status, "result.duration" in reply.text) == (400, True)


GOOD: list[dict[str, Any]] = [
    {},
    {"actor": {"mbox": "mailto:team@agency.example", "name": ""}},
    {"actor": {"mbox_sha1sum": "0123456789abcdefABCDEF0123456789abcdef01"}},
    {"actor": {"openid": "https://agency.example/p-1"}},
    {"actor": LEARNERS},
    {"actor": {"objectType": "Group", "account": ACCOUNT}},
    {"actor": {"objectType": "Group", "member": []}},
    {"verb": {"id": "urn:uuid:00000000-0000-4000-8000-000000000000"}},
    {"verb": {"id": "https://example.com/فعل/خواندن", "display": {}}},
    {"object": {"objectType": "Activity", "id": "tag:content.example,2026:m1"}},
    {"object": LEARNER},
    {"object": LEARNERS},
    {"object": REF},
    {"object": SUB},
    {"object": {**SUB, "object": REF, "timestamp": "2036-11-21T00:00:00Z"}},
    {"verb": VOIDED, "object": REF},
    about(),
    about(extensions={"https://content.example/e": None}),
    choice(correctResponsesPattern=[], choices=[{"id": "a", "description": {}}]),
    about(interactionType="matching", source=[{"id": "a"}], target=[{"id": "a"}]),
    about(
        interactionType="long-fill-in", correctResponsesPattern=["{case_matters=true}x"]
    ),
    {"result": {}},
    {"result": {"score": {"scaled": -1, "raw": 0, "min": 0, "max": 1e3}}},
    {"context": {"registration": REF["id"].upper(), "revision": "1", "platform": "x"}},
    {"context": {"contextActivities": {"parent": {"id": "https://a.example"}}}},
    {"context": {"instructor": LEARNERS, "team": LEARNERS, "statement": REF}},
    {"context": {"extensions": {"https://content.example/e": {"x": [None, {}]}}}},
    {"attachments": [FILE]},
    {"attachments": []},
    {"authority": LEARNER},
    {"authority": {"objectType": "Group", "member": [LEARNER, MBOX]}},
    {"stored": "2020-01-01T00:00:00Z"},
    {"version": "1.0.0"},
    {"version": "1.0.9"},
]
GOOD_TIMES = ["2026-11-21T10:00:00Z", "2026-11-21T10:00:00.123456789+05:30"]
GOOD_DURATIONS = ["PT0S", "P4W", "P1Y2M3DT4H5M6.78S", "PT16559.14S", "P0.5Y", "PT1,5S"]
TAGS = ["en", "es-MX", "zh-Hant-TW", "de-CH-1996", "x-klingon", "und", "i-navajo"]


@pytest.mark.parametrize("change", GOOD)
def test_data_a_good_neighbour_is_stored_in_both_versions(
    client: Client, client_2: Client, change: dict[str, Any]
) -> None:
    for each in (client, client_2):
        each.store(statement(**change))


def test_data_4_good_values_of_the_special_types(client: Client) -> None:
    times = [statement(timestamp=text) for text in GOOD_TIMES]
    durations = [statement(result={"duration": text}) for text in GOOD_DURATIONS]
    tags = [statement(context={"language": tag}) for tag in TAGS]
    displays = [statement(verb={"id": VERBS + "x", "display": {t: "x"}}) for t in TAGS]
    client.store(*times, *durations, *tags, *displays)


def involved(**more: Any) -> dict[str, Any]:
    return {"objectType": "contextAgent", "agent": LEARNER, **more}


def test_2_0_4_2_2_5_context_agents_and_groups(
    client: Client, client_2: Client
) -> None:
    types = ["https://content.example/role"]
    group = {"objectType": "contextGroup", "group": LEARNERS, "relevantTypes": types}
    context = {"contextAgents": [involved()], "contextGroups": [group]}
    client_2.store(statement(context=context))
    assert client.ask("POST", "statements", statement(context=context)).status == 400
    for wrong in (
        involved(relevantTypes=[]),
        involved(relevantTypes=["role"]),
        involved(objectType="Agent"),
        involved(agent=LEARNERS),
        {"objectType": "contextAgent"},
    ):
        faulty = statement(context={"contextAgents": [wrong]})
        assert client_2.ask("POST", "statements", faulty).status == 400


def test_2_0_4_2_7_timestamps_are_rfc_3339(client: Client, client_2: Client) -> None:
    """1.0.3 lets a time without a zone pass, and the basic format (Data 4.5)."""
    for text in ("2026-11-21T10:00:00", "20261121T100000Z"):
        client.store(statement(timestamp=text))
        assert (
            client_2.ask("POST", "statements", statement(timestamp=text)).status == 400
        )


def test_2_0_versions_of_statements(client: Client, client_2: Client) -> None:
    assert client.ask("POST", "statements", statement(version="2.0.0")).status == 400
    client_2.store(statement(version="2.0.0"), statement(version="1.0.3"))


def test_every_fault_is_named_with_its_place(client: Client) -> None:
    """Communication 3.2: a message explains the cause; here, each cause."""
    wrong = statement(actor={}, verb={"id": "x"}, result={"success": "yes"})
    text = client.ask("POST", "statements", [statement(), wrong]).text
    for place in ("[1].actor", "[1].verb.id", "[1].result.success"):
        assert place in text
    assert '"x"' in text


def test_2_2_a_batch_is_refused_whole(client: Client) -> None:
    good = statement()
    assert client.ask("POST", "statements", [good, {}]).status == 400
    assert client.ask("GET", "statements", statementId=good["id"]).status == 404
