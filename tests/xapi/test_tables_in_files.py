"""Spreadsheets and texts with columns that are damaged, or meant to do harm."""

import csv
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.xapi.exports import given
from xapi.problems import RecordsError
from xapi.sources.recognise import recognised
from xapi.sources.table import read_table


def test_a_spreadsheet_that_unpacks_beyond_measure_is_not_read(tmp_path: Path) -> None:
    bomb = tmp_path / "report.ods"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("content.xml", "w", force_zip64=True) as file,
    ):
        for _ in range(300):
            file.write(b" " * 1_000_000)
    with pytest.raises(RecordsError, match="far more"):
        read_table(bomb)


def test_a_cell_that_is_said_to_repeat_a_billion_times_is_bounded(
    tmp_path: Path,
) -> None:
    names = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    names += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cell = (
        '<table:table-cell table:number-columns-repeated="999999999"><text:p>x</text:p>'
    )
    sheet = (
        f'<table:table><table:table-row table:number-rows-repeated="999999999">{cell}'
    )
    file = tmp_path / "report.ods"
    with zipfile.ZipFile(file, "w") as archive:
        end = "</table:table-cell></table:table-row></table:table>"
        archive.writestr("content.xml", f"<a {names}>{sheet}{end}</a>")
    assert len(read_table(file)) == 1_000


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 no zip", b"\xff\xfe\x00", b"\x80abc,def\n"]
)
def test_a_damaged_file_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "report.csv"
    file.write_bytes(data)
    with pytest.raises(RecordsError):
        recognised(file, None, None)


_WORDS = "Attempt,Started on,Score,ID number,Element,Value,Name,,Question 0,Response 0"
_HEADINGS = st.sampled_from(f"{_WORDS},Result 0,Lesson (Real),Email address".split(","))
_CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["1", "-", "100/100", "21 November 2026, 9:31 PM", "Completed"]),
    st.sampled_from(["cmi.core.lesson_status", "2026-11-21 21:30:11", "1795296816"]),
)


@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@drawn(
    st.lists(_HEADINGS, max_size=9), st.lists(st.lists(_CELLS, max_size=9), max_size=4)
)
@example(["Attempt", "Started on", "Score"], [["1"]])
@example(["", "Lesson", "", "Other", ""], [["", "Completed"]])
def test_whatever_stands_in_a_table_is_read_or_refused_with_a_sentence(
    tmp_path: Path, head: list[str], body: list[list[str]]
) -> None:
    file = tmp_path / "export.csv"
    with file.open("w", encoding="utf-8", errors="replace", newline="") as out:
        csv.writer(out, delimiter="\t").writerows([head, *body])
    try:
        found = recognised(file, None, None)
        if found.read is not None:
            list(found.read(given(person="p-1")))
    except RecordsError as refused:
        assert str(refused)
