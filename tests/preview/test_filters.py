"""GET statements: filters, pages, formats. xAPI 1.0.3, Communication 2.1.3, Data 2.5."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from janeschool_scorm.preview.records import Records, Settings, serve
from janeschool_scorm.preview.records.formats import accepted_languages, one_language
from tests.preview.client import LEARNER, PATIENT, VERBS, Client, agent, iri, statement


def reference(name: str, **more: Any) -> dict[str, Any]:
    return statement(object={"objectType": "StatementRef", "id": name}, **more)


def sub(**more: Any) -> dict[str, Any]:
    return {
        "objectType": "SubStatement",
        "actor": LEARNER,
        "verb": {"id": VERBS + "planned"},
        "object": {"id": "https://content.example/later"},
        **more,
    }


def group(*members: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"objectType": "Group", "member": list(members), **more}


def test_verb_activity_registration(client: Client) -> None:
    verb, activity, registration = VERBS + uuid4().hex, iri(), str(uuid4())
    made = [
        statement(verb={"id": verb}),
        statement(object={"id": activity}),
        statement(context={"registration": registration.upper()}),
    ]
    client.store(*made)
    assert client.found(verb=verb) == [made[0]["id"]]
    assert client.found(activity=activity) == [made[1]["id"]]
    assert client.found(registration=registration) == [made[2]["id"]]
    assert client.found(verb=verb, activity=activity) == []


def test_an_empty_result_is_an_empty_array(client: Client) -> None:
    reply = client.ask("GET", "statements", verb=VERBS + uuid4().hex)
    assert (reply.status, reply.json) == (200, {"statements": [], "more": ""})


def test_agent_is_actor_or_object_or_a_member_of_theirs(client: Client) -> None:
    who = agent()
    named = {**who, "name": "A. B."}
    made = [
        statement(actor=named),
        statement(object=who),
        statement(actor=group(agent(), named)),
        statement(object=group(who, account=agent()["account"])),
    ]
    others = [
        statement(context={"instructor": who}),
        statement(object=sub(actor=who)),
        statement(actor=agent()),
    ]
    client.store(*made, *others)
    wanted = [each["id"] for each in reversed(made)]
    account = {"account": who["account"]}
    assert client.found(agent=who) == client.found(agent=account) == wanted
    related = client.found(agent=who, related_agents=True)
    assert set(related) == {*wanted, others[0]["id"], others[1]["id"]}


def test_related_agents_look_into_authority_team_and_2_0_context(
    client: Client, client_2: Client
) -> None:
    who = agent()
    as_agent = {"objectType": "contextAgent", "agent": who}
    as_group = {"objectType": "contextGroup", "group": group(who)}
    made = [
        statement(context={"team": group(who)}),
        statement(context={"contextAgents": [as_agent]}),
        statement(context={"contextGroups": [as_group]}),
        statement(object=sub(context={"instructor": who})),
    ]
    client_2.store(*made)
    assert client.found(agent=who) == []
    wanted = [each["id"] for each in reversed(made)]
    assert client.found(agent=who, related_agents=True) == wanted
    sender = client.ask("GET", "statements", limit=1).json["statements"][0]["authority"]
    assert client.found(agent=sender, related_agents=True, limit=1)


@pytest.mark.parametrize("place", ["parent", "grouping", "category", "other"])
def test_related_activities_look_into_context(client: Client, place: str) -> None:
    activity = iri()
    there = {"contextActivities": {place: [{"id": activity}]}}
    made = [
        statement(object={"id": activity}),
        statement(context=there),
        statement(object=sub(object={"id": activity})),
        statement(object=sub(context=there)),
    ]
    client.store(*made)
    assert client.found(activity=activity) == [made[0]["id"]]
    wanted = [each["id"] for each in reversed(made)]
    assert client.found(activity=activity, related_activities=True) == wanted


def test_a_statement_that_refers_to_a_match_matches(client: Client) -> None:
    activity = iri()
    first = statement(object={"id": activity})
    second = reference(first["id"])
    third = reference(second["id"])
    client.store(third, second, first)
    assert client.found(activity=activity) == [first["id"], second["id"], third["id"]]
    client.store(reference(str(uuid4())))
    circle = [statement(), statement()]
    for one, other in ((0, 1), (1, 0)):
        circle[one]["object"] = {
            "objectType": "StatementRef",
            "id": circle[other]["id"],
        }
    client.store(*circle)
    assert client.found(activity=iri()) == []


def test_context_statement_does_not_count_as_a_reference(client: Client) -> None:
    first = statement(object={"id": iri()})
    context = {"statement": {"objectType": "StatementRef", "id": first["id"]}}
    client.store(first, statement(context=context))
    assert client.found(activity=first["object"]["id"]) == [first["id"]]


def test_since_is_exclusive_and_until_inclusive_on_stored(client: Client) -> None:
    verb = {"id": VERBS + uuid4().hex}
    old = statement(verb=verb, timestamp="2019-01-01T00:00:00Z")
    ids = client.store(old, statement(verb=verb), statement(verb=verb))
    reply = client.ask("GET", "statements", verb=verb["id"], ascending=True)
    times = [each["stored"] for each in reply.json["statements"]]
    assert times == sorted(set(times))
    assert client.found(verb=verb["id"], ascending=True) == ids
    assert client.found(verb=verb["id"], since=times[0]) == [ids[2], ids[1]]
    assert client.found(verb=verb["id"], until=times[1]) == [ids[1], ids[0]]
    assert client.found(verb=verb["id"], since=times[0], until=times[1]) == [ids[1]]
    assert client.found(verb=verb["id"], since=times[2]) == []


def walk(client: Client, **parameters: Any) -> list[str]:
    """The ids of every page, by following `more`."""
    ids: list[str] = []
    reply = client.ask("GET", "statements", **parameters)
    while True:
        ids += [each["id"] for each in reply.json["statements"]]
        more = reply.json["more"]
        if not more:
            return ids
        assert more.startswith("/xapi/")
        reply = client.ask("GET", more)
        assert "x-experience-api-consistent-through" in reply.headers


def test_data_2_5_more_brings_each_statement_once(client: Client) -> None:
    verb = {"id": VERBS + uuid4().hex}
    ids = client.store(*(statement(verb=verb) for _ in range(7)))
    for limit in (1, 2, 3, 6, 7, 8):
        assert walk(client, verb=verb["id"], limit=limit, ascending=True) == ids
        assert walk(client, verb=verb["id"], limit=limit) == ids[::-1]


def test_data_2_5_more_can_be_asked_again_and_keeps_its_format(client: Client) -> None:
    verb = {"id": VERBS + uuid4().hex, "display": {"en": "x"}}
    client.store(*(statement(verb=verb) for _ in range(4)))
    first = client.ask("GET", "statements", verb=verb["id"], limit=2, format="ids").json
    client.store(statement(verb=verb))
    one, other = client.ask("GET", first["more"]), client.ask("GET", first["more"])
    assert one.json == other.json
    assert "display" not in one.json["statements"][0]["verb"]
    assert client.ask("GET", first["more"], limit="1").status == 400
    assert client.ask("GET", "statements/more/unknown").status == 404
    no_version = client.ask(
        "GET", first["more"], headers={"X-Experience-API-Version": None}
    )
    assert no_version.status == 400


def test_data_2_5_a_voided_statement_leaves_the_pages_that_are_still_to_come(
    client: Client,
) -> None:
    verb = {"id": VERBS + uuid4().hex}
    ids = client.store(*(statement(verb=verb) for _ in range(4)))
    page = client.ask(
        "GET", "statements", verb=verb["id"], limit=2, ascending=True
    ).json
    client.store(reference(ids[2], verb={"id": VERBS + "voided"}))
    rest = client.ask("GET", page["more"]).json
    assert ids[3] in [each["id"] for each in rest["statements"]]
    assert ids[2] not in [each["id"] for each in rest["statements"]]


def test_2_1_3_limit_0_is_the_servers_own_and_none_is_beyond_it() -> None:
    with serve(Settings(page=3)) as records:
        client = Client(records)
        ids = client.store(*(statement() for _ in range(5)))
        for limit in ({}, {"limit": 0}, {"limit": 4}):
            assert len(client.found(**limit)) == 3
        assert walk(client, ascending=True) == ids


@settings(PATIENT, max_examples=25)
@given(size=st.integers(1, 6), rows=st.lists(st.booleans(), max_size=12))
def test_data_2_5_any_mixture_of_voided_rows_walks_to_its_end(
    records: Records, size: int, rows: list[bool]
) -> None:
    """Seen on another LRS: a page that ends on voided rows answered 500."""
    client = Client(records)
    verb = {"id": VERBS + uuid4().hex}
    ids = client.store(*(statement(verb=verb) for _ in rows))
    gone = [name for name, voided in zip(ids, rows, strict=True) if voided]
    client.store(*(reference(name, verb={"id": VERBS + "voided"}) for name in gone))
    found = walk(client, verb=verb["id"], limit=size, ascending=True)
    kept = [name for name, voided in zip(ids, rows, strict=True) if not voided]
    assert [name for name in found if name in ids] == kept
    assert len(set(found)) == len(found) == len(ids)


def test_format_ids_keeps_what_identifies(client: Client) -> None:
    member = {**agent(), "name": "M"}
    definition = {"definition": {"name": {"en": "Q"}}}
    made = statement(
        actor={"objectType": "Group", "name": "Team", "member": [member]},
        object=sub(
            actor={**agent("s"), "name": "S"},
            object={"id": "https://a.example", **definition},
        ),
        context={
            "contextActivities": {
                "parent": [{"id": "https://a.example", **definition}]
            },
            "instructor": {**agent("i"), "name": "I"},
            "language": "es",
        },
    )
    client.store(made)
    found = client.ask("GET", "statements", statementId=made["id"], format="ids").json
    assert found["actor"] == {
        "objectType": "Group",
        "member": [{"objectType": "Agent", "account": member["account"]}],
    }
    assert found["verb"] == {"id": made["verb"]["id"]}
    assert found["object"]["object"] == {"id": "https://a.example"}
    assert found["object"]["actor"] == agent("s")
    assert found["context"] == {
        "contextActivities": {"parent": [{"id": "https://a.example"}]},
        "instructor": agent("i"),
        "language": "es",
    }


def test_format_ids_keeps_references_and_identified_groups(client: Client) -> None:
    known = group(agent(), account=agent("g")["account"])
    one = reference(str(uuid4()), actor=known)
    other = statement(object=known)
    client.store(one, other)
    found = client.ask("GET", "statements", statementId=one["id"], format="ids").json
    assert found["actor"] == {"objectType": "Group", "account": known["account"]}
    assert found["object"] == one["object"]
    found = client.ask("GET", "statements", statementId=other["id"], format="ids").json
    assert found["object"] == {"objectType": "Group", "account": known["account"]}


def test_format_ids_reduces_the_context_of_2_0_and_canonical_keeps_it(
    client: Client, client_2: Client
) -> None:
    who = {**agent("c"), "name": "C"}
    context = {
        "contextAgents": [{"objectType": "contextAgent", "agent": who}],
        "contextActivities": {"other": [{"id": iri()}]},
    }
    made = statement(context=context, verb={"id": VERBS + uuid4().hex})
    client_2.store(made)
    asked = {"statementId": made["id"]}
    found = client.ask("GET", "statements", **asked, format="ids").json["context"]
    least = [{"objectType": "contextAgent", "agent": agent("c")}]
    assert found == {**context, "contextAgents": least}
    known = client.ask("GET", "statements", **asked, format="canonical").json
    assert (known["context"], known["verb"]) == (context, made["verb"])


def test_format_canonical_has_one_language_and_the_known_definition(
    client: Client,
) -> None:
    name, verb = iri(), VERBS + uuid4().hex
    choices = [{"id": "a", "description": {"en": "Yes", "es": "Sí"}}, {"id": "b"}]
    definition = {
        "name": {"en": "Question", "es": "Pregunta"},
        "description": {"en": "Which?"},
        "interactionType": "choice",
        "choices": choices,
    }
    client.store(
        statement(verb={"id": verb, "display": {"en": "did", "es": "hizo"}}),
        statement(object={"id": name, "definition": definition}),
    )
    later = statement(verb={"id": verb}, object={"id": name})
    client.store(later)
    spanish = {"Accept-Language": "es-MX, en;q=0.5"}
    found = client.ask(
        "GET",
        "statements",
        headers=spanish,
        statementId=later["id"],
        format="canonical",
    ).json
    assert found["verb"]["display"] == {"es": "hizo"}
    known = found["object"]["definition"]
    assert known["name"] == {"es": "Pregunta"}
    assert known["description"] == {"en": "Which?"}
    assert known["choices"] == [{"id": "a", "description": {"es": "Sí"}}, {"id": "b"}]
    exact = client.ask(
        "GET", "statements", headers=spanish, statementId=later["id"]
    ).json
    assert exact["object"] == later["object"]
    assert exact["verb"] == later["verb"]


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("es", "es-MX"),
        ("ES-mx", "es-MX"),
        ("es-MX-x-old", "es-MX"),
        ("fr, en-GB;q=0.1", "en"),
        ("en;q=0, es", "es-MX"),
        ("en;q=0.2, es;q=0.9", "es-MX"),
        ("fr", "en"),
        ("", "en"),
        ("*;q=x,,", "en"),
    ],
)
def test_rfc_9110_accept_language_chooses_in_each_map(header: str, wanted: str) -> None:
    texts = {"en": "one", "es-MX": "uno"}
    assert list(one_language(texts, accepted_languages(header))) == [wanted]
    assert one_language({}, ("en",)) == {}
