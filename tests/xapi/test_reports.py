"""Each report equals a plain count in Python over the same records."""

import statistics
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.xapi import cohort
from tests.xapi.cohort_catalogue import (
    AGENCIES,
    DEADLINE_DAYS,
    GRACE_DAYS,
    LESSONS,
    MINUTES,
    OPINIONS,
    SURVEYS,
    WEEKS,
)
from tests.xapi.conftest import AS_OF, PEOPLE, SEED, Records
from xapi.asked import Asked
from xapi.report import sql
from xapi.reports import REPORTS
from xapi.vocabulary import vocabulary

WORDS = vocabulary()
ACTIVE = WORDS.extensions["active-seconds"].id


class Person:
    """One person as plain Python sees them: events in order of time."""

    def __init__(self, enrolled: cohort.Enrolled) -> None:
        """Take what the report needs out of the statements."""
        self.agency = enrolled.person.agency
        self.token = enrolled.person.token
        self.language = enrolled.person.language
        self.court = enrolled.court
        self.referred_on = enrolled.referred_on
        self.deadline = enrolled.deadline
        self.zone = ZoneInfo(AGENCIES[self.agency])
        self.events = sorted(
            map(self._event, enrolled.statements), key=lambda event: event["at"]
        )

    def _event(self, statement: dict[str, Any]) -> dict[str, Any]:
        result = statement.get("result", {})
        path = statement["object"]["id"].removeprefix(WORDS.activity_base)
        return {
            "id": statement["id"],
            "at": datetime.fromisoformat(statement["timestamp"]),
            "verb": WORDS.verb_words[statement["verb"]["id"]],
            "item": path.partition("/")[2],
            "kind": statement["object"]["definition"]["type"].rpartition("/")[2],
            "right": result.get("success"),
            "response": result.get("response"),
            "seconds": _seconds(result.get("duration")),
            "active": result.get("extensions", {}).get(ACTIVE),
            "bank": any(
                key.endswith("bank") for key in statement["context"]["extensions"]
            ),
        }

    def first(self, verb: str, item: str = "") -> datetime | None:
        found: datetime | None = next(
            (e["at"] for e in self.events if e["verb"] == verb and e["item"] == item),
            None,
        )
        return found

    @property
    def started(self) -> datetime:
        moments: list[datetime] = [event["at"] for event in self.events]
        return min(moments)

    @property
    def finished(self) -> datetime | None:
        return self.first("completed")

    @property
    def hours(self) -> float:
        sessions = sum(e["active"] for e in self.events if e["verb"] == "terminated")
        lessons: dict[str, float] = {}
        for e in self.events:
            if e["verb"] == "completed" and e["item"] in LESSONS:
                lessons[e["item"]] = e["active"]
        return float(max(sessions, sum(lessons.values()))) / 3_600

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    minutes, _, seconds = text.removeprefix("PT").removesuffix("S").rpartition("M")
    return int(minutes or 0) * 60 + float(seconds)


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return [Person(enrolled) for enrolled in cohort.cohort(SEED, PEOPLE)]


def quartiles(values: list[float]) -> list[Any]:
    if len(values) < 2:
        return values * 3 if values else [None] * 3
    return statistics.quantiles(values, method="inclusive")


def test_completions_equal_a_plain_count(
    records: Records, people: list[Person]
) -> None:
    groups = defaultdict(list)
    for person in people:
        month = person.referred_on.replace(day=1)
        groups[person.agency, person.court, month, person.language].append(person)
    never = ("river-court", "District 1", date(2026, 3, 1), "")
    rows = records.report("completions")
    found = {(r["agency"], r["court"], r["month"], r["language"]): r for r in rows}
    assert found.keys() == groups.keys() | {never}
    assert (found[never]["referred"], found[never]["started"]) == (1, 0)
    for key, group in groups.items():
        row = found[key]
        finished = [p for p in group if p.finished]
        assert row["referred"] == row["started"] == len(group)
        assert row["finished"] == len(finished)
        days = [_whole(p.finished) - _whole(p.started) for p in finished if p.finished]
        for name, values in (
            ("days", [d.total_seconds() / 86_400 for d in days]),
            ("hours", [p.hours for p in finished]),
        ):
            shown = [row[f"{name}_{part}"] for part in ("q1", "median", "q3")]
            assert shown == pytest.approx(quartiles(values), abs=2e-6), (key, name)


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def test_without_a_roster_nobody_is_counted_as_referred(records: Records) -> None:
    rows = records.report("completions", roster=())
    assert {row["referred"] for row in rows} == {None}
    assert sum(row["started"] for row in rows) == PEOPLE


