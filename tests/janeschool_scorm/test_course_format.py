"""The page about the format says what the program reads: every kind, every example."""

import re
import textwrap

import pytest

from janeschool_scorm.agency import Agency, Rules
from janeschool_scorm.blocks import KINDS
from janeschool_scorm.blocks.scenario import Scenario
from janeschool_scorm.markdown import RawBlock, split
from janeschool_scorm.schema import schemas
from janeschool_scorm.shape import shape
from janeschool_scorm.source import read_yaml
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "course-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"(?m)^    :::\{.*\n(?:(?:    .*)?\n)*?    :::$", PAGE)
WITH_EXAMPLE = {"match", "order", "sort", "fill-in", "numeric", "scenario", "choice"}


def test_every_kind_of_block_has_a_row_in_the_table() -> None:
    assert set(re.findall(r"(?m)^\| `([a-z-]+)` \|", PAGE)) == set(KINDS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_read_without_a_fault(example: str) -> None:
    raws, problems = split(textwrap.dedent(example), path="x")
    blocks = [raw for raw in raws if isinstance(raw, RawBlock)]
    assert (len(blocks), problems) == (1, [])
    value, marks, problems = read_yaml(blocks[0].body, path="x")
    kind = KINDS[blocks[0].kind]
    assert problems + shape(kind, value, marks)[1] == []
    assert bool(blocks[0].id) == kind.takes_id


def test_exercises_have_an_example() -> None:
    shown = {example.split("{")[1].split("}")[0] for example in EXAMPLES}
    assert shown >= WITH_EXAMPLE


def test_every_key_of_an_agencys_file_is_on_the_page() -> None:
    section = PAGE.partition("## An agency\n")[2]
    for name in {*Agency.model_fields, *Rules.model_fields}:
        assert re.search(rf"(?m)^ {{4,}}(- )?{name}:|\b(or )?{name}: ", section), name


def test_a_banks_schema_has_the_keys_of_each_kind_that_may_stand_in_it() -> None:
    kinds = schemas()["bank.yaml"]["properties"]["questions"]["items"]["oneOf"]
    found = {each["properties"]["kind"]["const"]: each for each in kinds}
    assert set(found) == WITH_EXAMPLE - {"scenario"} | {"true-false"}
    assert {"id", "kind", "module", "groups", "items"} <= set(found["sort"]["required"])


def test_a_scenario_proves_no_more_than_the_words_of_its_shortest_way() -> None:
    steps = [
        {"id": "a", "text": "One two.", "choices": [ways("b"), ways("c")]},
        {"id": "b", "text": "Three four five six.", "choices": [ways("c"), ways("a")]},
        {"id": "c", "text": "Seven.", "end": "true"},
    ]
    scenario = Scenario.model_validate({"title": "Title", "steps": steps})
    assert scenario.words() == "Title One two. Go. Go. Seven."


def ways(to: str) -> dict[str, str]:
    return {"text": "Go.", "to": to}
