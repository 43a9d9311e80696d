"""Calendars: whole days that no zone moves, words that tell nobody, files that update."""

import csv
import io
import json
import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.xapi import cases
from tests.xapi.cases import Case, token
from tests.xapi.conftest import stored
from xapi.asked import Asked
from xapi.schedule import ics
from xapi.schedule.duties import Duty, duties
from xapi.schedule.events import Event, of_agency, of_learner
from xapi.schedule.files import made, sweep, write
from xapi.settings import Agency, Officer, Settings
from xapi.store import Store

AS_OF = date(2026, 3, 6)
DONE = "began 2026-03-02 09:00; course 2026-03-04 12:00"
WEEK_4 = Duty(
    participant="p-1",
    course="js-101",
    enrolment=1,
    agency="river-court",
    court="district-1",
    officer="officer-2",
    language="en",
    what="check-in-week-04",
    week=4,
    base_on=date(2026, 4, 13),
    opens_on=date(2026, 5, 5),
    due_on=date(2026, 5, 11),
    late_until=date(2026, 5, 14),
    status="upcoming",
    reminder_days="0,5",
)
LAST_DAY = replace(
    WEEK_4,
    what="course",
    week=None,
    opens_on=None,
    due_on=date(2026, 4, 20),
    late_until=None,
    status="open",
    reminder_days=None,
)


def written(events: Sequence[Event], as_of: date = AS_OF) -> bytes:
    return ics.calendar((ics.component(event, as_of) for event in events), "Check-ins")


def read(data: bytes) -> list[dict[str, Any]]:
    """Return the events as another program reads them."""
    return components(data, "VEVENT")


def components(data: bytes, name: str) -> list[dict[str, Any]]:
    return [dict(each) for each in Calendar.from_ical(data).walk(name)]


def learner(*found: Duty, language: str = "en") -> list[Event]:
    return of_learner(found, language, "555-0102")


# -- the file ----------------------------------------------------------------------------


def test_a_file_keeps_the_limits_of_rfc_5545() -> None:
    odd = Event(
        uid="1",
        title="Español, señal; \\ \U0001f4c5 " + "ñandú " * 30,
        note="one\ntwo\r\nthree\tBEGIN:VEVENT",
        first=AS_OF,
        last=AS_OF,
    )
    data = written([odd, *learner(WEEK_4, LAST_DAY)])
    assert data.count(b"\n") == data.count(b"\r\n")  # 3.1: lines end with CRLF
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    for line in lines:
        assert len(line) <= 75  # octets, without the break
        line.decode()  # no sign is cut in two
        assert not any(byte < 32 and byte != 9 for byte in line)
    whole = data.replace(b"\r\n ", b"").decode()
    assert "\r\nVERSION:2.0\r\n" in whole
    assert whole.count("\r\nPRODID:") == 1
    assert "SUMMARY:Español\\, señal\\; \\\\ \U0001f4c5 " in whole  # 3.3.11
    assert "DESCRIPTION:one\\ntwo\\nthree" in whole
    assert whole.count("\r\nBEGIN:VEVENT\r\n") == 3
    for name in ("UID", "DTSTAMP", "SEQUENCE"):  # 3.6.1: once each
        assert whole.count(f"\r\n{name}:") == 3
    assert read(data)[0]["SUMMARY"] == odd.title


def test_events_are_whole_days_that_no_zone_moves() -> None:
    leap = replace(WEEK_4, opens_on=date(2028, 2, 23), due_on=date(2028, 2, 29))
    clocks = replace(WEEK_4, opens_on=date(2026, 3, 5), due_on=date(2026, 3, 11))
    for duty in (leap, clocks):
        data = written(learner(duty))
        assert b"TZID" not in data
        (event,) = read(data)
        assert event["DTSTART"].dt == duty.opens_on
        assert not isinstance(event["DTSTART"].dt, datetime)
        assert duty.due_on is not None
        assert event["DTEND"].dt == duty.due_on + timedelta(days=1)
    assert b"DTEND;VALUE=DATE:20280301" in written(learner(leap))