def test_overdue_equals_a_plain_look_at_each_day(
    records: Records, people: list[Person]
) -> None:
    expected = {("p-never-came", "course", date(2026, 4, 1))}
    for person in people:
        due = person.deadline or person.referred_on + timedelta(days=DEADLINE_DAYS)
        done = person.day(person.finished) if person.finished else None
        if due < AS_OF and (done is None or done > AS_OF):
            expected.add((person.token, "course", due))
        if done is None:
            continue
        open_ones = set()
        for week in WEEKS:
            unit = f"check-in-week-{week:02}"
            due, kept = done + timedelta(weeks=week), person.first("completed", unit)
            if kept is None or person.day(kept) > AS_OF:
                open_ones.add((person.token, unit, due))
        # Of those who are through the program nothing is asked any more.
        grace = timedelta(days=GRACE_DAYS)
        if any(due + grace >= AS_OF for _, _, due in open_ones):
            expected |= {each for each in open_ones if each[2] < AS_OF}
    late = ("overdue", "missed")
    rows = [row for row in records.report("overdue") if row["status"] in late]
    found = {(row["participant"], row["what"], row["due_on"]) for row in rows}
    assert found == expected
    assert len(rows) == len(expected)
    assert all(row["days_late"] == (AS_OF - row["due_on"]).days for row in rows)


def test_overdue_counts_from_the_start_where_there_is_no_roster(
    records: Records, people: list[Person]
) -> None:
    rows = records.report("overdue", roster=())
    starts = {person.token: person.day(person.started) for person in people}
    courses = [row for row in rows if row["what"] == "course"]
    assert courses
    for row in courses:
        due = starts[row["participant"]] + timedelta(days=DEADLINE_DAYS)
        assert (row["due_on"], row["rule"]) == (due, "days from the start")
        assert row["court"] is None
        assert row["missing"] == "not in the roster"


def test_a_timeline_has_every_event_but_opinions(
    records: Records, people: list[Person]
) -> None:
    person = max(people, key=lambda each: len(each.events))
    rows = records.report("timeline", participant=person.token)
    expected = [
        e for e in person.events if e["right"] is not None or e["verb"] != "answered"
    ]
    assert len(expected) < len(person.events)
    assert {row["statement_id"] for row in rows} == {e["id"] for e in expected}
    moments = [row["happened_at"] for row in rows]
    assert moments == sorted(
        e["at"].astimezone(UTC).replace(tzinfo=None) for e in expected
    )
    local = rows[0]["happened_at"].replace(tzinfo=UTC).astimezone(person.zone)
    assert rows[0]["happened_local"] == local.replace(tzinfo=None)


def correlation(pairs: list[tuple[float, float]]) -> float | None:
    """Return Pearson's r; None where one side is constant."""
    xs, ys = zip(*pairs, strict=True)
    constant = len(set(xs)) == 1 or len(set(ys)) == 1
    return None if constant else statistics.correlation(xs, ys)


def test_items_equal_a_plain_analysis(records: Records, people: list[Person]) -> None:
    firsts: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for person in people:
        for e in person.events:
            if e["verb"] == "answered" and e["right"] is not None:
                firsts[e["item"]].setdefault(person.token, e)
    rows = {row["item"]: row for row in records.report("items")}
    assert rows.keys() == firsts.keys()
    for item, answers in firsts.items():
        row, place = rows[item], rows[item]["place"]
        peers = [x for x in firsts if rows[x]["place"] == place and x != item]
        pairs = []
        for token, answer in answers.items():
            rest = [firsts[x][token]["right"] for x in peers if token in firsts[x]]
            if rest:
                pairs.append((float(answer["right"]), sum(rest) / len(rest)))
        times = [a["seconds"] for a in answers.values()]
        wrong = Counter(a["response"] for a in answers.values() if not a["right"])
        ranked = sorted(wrong.items(), key=lambda pair: (-pair[1], pair[0]))
        assert row["n"] == len(answers) >= 10
        right = sum(a["right"] for a in answers.values())
        assert row["facility"] == pytest.approx(right / len(answers), abs=1e-6)
        assert row["median_s"] == pytest.approx(statistics.median(times), abs=1e-6)
        assert row["discrimination"] == pytest.approx(correlation(pairs), abs=1e-6)
        shown = [(row[f"distractor_{n}"], row[f"distractor_{n}_n"]) for n in (1, 2, 3)]
        assert [pair for pair in shown if pair[0]] == ranked[:3]


def test_questions_that_tell_more_have_more_discrimination(records: Records) -> None:
    found = [row["discrimination"] for row in records.report("items")]
    assert all(0 < value < 0.8 for value in found if value is not None)


