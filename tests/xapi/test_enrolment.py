"""Referrals become tokens, lines of the roster and of the key file, or faults by line."""

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from xapi.enrolment import adding
from xapi.enrolment.enrolling import Lists, Reading, with_cases, with_new_tokens
from xapi.enrolment.headings import demanded, letters
from xapi.enrolment.plan import AGAIN, GIVEN, KNOWN, LISTED, NEW, Step
from xapi.enrolment.tokens import new_token
from xapi.keyfile import read_cases
from xapi.problems import RecordsError
from xapi.roster import read_roster
from xapi.settings import Court, Officer, Settings

COURTS = (Court("district-1", "District Court 1"), Court("night", "Night court"))
HEAD = "Case No,Full Name,Court,Referral Date\n"
FIRST = "2026-CR-1,Example Person 1,District Court 1,2026-03-04\n"
SECOND = "2026-CR-2,Example Person 2,night,2026-03-05\n"
READING = Reading({"course": "js-101"}, {})


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    settings = Settings(courts=COURTS, officers=(Officer("officer-2", "R. Example"),))
    return Lists(
        roster=tmp_path / "roster.csv",
        key=tmp_path / "cases.csv",
        store=tmp_path / "records",
        settings=settings,
    )


def listed(lists: Lists, text: str, encoding: str = "utf-8") -> Path:
    path = lists.roster.with_name("list.csv")
    path.write_text(text, encoding=encoding)
    return path


def taken(lists: Lists, text: str, reading: Reading = READING) -> list[Step]:
    steps, changes = with_cases(lists, listed(lists, text), reading, lambda _: None)
    adding.make(changes)
    return steps


def faults(lists: Lists, text: str, reading: Reading = READING) -> str:
    with pytest.raises(RecordsError) as caught:
        taken(lists, text, reading)
    for told in ("Person", "CR-", "Mallory"):
        assert told not in str(caught.value)
    assert not lists.roster.exists()
    return str(caught.value)


def test_tokens_are_random_short_and_hard_to_misread() -> None:
    tokens = {new_token(()) for _ in range(200)}
    assert len(tokens) == 200
    for token in tokens:
        assert len(token) == len("p-4hk7-9mzc-2xvt")
        assert not set(token.removeprefix("p-")) & set("0o1liaeu")


def test_a_taken_token_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = iter("2" * 12 + "3" * 12)
    monkeypatch.setattr("secrets.choice", lambda _: next(signs))
    assert new_token({"p-2222-2222-2222"}) == "p-3333-3333-3333"


def test_new_tokens_join_the_roster_in_its_own_form(lists: Lists) -> None:
    lists.roster.write_bytes(b"\xef\xbb\xbfcourt;token;course\r\nnight;p-1;js-101")
    said = {"course": "js-101", "court": "district-1", "deadline": "2026-06-01"}
    tokens, changes = with_new_tokens(lists, 2, said)
    assert len(read_roster(lists.roster)) == 1
    adding.make(changes)
    data = lists.roster.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfcourt;token;course;enrolment;deadline\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    entries = read_roster(lists.roster, lists.courts)
    assert [entry.participant for entry in entries] == ["p-1", *tokens]
    assert entries[2].deadline == date(2026, 6, 1)
    assert entries[2].court == "district-1"


def test_lists_are_made_for_their_owner_alone(lists: Lists) -> None:
    taken(lists, HEAD + FIRST)
    assert lists.key is not None
    for path in (lists.roster, lists.key):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {path.name for path in lists.roster.parent.iterdir()} == {
        *("roster.csv", "cases.csv", "list.csv")
    }


def test_names_go_to_the_key_file_and_nowhere_else(lists: Lists) -> None:
    steps = taken(lists, HEAD + FIRST + SECOND)
    assert lists.key is not None
    cases = read_cases(lists.key, lists.store)
    entries = read_roster(lists.roster, lists.courts)
    assert [(x.line, x.what) for x in steps] == [(2, NEW), (3, NEW)]
    assert [cases[x.participant].case_number for x in entries] == [
        *("2026-CR-1", "2026-CR-2")
    ]
    assert [x.court for x in entries] == ["district-1", "night"]
    assert [x.referred_on for x in entries] == [date(2026, 3, 4), date(2026, 3, 5)]
    text = lists.roster.read_text() + repr(steps)
    assert "Person" not in text
    assert "CR-" not in text


def test_a_known_case_keeps_its_token_however_it_is_typed(lists: Lists) -> None:
    first = taken(lists, HEAD + FIRST)[0].token
    again = taken(lists, HEAD + "2026-cr-1 ,  example  PERSON 1,night,2026-03-04\n")
    assert [(x.token, x.what) for x in again] == [(first, LISTED)]
    other = taken(lists, HEAD + FIRST, Reading({"course": "js-000"}, {}))
    assert [(x.token, x.what) for x in other] == [(first, KNOWN)]
    assert [x.course for x in read_roster(lists.roster)] == ["js-101", "js-000"]