def test_reminders_come_on_the_mornings_of_their_days() -> None:
    events = learner(WEEK_4, LAST_DAY)
    assert [event.alarms for event in events] == [
        (date(2026, 4, 13), date(2026, 4, 19)),
        (date(2026, 5, 5), date(2026, 5, 10)),
    ]
    alarms = components(written(events), "VALARM")
    assert [alarm["TRIGGER"].dt for alarm in alarms] == [
        *(timedelta(days=-7, hours=9), timedelta(days=-1, hours=9)),
        *(timedelta(hours=9), timedelta(days=5, hours=9)),
    ]
    assert {str(alarm["ACTION"]) for alarm in alarms} == {"DISPLAY"}


def test_no_reminder_comes_after_the_due_day() -> None:
    assert learner(replace(WEEK_4, reminder_days="6,7"))[0].alarms == (
        date(2026, 5, 11),
    )
    assert learner(replace(WEEK_4, reminder_days=None))[0].alarms == ()


def test_no_reminder_comes_while_the_clock_stands_still(store: Store) -> None:
    """Week 1 is open from March 5 to 11; the hold lasts from the 9th to the 22nd."""
    found = of_case(store, "on hold over two weeks", date(2026, 3, 10))
    first = next(duty for duty in found if duty.week == 1)
    assert (first.opens_on, first.due_on) == (date(2026, 3, 5), date(2026, 3, 25))
    assert first.reminders() == [date(2026, 3, 5), date(2026, 3, 24)]
    second = next(duty for duty in found if duty.week == 2)
    assert second.reminders() == [date(2026, 3, 26), date(2026, 3, 31)]


def test_a_later_file_moves_an_event_and_makes_no_second_one() -> None:
    moved = replace(WEEK_4, opens_on=date(2026, 6, 5), due_on=date(2026, 6, 11))
    (before,) = read(written(learner(WEEK_4)))
    (after,) = read(written(learner(moved), AS_OF + timedelta(days=1)))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert before["DTSTAMP"].dt < after["DTSTAMP"].dt
    assert written(learner(WEEK_4)) == written(learner(WEEK_4))


def test_every_duty_of_everybody_has_a_uid_of_its_own() -> None:
    others = [
        replace(WEEK_4, participant="p-2"),
        replace(WEEK_4, course="js-000"),
        replace(WEEK_4, enrolment=2),
        replace(WEEK_4, what="check-in-week-06"),
    ]
    uids = {event.uid for duty in (WEEK_4, *others) for event in learner(duty)}
    uids |= {event.uid for _, event in of_agency([WEEK_4, *others], "en")}
    assert len(uids) == 10
    assert not any("p-" in uid for uid in uids)


# -- what it says ------------------------------------------------------------------------


def test_a_learners_calendar_says_nothing_that_others_may_not_see() -> None:
    data = written(learner(WEEK_4, LAST_DAY)) + written(
        learner(WEEK_4, LAST_DAY, language="es")
    )
    text = data.replace(b"\r\n ", b"").decode().casefold()
    for told in (
        *("js-101", "p-1", "district", "officer-2", "river", "court", "probation"),
        *("jane", "school", "sex", "order", "tribunal"),
    ):
        assert told not in text, told
    assert "CLASS:PRIVATE" in data.decode()


WORDS = {
    ("en", "upcoming"): (
        "Check-in 1 of 1",
        "Open from May 5, 2026. Please finish it by the end of May 11, 2026. Until May "
        "14, 2026 it still counts, as late. Questions? Call 555-0102.",
    ),
    ("es", "upcoming"): (
        "Seguimiento 1 de 1",
        "Abierto desde el 5 de mayo de 2026. Complételo a más tardar el 11 de mayo de "
        "2026. Hasta el 14 de mayo de 2026 todavía cuenta, como tardío. ¿Preguntas? "
        "Llame al 555-0102.",
    ),
    ("en", "kept"): ("Check-in 1 of 1: done", "Questions? Call 555-0102."),
    ("es", "late"): ("Seguimiento 1 de 1: hecho", "¿Preguntas? Llame al 555-0102."),
    ("en", "missed"): ("Check-in 1 of 1", "Questions? Call 555-0102."),
}


