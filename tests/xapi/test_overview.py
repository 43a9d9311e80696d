"""The overview: equal to a plain count in Python, and cautious where it must be."""

import re
import statistics
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.xapi.example import EXAMPLE, GONE, statement, write
from tests.xapi.generate import Statement, statements
from xapi.intake import load_file
from xapi.report import run, sql
from xapi.store import locked
from xapi.vocabulary import vocabulary

WORDS = vocabulary()
AGENCY = WORDS.extensions["agency"].id
ACTIVE = WORDS.extensions["active-seconds"].id
BASE = WORDS.activity_base
TYPES = WORDS.activity_types
VERBS = WORDS.verbs
PERSON = {"homePage": "https://lms.example.org", "name": "p-7"}


def overview(folder: Path, *paths: Path) -> list[dict[str, Any]]:
    with locked(folder) as store:
        for path in paths:
            load_file(store, path, lambda done, count: None)
        table = run(store, "overview")
    return table.named()


def said(verb: str, item: str, kind: str, number: int, **more: Any) -> Statement:
    """Return a statement of one person; `number` makes its id and its time."""
    moment = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=number)
    changes = {
        "id": f"a0000000-0000-4000-8000-{number:012}",
        "actor": {"account": PERSON},
        "verb": {"id": VERBS[verb]},
        "object": {
            "id": BASE + ("js-101/" + item if item else "js-101"),
            "definition": {"type": TYPES[kind]},
        },
        "result": {},
        "timestamp": moment.isoformat(),
    }
    return statement(**{**changes, **more})


def active(seconds: float) -> dict[str, Any]:
    return {"result": {"extensions": {ACTIVE: seconds}}}


def plainly(found: list[Statement]) -> dict[str, dict[str, Any]]:
    """Count the same in Python, as simply as can be."""
    once = {statement["id"]: statement for statement in found}
    voiding = [s for s in once.values() if s["verb"]["id"] == VERBS["voided"]]
    voided = {s["object"]["id"] for s in voiding}
    counts: dict[str, dict[str, Any]] = {}
    hours: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    lessons: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in once.values():
        verb = WORDS.verb_words[one["verb"]["id"]]
        if one["id"] in voided or verb == "voided":
            continue
        agency = one["context"]["extensions"][AGENCY]
        kind = WORDS.activity_type_words[one["object"]["definition"]["type"]]
        who = one["actor"]["account"]["name"]
        row = counts.setdefault(agency, defaultdict(set))
        row["people"].add(who)
        row["answers"].update([one["id"]] if verb == "answered" else [])
        if (verb, kind) in [("completed", "course"), ("passed", "course")]:
            row[verb].add(who)
        if (verb, kind) == ("failed", "check"):
            row["failed"].add(who)
        row["last"].add(datetime.fromisoformat(one["timestamp"]))
        seconds = one.get("result", {}).get("extensions", {}).get(ACTIVE)
        if verb == "terminated":
            hours[agency][who].append(seconds)
        elif seconds is not None:
            lessons[who][one["object"]["id"]] = seconds
    for agency, row in counts.items():
        sums = [
            max(sum(hours[agency][who]), sum(lessons[who].values()))
            for who in row["people"]
            if who in hours[agency] or who in lessons
        ]
        row["hours"] = statistics.median(sums) / 3_600
    return counts


@pytest.mark.parametrize(("seed", "participants"), [(3, 12), (8, 90)])
def test_the_overview_equals_a_plain_count(
    tmp_path: Path, seed: int, participants: int
) -> None:
    found = list(statements(seed, participants, agencies=4))
    expected = plainly(found)
    rows = overview(tmp_path / "records", write(tmp_path / "file", *found))
    assert [row["agency"] for row in rows] == sorted(expected)
    for row in rows:
        plain = expected[row["agency"]]
        assert row["course"] == "js-101"
        assert row["participants"] == row["started"] == len(plain["people"])
        assert row["completed"] == len(plain["completed"])
        assert row["under_way"] == row["started"] - row["completed"]
        assert row["passed"] == len(plain["passed"])
        assert row["failed"] == len(plain["failed"] - plain["passed"])
        assert row["answers"] == len(plain["answers"])
        assert row["median_active_hours"] == pytest.approx(plain["hours"], abs=1e-4)
        assert row["last_activity"].replace(tzinfo=UTC) == max(plain["last"])
        assert row["quarantined"] == 0


