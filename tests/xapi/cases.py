"""Turn lines such as `w1 2026-03-11 23:30` into records, a roster and decisions.

Times are those of the agency's clocks. Every case has a token of its own, so that all
of them stand in one store.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tests.xapi import cohort_catalogue
from tests.xapi.example import GONE, statement
from tests.xapi.generate import WORDS, Statement
from xapi.decisions import Decision
from xapi.roster import Entry

COURSE: Final = "js-101"
HOME: Final = "https://lms.example.org"
RULES: Final = (
    {"id": "one-missed", "when": "missed", "count": 1, "then": "reminder"},
    {"id": "two-in-a-row", "when": "missed-in-a-row", "count": 2, "then": "notice"},
    {"id": "three-in-all", "when": "missed", "count": 3, "then": "report"},
)
#: a course that was completed, as a case says it
DONE: Final = "began 2026-03-02 09:00; course 2026-03-04 12:00"
PLAIN: Final = {"window_days": 7, "grace_days": 3, "reminder_days": [0, 5]}


@dataclass(frozen=True)
class Court:
    """An agency: its clocks, what check-ins are counted from, its schedule and rules."""

    zone: str
    starts: str = "completion"
    weeks: Sequence[int] = (1, 2, 3, 4)
    months: dict[str, Any] = field(default_factory=lambda: PLAIN)
    rules: Sequence[dict[str, Any]] | None = RULES
    deadline_days: int | None = None


AGENCIES: Final = {
    "east": Court("America/New_York"),
    "far-west": Court("Pacific/Honolulu"),
    "by-order": Court("America/New_York", starts="order"),
    "by-referral": Court("America/Chicago", starts="referral", deadline_days=60),
    "old": Court("America/New_York", months={}, rules=None),
    # leaves week 3 out, allows no grace, and is quick to report
    "strict": Court(
        "America/New_York",
        weeks=(1, 2, 4),
        months={"window_days": 3, "grace_days": 0, "reminder_days": [1]},
        rules=(
            {"id": "late-twice", "when": "late", "count": 2, "then": "reminder"},
            {"id": "first", "when": "missed", "count": 1, "then": "report"},
        ),
    ),
    "lenient": Court(
        "America/New_York",
        rules=({"id": "late-twice", "when": "late", "count": 2, "then": "reminder"},),
    ),
}


@dataclass(frozen=True)
class Case:
    """One person: what they did, what the agency knows, and what must come of it."""

    did: str = ""  #: lines of what, day and hour; `; ` parts them
    agency: str = "east"
    as_of: str = "2026-04-30"
    referred: str = "2026-03-01"
    ordered: str | None = None
    deadline: str | None = None
    again: str | None = None  #: a second referral
    decided: str = ""  #: `hold 2026-03-10..2026-03-20`, `excused w2 2026-03-15`
    listed: bool = True
    stands: str = ""  #: `w1 kept, w2 open`; of a second enrolment `2:w1`
    due: str = ""  #: `w1 2026-03-11`
    case: str = ""  #: the court's words, and the rule that holds


def token(name: str) -> str:
    """Return the token of a case."""
    return f"p-{uuid5(NAMESPACE_URL, name).hex[:10]}"


def unit(what: str) -> str:
    """Return the id of a duty: `w1` is a check-in."""
    return f"check-in-week-{int(what[1:]):02}" if what.startswith("w") else what


def catalogues(folder: Path) -> Iterator[Path]:
    """Write the catalogue of each agency."""
    for name, court in AGENCIES.items():
        made = cohort_catalogue.catalogue("river-court")
        rules = {**made["agency"]["rules"], "deadline_days": court.deadline_days}
        about = {"id": name, "time_zone": court.zone, "starts": court.starts}
        made["agency"] = {**made["agency"], **about, "rules": rules}
        made["bundles"] = []
        made["check_ins"] = [
            {**_check_in(week), "week": week, **court.months} for week in court.weeks
        ]
        made["accountability"] = {"starts": court.starts, "rules": court.rules}
        if court.rules is None:
            del made["accountability"]
        path = folder / f"catalog-{name}.json"
        path.write_text(json.dumps(made), encoding="utf-8")
        yield path


def _check_in(week: int) -> dict[str, Any]:
    lesson = {"id": f"w{week:02}", "planned_minutes": 10, "items": []}
    return {"unit": unit(f"w{week}"), "lesson": lesson}


def statements(name: str, case: Case) -> Iterator[Statement]:
    """Yield what a person's packages said. `@other` is another account of the token,
    `log` a statement of low trust, `far-west` the agency of another package.
    """
    zone = ZoneInfo(AGENCIES[case.agency].zone)
    for number, line in enumerate(filter(None, case.did.split("; "))):
        what, day, hour, *marks = line.split()
        moment = datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=zone)
        home = "https://other.example.org" if "@other" in marks else HOME
        yield _said(
            f"{name} {number}",
            what,
            moment,
            actor={"account": {"homePage": home, "name": token(name)}},
            context=_context(case.agency, "log" in marks),
        )


def _said(name: str, what: str, moment: datetime, **more: Any) -> Statement:
    verb = "initialized" if what == "began" else "completed"
    kind = "check-in" if what.startswith("w") else "course"
    item = unit(what) if kind == "check-in" else ""
    place = WORDS["activity_base"] + "/".join(filter(None, (COURSE, item)))
    definition = {"type": WORDS["activity_types"][kind]["id"]}
    return statement(
        id=str(uuid5(NAMESPACE_URL, name)),
        verb={"id": WORDS["verbs"][verb]["id"]},
        object={"id": place, "definition": definition},
        result={},
        timestamp=moment.isoformat(),
        stored=GONE,
        **more,
    )


def _context(agency: str, low: bool) -> dict[str, Any]:
    ours = {"agency": agency, "schema": 1, "session": "s"}
    ours |= {"trust": "low"} if low else {"package": "0" * 16}
    extensions = {WORDS["extensions"][k]["id"]: v for k, v in ours.items()}
    return {"revision": cohort_catalogue.VERSION, "extensions": extensions}


def roster(name: str, case: Case) -> Iterator[Entry]:
    """Yield the lines of a case in the roster."""
    if not case.listed:
        return
    line = Entry(
        participant=token(name),
        course=COURSE,
        agency=case.agency,
        court="District 1",
        officer="Officer 2",
        referred_on=_day(case.referred),
        deadline=_day(case.deadline),
        order_hours=8.0,
        ordered_on=_day(case.ordered),
    )
    yield line
    if case.again:
        yield Entry(
            **{**vars(line), "enrolment": 2, "referred_on": _day(case.again)},
        )


def decisions(name: str, case: Case) -> Iterator[Decision]:
    """Yield the decisions on a case: a hold is decided on its first day."""
    for line in filter(None, case.decided.split("; ")):
        word, *rest = line.split()
        days = rest[-1].partition("..")
        held = word == "hold"
        yield Decision(
            token=token(name),
            course=COURSE,
            enrolment=1,
            decision=word,
            what=_what(rest[0]) if word == "excused" else None,
            from_day=_day(days[0]) if held else None,
            to_day=_day(days[2]) if held else None,
            reason=f"Reason of {word}",
            author="Officer 2",
            decided_on=date.fromisoformat(days[0]),
        )


def _what(word: str) -> str:
    """`w2` is the unit, `lesson:w2` the lesson of it."""
    lesson = word.removeprefix("lesson:")
    return unit(word) if lesson == word else f"w{int(lesson[1:]):02}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
