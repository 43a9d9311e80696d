"""Any table by a mapping file: what it must say, and what becomes of its rows."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.xapi.exports import DOWNLOADED, rows
from xapi.cli import main
from xapi.problems import RecordsError
from xapi.scorm.elements import Score
from xapi.sources.given import Given, Read, Taken
from xapi.sources.mapped import read, read_mapping
from xapi.sources.table import read_table
from xapi.store import opened

MAP = """
source = "County LMS"
trust = "medium"
zone = "America/Chicago"
date = "%m/%d/%Y %I:%M %p"
course = "js-101"
score_max = 20
time_unit = "hours"
[columns]
person = "Participant"
attempt = "Try"
status = "Result"
score = "Points"
began = "Started"
seen = "Last visit"
time = "Hours"
[states]
"Done, passed" = "passed"
"Not passed" = "failed"
"""
TABLE = """Participant;Try;Result;Points;Started;Last visit;Hours
js-0001;1;Not passed;9;11/20/2026 06:30 PM;11/20/2026 08:00 PM;1.5
js-0001;2;Done, passed;18;11/21/2026 06:30 PM;11/21/2026 07:00 PM;0.5
js-0002;1;in progress;;11/21/2026 06:30 PM;11/21/2026 07:00 PM;
js-0003;1;Done, passed;18;yesterday;;
;1;Done, passed;18;11/21/2026 06:30 PM;11/21/2026 07:00 PM;
"""


def files(folder: Path, mapping: str = MAP, table: str = TABLE) -> tuple[Path, Path]:
    (folder / "map.toml").write_text(mapping, encoding="utf-8")
    (folder / "list.csv").write_text(table, encoding="utf-8")
    return folder / "map.toml", folder / "list.csv"


def taken(folder: Path) -> list[Read]:
    mapping, table = files(folder)
    known = Given(key=b"k", downloaded=DOWNLOADED)
    return list(read(read_table(table), known, read_mapping(mapping)))


def test_rows_are_attempts_with_what_the_map_says_of_them(tmp_path: Path) -> None:
    first, second, third, *_ = taken(tmp_path)
    assert isinstance(first, Taken) and isinstance(second, Taken)
    assert isinstance(third, Taken)
    assert first.attempt.passed is False and first.attempt.score == Score(9, 0, 20)
    assert first.attempt.total_s == 5_400 and first.course == "js-101"
    assert second.attempt.passed and second.source.number == 2
    assert second.source.seen.at == datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    assert second.source.result_trust == "medium"
    assert second.source.kind == "county-lms"
    assert third.attempt.passed is None and third.attempt.score == Score()
    assert third.attempt.total_s is None


def test_a_row_without_a_date_or_a_person_is_named_with_its_line(
    tmp_path: Path,
) -> None:
    mapping, table = files(tmp_path)
    command = [
        "load",
        str(table),
        "--map",
        str(mapping),
        "--store",
        str(tmp_path / "r"),
    ]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "list.csv:5: X601" in result.output and "list.csv:6: X605" in result.output
    found = rows(
        opened(tmp_path / "r"),
        "SELECT participant, course, status, score_percent, lms_s, trust "
        "FROM attempts ORDER BY participant, started_at",
    )
    assert found == [
        ("js-0001", "js-101", "failed", 45, 5_400.0, "medium"),
        ("js-0001", "js-101", "passed", 90, 1_800.0, "medium"),
        ("js-0002", "js-101", "incomplete", None, None, "medium"),
    ]
    again = CliRunner().invoke(main, command)
    assert "0 added" in again.output


def test_a_column_that_the_file_lacks_is_named(tmp_path: Path) -> None:
    mapping, table = files(tmp_path, table=TABLE.replace("Points", "Score"))
    command = [
        "load",
        str(table),
        "--map",
        str(mapping),
        "--store",
        str(tmp_path / "r"),
    ]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1 and "'Points'" in result.output


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('trust = "medium"', 'trust = "sure"'), "'sure' is none of high, medium, low"),
        (('zone = "America/Chicago"', 'zone = "Chicago"'), "is no time zone"),
        (('person = "Participant"', 'persons = "Participant"'), "'persons' is none of"),
        (('person = "Participant"', ""), "which column holds the person"),
        (('= "passed"', '= "great"'), "'great' is none of"),
        (("score_max = 20", "score_max = 0"), "above 0"),
        (("score_max = 20", "score_max = "), "is not TOML"),
        (('source = "County LMS"', "source = 7"), "source is not a text"),
        (("[columns]", 'key = "x"\n[columns]'), "knows no 'key'"),
        (("[states]", "[states]\n7 = 8"), "is not a table of texts"),
        (('time_unit = "hours"', 'time_unit = "days"'), "'days' is none of"),
    ],
)
def test_a_fault_in_a_mapping_file_is_named(
    tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    mapping, _ = files(tmp_path, MAP.replace(*change))
    with pytest.raises(RecordsError, match=words):
        read_mapping(mapping)


def test_a_mapping_file_without_a_fault_is_read(tmp_path: Path) -> None:
    assert read_mapping(files(tmp_path)[0]).columns["score"] == "Points"


def test_elements_of_scorm_may_stand_in_columns(tmp_path: Path) -> None:
    mapping, table = files(
        tmp_path,
        '[columns]\nperson = "Who"\nseen = "Seen"\n'
        '[elements]\n"cmi.core.lesson_status" = "Status"\n'
        '"cmi.core.total_time" = "Time"\n',
        "Who,Seen,Status,Time\njs-1,2026-11-21T10:00:00-06:00,passed,0001:30:00.00\n",
    )
    known = Given(key=b"k", downloaded=DOWNLOADED)
    [found] = read(read_table(table), known, read_mapping(mapping))
    assert isinstance(found, Taken)
    assert found.attempt.standard == "scorm12" and found.attempt.passed
    assert found.attempt.total_s == 5_400 and found.source.result_trust == "low"
