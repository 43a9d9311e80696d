"""The xAPI profile: up to date, formed as the specification says, and kept by the player."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.xapi.example import write
from tests.xapi.generate import ROOT
from xapi import profile_page
from xapi.collect import Accepted, collect
from xapi.profile_document import CONFORMS, CONTEXT, as_json, document
from xapi.vocabulary import vocabulary

PROFILE = document()
VERSION = PROFILE["versions"][-1]["id"]
CONCEPT = {"id", "type", "inScheme", "prefLabel", "definition"}
EXTENSIONS = {"ContextExtension": "context", "ResultExtension": "result"}
OPERATORS = {"alternates", "optional", "oneOrMore", "sequence", "zeroOrMore"}
TEMPLATE = {"verb", "objectActivityType", "rules"}

DUMP = """
const { told, EVENTS } = require("./tests/player/samples.js");
const all = {};
Object.keys(EVENTS).forEach((name) => { all[name] = told(EVENTS[name]); });
console.log(JSON.stringify(all));
"""


def everything(value: Any) -> Iterator[Any]:
    yield value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for child in children:
            yield from everything(child)


def named() -> dict[str, dict[str, Any]]:
    parts = [*PROFILE["concepts"], *PROFILE["templates"], *PROFILE["patterns"]]
    return {part["id"]: part for part in parts}


def test_the_profile_and_its_page_are_up_to_date() -> None:
    """`janeschool-report profile` writes both."""
    kept = (ROOT / "xapi/profile/janeschool.jsonld").read_text(encoding="utf-8")
    assert kept == as_json()
    page = (ROOT / "docs/xapi-profile.md").read_text(encoding="utf-8")
    assert page == profile_page.as_markdown()


def test_the_profile_says_what_it_is() -> None:
    """Profile Properties; Profile Version Objects; Organizations and Persons."""
    assert (PROFILE["@context"], PROFILE["type"]) == (CONTEXT, "Profile")
    assert PROFILE["conformsTo"] == CONFORMS
    assert PROFILE["prefLabel"]["en"]
    assert PROFILE["definition"]["en"]
    assert PROFILE["author"] == {"type": "Organization", "name": "JaneSchool"}
    assert all(set(each) >= {"id", "generatedAtTime"} for each in PROFILE["versions"])
    assert VERSION.startswith(PROFILE["id"])


def test_no_value_is_empty_and_no_id_is_there_twice() -> None:
    """Document Interpretation and General Restrictions."""
    assert not [v for v in everything(PROFILE) if v in ("", None) or v in ([], {})]
    parts = [*PROFILE["concepts"], *PROFILE["templates"], *PROFILE["patterns"]]
    assert len(named()) == len(parts)
    assert all(part["inScheme"] == VERSION for part in parts)
    assert all(
        part["id"].startswith("https://www.janeschool.org/xapi/") for part in parts
    )


def test_each_concept_of_ours_is_defined_once_with_the_type_of_its_value() -> None:
    """Concepts; Extensions."""
    words = vocabulary()
    for concept in PROFILE["concepts"]:
        assert set(concept) >= CONCEPT
        assert concept["type"] in {"Verb", "ActivityType", *EXTENSIONS}
        if concept["type"] in EXTENSIONS:
            found = words.extensions_by_id[concept["id"]]
            assert found.place == EXTENSIONS[concept["type"]]
            assert json.loads(concept["inlineSchema"])["type"] == found.type
    ours = [
        *words.verbs.values(),
        *words.activity_types.values(),
        *(extension.id for extension in words.extensions.values()),
    ]
    defined = {concept["id"] for concept in PROFILE["concepts"]}
    assert defined == {each for each in ours if each.startswith(words.base)}


def test_templates_are_told_apart_by_verb_and_type_of_object() -> None:
    """Statement Templates; Statement Template Rules."""
    words = vocabulary()
    kinds = [(t["verb"], t.get("objectActivityType")) for t in PROFILE["templates"]]
    assert len(set(kinds)) == len(kinds)
    for template in PROFILE["templates"]:
        assert set(template) <= CONCEPT | TEMPLATE
        assert template["verb"] in words.verb_words
        kind = template.get("objectActivityType")
        assert kind is None or kind in words.activity_type_words
        for rule in template["rules"]:
            assert set(rule) == {"location", "presence"}
            assert rule["location"].startswith("$.")
            assert rule["presence"] in ("included", "excluded", "recommended")


def members(pattern: dict[str, Any]) -> list[str]:
    (operator,) = OPERATORS & set(pattern)
    value = pattern[operator]
    if operator in ("alternates", "sequence"):
        assert len(value) > 1
        return list(value)
    assert isinstance(value, str)
    return [value]


def test_patterns_lead_to_every_template_and_never_back_to_themselves() -> None:
    """Patterns."""
    parts = named()
    (primary,) = [p for p in PROFILE["patterns"] if p.get("primary")]
    assert primary["prefLabel"]["en"]
    assert primary["definition"]["en"]
    reached: list[str] = []
    waiting = [(primary["id"], frozenset[str]())]
    while waiting:
        name, above = waiting.pop()
        assert name not in above
        reached.append(name)
        part = parts[name]
        if part["type"] == "Pattern":
            waiting += [(member, above | {name}) for member in members(part)]
    assert {n for n in parts if parts[n]["type"] != "Verb"} >= set(reached)
    templates = {template["id"] for template in PROFILE["templates"]}
    assert templates <= set(reached)
    for pattern in PROFILE["patterns"]:
        if "alternates" in pattern:
            inside = [set(parts[member]) for member in members(pattern)]
            assert not any(part & {"optional", "zeroOrMore"} for part in inside)


def at(statement: dict[str, Any], location: str) -> Any:
    """Return what a JSONPath of our own kind finds."""
    path, _, extension = location.removeprefix("$.").partition("['")
    value: Any = statement
    for name in [*path.split("."), *filter(None, [extension.removesuffix("']")])]:
        value = value.get(name) if isinstance(value, dict) else None
    return value


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        ["node", "-e", DUMP], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def test_all_that_the_player_says_follows_one_template(
    told: dict[str, dict[str, Any]],
) -> None:
    assert len(told) > 10
    for name, sent in told.items():
        verb, kind = sent["verb"]["id"], sent["object"]["definition"]["type"]
        (template,) = [
            each
            for each in PROFILE["templates"]
            if each["verb"] == verb and each.get("objectActivityType", kind) == kind
        ]
        for rule in template["rules"]:
            found = at(sent, rule["location"]) is not None
            wanted = {"included": True, "excluded": False}.get(rule["presence"], found)
            assert found == wanted, (name, rule)


def test_all_that_the_player_says_may_be_stored(
    told: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    path = write(tmp_path / "said.ndjson", *told.values())
    found = list(collect(path, b"k" * 32, lambda done, count: None))
    assert [type(each) for each in found] == [Accepted] * len(told)