def test_the_order_of_files_and_lines_does_not_matter(tmp_path: Path) -> None:
    found = list(statements(3, 12))
    backwards = write(tmp_path / "backwards", *reversed(found))
    forwards = overview(tmp_path / "one", EXAMPLE)
    assert overview(tmp_path / "two", backwards) == forwards


def one_row(tmp_path: Path, *found: Statement | str) -> dict[str, Any]:
    (row,) = overview(tmp_path / "records", write(tmp_path / "file", *found))
    return row


def test_active_time_that_is_not_carried_is_null_and_never_zero(tmp_path: Path) -> None:
    row = one_row(tmp_path, said("initialized", "", "course", 1))
    assert row["median_active_hours"] is None


def test_lessons_lead_where_a_session_was_killed(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        said("terminated", "", "course", 1, **active(1_800)),
        said("completed", "m1-l1", "lesson", 2, **active(1_000)),
        said("experienced", "m1-l1", "lesson", 3, **active(2_000)),
        said("completed", "m1-l2", "lesson", 4, **active(1_600)),
    )
    assert row["median_active_hours"] == 1.0


def test_sessions_lead_where_they_show_more(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        said("terminated", "", "course", 1, **active(3_000)),
        said("terminated", "", "course", 2, **active(4_200)),
        said("completed", "m1-l1", "lesson", 3, **active(1_000)),
    )
    assert row["median_active_hours"] == 2.0


WORTH: dict[str, tuple[Statement, str, int]] = {
    "a lesson": (said("completed", "m1-l1", "lesson", 1), "completed", 0),
    "a check-in": (said("completed", "check-in-1", "check-in", 1), "completed", 0),
    "the course": (said("completed", "", "course", 1), "completed", 1),
    "the LMS's word": (said("satisfied", "", "course", 1), "completed", 1),
    "a check": (said("passed", "final", "check", 1), "passed", 1),
    "passed without success": (
        said("passed", "", "course", 1, result={"success": False}),
        "passed",
        0,
    ),
    "a failed check": (said("failed", "final", "check", 1), "failed", 1),
    "launched only": (said("launched", "", "course", 1), "started", 0),
    "launched, a person": (said("launched", "", "course", 1), "participants", 1),
}


@pytest.mark.parametrize("name", list(WORTH))
def test_what_counts_as_what(tmp_path: Path, name: str) -> None:
    found, column, expected = WORTH[name]
    assert one_row(tmp_path, found)[column] == expected


def test_moodles_log_proves_no_completion(tmp_path: Path) -> None:
    info: Statement = {"http://lrs.learninglocker.net/define/extensions/info": {}}
    row = one_row(
        tmp_path, said("completed", "", "course", 1, context__extensions=info)
    )
    assert (row["participants"], row["completed"], row["agency"]) == (1, 0, "")


def test_what_an_lms_says_belongs_to_the_registrations_agency(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        said("initialized", "", "course", 1),
        said("satisfied", "", "course", 2, context__extensions=GONE),
    )
    assert (row["agency"], row["completed"]) == ("example-county", 1)


def test_quarantine_shows_beside_its_agency_or_beside_none(tmp_path: Path) -> None:
    broken = said("completed", "", "course", 1, result={"success": "yes"})
    path = write(tmp_path / "file", broken, said("completed", "", "course", 2), "{")
    rows = overview(tmp_path / "records", path)
    assert [
        (row["agency"], row["participants"], row["quarantined"]) for row in rows
    ] == [
        ("", 0, 1),
        ("example-county", 1, 1),
    ]
    repaired = write(tmp_path / "file", {**broken, "result": {"success": True}})
    rows = overview(tmp_path / "records", repaired)
    assert [row["quarantined"] for row in rows] == [1, 0]


def test_an_empty_store_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("[]")
    assert overview(tmp_path / "records", path) == []


def test_the_report_keeps_to_what_every_engine_understands() -> None:
    code = re.sub(r"--.*", "", sql("overview")).lower()
    for word in (
        "epoch",
        "median(",
        "quantile",
        "filter (",
        "qualify",
        "asof",
        "corr(",
    ):
        assert word not in code
    assert not re.search(r"::|\blist|\bstruct|datediff|date_trunc|/ \d", code)
