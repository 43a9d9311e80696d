"""The roster: every faulty line is named, and nothing is guessed."""

from datetime import date
from pathlib import Path

import pytest

from xapi.problems import RecordsError
from xapi.roster import Entry, read_roster

HEAD = "token,course,court,referred_on,deadline\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_roster_is_read_with_what_it_has(tmp_path: Path) -> None:
    text = f"\ufeff{HEAD}p-1,js-101,District 1,2026-03-01,\np-2,js-101,,,2026-05-01\n"
    assert read_roster(written(tmp_path, text)) == [
        Entry("p-1", "js-101", None, "District 1", None, date(2026, 3, 1), None, None),
        Entry("p-2", "js-101", None, None, None, None, date(2026, 5, 1), None),
    ]


def test_an_empty_roster_names_nobody(tmp_path: Path) -> None:
    assert read_roster(written(tmp_path, HEAD)) == []


FAULTS = {
    "a day in another form": (
        "p-1,js-101,,03/01/2026,",
        ":2: referred_on is '03/01/2026'",
    ),
    "no token": (",js-101,,,", ":2: token is empty"),
    "no course": ("p-1,,,,", ":2: course is empty"),
    "the same twice": ("p-1,js-101,,,\np-1,js-101,,,", ":3: this token is on line 2"),
    "more cells than names": ("p-1,js-101,,,,x", ":2: has more cells"),
}


@pytest.mark.parametrize("name", list(FAULTS))
def test_a_faulty_line_is_named(tmp_path: Path, name: str) -> None:
    line, told = FAULTS[name]
    with pytest.raises(RecordsError) as caught:
        read_roster(written(tmp_path, f"{HEAD}{line}\n"))
    assert told in str(caught.value)


def test_a_heading_without_a_token_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="has no column token"):
        read_roster(written(tmp_path, "name,course\nx,js-101\n"))


def test_another_encoding_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes("token,course\nJosé,js-101\n".encode("latin-1"))
    with pytest.raises(RecordsError, match="UTF-8"):
        read_roster(path)