def test_a_later_referral_to_the_same_course_is_for_a_person_to_number(
    lists: Lists,
) -> None:
    taken(lists, HEAD + FIRST)
    later = FIRST.replace("03-04", "09-04")
    assert [x.what for x in taken(lists, HEAD + later)] == [AGAIN]
    head = HEAD.replace("\n", ",Enrolment\n")
    taken(lists, head + later.replace("\n", ",2\n"))
    entries = read_roster(lists.roster)
    assert [x.enrolment for x in entries] == [1, 2]
    assert len({x.participant for x in entries}) == 1


def test_moodle_gets_a_file_of_usernames_and_id_numbers(lists: Lists) -> None:
    users = lists.roster.with_name("users.csv")
    reading = replace(READING, users=users)
    text = "Case No,Name,Username\n2026-CR-1,Example Person 1,e.person\n2026-CR-2,B,\n"
    steps = taken(lists, text, reading)
    assert users.read_text() == f"username,idnumber\ne.person,{steps[0].token}\n"
    with pytest.raises(RecordsError, match="is there already"):
        taken(lists, text, reading)
    users.unlink()
    with pytest.raises(RecordsError, match="the list has no usernames"):
        taken(lists, HEAD + FIRST, reading)


def test_tokens_that_the_agency_has_are_kept(lists: Lists) -> None:
    head = "ID Number,Case Number,Defendant\n"
    steps = taken(lists, f"{head}a-77,2026-CR-1,Example Person 1\na-78,,\n")
    assert [(x.token, x.what) for x in steps] == [("a-77", GIVEN), ("a-78", GIVEN)]
    assert lists.key is not None
    assert list(read_cases(lists.key)) == ["a-77"]


def test_first_and_last_name_may_stand_apart(lists: Lists) -> None:
    taken(lists, "Last Name,First Name,Docket\nPerson 3,Example,2026-CR-3\n")
    assert lists.key is not None
    assert [x.name for x in read_cases(lists.key).values()] == ["Example Person 3"]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Nombre,Apellidos,Expediente", "Ana,Pérez Gil,2026-CR-3"),
        ("Full name,Last name,Docket", "Ana Pérez Gil,PÉREZ GIL,2026-CR-3"),
        ("Name,First name,Last name,Docket", "Ana Pérez Gil,Ana,Pérez,2026-CR-3"),
    ],
)
def test_no_half_of_a_name_is_lost_or_said_twice(
    lists: Lists, heading: str, cells: str
) -> None:
    taken(lists, f"{heading}\n{cells}\n")
    assert lists.key is not None
    assert [x.name for x in read_cases(lists.key).values()] == ["Ana Pérez Gil"]


def test_headings_of_their_own_are_said_by_a_person(lists: Lists) -> None:
    told: list[str] = []
    path = listed(lists, "Cause,Who,Mallory\n2026-CR-1,Example Person 1,x\n")
    with pytest.raises(RecordsError, match="has no column for case_number"):
        with_cases(lists, path, READING, told.append)
    reading = replace(READING, headings=demanded(("CAUSE=case_number", "Who=name")))
    steps, _ = with_cases(lists, path, reading, told.append)
    assert len(steps) == 1
    assert told == [f"{path}: not read: column C."]
    with pytest.raises(ValueError, match="HEADING=NAME"):
        demanded(("Who=nam",))
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


DAYS = {
    ("iso", "03/04/2026"): None,
    ("iso", "2026-03-04"): date(2026, 3, 4),
    ("mdy", "03/04/2026"): date(2026, 3, 4),
    ("mdy", "3.4.2026"): date(2026, 3, 4),
    ("mdy", "13/04/2026"): None,
    ("mdy", "2026-03-04"): date(2026, 3, 4),
    ("mdy", "03/04/26"): None,
    ("dmy", "03/04/2026"): date(2026, 4, 3),
    ("dmy", "04/13/2026"): None,
    ("dmy", "29/02/2028"): date(2028, 2, 29),
    ("dmy", "29/02/2027"): None,
}


@pytest.mark.parametrize(("form", "text"), list(DAYS))
def test_the_form_of_days_is_said_and_never_guessed(
    lists: Lists, form: str, text: str
) -> None:
    reading = replace(READING, days=form)
    line = f"{HEAD}2026-CR-1,Example Person 1,night,{text}\n"
    if day := DAYS[form, text]:
        assert taken(lists, line, reading)[0].entry.referred_on == day
    else:
        assert ":2: referred_on is not a day such as" in faults(lists, line, reading)


def test_days_of_a_workbook_are_days_whatever_they_look_like(lists: Lists) -> None:
    path = lists.roster.with_name("list.xlsx")
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Case No", "Name", "Referral Date", "Hours"])
        form = book.add_format({"num_format": "mm/dd/yyyy"})
        sheet.write_row(1, 0, ["2026-CR-1", "Example Person 1", "", 7.5])
        sheet.write_datetime(1, 2, date(2026, 3, 4), form)
    steps, _ = with_cases(lists, path, READING, lambda _: None)
    assert steps[0].entry.referred_on == date(2026, 3, 4)
    assert steps[0].entry.order_hours == 7.5


