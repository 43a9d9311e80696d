"""Sharing: no small number of people is left, nor can one be worked out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xapi.conftest import Records
from xapi.database import Table
from xapi.reports import REPORTS, Share
from xapi.share import LEAST, SUPPRESSED, shared

RULE = Share(
    group=("agency",),
    counts=("started", "finished"),
    parts=(("finished", "started"),),
    rests_on={"days": "finished"},
)


def one(
    *found: tuple[int, int, float | None], rule: Share = RULE
) -> list[dict[str, Any]]:
    made = (("here", *row) for row in found)
    return shared(
        Table(("agency", "started", "finished", "days"), tuple(made)), rule
    ).named()


def test_large_numbers_stay_as_they_are() -> None:
    assert one((20, 10, 3.5)) == [
        {"agency": "here", "started": 20, "finished": 10, "days": 3.5, SUPPRESSED: ""}
    ]


def test_a_small_number_goes_with_what_rests_on_it() -> None:
    (row,) = one((20, 4, 3.5))
    assert (row["started"], row["finished"], row["days"]) == (20, None, None)
    assert row[SUPPRESSED] == "finished days"


def test_none_at_all_is_no_small_number() -> None:
    (row,) = one((20, 0, None))
    assert (row["finished"], row[SUPPRESSED]) == (0, "")


def test_a_part_that_leaves_few_of_its_whole_goes() -> None:
    (row,) = one((20, 18, 3.5))
    assert (row["started"], row["finished"]) == (20, None)


def test_a_known_total_gives_no_cell_away() -> None:
    found = one((3, 0, None), (9, 0, None), (30, 0, None))
    assert [row["started"] for row in found] == [None, None, 30]


def test_two_small_cells_whose_sum_is_small_are_not_alone() -> None:
    found = one((1, 0, None), (2, 0, None), (9, 0, None), (30, 0, None))
    assert [row["started"] for row in found] == [None, None, None, 30]


def test_a_sum_of_its_parts_gives_no_part_away() -> None:
    rule = Share((), ("started", "finished"), sums=(("started", "finished", "days"),))
    (row,) = shared(
        Table(("started", "finished", "days"), ((23, 3, 20),)), rule
    ).named()
    assert [row[name] for name in rule.sums[0]] == [23, None, None]


def test_a_share_that_stands_for_few_goes() -> None:
    rule = Share((), ("n",), shares=(("facility", "n"),))
    table = Table(("n", "facility"), ((100, 0.98), (100, 0.5), (100, 1.0)))
    found = shared(table, rule).named()
    assert [row["facility"] for row in found] == [None, 0.5, 1.0]


counts = st.integers(0, 12)
pairs = st.tuples(counts, counts).map(lambda pair: (max(pair), min(pair), 1.0))


@given(st.lists(pairs, min_size=1, max_size=6))
def test_what_is_left_gives_no_small_number_away(
    found: list[tuple[int, int, float]],
) -> None:
    """Whoever knows the totals can work out no hidden cell."""
    safe = one(*found)
    for row in safe:
        assert row["started"] is None or row["started"] not in range(1, LEAST)
        if None not in (row["started"], row["finished"]):
            assert row["started"] - row["finished"] not in range(1, LEAST)
        assert row["days"] is None or row["finished"] >= LEAST or row["finished"] == 0
    for place, name in enumerate(("started", "finished")):
        hidden = [
            row[place]
            for row, left in zip(found, safe, strict=True)
            if left[name] is None
        ]
        others = any(row[name] for row in safe)
        assert len(hidden) != 1 or not others
        assert not hidden or sum(hidden) >= LEAST or not others


@pytest.mark.parametrize("name", [name for name, x in REPORTS.items() if x.share])
def test_a_shared_report_shows_no_small_number_of_people(
    records: Records, name: str
) -> None:
    rule = REPORTS[name].share
    assert rule is not None
    table = records.table(name)
    found = shared(table, rule).named()
    assert found
    for row in found:
        for column in rule.counts:
            assert row[column] is None or row[column] not in range(1, LEAST)
        for column in rule.never:
            assert row[column] is None
