"""The roster: every faulty line is named, nothing is guessed, nothing is told."""

from datetime import date
from pathlib import Path

import pytest

from xapi.problems import RecordsError
from xapi.roster import Entry, file_name, read_roster

HEAD = "token,course,court,referred_on,deadline\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "roster.csv"
    path.write_text(text, encoding=encoding, newline="")
    return path


def faults(path: Path, *courts: str) -> str:
    with pytest.raises(RecordsError) as caught:
        read_roster(path, courts)
    return str(caught.value).replace(str(path), "")


PEOPLE = [
    Entry("p-1", "js-101", None, "District 1", None, date(2026, 3, 1), None, None),
    Entry("p-2", "js-101", None, None, None, None, date(2026, 5, 1), None),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_roster_is_read_as_spreadsheets_save_it(
    tmp_path: Path, sign: str, encoding: str
) -> None:
    text = f"{HEAD}p-1,js-101,District 1,2026-03-01,\np-2,js-101,,,2026-05-01\n"
    path = written(tmp_path, text.replace(",", sign).replace("\n", "\r\n"), encoding)
    assert read_roster(path) == PEOPLE


def test_every_column_is_read(tmp_path: Path) -> None:
    text = (
        "Token,course,enrolment,agency,court,officer,language,referred_on,ordered_on,"
        "deadline,order_hours\np-1,js-101,2,a,c,o,es,2026-03-02,2026-03-01,2026-06-01,7.5"
    )
    assert read_roster(written(tmp_path, text)) == [
        Entry(
            participant="p-1",
            course="js-101",
            agency="a",
            court="c",
            officer="o",
            referred_on=date(2026, 3, 2),
            deadline=date(2026, 6, 1),
            order_hours=7.5,
            enrolment=2,
            ordered_on=date(2026, 3, 1),
            language="es",
        )
    ]


def test_an_empty_roster_names_nobody(tmp_path: Path) -> None:
    assert read_roster(written(tmp_path, HEAD)) == []


def test_a_file_without_a_heading_is_no_roster(tmp_path: Path) -> None:
    assert "is empty: its first line names the columns" in faults(written(tmp_path, ""))


FAULTS = {
    "month first": ("p-1,js-101,,03/01/2026,", ":2: referred_on is not a day such as"),
    "a short form": ("p-1,js-101,,20260301,", ":2: referred_on is not a day such as"),
    "no such day": ("p-1,js-101,,2026-02-29,", ":2: referred_on is not a day such as"),
    "a bare number": ("p-1,js-101,,46112,", ":2: referred_on is a bare number"),
    "another age": ("p-1,js-101,,0026-03-01,", ":2: referred_on is in the year 26"),
    "due before referred": (
        "p-1,js-101,,2026-03-02,2026-03-01",
        ":2: deadline is before referred_on",
    ),
    "no token": (",js-101,,,", ":2: token is empty"),
    "an address": ("ex@example.org,js-101,,,", ":2: token has a space or an @"),
    "a name": ("Example Person,js-101,,,", ":2: token has a space or an @"),
    "no course": ("p-1,,,,", ":2: course is empty"),
    "a formula": ('p-1,js-101,"=A1",,', ":2: court is a formula"),
    "a broken reference": ("p-1,js-101,#REF!,,", ":2: court is a formula"),
    "an open quotation": (
        'p-1,js-101,"x\np-2,js-101,y,,',
        ":2: is no table: unexpected end of data. Is a quotation mark not closed",
    ),
    "a quotation that ends too late": (
        'p-1,js-101,"x,"y z",,',
        ":2: is no table: ',' expected after '\"'. Is a quotation mark not closed",
    ),
    "a quotation over two lines": ('p-1,js-101,"x\ny",,', ":2: court has a line break"),
    "the same twice": ("p-1,js-101,,,\np-1,js-101,,,", ":3: this token is on line 2"),
    "more cells than names": ("p-1,js-101,,,,x", ":2: has more cells"),
}


@pytest.mark.parametrize("name", list(FAULTS))
def test_a_faulty_line_is_named(tmp_path: Path, name: str) -> None:
    line, told = FAULTS[name]
    assert told in faults(written(tmp_path, f"{HEAD}{line}\n"))


def test_empty_cells_beyond_the_heading_do_no_harm(tmp_path: Path) -> None:
    assert len(read_roster(written(tmp_path, f"{HEAD}p-1,js-101,,,,,\n"))) == 1


def test_all_faults_are_told_at_once_and_never_what_stands_there(
    tmp_path: Path,
) -> None:
    path = written(
        tmp_path, f"{HEAD}p-1,js-101,,Mallory,x\n,js-101,,,\np 2,,,Mallory,\n"
    )
    told = faults(path)
    assert [line.split(": ")[0] for line in told.splitlines()] == [
        *(":2", ":2", ":3", ":4", ":4", ":4")
    ]
    assert "Mallory" not in told


def test_of_many_faults_the_rest_is_counted(tmp_path: Path) -> None:
    told = faults(written(tmp_path, HEAD + ",js-101,,,\n" * 27)).splitlines()
    assert len(told) == 21
    assert told[-1] == ": and 7 more."


def test_a_second_referral_is_another_enrolment(tmp_path: Path) -> None:
    head = "token,course,enrolment,referred_on\n"
    text = f"{head}p-1,js-101,1,2026-01-05\np-1,js-101,2,2026-07-01\n"
    assert [x.enrolment for x in read_roster(written(tmp_path, text))] == [1, 2]
    text = f"{head}p-1,js-101,,2026-01-05\np-1,js-101,2,2026-01-05\np-2,js-101,2,\n"
    told = faults(written(tmp_path, text))
    assert ":3: referred_on is not after that of line 2" in told
    assert ":4: enrolment 2 has no referred_on" in told
    assert "enrolment is not a whole number" in faults(
        written(tmp_path, f"{head}p-1,js-101,0,\n")
    )


def test_a_court_that_no_setting_names_is_a_fault(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}p-1,js-101,distrct-1,,\np-2,js-101,Mallory,,\n")
    assert len(read_roster(path)) == 2
    near, far = faults(path, "district-1", "night").splitlines()
    assert near.endswith("(district-1, night): did you mean 'district-1'?")
    assert far.endswith("(district-1, night).")


HEADINGS = {
    "name,course": "has no column token.",
    "token,course,cort": "column 3 is not known: did you mean 'court'?",
    "token,course,token": "has the column token twice",
}


@pytest.mark.parametrize("heading", list(HEADINGS))
def test_a_heading_that_cannot_be_right_is_named(tmp_path: Path, heading: str) -> None:
    assert HEADINGS[heading] in faults(written(tmp_path, f"{heading}\nx,js-101,y\n"))


def test_another_encoding_is_said_in_words(tmp_path: Path) -> None:
    told = faults(written(tmp_path, "token,course\nJosé,js-101\n", "latin-1"))
    assert "save it as UTF-8 (in Excel: Save As, 'CSV UTF-8')" in told


def test_a_token_is_a_safe_name_of_a_file() -> None:
    assert file_name("p-4hk7-9mzc-2xvt") == "p-4hk7-9mzc-2xvt"
    odd = [
        "../../etc/passwd",
        "CON",
        "con",
        "a:b",
        "a*b",
        "A-b",
        "a-b",
        "..",
        "x" * 200,
    ]
    names = [file_name(token) for token in odd]
    assert len({name.casefold() for name in names}) == len(odd)
    for name in names:
        assert set(name) <= set(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
        )
        assert name.casefold() != "con"
        assert len(name) < 80