FAULTS: dict[str, tuple[str, ...]] = {
    f"{HEAD},Example Person 1,nigth,\n2026-CR-2,,Mallory,x\n": (
        ":2: case_number is empty",
        ":2: court is none of those in report.toml (district-1, night): did you mean "
        "'night'?",
        ":3: name is empty",
        ":3: court is none of those",
        ":3: referred_on is not a day",
    ),
    HEAD + FIRST + SECOND + FIRST: (":4: this person is on line 2 already",),
    HEAD + '"=A1",Example Person 1,night,\n': (":2: case_number is a formula",),
}


@pytest.mark.parametrize("text", list(FAULTS))
def test_all_faults_of_a_list_are_told_and_nothing_is_written(
    lists: Lists, text: str
) -> None:
    told = faults(lists, text)
    for fault in FAULTS[text]:
        assert fault in told


def test_a_list_without_a_course_asks_for_one(lists: Lists) -> None:
    assert ":2: course is empty" in faults(lists, HEAD + FIRST, Reading({}, {}))


def test_a_case_number_with_another_name_is_for_a_person_to_decide(
    lists: Lists,
) -> None:
    taken(lists, HEAD + FIRST)
    other = HEAD + "2026-CR-1,Example Person 9,night,\n"
    with pytest.raises(RecordsError, match=":2: the key file has this case number"):
        taken(lists, other)
    steps = taken(lists, other, replace(READING, several=True))
    assert [x.what for x in steps] == [NEW]


def test_tokens_and_cases_that_contradict_the_key_file_are_faults(
    lists: Lists,
) -> None:
    head = "token,case_number,name\n"
    taken(lists, f"{head}a-1,2026-CR-1,Example Person 1\n")
    for line, told in {
        "a-2,2026-CR-1,Example Person 1": "has this case under another token",
        "a-1,2026-CR-2,Example Person 2": "has this token for another case",
    }.items():
        with pytest.raises(RecordsError, match=f":2: the key file {told}"):
            taken(lists, f"{head}{line}\n")


def test_without_a_place_for_names_nothing_is_written(lists: Lists) -> None:
    told = faults(replace(lists, key=None), HEAD + FIRST)
    assert "names and case numbers go into a key file and nowhere else" in told


def test_a_key_file_among_the_records_is_not_even_made(lists: Lists) -> None:
    inside = replace(lists, key=lists.store / "cases.csv")
    assert "in the folder of the records" in faults(inside, HEAD + FIRST)
    assert not lists.store.exists()


UNFIT: dict[str, Callable[[str], bytes]] = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "Windows": lambda text: text.replace("night", "Peña").encode("cp1252"),
}


@pytest.mark.parametrize("name", list(UNFIT))
def test_lines_join_no_file_in_another_encoding(lists: Lists, name: str) -> None:
    data = UNFIT[name]("token,course,court\np-1,js-101,night\n")
    lists.roster.write_bytes(data)
    with pytest.raises(RecordsError, match="in Excel: Save As, 'CSV UTF-8'"):
        with_new_tokens(lists, 1, {"course": "js-101"})
    assert lists.roster.read_bytes() == data


def test_after_a_lost_plug_the_same_run_completes_both_lists(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the two: the key file knows the case, the roster does not yet."""
    replace_file = Path.replace

    def stopped(path: Path, target: Path) -> Path:
        if target.name == "roster.csv":
            raise KeyboardInterrupt
        return replace_file(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            taken(lists, HEAD + FIRST)
    assert lists.key is not None
    (token,) = read_cases(lists.key)
    assert not lists.roster.exists()
    assert [(x.token, x.what) for x in taken(lists, HEAD + FIRST)] == [(token, KNOWN)]
    assert list(read_cases(lists.key)) == [token]
    assert [x.participant for x in read_roster(lists.roster)] == [token]


def test_a_list_that_is_a_link_stays_one(lists: Lists) -> None:
    shared = lists.roster.parent / "shared"
    shared.mkdir()
    lists.roster.symlink_to(shared / "roster.csv")
    for _ in range(2):
        adding.make(with_new_tokens(lists, 1, {"course": "js-101"})[1])
    assert lists.roster.is_symlink()
    assert len(read_roster(shared / "roster.csv")) == 2


def test_what_another_program_wrote_meanwhile_is_not_lost(lists: Lists) -> None:
    _, changes = with_new_tokens(lists, 1, {"course": "js-101"})
    lists.roster.write_text("token,course\np-1,js-101\n")
    with pytest.raises(RecordsError, match="has written it just now"):
        adding.make(changes)
    assert lists.roster.read_text() == "token,course\np-1,js-101\n"
    assert [path.name for path in lists.roster.parent.iterdir()] == ["roster.csv"]


def test_a_key_file_that_cannot_be_written_leaves_the_roster_alone(
    lists: Lists,
) -> None:
    nowhere = replace(lists, key=lists.roster.parent / "none" / "cases.csv")
    _, changes = with_cases(
        nowhere, listed(lists, HEAD + FIRST), READING, lambda _: None
    )
    with pytest.raises(RecordsError, match=r"there is no folder .*none: make it first"):
        adding.make(changes)
    assert [path.name for path in lists.roster.parent.iterdir()] == ["list.csv"]
