"""The LMS's part of cmi5 and of xAPI packages, asked as a unit asks it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from janeschool_scorm.preview.play.playable import playable
from janeschool_scorm.preview.play.run import running
from janeschool_scorm.preview.play.stage import Stage
from tests.preview.client import Client, Unit, statement
from tests.preview.play import packages
from tests.preview.play.asking import ask
from tests.preview.play.packages import au, block

ONE, TWO = "https://example.org/one", "https://example.org/two"
SATISFIED = "https://w3id.org/xapi/adl/verbs/satisfied"


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with running() as found:
        yield found.stage


def show(stage: Stage, path: Path) -> None:
    """Play it with nothing known of earlier ones."""
    stage.launching.forget()
    stage.show(playable(path, path.parent))


def launched(stage: Stage, item: str, **more: Any) -> Unit:
    """The unit that the frame would open, as far as its first statement."""
    asked = {"item": item, "learner": 1, "mode": "normal", "language": "es", **more}
    url = stage.launch(asked)["url"]
    unit = Unit(Client(stage.records), stage.records.sessions[-1].launch, url)
    unit.fetch()
    unit.read_launch_data()
    unit.read_preferences()
    assert unit.say(unit.defined("initialized")).status == 204
    return unit


def verbs(stage: Stage, registration: str) -> list[str]:
    """The last words of the verbs that were said, in order."""
    return [
        each["verb"]["id"].rpartition("/")[2]
        for each in stage.records.statements
        if each.get("context", {}).get("registration") == registration
    ]


def test_a_launch_tells_the_unit_all_that_an_lms_tells(
    stage: Stage, tmp_path: Path
) -> None:
    unit = 'moveOn="CompletedAndPassed" masteryScore="0.8"'
    more = "<launchParameters>chapter=1</launchParameters>"
    show(stage, packages.cmi5(tmp_path / "p.zip", au("one", unit, more)))
    url = stage.launch({"item": ONE, "learner": 3, "mode": "review", "language": "es"})
    parts = urlsplit(url["url"])
    given = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert url["url"].startswith(f"{stage.content}package/index.html?")
    assert given["endpoint"] == f"{stage.content}xapi/"
    assert json.loads(given["actor"])["account"]["name"] == "learner-3"
    one = Unit(Client(stage.records), stage.records.sessions[-1].launch, url["url"])
    assert "auth-token" in one.fetch()
    assert "error-code" in one.fetch()
    data = one.read_launch_data().json
    assert data["launchMode"] == "Review"
    assert (data["moveOn"], data["masteryScore"]) == ("CompletedAndPassed", 0.8)
    assert data["launchParameters"] == "chapter=1"
    assert data["returnURL"] == f"{stage.content}lms/back.html"
    assert one.read_preferences().json["languagePreference"] == "es"


def test_a_unit_moves_on_as_its_row_says_and_the_lms_says_what_is_satisfied(
    stage: Stage, tmp_path: Path
) -> None:
    structure = block("part", au("one", 'moveOn="CompletedAndPassed"')) + au(
        "two", 'moveOn="Completed"'
    )
    show(stage, packages.cmi5(tmp_path / "p.zip", structure))
    first = launched(stage, ONE)
    registration = first.launch.registration
    before = len(stage.hub.kept())
    assert first.say(first.defined("completed")).status == 204
    assert "satisfied" not in verbs(stage, registration)
    assert first.say(first.defined("passed")).status == 204
    told = [each for each in stage.hub.kept()[before:] if each["type"] == "moveon"]
    assert [each["item"] for each in told] == [ONE, "https://example.org/part"]
    assert verbs(stage, registration)[-1] == "satisfied"
    first.say(first.defined("terminated"))
    second = launched(stage, TWO)
    assert second.launch.registration == registration
    second.say(second.defined("completed"))
    assert verbs(stage, registration).count("satisfied") == 2
    last = stage.records.statements[-1]
    kind = last["object"]["definition"]["type"].rpartition("/")[2]
    assert (last["verb"]["id"], kind) == (SATISFIED, "course")
    second.say(second.defined("terminated"))


def test_a_unit_that_asks_for_nothing_is_satisfied_at_once(
    stage: Stage, tmp_path: Path
) -> None:
    show(stage, packages.cmi5(tmp_path / "p.zip", au("one")))
    unit = launched(stage, ONE)
    said = verbs(stage, unit.launch.registration)
    assert said == ["launched", "satisfied", "initialized"]


def test_a_waived_unit_counts_as_done(stage: Stage, tmp_path: Path) -> None:
    show(stage, packages.cmi5(tmp_path / "p.zip", au("one", 'moveOn="Passed"')))
    with pytest.raises(ValueError, match="launch the unit once"):
        stage.command({"do": "waive", "item": ONE})
    unit = launched(stage, ONE)
    stage.command({"do": "waive", "item": ONE})
    assert verbs(stage, unit.launch.registration)[-2:] == ["waived", "satisfied"]


def test_what_breaks_cmi5_is_told_by_its_number(stage: Stage, tmp_path: Path) -> None:
    show(stage, packages.cmi5(tmp_path / "p.zip", au("one", 'moveOn="Passed"')))
    unit = launched(stage, ONE)
    twice = unit.say(unit.defined("initialized"))
    assert twice.status == 403
    told = [each for each in stage.hub.kept() if each["type"] == "request"][-1]
    assert (told["method"], told["path"], told["status"]) == ("PUT", "statements", 403)
    (found,) = told["verdict"]
    assert found["level"] == "error"
    assert found["rule"].startswith("cmi5 9.3.")


def test_a_session_that_is_launched_over_is_abandoned_and_a_restart_is_new(
    stage: Stage, tmp_path: Path
) -> None:
    show(stage, packages.cmi5(tmp_path / "p.zip", au("one", 'moveOn="Passed"')))
    first = launched(stage, ONE)
    second = launched(stage, ONE)
    assert first.launch.registration == second.launch.registration
    assert "abandoned" in verbs(stage, first.launch.registration)
    third = launched(stage, ONE, restart=True)
    assert third.launch.registration != first.launch.registration
    other = launched(stage, ONE, learner=2)
    assert other.launch.registration != third.launch.registration


def test_statements_and_documents_are_told_with_who_said_them(
    stage: Stage, tmp_path: Path
) -> None:
    show(stage, packages.cmi5(tmp_path / "p.zip", au("one", 'moveOn="Passed"')))
    before = len(stage.hub.kept())
    unit = launched(stage, ONE)
    unit.ask("PUT", "activities/state", {"page": 3}, **unit.state("resume"))
    events = stage.hub.kept()[before:]
    said = [each["by"] for each in events if each["type"] == "statement"]
    assert said == ["lms", "course"]
    (document,) = [each for each in events if each["type"] == "document"]
    assert (document["kind"], document["id"]) == ("state", "resume")
    assert document["value"] == {"page": 3}


def test_faults_strike_the_requests_of_the_unit(stage: Stage, tmp_path: Path) -> None:
    show(stage, packages.cmi5(tmp_path / "p.zip", au("one", 'moveOn="Passed"')))
    unit = launched(stage, ONE)
    stage.command({"do": "fail", "which": "next", "error": "503"})
    assert unit.read_launch_data().status == 503
    assert unit.read_launch_data().status == 200
    stage.command({"do": "fail", "which": "all", "error": "391"})
    assert [unit.read_launch_data().status for _ in range(2)] == [500, 500]
    stage.command({"do": "fail", "which": "none"})
    stage.command({"do": "expire"})
    assert unit.read_launch_data().status == 401
    told = [each for each in stage.hub.kept() if each["type"] == "request"][-1]
    assert told["struck"] is True
    assert launched(stage, ONE).read_launch_data().status == 200


def test_an_xapi_package_is_launched_with_actor_and_registration(
    stage: Stage, tmp_path: Path
) -> None:
    show(stage, packages.tin_can(tmp_path / "p.zip"))
    asked = {"item": "https://example.org/activity", "learner": 1, "mode": "normal"}
    url = stage.launch(asked)["url"]
    given = {x: values[0] for x, values in parse_qs(urlsplit(url).query).items()}
    assert given["activity_id"] == "https://example.org/activity"
    client = Client(stage.records, {"Authorization": given["auth"]})
    actor = json.loads(given["actor"])
    right = statement(actor=actor, context={"registration": given["registration"]})
    client.store(right, statement())
    told = [each for each in stage.hub.kept() if each["type"] == "statement"][-2:]
    assert told[0]["verdict"] == []
    levels = [each["level"] for each in told[1]["verdict"]]
    assert levels == ["error", "warning"]


def test_nonsense_is_not_launched(stage: Stage, tmp_path: Path) -> None:
    show(stage, packages.cmi5(tmp_path / "p.zip", au("one")))
    odd: list[object] = [
        {},
        {"item": ONE},
        {"item": ONE, "learner": 0},
        {"item": ONE, "learner": True},
        {"item": ONE, "learner": "1"},
        {"item": "other", "learner": 1},
        [],
        "x",
    ]
    for asked in odd:
        got = ask(f"{stage.content}call/launch", "POST", json.dumps(asked))
        assert got.status == 400, asked
    assert ask(f"{stage.content}call/launch", "POST", "[" * 9000).status == 400


def test_pages_of_statements_lead_to_further_ones_below_the_token(
    stage: Stage, tmp_path: Path
) -> None:
    show(stage, packages.tin_can(tmp_path / "p.zip"))
    client = Client(stage.records)
    client.store(*(statement() for _ in range(3)))
    more = client.ask("GET", "statements", limit=2).json["more"]
    assert more.startswith(f"{urlsplit(stage.content).path}xapi/statements/more/")
    assert client.ask("GET", more).status == 200
