"""What cmi5 forbids an AU: one broken requirement each, by its number."""

from collections.abc import Callable
from typing import Any

import pytest

from janeschool_scorm.preview.records.launch import (
    CMI5,
    MASTERY_SCORE,
    MOVEON,
    SESSION_ID,
)
from tests.preview.client import VERBS, Client, Reply, Unit, agent, iri

Act = Callable[[Unit], Reply]


def put(verb: str, **result: Any) -> Act:
    """A defined statement whose result differs; `...` takes a property away."""

    def act(unit: Unit) -> Reply:
        made = unit.defined(verb)
        whole = {**made.get("result", {}), **result}
        kept = {name: value for name, value in whole.items() if value is not ...}
        return unit.say({**made, "result": kept})

    return act


def without_result(verb: str) -> Act:
    def act(unit: Unit) -> Reply:
        made = unit.defined(verb)
        made.pop("result")
        return unit.say(made)

    return act


def scored(verb: str, score: dict[str, Any], mastery: float | None) -> Act:
    def act(unit: Unit) -> Reply:
        made = unit.defined(verb)
        made["result"]["score"] = score
        if mastery is not None:
            extensions = {**made["context"]["extensions"], MASTERY_SCORE: mastery}
            made["context"] = {**made["context"], "extensions": extensions}
        return unit.say(made)

    return act


def in_categories(verb: str, *ids: str) -> Act:
    def act(unit: Unit) -> Reply:
        made = unit.defined(verb)
        category = [{"id": each} for each in ids]
        activities = {**made["context"]["contextActivities"], "category": category}
        made["context"] = {**made["context"], "contextActivities": activities}
        return unit.say(made)

    return act


def altered(**changes: Any) -> Act:
    """An allowed statement with properties changed; `...` takes one away."""

    def act(unit: Unit) -> Reply:
        whole = {**unit.allowed(), **changes}
        made = {name: value for name, value in whole.items() if value is not ...}
        if "id" in made:
            return unit.say(made)
        return unit.ask("POST", "statements", made)

    return act


def in_context(**changes: Any) -> Act:
    def act(unit: Unit) -> Reply:
        made = unit.allowed()
        whole = {**made["context"], **changes}
        made["context"] = {k: v for k, v in whole.items() if v is not ...}
        return unit.say(made)

    return act


def grouping(*before: str, template: bool = True, after: str = "") -> Act:
    def act(unit: Unit) -> Reply:
        ids = [*before, *([unit.launch.publisher_id] if template else [])]
        ids += [after] if after else []
        activities = {"grouping": [{"id": each} for each in ids]}
        return in_context(contextActivities=activities)(unit)

    return act


def then(*acts: Act) -> Act:
    """Several acts; all but the last must be accepted."""

    def act(unit: Unit) -> Reply:
        for each in acts[:-1]:
            assert each(unit).status in (200, 204)
        return acts[-1](unit)

    return act


def batch(*verbs: str) -> Act:
    def act(unit: Unit) -> Reply:
        return unit.say(*(unit.defined(v) if v else unit.allowed() for v in verbs))

    return act


def about(**changes: Any) -> Act:
    def act(unit: Unit) -> Reply:
        return unit.say({**unit.defined("completed"), **changes})

    return act


def state(method: str, body: Any = None, name: str | None = "x", **changes: Any) -> Act:
    def act(unit: Unit) -> Reply:
        given = {**unit.state("x"), "stateId": name, **changes}
        kept = {k: v for k, v in given.items() if v is not None}
        return unit.ask(method, "activities/state", body, **kept)

    return act


def preferences(body: Any, method: str = "PUT") -> Act:
    def act(unit: Unit) -> Reply:
        name = {"agent": unit.launch.actor, "profileId": "cmi5LearnerPreferences"}
        headers = {"If-None-Match": "*"}
        return unit.ask(method, "agents/profile", body, headers=headers, **name)

    return act


START = put("initialized")
END = put("terminated")
FULL_SCORE = {"scaled": 0.8, "raw": 8, "min": 0, "max": 10}
LANGUAGES = {"languagePreference": "es-MX,en", "audioPreference": "off"}
EARLIER = {"timestamp": "2026-11-21T20:00:00Z"}
LATER = {"timestamp": "2026-11-21T22:00:00Z"}

