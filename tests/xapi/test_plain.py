"""Plain statements: the quick way gives what the full judgement gives, to the last bit."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import xapi.collect
from tests.xapi.example import EXAMPLE, statement, write
from tests.xapi.generate import Statement, statements
from xapi import database, raw
from xapi.collect import Judged, Plain, collect, collect_quickly
from xapi.collect.cut import Text
from xapi.intake import Loaded, load_file
from xapi.report import tables
from xapi.store import locked, opened

KEPT = (
    "SELECT * EXCLUDE (raw_file, loaded_at) FROM all_statements ORDER BY origin, origin_line",
    "SELECT * EXCLUDE (loaded_at) FROM quarantine ORDER BY origin, origin_line",
)


def loaded(folder: Path, *paths: Path) -> tuple[list[Any], list[Loaded]]:
    with locked(folder) as store:
        done = [load_file(store, path, lambda done, count: None) for path in paths]
    with tables(opened(folder)) as connection:
        rows = [database.query(connection, sql) for sql in KEPT]
    texts = [list(raw.texts(path)) for path in opened(folder).files("raw")]
    return [rows, texts], done


def both(tmp_path: Path, *paths: Path) -> tuple[Any, Any]:
    """Load files the quick way and with each statement judged in full, with one key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xapi.store.secrets.token_bytes", lambda size: b"k" * size)
        quick = loaded(tmp_path / "quick", *paths)
        patch.setattr(xapi.collect, "candidate", lambda data: None)
        full = loaded(tmp_path / "full", *paths)
    return quick, full


def how_many_plain(path: Path) -> int:
    found = collect_quickly(path, b"k" * 32, lambda done, count: None, Judged())
    return sum(isinstance(each, Plain) for each in found)


def test_the_quick_way_gives_the_same_rows_texts_and_counts(tmp_path: Path) -> None:
    path = write(tmp_path / "file.ndjson", *statements(8, 90))
    assert how_many_plain(path) > 1_000
    quick, full = both(tmp_path, path, EXAMPLE, path)
    assert quick == full


#: what makes a statement that is like one judged before more than plain
CHANGES: dict[str, dict[str, Any]] = {
    "an id in upper case": {"id": "A399F82A-65AA-4C82-B9F2-48B08CB4A0D7"},
    "no zone": {"timestamp": "2026-03-02T14:00:00"},
    "zone -00:00": {"timestamp": "2026-03-02T14:00:00-00:00"},
    "nanoseconds": {"timestamp": "2026-03-02T14:00:00.123456789Z"},
    "a day that does not exist": {"timestamp": "2026-02-30T14:00:00Z"},
    "a leap day": {"timestamp": "2028-02-29T14:00:00Z"},
    "hour 24": {"timestamp": "2026-03-02T24:00:00Z"},
    "an odd zone": {"timestamp": "2026-03-02T14:00:00+05:45"},
    "days": {"result__duration": "P1DT2H"},
    "a comma": {"result__duration": "PT1,5S"},
    "tenths of a microsecond": {"result__duration": "PT0.0000001S"},
    "a fraction in the middle": {"result__duration": "PT1.5M3S"},
    "an empty duration": {"result__duration": "PT"},
    "minutes and hundredths": {"result__duration": "PT12M3.07S"},
    "yes for true": {"result__success": "yes"},
    "1 for true": {"result__success": 1},
    "a number as an answer": {"result__response": 5},
    "an address as an answer": {"result__response": "zelda@example.org"},
    "an escaped address": {"result__response": "zelda%40example.org"},
    "an accent": {"result__response": "sí, señora \u2028 \u0001"},
    "too high a score": {"result__score": {"scaled": 1.1}},
    "raw beyond max": {"result__score": {"raw": 21, "min": 0, "max": 20}},
    "a whole number as a score": {"result__score": {"scaled": 1}},
    "a member nobody knows": {"result__mood": "good"},
    "a named actor": {"actor__name": "Zelda Quux"},
    "a name with a space": {"actor__account__name": "Zelda Quux"},
    "a name with a wide space": {"actor__account__name": "Zelda\u3000Quux"},
    "an empty name": {"actor__account__name": ""},
    "an address as a name": {"actor__account__name": "zelda@example.org"},
    "a group": {"actor__objectType": "Group"},
    "no kind": {"actor__objectType": ""},
    "an empty time": {"stored": ""},
    "an empty version": {"version": ""},
    "an authority that is none": {"authority": ""},
    "an mbox": {"actor": {"mbox": "mailto:zelda@example.org"}},
    "a version of another kind": {"version": "3.0.0"},
    "a registration that is none": {"context__registration": "none"},
    "an instructor": {"context__instructor": {"mbox": "mailto:z@example.org"}},
    "an extension of others": {
        "context__extensions": {"https://x.example/y": {"a": []}}
    },
    "attachments": {"attachments": []},
}