@pytest.mark.parametrize(("language", "status"), list(WORDS))
def test_what_it_says_is_plain_in_both_languages(language: str, status: str) -> None:
    (event,) = learner(replace(WEEK_4, status=status), language=language)
    assert (event.title, event.note) == WORDS[language, status]
    assert bool(event.alarms) == (status == "upcoming")
    assert not event.cancelled


@pytest.mark.parametrize("status", ["excused", "transferred", "terminated"])
def test_what_is_asked_no_more_goes_from_the_calendar(status: str) -> None:
    (event,) = learner(replace(WEEK_4, status=status))
    assert (event.cancelled, event.alarms) == (True, ())
    assert read(written([event]))[0]["STATUS"] == "CANCELLED"


def test_a_hold_takes_an_event_away_until_its_day_is_known() -> None:
    none = replace(WEEK_4, opens_on=None, due_on=None, late_until=None)
    (gone,) = learner(replace(none, status="on hold"))
    assert gone.cancelled
    assert gone.uid == learner(WEEK_4)[0].uid
    moved = replace(WEEK_4, status="on hold", due_on=date(2026, 6, 11))
    (event,) = learner(moved)
    assert (event.cancelled, event.last) == (False, date(2026, 6, 11))


def test_until_the_course_is_done_check_ins_have_no_days() -> None:
    none = replace(WEEK_4, base_on=None, opens_on=None, due_on=None, late_until=None)
    (event,) = learner(LAST_DAY, none)
    assert event.title == "Course: last day"
    assert "check-ins come after you finish the course" in event.note
    assert "come after" not in learner(LAST_DAY, WEEK_4)[0].note
    assert learner(none) == []


def test_two_courses_are_told_apart() -> None:
    titles = [x.title for x in learner(WEEK_4, replace(WEEK_4, course="js-000"))]
    assert titles == ["Check-in 1 of 1 (js-000)", "Check-in 1 of 1 (js-101)"]


def test_the_agencys_calendar_has_tokens_days_and_how_it_stands() -> None:
    ((_, event), (_, last)) = of_agency(
        [replace(WEEK_4, status="missed"), LAST_DAY], "en"
    )
    assert event.title == "p-1: check-in, week 4 (missed)"
    assert (event.first, event.last) == (date(2026, 5, 11), date(2026, 5, 11))
    assert event.note == (
        "js-101. Open from May 5, 2026. Due May 11, 2026. Late until May 14, 2026. Court: "
        "district-1. Officer: officer-2."
    )
    assert last.title == "p-1: course (open)"
    assert of_agency([LAST_DAY], "es")[0][1].title == "p-1: curso (abierto)"


# -- files -------------------------------------------------------------------------------

SETTINGS = Settings(
    agency=Agency("River County Probation", phone="555-0100", language="es"),
    officers=(Officer("officer-2", "R. Example", "555-0102"),),
)


def test_there_is_a_file_for_each_person_officer_and_court(tmp_path: Path) -> None:
    found = [WEEK_4, LAST_DAY, replace(LAST_DAY, participant="../p-2", officer=None)]
    files = made(found, SETTINGS)
    paths = write(files, tmp_path / "calendars", "ics", AS_OF)
    assert len(paths) == 5
    names = [path.relative_to(tmp_path / "calendars").as_posix() for path in paths]
    assert names[0] == "learners/p-1.ics"
    assert names[1].startswith("learners/p-2-")
    assert names[2:] == [
        "officers/officer-2.ics",
        "courts/district-1.ics",
        "everyone.ics",
    ]
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert read(path.read_bytes())
    mine, other = (path.read_bytes() for path in paths[:2])
    assert b"Check-in 1 of 1" in mine  # the person's language
    assert b"555-0102" in mine
    assert b"555-0100" in other