def test_surveys_equal_a_plain_count(records: Records, people: list[Person]) -> None:
    occasions = dict(zip(SURVEYS, ("before", "after", "six months"), strict=True))
    said: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for person in people:
        for e in person.events:
            survey, _, name = e["item"].partition("-v1-")
            if name in OPINIONS and e["verb"] == "answered":
                value = float(e["response"])
                turned = 6 - value if OPINIONS[name] else value
                said[name, occasions[f"{survey}-v1"]][person.token] = turned
    rows = {(r["statement"], r["occasion"]): r for r in records.report("surveys")}
    assert rows.keys() == said.keys()
    for (name, occasion), values in said.items():
        row = rows[name, occasion]
        ever = {
            token
            for other, found in said.items()
            if other[0] == name
            for token in found
        }
        assert (row["n"], row["missing"]) == (len(values), len(ever) - len(values))
        assert row["mean"] == pytest.approx(statistics.mean(values.values()), abs=1e-6)
        assert row["sd"] == pytest.approx(statistics.stdev(values.values()), abs=1e-6)
        before = said[name, "before"]
        changes = [v - before[token] for token, v in values.items() if token in before]
        if occasion == "before":
            assert (row["pairs"], row["change"]) == (None, None)
        else:
            change = statistics.mean(changes)
            assert row["pairs"] == len(changes)
            assert row["change"] == pytest.approx(change, abs=1e-6)
            effect = change / statistics.stdev(changes)
            assert row["effect_size"] == pytest.approx(effect, abs=1e-6)


def test_dropoff_equals_a_plain_count(records: Records, people: list[Person]) -> None:
    opened, done, stopped = Counter[str](), Counter[str](), Counter[str]()
    minutes: dict[str, list[float]] = defaultdict(list)
    for person in people:
        visits = [e for e in person.events if e["item"] in LESSONS]
        opened.update({e["item"] for e in visits})
        finished = {e["item"]: e["active"] for e in visits if e["verb"] == "completed"}
        done.update(finished.keys())
        for lesson, active in finished.items():
            minutes[lesson].append(active / 60)
        last = person.day(person.events[-1]["at"])
        if visits and not person.finished and (AS_OF - last).days > 14:
            stopped[visits[-1]["item"]] += 1
    rows = records.report("dropoff")
    assert [row["lesson"] for row in rows] == list(LESSONS)
    for row in rows:
        lesson = row["lesson"]
        assert row["opened"] == opened[lesson]
        assert row["completed"] == done[lesson]
        assert row["stopped"] == stopped[lesson]
        assert row["median_active_minutes"] == pytest.approx(
            statistics.median(minutes[lesson]), abs=1e-6
        )
        assert (row["planned_minutes"], row["proven_minutes"]) == (MINUTES, 15)


def test_open_sessions_are_a_question_of_quality(
    records: Records, people: list[Person]
) -> None:
    expected = Counter[str]()
    for person in people:
        verbs = Counter(e["verb"] for e in person.events)
        expected[person.agency] += verbs["initialized"] - verbs["terminated"]
    found = {
        row["agency"]: row["n"]
        for row in records.report("quality")
        if row["code"] == "session-open"
    }
    assert found == dict(expected)


@pytest.mark.parametrize("name", [x for x in REPORTS if x != "timeline"])
def test_a_report_keeps_to_its_agency(records: Records, name: str) -> None:
    every = records.report(name)
    one = records.report(name, agency="river-court")
    assert one
    if "agency" in one[0]:
        assert one == [row for row in every if row["agency"] == "river-court"]
    else:
        assert sum(_people(row) for row in one) < sum(_people(row) for row in every)
    assert records.report(name, agency="nowhere") == []


def _people(row: dict[str, Any]) -> int:
    return int(row.get("n", row.get("opened", 0)))


@pytest.mark.parametrize("name", [x for x in REPORTS if x != "timeline"])
def test_days_beyond_the_records_leave_nothing(records: Records, name: str) -> None:
    assert records.report(name, from_day=date(2031, 1, 1)) == []


def test_the_last_day_limits_as_the_first_one_does(records: Records) -> None:
    assert records.report("items", to_day=date(2019, 1, 1)) == []
    first = records.report("completions", to_day=date(2026, 3, 31))
    later = records.report("completions", from_day=date(2026, 4, 1))
    assert first
    assert later
    assert first + later != records.report("completions")  # sorted by court first
    assert len(first) + len(later) == len(records.report("completions"))


@pytest.mark.parametrize("name", list(REPORTS))
def test_a_report_says_what_its_figures_mean(name: str) -> None:
    assert sql(name).startswith("-- ")


@pytest.mark.parametrize("name", list(REPORTS))
def test_what_is_said_of_sharing_is_said_of_columns(
    records: Records, name: str
) -> None:
    share = REPORTS[name].share
    if share is None:
        assert name in ("overdue", "timeline")
        return
    columns = set(records.table(name).columns)
    named = {
        *(*share.group, *share.counts, *share.never, *share.rests_on),
        *share.rests_on.values(),
        *(x for pair in (*share.parts, *share.sums, *share.shares) for x in pair),
    }
    assert named <= columns


def test_asked_is_there_for_whoever_copies_a_report(records: Records) -> None:
    assert records.table("items", asked=Asked()).rows