#: After initialized, with masteryScore 0.8: requirement -> what breaks it.
BROKEN: list[tuple[str, Act]] = [
    ("9.1.0.0-1", altered(id=...)),
    (
        "6.3.0.0-1",
        altered(
            verb={"id": VERBS + "voided"},
            object={
                "objectType": "StatementRef",
                "id": "00000000-0000-4000-8000-000000000000",
            },
        ),
    ),
    ("8.1.3.0-3", altered(actor=agent("somebody-else"))),
    ("9.7.0.0-1", altered(timestamp=...)),
    ("9.7.0.0-2", altered(timestamp="2026-11-22T03:30:00+05:30")),
    ("9.7.0.0-2", altered(timestamp="2026-11-21T22:00:00")),
    ("9.6.0.0-1", altered(context=...)),
    ("9.6.1.0-1", in_context(registration=...)),
    ("9.6.1.0-1", in_context(registration="00000000-0000-4000-8000-000000000000")),
    ("10.2.1.0-6", in_context(extensions={})),
    ("10.2.1.0-6", in_context(extensions={SESSION_ID: "another"})),
    ("10.2.1.0-6", in_context(contextActivities=...)),
    ("10.2.1.0-6", grouping(iri())),
    ("10.2.1.0-6", grouping(template=False, after=iri())),
    ("9.3.0.0-4", altered(**EARLIER)),
    ("9.3.0.0-5", then(altered(**LATER), END)),
    ("9.6.2.2-2", in_categories("completed", MOVEON)),
    ("9.6.2.2-2", in_categories("terminated", CMI5, MOVEON)),
    ("9.6.2.2-1", in_categories("completed", CMI5)),
    ("9.6.2.2-1", in_categories("passed", CMI5)),
    ("8.1.5.0-6", about(object={"id": iri()})),
    ("8.1.5.0-6", about(object=agent())),
    ("9.5.1.0-2", put("completed", score={"scaled": 1})),
    ("9.5.1.0-2", put("terminated", score={"scaled": 1})),
    ("9.5.1.0-3", scored("passed", {"raw": 1}, 0.8)),
    ("9.5.1.0-3", scored("failed", {"raw": 0, "min": 0}, 0.8)),
    ("9.5.2.0-1", put("passed", success=False)),
    ("9.5.2.0-1", put("passed", success=...)),
    ("9.5.2.0-2", put("failed", success=True)),
    ("9.5.2.0-3", put("completed", success=True)),
    ("9.5.3.0-1", put("completed", completion=False)),
    ("9.5.3.0-1", without_result("completed")),
    ("9.5.3.0-2", put("passed", completion=True)),
    ("9.5.4.1-1", put("terminated", duration=...)),
    ("9.5.4.1-1", without_result("terminated")),
    ("9.5.4.1-2", put("completed", duration=...)),
    ("9.5.4.1-3", put("passed", duration=...)),
    ("9.5.4.1-4", put("failed", duration=...)),
    ("9.3.0.0-1", put("experienced")),
    ("9.3.0.0-1", put("launched")),
    ("9.6.3.2-2", scored("passed", FULL_SCORE, None)),
    ("9.6.3.2-2", scored("passed", FULL_SCORE, 0.7)),
    ("9.3.4.0-2", scored("passed", {"scaled": 0.79}, 0.8)),
    ("9.3.5.0-2", scored("failed", {"scaled": 0.8}, 0.8)),
    ("9.3.0.0-2", START),
    ("9.3.0.0-2", then(put("completed"), put("completed"))),
    ("9.3.0.0-2", then(put("passed"), put("passed"))),
    ("9.3.0.0-2", batch("completed", "completed")),
    ("9.3.0.0-3", then(put("passed"), put("failed"))),
    ("9.3.0.0-3", then(put("failed"), put("passed"))),
    ("9.3.0.0-5", batch("completed", "terminated", "")),
    ("8.1.2.0-2", then(END, END)),
    ("8.1.2.0-2", then(END, altered())),
    ("8.1.2.0-2", then(END, state("GET"))),
    ("8.1.2.0-2", then(END, state("PUT", {}))),
    ("8.1.2.0-2", then(END, Unit.read_preferences)),
    ("8.1.3.0-3", state("PUT", {}, agent=agent())),
    ("8.1.3.0-3", state("GET", agent={"account": agent("p-7f3a9c")["account"]})),
    ("8.1.3.0-3", lambda unit: unit.ask("GET", "agents", agent=agent())),
    ("8.1.4.0-3", state("GET", registration="00000000-0000-4000-8000-000000000000")),
    ("10.2.1.0-5", state("PUT", {}, name="LMS.LaunchData")),
    ("10.2.1.0-5", state("POST", {}, name="LMS.LaunchData")),
    ("10.2.1.0-5", state("DELETE", name="LMS.LaunchData")),
    ("10.2.1.0-5", state("DELETE", name=None)),
    ("11.0.0.0-5", preferences({"languagePreference": "es"})),
    ("11.0.0.0-5", preferences([])),
    ("11.0.0.0-5", preferences({}, "POST")),
    ("11.1.0.0-1", preferences({**LANGUAGES, "languagePreference": "es, en"})),
]


