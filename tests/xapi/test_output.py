"""Output: a table that fits, CSV that runs nothing, JSON with zones."""

import csv
import io
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xapi import output
from xapi.database import Table

MOMENT = datetime(2026, 3, 2, 14, 5, 6)
ROW = ("example-county", "js-101", 1_234, 0.75, MOMENT)
COLUMNS = ("agency", "course", "participants", "median_active_hours", "last_activity")


def table(*rows: tuple[object, ...]) -> Table:
    return Table(COLUMNS, rows)


def test_a_table_shows_words_numbers_and_times() -> None:
    text = output.as_table(table(ROW), 120)
    for shown in (
        "example-county",
        "1,234",
        "0.75",
        "2026-03-02 14:05",
        "(UTC)",
        "People",
    ):
        assert shown in text


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("rows", [1, 2, 7])
def test_a_table_keeps_to_the_screen_and_loses_nothing(width: int, rows: int) -> None:
    many = [(f"county-{n}", *ROW[1:]) for n in range(rows)]
    text = output.as_table(table(*many), width)
    assert max(map(len, text.splitlines())) <= width
    assert all(f"county-{n}" in text for n in range(rows))
    assert "…" not in text


def test_a_table_for_a_file_is_as_wide_as_it_needs() -> None:
    long = "x" * 300
    assert long in output.as_table(table((long, *ROW[1:])), None)


def test_what_is_missing_is_said_in_words() -> None:
    text = output.as_table(table(("", None, 0, None, None)), 120)
    assert "(not stated)" in text
    assert "not available" in text


def test_no_rows_say_so() -> None:
    assert output.as_table(table(), 80) == "No records.\n"


def test_terminal_commands_and_markup_in_the_data_do_nothing() -> None:
    text = output.as_table(table(("\x1b[2J[red]x\n", *ROW[1:])), 120)
    assert "\x1b" not in text
    assert "[red]x" in text


def test_colour_is_only_for_a_screen() -> None:
    assert "\x1b" not in output.as_table(table(ROW), 120)
    assert "\x1b[1m" in output.as_table(table(ROW), 120, colour=True)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(start: str) -> None:
    text = output.as_csv(table((f"{start}cmd", *ROW[1:])))
    assert next(csv.reader(io.StringIO(text.split("\r\n", 1)[1], newline=""))) == [
        f"'{start}cmd",
        "js-101",
        "1234",
        "0.75",
        "2026-03-02T14:05:06Z",
    ]


def test_negative_numbers_and_nulls_stay_as_they_are_in_csv() -> None:
    text = output.as_csv(table(("a", None, -5, -0.5, None)))
    assert text.splitlines()[1] == "a,,-5,-0.5,"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_csv_reads_back_as_it_was_but_for_the_apostrophe(cells: list[str]) -> None:
    names = tuple(f"c{n}" for n in range(len(cells)))
    text = output.as_csv(Table(names, (tuple(cells),)))
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert header == list(names)
    assert [cell.removeprefix("'") for cell in row] == [
        cell.removeprefix("'") for cell in cells
    ]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_json_keeps_types_and_writes_times_with_a_zone() -> None:
    (row,) = json.loads(output.as_json(table(("é", None, 5, None, MOMENT))))
    assert row == {
        "agency": "é",
        "course": None,
        "participants": 5,
        "median_active_hours": None,
        "last_activity": "2026-03-02T14:05:06Z",
    }
