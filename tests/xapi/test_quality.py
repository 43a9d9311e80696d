"""Quality: each question is asked of records that call for it, and of no others."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.xapi import cohort_catalogue
from tests.xapi.conftest import AS_OF, stored
from tests.xapi.example import GONE, statement, write
from tests.xapi.generate import WORDS, Statement
from xapi import report
from xapi.asked import Asked

LOG = "http://lrs.learninglocker.net/define/extensions/info"
BEGIN = datetime(2026, 3, 2, 15, tzinfo=UTC)


def ours(name: str) -> str:
    return str(WORDS["extensions"][name]["id"])


def said(verb: str, item: str, kind: str, minute: int, **more: Any) -> Statement:
    """Return a statement of one person and session, `minute` minutes after the first."""
    around = {
        ours("agency"): "example-county",
        ours("package"): "9f2c41d07be3a856",
        ours("session"): "s-1",
        **more.pop("said", {}),
    }
    changes = {
        "id": f"b0000000-0000-4000-8000-{minute:012}",
        "verb": {"id": WORDS["verbs"][verb]["id"]},
        "object": {
            "id": WORDS["activity_base"] + ("js-101/" + item if item else "js-101"),
            "definition": {"type": WORDS["activity_types"][kind]["id"]},
        },
        "result": {},
        "timestamp": (BEGIN + timedelta(minutes=minute)).isoformat(),
        "stored": (BEGIN + timedelta(minutes=minute, seconds=2)).isoformat(),
        "context__extensions": {k: v for k, v in around.items() if v is not GONE},
    }
    return statement(**{**changes, **more})


def result(duration: str = "PT30M", **values: Any) -> dict[str, Any]:
    extensions = {ours(name.replace("_", "-")): value for name, value in values.items()}
    return {"duration": duration, "extensions": extensions}


LESSON = said("experienced", "m1-l1", "lesson", 1)
END = said("terminated", "", "course", 9, result=result(active_seconds=600.0))
QUIET = [said("initialized", "", "course", 0), LESSON, END]
RIGHT = {"success": True, "response": "b", "duration": "PT9S"}


def cases() -> dict[str, list[Statement | str]]:
    """Return, for each question, records that make it asked."""
    late = {"stored": BEGIN.isoformat()}
    return {
        "package-not-named": [
            said("experienced", "m1-l2", "lesson", 2, said={ours("package"): GONE})
        ],
        "low-trust": [said("completed", "", "course", 2, said={LOG: {}})],
        "clock-ahead": [said("experienced", "m1-l2", "lesson", 8, **late)],
        "session-open": [
            said("initialized", "", "course", 2, said={ours("session"): "s-2"})
        ],
        "session-longer-than-clock": [
            said("initialized", "", "course", 2, said={ours("session"): "s-2"}),
            said(
                *("terminated", "", "course", 3),
                said={ours("session"): "s-2"},
                result=result("PT1M", active_seconds=300.0),
            ),
        ],
        "answer-fast": [
            said(
                "answered",
                "m1-q1",
                "question",
                2,
                result={**RIGHT, "duration": "PT0.4S"},
            )
        ],
        "answer-twice": [
            said("answered", "m1-q1", "question", minute, result=RIGHT)
            for minute in (2, 3)
        ],
        "held-back": [said("completed", "", "course", 2, result={"success": "yes"})],
    }


def asked(tmp_path: Path, *found: Statement | str) -> dict[str, dict[str, Any]]:
    store = stored(tmp_path / "records", write(tmp_path / "file", *found))
    table = report.run(store, "quality", asked=Asked(as_of=AS_OF))
    return {row["code"]: row for row in table.named()}


#: what is asked of any records without a catalogue
ALWAYS = {"package-unknown", "no-deadline"}


def test_quiet_records_ask_for_a_catalogue_and_a_deadline_alone(tmp_path: Path) -> None:
    found = asked(tmp_path, *QUIET)
    assert found.keys() == ALWAYS
    row = found["package-unknown"]
    assert (row["n"], row["people"], row["example"]) == (3, 1, QUIET[0]["id"])


@pytest.mark.parametrize("code", list(cases()))
def test_each_question_is_asked_where_records_call_for_it(
    tmp_path: Path, code: str
) -> None:
    found = asked(tmp_path, *QUIET, *cases()[code])
    assert found.keys() == {*ALWAYS, code}
    assert found[code]["n"] == 1
    assert found[code]["question"].endswith("?")


def test_finished_without_a_lesson_or_time_is_asked(tmp_path: Path) -> None:
    found = asked(tmp_path, said("completed", "", "course", 2))
    expected = {"finished-without-lessons", "active-time-missing", "session-open"}
    assert found.keys() == {*ALWAYS, *expected}


def test_an_lms_whose_time_differs_is_asked_about(tmp_path: Path) -> None:
    times = result(active_seconds=600.0, lms_seconds=5_000.0)
    more = said("terminated", "", "course", 10, result=times)
    assert "lms-time-differs" in asked(tmp_path, *QUIET, more)


def test_a_lesson_faster_than_its_words_is_asked_about(tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.json"
    catalogue.write_text(
        json.dumps(cohort_catalogue.catalogue("example-county")), encoding="utf-8"
    )
    package = {ours("package"): cohort_catalogue.package("example-county", "en")}
    done = [
        said(
            *("completed", lesson, "lesson", minute),
            said=package,
            result=result(active_seconds=seconds),
        )
        for minute, lesson, seconds in ((2, "m1-l1", 224.0), (3, "m1-l2", 226.0))
    ]
    file = write(tmp_path / "file", *done)
    store = stored(tmp_path / "records", catalogue, file)
    found = report.run(store, "quality", asked=Asked(as_of=AS_OF)).named()
    (fast,) = [row for row in found if row["code"] == "lesson-fast"]
    assert (fast["n"], fast["example"]) == (1, done[0]["id"])
    assert "no-deadline" not in {row["code"] for row in found}
