"""Files: typed workbooks, Parquet with its types, CSV that Excel reads; for the owner."""

import csv
import io
import stat
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree

from xapi import database, output
from xapi.database import Table
from xapi.output_files import write
from xapi.problems import RecordsError

MOMENT = datetime(2026, 3, 2, 14, 5, 6)
COLUMNS = (
    *("name", "n", "share", "yes", "day", "done_at", "zone", "done_local", "nothing"),
)
TYPES = (
    *("VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "VARCHAR"),
    *("TIMESTAMP", "BIGINT"),
)
ROW = (
    *("=cmd", 1_234, 0.5, True, date(2026, 3, 2), MOMENT, "America/Chicago"),
    *(datetime(2026, 3, 2, 8, 5, 6), None),
)
TABLE = Table(COLUMNS, (ROW,), TYPES)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))


def cells(path: Path) -> dict[str, tuple[str | None, str | None]]:
    """Return each cell of the second row: its type, and its value."""
    found = sheet(path).iter(f"{MAIN}c")
    return {
        str(cell.get("r")): (cell.get("t"), cell.findtext(f"{MAIN}v"))
        for cell in found
        if str(cell.get("r")).endswith("2")
    }


def test_a_workbook_has_types_a_heading_that_stays_and_widths(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    write(TABLE, path, "xlsx", title="A report")
    found = cells(path)
    assert found["A2"][0] == "s"  # a text, never a formula
    assert found["B2"] == (None, "1234")
    assert found["C2"] == (None, "0.5")
    assert found["D2"] == ("b", "1")
    assert found["E2"] == (None, "46083")  # days since the end of 1899
    assert float(str(found["F2"][1])) == pytest.approx(46083.5868, abs=1e-4)
    assert "I2" not in found
    root = sheet(path)
    pane = root.find(f".//{MAIN}pane")
    assert pane is not None
    assert pane.get("ySplit") == "1"
    assert len(root.findall(f".//{MAIN}col")) >= 5
    assert not list(root.iter(f"{MAIN}f"))


def test_the_same_rows_give_the_same_workbook(tmp_path: Path) -> None:
    made = []
    for name in ("one.xlsx", "two.xlsx"):
        write(TABLE, tmp_path / name, "xlsx", title="A report")
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_parquet_keeps_the_types_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "report.parquet"
    write(TABLE, path, "parquet", title="A report")
    with database.connected(tmp_path) as connection:
        read = database.query(connection, f"SELECT * FROM read_parquet('{path}')")
    assert read == TABLE


@pytest.mark.parametrize("types", [TYPES, ()])
def test_parquet_of_no_rows_is_a_table_all_the_same(
    tmp_path: Path, types: tuple[str, ...]
) -> None:
    path = tmp_path / "report.parquet"
    write(Table(COLUMNS, (), types), path, "parquet", title="A report")
    with database.connected(tmp_path) as connection:
        read = database.query(connection, f"SELECT * FROM read_parquet('{path}')")
    assert (read.columns, read.rows) == (COLUMNS, ())


def test_a_file_is_for_its_owner_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    for form in ("csv", "json", "table", "xlsx", "parquet"):
        path = tmp_path / f"report.{form}"
        path.write_text("what stood there before")
        write(TABLE, path, form, title="A report")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(list(tmp_path.iterdir())) == 5


def test_times_carry_the_zone_of_their_column() -> None:
    (row,) = output.plain_rows(TABLE)
    assert row["done_at"] == "2026-03-02T14:05:06Z"
    assert row["done_local"] == "2026-03-02T08:05:06-06:00"
    assert row["day"] == "2026-03-02"


def test_the_hour_that_comes_twice_has_the_offset_it_had() -> None:
    names = ("done_at", "done_local", "zone")
    found = [
        (datetime(2026, 11, 1, 6, 30), datetime(2026, 11, 1, 1, 30), "America/Chicago"),
        (datetime(2026, 11, 1, 7, 30), datetime(2026, 11, 1, 1, 30), "America/Chicago"),
    ]
    shown = [row["done_local"] for row in output.plain_rows(Table(names, tuple(found)))]
    assert shown == ["2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-06:00"]


def test_a_time_whose_zone_nobody_knows_has_none() -> None:
    table = Table(("done_local", "zone"), ((MOMENT, None),))
    assert [row["done_local"] for row in output.plain_rows(table)] == [
        "2026-03-02T14:05:06"
    ]


def test_a_mark_for_excel_is_written_on_request() -> None:
    assert output.as_csv(TABLE, bom=True).startswith("\ufeffname,")
    text = output.as_csv(TABLE).split("\r\n", 1)[1]
    assert next(csv.reader(io.StringIO(text)))[0] == "'=cmd"


def test_a_suppressed_cell_is_a_word_on_the_screen() -> None:
    table = Table(("started", "suppressed"), ((None, "started"), (None, "")))
    shown = output.as_table(table, 80)
    assert "few" in shown
    assert "not available" in shown
    assert "suppressed" not in shown.lower()


def test_too_many_rows_for_a_sheet_are_refused_in_words(tmp_path: Path) -> None:
    table = Table(("n",), tuple((n,) for n in range(1_048_576)))
    with pytest.raises(RecordsError, match="choose csv or parquet"):
        write(table, tmp_path / "big.xlsx", "xlsx", title="A report")
    assert list(tmp_path.iterdir()) == []