@pytest.mark.parametrize(("requirement", "act"), BROKEN)
def test_a_broken_requirement_is_403_and_remembered(
    client: Client, requirement: str, act: Act
) -> None:
    unit = Unit.opened(client, mastery_score=0.8)
    assert START(unit).status == 204
    before = client.found(registration=unit.launch.registration)
    reply = act(unit)
    assert reply.status == 403, reply.text
    assert reply.text.startswith(f"{requirement}: ")
    last = client.records.violations[-1]
    assert (last.session_id, last.requirement) == (unit.launch.session_id, requirement)
    if requirement.startswith(("9.1", "9.5.2", "9.7", "10.2.1")):
        assert client.found(registration=unit.launch.registration) == before


MODES = [("Browse", "10.2.2.0-2"), ("Review", "10.2.2.0-3")]


@pytest.mark.parametrize(("mode", "requirement"), MODES)
@pytest.mark.parametrize("verb", ["completed", "passed", "failed"])
def test_10_2_2_browse_and_review_record_no_judgement(
    client: Client, mode: str, requirement: str, verb: str
) -> None:
    unit = Unit.opened(client, mode=mode)
    assert then(START, altered())(unit).status == 204
    reply = unit.say(unit.defined(verb))
    assert (reply.status, reply.text.partition(":")[0]) == (403, requirement)
    assert END(unit).status == 204


def test_10_2_1_0_7_values_of_the_template_are_not_overwritten(client: Client) -> None:
    unit = Unit.opened(client, context={"language": "es"})
    assert START(unit).status == 204
    assert altered()(unit).status == 204
    reply = in_context(language="en")(unit)
    assert (reply.status, reply.text.partition(":")[0]) == (403, "10.2.1.0-6")


def test_9_3_0_0_4_initialized_comes_first_and_alone(client: Client) -> None:
    for act in (
        altered(),
        put("completed"),
        END,
        batch("initialized", ""),
        batch("", ""),
    ):
        unit = Unit.opened(client)
        reply = act(unit)
        assert (reply.status, reply.text.partition(":")[0]) == (403, "9.3.0.0-4")
        assert START(unit).status == 204
    unit = Unit.opened(client)
    reply = unit.say({**unit.allowed(), "verb": {"id": VERBS + "initialized"}})
    assert reply.status == 403


def test_11_0_0_0_3_preferences_are_read_first_even_where_there_are_none(
    client: Client,
) -> None:
    unit = Unit.launched(client, actor=agent())
    unit.fetch()
    reply = START(unit)
    assert (reply.status, reply.text.partition(":")[0]) == (403, "11.0.0.0-3")
    assert unit.read_preferences().status == 404
    assert START(unit).status == 204


SECOND = [
    ("9.3.0.0-6", "completed", "completed"),
    ("9.3.0.0-7", "passed", "passed"),
    ("9.3.0.0-8", "passed", "failed"),
]