def like_one_before(changes: dict[str, Any]) -> tuple[Statement, Statement]:
    other = {"id": "b399f82a-65aa-4c82-b9f2-48b08cb4a0d7", **changes}
    return statement(), statement(**other)


def test_each_change_is_judged_as_it_is_without_the_quick_way(tmp_path: Path) -> None:
    found = [statement()]
    for number, changes in enumerate(CHANGES.values()):
        identifier = f"b399f82a-65aa-4c82-b9f2-{number:012}"
        found.append(statement(**{"id": identifier, **changes}))
    quick, full = both(tmp_path, write(tmp_path / "file", *found))
    assert quick == full


TWICE = ('"success":true,"success":false', '"raw":1,"raw":1e8', '"score":{},"score":{}')


@pytest.mark.parametrize("twice", TWICE)
def test_a_member_that_is_there_twice_is_never_plain(
    tmp_path: Path, twice: str
) -> None:
    one, other = like_one_before({"result": {"score": {"min": 0}}})
    spot = '"min": 0' if "raw" in twice else '"score": {"min": 0}'
    text = json.dumps(other).replace(spot, f"{spot},{twice}")
    path = write(tmp_path / "file", one, text)
    quick, full = both(tmp_path, path)
    assert quick == full
    assert quick[1][0].codes == {"X203": 1}


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
)
places = st.sampled_from(
    [
        *("id", "timestamp", "stored", "version", "authority", "actor__account__name"),
        *("actor__objectType", "verb__id", "object__id", "object__definition__type"),
        *("result__success", "result__duration", "result__response", "result__score"),
        *("context__registration", "context__language", "context__extensions"),
        *("context__contextActivities__grouping", "context__platform", "x"),
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(places, values), min_size=1, max_size=2))
def test_whatever_is_changed_the_quick_way_accepts_no_more(
    tmp_path: Path, changes: list[tuple[str, Any]]
) -> None:
    one, other = like_one_before(dict(changes))
    path = write(tmp_path / "file", one, other)
    found = list(collect_quickly(path, b"k" * 32, lambda done, count: None, Judged()))
    full = list(collect(path, b"k" * 32, lambda done, count: None))
    assert [_accepted(each) for each in found] == [_accepted(each) for each in full]


def _accepted(judged: Any) -> bool:
    return hasattr(judged, "text")


@given(st.binary(max_size=12), st.integers(0, 700))
def test_bytes_put_anywhere_are_judged_alike(junk: bytes, place: int) -> None:
    one, other = (json.dumps(each).encode() for each in like_one_before({}))
    known = Judged()
    judge = xapi.collect.judged_once
    for number, data in enumerate((one, other[:place] + junk + other[place:])):
        text = Text(number, data)
        quick = judge("o", text, b"k" * 32, known)
        full = xapi.collect.judged("o", text, b"k" * 32)
        assert _accepted(quick) == _accepted(full)
        assert not isinstance(quick, Plain) or quick.text == data
