"""The decoder of resume codes reads what the player's encoder wrote, and any text."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xapi.generate import ROOT
from xapi.scorm.answers import letters, response
from xapi.scorm.resume import Resume, decode

_TOTALS = ("sessions", "wall", "at", "block", "started", "finished")
_LATER = ("day", "today", "last", "stretch")


def as_the_player_has_it(resume: Resume) -> dict[str, Any]:
    items = {}
    for place, item in resume.items.items():
        known = {"status": item.status, "tries": item.tries}
        known |= {"answer": item.answer, "at": item.at}
        played = [list(each) for each in item.played]
        items[str(place)] = {**known, "played": played} if played else known
    check = resume.check
    return {
        "seq": resume.seq,
        **{name: resume.totals[name] for name in (*_TOTALS, *_LATER)},
        "lessons": {
            str(place): {"seconds": lesson.seconds, "done": lesson.done}
            for place, lesson in resume.lessons.items()
        },
        "items": items,
        "check": {
            **{name: getattr(check, name) for name in ("used", "best", "last")},
            **{name: getattr(check, name) for name in ("repeat", "seed", "open")},
            "answers": {str(place): each for place, each in check.answers.items()},
        },
    }


def from_the_player(many: int, seed: int) -> Iterator[dict[str, Any]]:
    command = ["node", str(ROOT / "tests/xapi/player_codes.js"), str(many), str(seed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    yield from map(json.loads, done.stdout.splitlines())


def test_four_hundred_codes_whole_cut_and_damaged_read_as_the_player_reads_them() -> (
    None
):
    whole = 0
    for made in from_the_player(400, 20_261_121):
        resume = decode(made["code"])
        if resume is None:
            assert made["broken"] or not made["code"]
            continue
        assert as_the_player_has_it(resume) == made["state"], made["code"]
        assert resume.broken == made["broken"]
        assert resume.fingerprint == made["fingerprint"]
        whole += not resume.broken
    assert whole > 120


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert decode(text) is None
    for code in (f"JS1.1.{text}", f"JS1.1.0123abcd.1.x.{text}"):
        found = decode(code)
        assert found is not None and found.active_seconds >= 0


@given(st.text("0123456789abcdor-,._", max_size=300))
def test_what_looks_like_a_code_is_read_without_a_fault(text: str) -> None:
    found = decode(f"JS1.1.0123abcd.5.zz.{text}")
    assert found is not None and found.seq == 5


def test_a_code_of_the_largest_size_is_read_at_once() -> None:
    assert decode("JS1.1." + "9" * 10_000_000) is not None


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("choice", 5, "a,c"),
        ("true-false", 2, "f"),
        ("match", 1 * 9 + 2, "a.2,b.1"),
        ("order", 3 + 1 * 9, "c,a"),
        ("fill-in", 1, "0"),
        ("numeric", 75 * 20 + 1 * 2 + 1, "7.5"),
        ("numeric", 75 * 20 + 1 * 2 + 2, "-7.5"),
        ("numeric", 100 * 20 + 1, "100"),
        ("attest", 7, ""),
        ("choice", 0, ""),
    ],
)
def test_an_answer_of_the_resume_code_is_read_back(
    kind: str, number: int, expected: str
) -> None:
    assert letters(kind, number) == expected


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        ("true-false", "t", "true"),
        ("true-false", "false", "false"),
        ("choice", "a,c", "a[,]c"),
        ("choice", "a[,]c", "a[,]c"),
        ("matching", "a.2,b.1", "a[.]2[,]b[.]1"),
        ("matching", "a[.]2[,]b[.]1", "a[.]2[,]b[.]1"),
        ("sequencing", "c,a,b", "c[,]a[,]b"),
        ("numeric", "7.5", "7.5"),
        (None, "a,b", "a,b"),
    ],
)
def test_a_response_of_either_standard_becomes_that_of_xapi(
    kind: str | None, row: str, expected: str
) -> None:
    assert response(kind, row) == expected