@pytest.mark.parametrize(("requirement", "first", "second"), SECOND)
def test_9_3_once_a_registration(
    client: Client, requirement: str, first: str, second: str
) -> None:
    unit = Unit.opened(client)
    assert then(START, put(first), END)(unit).status == 204
    same = {"registration": unit.launch.registration}
    publisher = {"publisher_id": unit.launch.publisher_id}
    again = Unit.opened(client, **same, **publisher)
    assert START(again).status == 204
    reply = put(second)(again)
    assert (reply.status, reply.text.partition(":")[0]) == (403, requirement)
    other_unit = Unit.opened(client, **same)
    assert then(START, put(second))(other_unit).status == 204
    other_registration = Unit.opened(client, **publisher)
    assert then(START, put(second))(other_registration).status == 204


def test_9_3_0_0_8_failed_may_come_again_and_passed_after_it(client: Client) -> None:
    first = Unit.opened(client)
    assert then(START, put("failed"), END)(first).status == 204
    again = {
        "registration": first.launch.registration,
        "publisher_id": first.launch.publisher_id,
    }
    for verb in ("failed", "passed"):
        unit = Unit.opened(client, **again)
        assert then(START, put(verb), END)(unit).status == 204


#: What must pass, between initialized and terminated.
ALLOWED: list[Act] = [
    altered(),
    altered(verb={"id": VERBS + "completed"}),
    altered(timestamp="2026-11-21T22:00:00.123+00:00"),
    grouping(after=iri()),
    in_context(language="es", revision="1"),
    in_categories("completed", "https://content.example/own", CMI5, MOVEON),
    scored("passed", FULL_SCORE, 0.8),
    scored("failed", {"scaled": 0.79}, 0.8),
    put("passed"),
    scored("passed", {"raw": 1, "min": 0, "max": 10}, 0.8),
    put("failed", duration="PT0S"),
    batch("", "completed", "passed", "terminated"),
    state("PUT", {"at": 1}),
    state("GET", name=None),
    state("PUT", {"at": 1}, registration=None),
    state("DELETE"),
    preferences(LANGUAGES),
    Unit.read_launch_data,
    lambda unit: unit.ask("GET", "agents", agent=unit.launch.actor),
    lambda unit: unit.ask("GET", "activities", activityId=unit.launch.activity_id),
]


@pytest.mark.parametrize("act", ALLOWED)
def test_7_1_3_what_an_au_may_do(client: Client, act: Act) -> None:
    unit = Unit.opened(client, mastery_score=0.8, actor=agent())
    assert START(unit).status == 204
    before = len(client.records.violations)
    reply = act(unit)
    assert reply.status in (200, 204), reply.text
    assert len(client.records.violations) == before


def test_7_1_3_a_single_category_counts_without_its_array(client: Client) -> None:
    """Data 2.4.6.2 lets it stand so; a known test suite answers 500."""
    unit = Unit.opened(client)
    made = unit.defined("initialized")
    made["context"]["contextActivities"]["category"] = {"id": CMI5}
    assert unit.say(made).status == 204
    assert client.records.session(unit.launch.session_id).initialized


def test_9_3_0_0_9_reading_back_after_a_lost_answer_is_allowed(client: Client) -> None:
    unit = Unit.opened(client)
    assert START(unit).status == 204
    made = unit.defined("completed")
    assert unit.say(made).status == 204
    reply = unit.ask("GET", "statements", statementId=made["id"])
    assert (reply.status, reply.json["id"]) == (200, made["id"])
    repeated = unit.say(made)
    assert (repeated.status, repeated.text.partition(":")[0]) == (403, "9.3.0.0-2")


def test_xapi_rules_come_before_those_of_cmi5(client: Client) -> None:
    unit = Unit.opened(client)
    before = len(client.records.violations)
    assert (
        unit.say({**unit.allowed(), "result": {"score": {"scaled": 7}}}).status == 400
    )
    assert unit.ask("PUT", "statements", b"{", statementId="1").status == 400
    assert len(client.records.violations) == before


def test_errors_name_the_requirement_to_programs_too(client: Client) -> None:
    unit = Unit.opened(client)
    made = unit.allowed()
    headers = {"Accept": "application/json"}
    reply = unit.ask("POST", "statements", made, headers=headers)
    assert reply.json["requirement"] == "9.3.0.0-4"
    assert reply.json["error"]
