"""One data file holds the words; existing profiles come before our own."""

import json
from importlib.resources import files
from typing import Any

import pytest

from xapi.vocabulary import vocabulary

DATA: dict[str, Any] = json.loads(
    (files("xapi") / "profile/vocabulary.json").read_text()
)
KINDS = ("verbs", "activity_types", "categories", "extensions")


@pytest.mark.parametrize("kind", KINDS)
def test_each_word_has_an_iri_of_its_own_and_a_meaning(kind: str) -> None:
    ids = [entry["id"] for entry in DATA[kind].values()]
    ids += [x for entry in DATA[kind].values() for x in entry.get("also", ())]
    assert len(ids) == len(set(ids))
    assert all(entry["meaning"].endswith(".") for entry in DATA[kind].values())


@pytest.mark.parametrize("kind", KINDS)
def test_words_of_ours_live_under_our_base_and_no_others(kind: str) -> None:
    for entry in DATA[kind].values():
        assert (entry["from"] == "janeschool") == entry["id"].startswith(DATA["base"])


def test_verbs_are_shown_in_english_and_spanish() -> None:
    assert all(set(verb["display"]) == {"en", "es"} for verb in DATA["verbs"].values())


def test_the_events_of_the_records_table_have_their_verbs() -> None:
    needed = "initialized terminated experienced completed answered attested passed"
    assert set(needed.split()) < set(vocabulary().verbs)
    assert vocabulary().verbs["completed"] == "http://adlnet.gov/expapi/verbs/completed"


def test_both_course_types_are_read_as_one_word() -> None:
    words = vocabulary().activity_type_words
    assert words["http://adlnet.gov/expapi/activities/course"] == "course"
    assert words["https://w3id.org/xapi/cmi5/activitytype/course"] == "course"


def test_an_extension_states_its_place_and_type() -> None:
    for extension in vocabulary().extensions.values():
        assert extension.place in ("context", "result")
        assert extension.type in ("string", "boolean", "integer", "number")
