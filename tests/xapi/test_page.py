"""An LRS's answer is cut into statements as they were sent, or refused whole."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xapi.asking import ADL
from xapi.ahead import fetched_ahead
from xapi.collect.page import page
from xapi.times import timestamp_microseconds

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_statements_are_cut_out_letter_by_letter() -> None:
    texts = [json.dumps(each) for each in ADL[:5]]
    found = page(f'{{"statements": [{", ".join(texts)}], "more": "/m"}}'.encode())
    assert [row.text.decode() for row in found.rows] == texts
    assert [row.id for row in found.rows] == [each["id"].lower() for each in ADL[:5]]
    first = found.rows[0]
    assert first.stored == timestamp_microseconds(ADL[0]["stored"])
    assert first.happened == timestamp_microseconds(ADL[0]["timestamp"])
    assert found.more == "/m"


@pytest.mark.parametrize(
    ("body", "count", "more"),
    [
        ('{"statements":[]}', 0, ""),
        ('{"statements":[],"more":""}', 0, ""),
        ('{"statements":[],"more":null}', 0, ""),
        (' {"more" : "x" ,\n"statements" : [ {} , [] , 3 ] } \n', 3, "x"),
        ('\ufeff{"statements":[{"id":7,"stored":"soon"}],"other":{"a":[1]}}', 1, ""),
        ('{"\\u0073tatements":[{}]}', 1, ""),
    ],
)
def test_what_may_come(body: str, count: int, more: str) -> None:
    found = page(body.encode())
    assert (len(found.rows), found.more) == (count, more)
    assert all(row.stored is None for row in found.rows)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"<html>",
        b'{"statements":{}}',
        b'{"statements":[],"more":7}',
        b'{"statements":[{}',
        b'{"statements":[{}]',
        b'{"statements":[{} {}]}',
        b'{"statements":[{},]}',
        b'{"statements":[]} {"more":""}',
        b'{"statements":[]]',
        b'{"statements":["\xff"]}',
        b'{"statements":' + b"[" * 100_000,
        b"\xff\xfe{\x00}\x00",
    ],
)
def test_what_is_no_page_is_refused_whole(body: bytes) -> None:
    with pytest.raises(ValueError):
        page(body)


@given(st.lists(VALUES, max_size=4), st.text(max_size=9), st.booleans())
def test_any_list_comes_back_as_it_is(
    values: list[Any], more: str, ascii: bool
) -> None:
    body = json.dumps({"more": more, "statements": values}, ensure_ascii=ascii)
    found = page(body.encode())
    assert [json.loads(row.text) for row in found.rows] == values
    assert found.more == more


@given(st.binary(max_size=60), st.integers(0, 40))
def test_nothing_but_a_value_error_comes_of_any_bytes(noise: bytes, at: int) -> None:
    body = b'{"statements": [{"id": "a"}, {}], "more": ""}'
    with suppress(ValueError):
        page(body[:at] + noise + body[at:])


def test_what_comes_next_is_fetched_while_this_is_worked_on() -> None:
    made: list[int] = []

    def items() -> Any:
        for number in range(100):
            made.append(number)
            yield number

    with fetched_ahead(items(), 3, lambda: None) as ahead:
        assert next(ahead) == 0
        while len(made) < 5:
            pass
        assert next(ahead) == 1
    assert len(made) < 10, "no more than a few are made ahead, and none after the end"


def test_what_goes_wrong_in_fetching_is_raised_in_its_place() -> None:
    def items() -> Any:
        yield 1
        raise OSError("gone")

    with fetched_ahead(items(), 3, lambda: None) as ahead:
        assert next(ahead) == 1
        with pytest.raises(OSError, match="gone"):
            next(ahead)
    with fetched_ahead(iter([1, 2]), 1, lambda: None) as ahead:
        assert list(ahead) == [1, 2]