def test_files_of_those_who_left_are_swept_and_no_others(tmp_path: Path) -> None:
    paths = write(made([WEEK_4], SETTINGS), tmp_path, "ics", AS_OF)
    for name in ("learners/p-9.ics", "learners/note.txt", "own.ics"):
        (tmp_path / name).write_text("x")
    assert sweep(tmp_path, "ics", paths) == 1
    assert not (tmp_path / "learners/p-9.ics").exists()
    assert (tmp_path / "own.ics").exists()
    assert all(path.exists() for path in paths)


def test_csv_has_a_line_for_each_day(tmp_path: Path) -> None:
    off = replace(WEEK_4, what="check-in-week-06", week=6, status="excused")
    paths = write(made([LAST_DAY, WEEK_4, off], SETTINGS), tmp_path, "csv", AS_OF)
    mine = list(csv.DictReader(io.StringIO(paths[0].read_text())))
    assert [(row["first_on"], row["title"]) for row in mine] == [
        ("2026-04-20", "Course: last day"),
        ("2026-05-05", "Check-in 1 of 2"),
    ]
    ours = list(csv.DictReader(io.StringIO(paths[-1].read_text())))
    assert [row["status"] for row in ours] == ["open", "upcoming", "excused"]


# -- from records ------------------------------------------------------------------------

CASES = {
    "late in the evening, before the clocks change": Case(
        "began 2026-03-02 09:00; course 2026-03-04 23:30", agency="far-west"
    ),
    "leap year": Case("began 2028-02-01 09:00; course 2028-02-22 23:59"),
    "on hold over two weeks": Case(DONE, decided="hold 2026-03-09..2026-03-22"),
    "on hold": Case(DONE, decided="hold 2026-03-05.."),
    "has not come": Case(deadline="2026-05-01"),
    "knows no day": Case(),
    "excused": Case(DONE, decided="excused w2 2026-03-05"),
}
DUE = {
    "late in the evening, before the clocks change": "0311 0318 0325 0401",
    "on hold over two weeks": "0325 0401 0408 0415",
    "on hold": "0311x 0318x 0325x 0401x",
    "has not come": "0501",
    "knows no day": "",
    "excused": "0311 0318x 0325 0401",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("schedule")
    path = folder / "statements.ndjson"
    said = [x for name in CASES for x in cases.statements(name, CASES[name])]
    path.write_text("\n".join(map(json.dumps, said)))
    return stored(folder / "records", *cases.catalogues(folder), path)


def of_case(store: Store, name: str, day: date) -> list[Duty]:
    """Return the duties of one case."""
    return [x for x in everybodys(store, day) if x.participant == token(name)]


def everybodys(store: Store, day: date) -> list[Duty]:
    roster = [line for name in CASES for line in cases.roster(name, CASES[name])]
    decided = [x for name in CASES for x in cases.decisions(name, CASES[name])]
    return duties(store, None, Asked(as_of=day), roster, decided)


def shown(store: Store, day: date) -> dict[str, str]:
    """Return the last days of everybody's events, an x after one that is cancelled."""
    found = everybodys(store, day)
    days = {}
    for name in CASES:
        events = learner(*(duty for duty in found if duty.participant == token(name)))
        marked = (f"{x.last:%m%d}{'x' if x.cancelled else ''}" for x in events)
        days[name] = " ".join(marked)
    return days


def test_days_come_from_roster_decisions_records_and_catalogue(store: Store) -> None:
    days = shown(store, date(2026, 3, 10))
    assert {name: days[name] for name in DUE} == DUE


def test_a_leap_day_is_a_due_day(store: Store) -> None:
    days = shown(store, date(2028, 2, 23))
    assert days["leap year"] == "0229 0307 0314 0321"


# -- the command -------------------------------------------------------------------------
