"""Random lives: on every day each duty stands as a plain walk through the calendar says."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import pytest

from tests.xapi import cases
from tests.xapi.cases import AGENCIES, Case, token, unit
from tests.xapi.conftest import stored
from xapi import database, report
from xapi.asked import Asked
from xapi.database import Connection

PEOPLE: Final = 150
DAYS: Final = sorted(
    date(2026, 3, 1) + timedelta(days=n)
    for n in (0, 8, 13, 17, 20, 21, 22, 23, 29, 33, 36, 44, 60, 90)
)
STATUSES: Final = {
    *("upcoming", "open", "overdue", "missed", "kept", "late"),
    *("excused", "on hold", "transferred", "terminated"),
}
#: what each status may become as days go by; a hold ends where it began
AFTER: Final = {
    "upcoming": STATUSES,
    "open": STATUSES - {"upcoming"},
    "overdue": STATUSES - {"upcoming", "open", "kept"},
    "on hold": STATUSES,
    "missed": {"missed", "excused"},
    "excused": {"excused", "kept"},
    "kept": {"kept"},
    "late": {"late", "excused"},
    "transferred": {"transferred", "excused", "kept", "late"},
    "terminated": {"terminated", "excused", "kept", "late"},
}


def lives() -> dict[str, Case]:
    """Return people whom a seed has made up, by name."""
    rng = random.Random(26)
    return {f"life {number}": _life(rng) for number in range(PEOPLE)}


def _life(rng: random.Random) -> Case:
    agency = rng.choice(("east", "far-west", "strict", "old"))
    base = date(2026, 3, rng.randrange(1, 15))
    did = ["began 2026-02-27 12:00", f"course {base} {_hour(rng)}"]
    for week in AGENCIES[agency].weeks:
        if rng.random() < 0.7:
            day = base + timedelta(days=7 * week + rng.randrange(-9, 16))
            did.append(f"w{week} {day} {_hour(rng)}")
    return Case("; ".join(did), agency=agency, decided="; ".join(_decided(rng, base)))


def _hour(rng: random.Random) -> str:
    return f"{rng.randrange(24):02}:{rng.randrange(60):02}"


def _decided(rng: random.Random, base: date) -> Iterator[str]:
    begins = base + timedelta(days=rng.randrange(-5, 20))
    for _ in range(rng.choice((0, 0, 1, 2))):
        ends = begins + timedelta(days=rng.randrange(12))
        yield f"hold {begins}..{ends}"
        begins = ends + timedelta(days=rng.randrange(1, 9))
    if rng.random() < 0.15:
        yield f"hold {begins}"
    if rng.random() < 0.2:
        day = base + timedelta(days=rng.randrange(30))
        yield f"excused w{rng.choice((1, 2))} {day}"
    if rng.random() < 0.2:
        word = rng.choice(("transferred", "terminated"))
        yield f"{word} {base + timedelta(days=rng.randrange(40))}"


class Walk:
    """One life as of a day, found by counting days one by one."""

    def __init__(self, case: Case, day: date) -> None:
        """Read the lines of the case that are true by that day."""
        self.day = day
        self.court = AGENCIES[case.agency]
        self.done: dict[str, date] = {}
        for line in case.did.split("; "):
            what, when, _ = line.split()
            if (on := date.fromisoformat(when)) <= day:
                self.done[what] = min(on, self.done.get(what, on))
        self.base = self.done.get("course")
        self.holds: list[tuple[date, date]] = []
        self.excused: set[str] = set()
        self.ended: tuple[date, str] | None = None
        for line in filter(None, case.decided.split("; ")):
            word, *rest = line.split()
            first, _, last = rest[-1].partition("..")
            if (on := date.fromisoformat(first)) <= day:
                self._take(word, rest[0], on, last)

    def _take(self, word: str, what: str, on: date, last: str) -> None:
        if word == "hold":
            self.holds.append((on, date.fromisoformat(last or "2199-01-01")))
        elif word == "excused":
            self.excused.add(what)
        else:
            self.ended = (on, word)

    def reached(self, days: int) -> date | None:
        """Return the day by which so many days have passed that were not on hold."""
        if self.base is None:
            return None
        day = self.base
        while days:
            day += timedelta(days=1)
            if day.year > 2190:
                return None
            holding = [last for first, last in self.holds if first <= day <= last]
            day = holding[0] if holding else day
            days -= not holding
        return day

    def status(self, week: int) -> str:
        done = self.done.get(f"w{week}")
        window = self.court.months.get("window_days", 7)
        grace = self.court.months.get("grace_days", 0)
        due, late = self.reached(7 * week), self.reached(7 * week + grace)
        opens = self.reached(7 * week - window + 1)
        held = any(first <= self.day <= last for first, last in self.holds)
        if done and (due is None or done <= due):
            return "kept"
        if f"w{week}" in self.excused:
            return "excused"
        if done and (late is None or done <= late):
            return "late"
        if self.ended and (late is None or self.ended[0] <= late):
            return self.ended[1]
        if late and late < self.day:
            return "missed"
        if held:
            return "on hold"
        if due and due < self.day:
            return "overdue"
        return "open" if opens and opens <= self.day else "upcoming"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder = tmp_path_factory.mktemp("lives")
    people = lives().items()
    said = [x for name, case in people for x in cases.statements(name, case)]
    path = folder / "statements.ndjson"
    path.write_text("\n".join(map(json.dumps, said)), encoding="utf-8")
    store = stored(folder / "records", *cases.catalogues(folder), path)
    roster = [x for name, case in people for x in cases.roster(name, case)]
    decided = [x for name, case in people for x in cases.decisions(name, case)]
    with report.tables(store, None, Asked(), roster, decided) as connection:
        yield connection


def test_any_day_each_duty_stands_as_a_walk_through_the_calendar_says(
    connection: Connection,
) -> None:
    seen = defaultdict(set)
    names = {token(name): name for name in lives()}
    before: dict[tuple[str, str], str] = {}
    sql = "SELECT participant, what, status FROM obligations WHERE what <> 'course'"
    for day in DAYS:
        database.query(connection, f"UPDATE asked SET as_of = DATE '{day}'")
        rows = database.query(connection, sql).rows
        found = {(names[who], what): status for who, what, status in rows}
        expected = {
            (name, unit(f"w{week}")): Walk(case, day).status(week)
            for name, case in lives().items()
            for week in AGENCIES[case.agency].weeks
        }
        assert len(rows) == len(found)
        assert {k: (day, found.get(k), v) for k, v in expected.items()} == {
            k: (day, v, v) for k, v in found.items()
        }
        for duty, status in before.items():
            assert found[duty] in AFTER[status], (duty, day, status, found[duty])
            seen[status].add(found[duty])
        before = found
    assert seen.keys() == STATUSES
