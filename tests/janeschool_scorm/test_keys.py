"""Keys that the compiler writes and the player reads: both sides agree on every answer."""

import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janeschool_scorm import keys
from janeschool_scorm.blocks import QUESTIONS
from janeschool_scorm.blocks.match import Match
from janeschool_scorm.blocks.order import Order
from janeschool_scorm.blocks.sort import Sort

PLAYER = Path(keys.__file__).parent / "player"
FEEDBACK = {"right": "Yes.", "wrong": "No."}
#: Kind -> body, right answers, wrong answers, all as the learner gives them.
ASKED: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "choice": ({"options": ["A *", "B", "C *"]}, ["a,c"], ["a", "a,b,c", "b"]),
    "true-false": ({"answer": "false"}, ["f"], ["t"]),
    "sort": (
        {
            "groups": ["G", "H"],
            "items": [{"text": "1", "group": "H"}, {"text": "2", "group": "G"}],
        },
        ["a.2,b.1"],
        ["a.1,b.2", "a.1,b.1", "a.2"],
    ),
    "fill-in": (
        {"answers": ["Probation", "Señal del año", "Ёлка", "don't"]},
        ["probation", " PRO BATION", "senal del ano", "елка", "Don’t"],
        ["probatio", "sinal", "dont'x", "do"],
    ),
    "numeric": (
        {"answer": "1000.5", "tolerance": "0.25"},
        ["1,000.5", "1000.25", "1000.750", "1000.3"],
        ["1000.24", "1000.76", "-1000.5", "0"],
    ),
}
_NODE = """
global.JaneSchool = {};
require("vm").runInThisContext(require("fs").readFileSync(process.argv[1], "utf8"));
const A = JaneSchool.answers;
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const read = { "fill-in": (item, typed) => A.matched("c", item, typed),
    numeric: (item, typed) => A.number(typed) };
console.log(JSON.stringify(asked.map(([item, typed]) => A.isRight("c", item,
    read[item.kind] ? read[item.kind](item, typed) : typed))));
"""


def judged(pairs: list[tuple[dict[str, str], str]]) -> list[bool]:
    """What the player's own script says of each (item, typed answer)."""
    node = shutil.which("node")
    assert node, "Node.js runs the player's script"
    done = subprocess.run(
        [node, "-e", _NODE, str(PLAYER / "answers.js")],
        input=json.dumps(pairs),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[bool] = json.loads(done.stdout)
    return found


def item(kind: str, body: dict[str, Any]) -> dict[str, str]:
    block = QUESTIONS[kind].model_validate(
        {"prompt": "?", "feedback": FEEDBACK, "id": "m1-q1", **body}
    )
    return {"id": "m1-q1", "kind": kind, "key": block.key("c")}


def test_the_player_agrees_with_the_compiler_on_every_kind() -> None:
    pairs, expected = [], []
    for kind, (body, right, wrong) in ASKED.items():
        asked = item(kind, body)
        pairs += [(asked, typed) for typed in (*right, *wrong)]
        expected += [True] * len(right) + [False] * len(wrong)
    match = Match(id="m1-q1", prompt="?", pairs=PAIRS, feedback=FEEDBACK)
    order = Order(id="m1-q1", prompt="?", items=("A", "B", "C"), feedback=FEEDBACK)
    for block in (match, order):
        asked = {"id": "m1-q1", "kind": block.kind, "key": block.key("c")}
        pairs += [(asked, block.answer), (asked, block.answer[::-1])]
        expected += [True, False]
    assert judged(pairs) == expected


PAIRS: Any = [
    {"term": "Arrest", "meaning": "Held by police."},
    {"term": "Plea", "meaning": "An answer."},
    {"term": "Charge", "meaning": "A claim."},
]


def test_a_match_names_terms_as_written_and_meanings_as_shown() -> None:
    match = Match(id="m1-q1", prompt="?", pairs=PAIRS, feedback=FEEDBACK)
    assert sorted(match.meanings) == ["A claim.", "An answer.", "Held by police."]
    for part, pair in zip(match.answer.split(","), match.pairs, strict=True):
        assert match.meanings[int(part[2:]) - 1] == pair.meaning
    assert match.answer.startswith("a.")


def test_an_order_names_lines_as_shown() -> None:
    order = Order(id="m1-q1", prompt="?", items=tuple("WXYZ"), feedback=FEEDBACK)
    shown = dict(zip("abcd", order.shown, strict=True))
    assert [shown[letter] for letter in order.answer.split(",")] == list("WXYZ")


def test_a_sort_names_groups_as_written() -> None:
    items = [{"text": "1", "group": "H"}, {"text": "2", "group": "G"}]
    sort = Sort.model_validate(
        {"prompt": "?", "groups": ["G", "H"], "items": items, "feedback": FEEDBACK}
    )
    assert sort.answer == "a.2,b.1"


@given(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), st.integers(2, 8))
def test_what_is_shown_is_never_in_the_plain_order(name: str, count: int) -> None:
    order = keys.shuffled(name, count)
    assert sorted(order) == list(range(count))
    assert list(order) != sorted(order)
    assert order == keys.shuffled(name, count)


@pytest.mark.parametrize("kind", sorted(ASKED))
def test_no_key_shows_the_answer(kind: str) -> None:
    body, _, _ = ASKED[kind]
    key = item(kind, body)["key"]
    assert set(key) <= set("0123456789abcdef,")
    assert "1000" not in bytes.fromhex(key.split(",")[0]).decode("latin-1")


def test_every_range_has_a_key_of_the_same_length() -> None:
    ends = [(Decimal(3), Decimal(3)), (Decimal("-1999998"), Decimal("1999998.999"))]
    found = {len(keys.range_key("c", "q", low, high)) for low, high in ends}
    assert found == {50}
