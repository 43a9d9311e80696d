"""What a catalogue says of the six months, as rows of the public tables."""

import json
from pathlib import Path
from typing import Any

from tests.xapi.cohort_catalogue import catalogue
from tests.xapi.conftest import stored
from xapi import database, report
from xapi.store import Store

CHECKINS = (
    "SELECT checkin, window_days, grace_days, reminder_days FROM course_checkins "
    "ORDER BY week"
)
REMINDERS = "SELECT checkin, days FROM course_reminders ORDER BY checkin, days"
RULES = (
    'SELECT rule, condition, "count", action, place FROM course_rules ORDER BY place'
)


def ask(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with report.tables(store) as connection:
        return list(database.query(connection, sql).rows)


def written(folder: Path, name: str, found: dict[str, Any]) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def test_schedule_and_rules_are_rows(tmp_path: Path) -> None:
    store = stored(
        tmp_path / "r", written(tmp_path, "catalog", catalogue("river-court"))
    )
    assert ask(store, CHECKINS)[0] == ("check-in-week-01", 7, 3, "0,5")
    assert ask(store, REMINDERS)[:2] == [("check-in-week-01", n) for n in (0, 5)]
    assert ask(store, RULES) == [
        ("one-missed", "missed", 1, "reminder", 1),
        ("two-in-a-row", "missed-in-a-row", 2, "notice", 2),
        ("two-late", "late", 2, "notice", 3),
    ]


def test_a_catalogue_of_old_says_nothing_of_them(tmp_path: Path) -> None:
    old = catalogue("river-court")
    del old["accountability"]
    names = ("unit", "week", "lesson")
    old["check_ins"] = [{x: each[x] for x in names} for each in old["check_ins"]]
    store = stored(tmp_path / "r", written(tmp_path, "old", old))
    assert ask(store, CHECKINS)[0] == ("check-in-week-01", None, None, None)
    assert ask(store, REMINDERS) == ask(store, RULES) == []


def test_what_the_last_catalogue_left_out_is_gone(tmp_path: Path) -> None:
    first = catalogue("river-court")
    last = {**first, "accountability": {"rules": []}, "check_ins": []}
    paths = [written(tmp_path, name, x) for name, x in (("a", first), ("b", last))]
    store = stored(tmp_path / "r", *paths)
    assert ask(store, CHECKINS) == ask(store, REMINDERS) == ask(store, RULES) == []
    assert ask(store, "SELECT count(*) FROM course_lessons WHERE checkin IS NULL") == [
        (4,)
    ]
