"""Rows and resume code of our packages become facts: the code leads, nothing is made up."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.xapi.small_course import (
    BASE,
    CATALOGUE,
    PAGE,
    ROWS,
    code,
    elements12,
    elements2004,
    source,
)
from xapi.collect import Accepted, judged
from xapi.collect.cut import Text
from xapi.problems import Code
from xapi.scorm import elements as cmi
from xapi.scorm.derive import derive
from xapi.scorm.ledger import Fault
from xapi.scorm.statements import Source

Row = dict[str, Any]


def derived(
    known: dict[str, str], of: Source | None = None, **more: Any
) -> tuple[list[Row], list[Fault]]:
    """The flat rows of an attempt's statements, and its faults."""
    rows, faults = [], []
    for found in derive(of or source(), cmi.attempt(known), [CATALOGUE], **more):
        if isinstance(found, Fault):
            faults.append(found)
            continue
        taken = judged("x", Text(1, orjson.dumps(found)), b"k" * 32)
        assert isinstance(taken, Accepted), taken
        rows.append({k: v for k, v in taken.row.items() if v is not None})
    return rows, faults


def of(rows: list[Row], verb: str, **wanted: Any) -> list[Row]:
    return [
        row
        for row in rows
        if row["verb"] == verb and all(row.get(k) == v for k, v in wanted.items())
    ]


def at(row: Row) -> str:
    return datetime.fromtimestamp(row["happened_at"] / 1e6, UTC).isoformat()[:19]


FACTS = (
    *("verb", "item", "attempt", "success", "completion", "scaled", "raw_score"),
    *("response", "active_s", "duration_s", "session", "bank", "happened_at"),
)


def facts(rows: list[Row]) -> list[tuple[Any, ...]]:
    return sorted((tuple(row.get(name) for name in FACTS) for row in rows), key=str)


def test_both_standards_give_the_same_facts() -> None:
    old, new = derived(elements12())[0], derived(elements2004())[0]
    assert facts(old) == facts(new) and len(old) > 12
    assert {row["standard"] for row in old} == {"scorm12"}
    assert {row["standard"] for row in new} == {"scorm2004"}


def test_lessons_have_their_active_seconds_and_are_open_or_done() -> None:
    rows, faults = derived(elements12())
    assert faults == []
    [done] = of(rows, "completed", item="m1-l1")
    [opened] = of(rows, "experienced", item="m1-l2")
    assert (done["active_s"], done["duration_s"], done["completion"]) == (
        620,
        620,
        True,
    )
    assert opened["active_s"] == 95 and "completion" not in opened
    assert done["time_known"] == "no-later" and done["trust"] == "medium"
    assert "not carried by scorm12" in done["null_because"]


def test_a_time_of_day_gets_its_day_from_the_row_of_its_session() -> None:
    rows, _ = derived(elements12())
    first, second = sorted(
        of(rows, "answered", item="m1-q1"), key=lambda r: r["attempt"]
    )
    assert at(first) == "2026-11-21T23:50:07" and "time_known" not in first
    assert at(second) == "2026-11-22T00:05:09"
    assert (first["success"], second["success"]) == (False, True)
    assert (first["response"], second["response"]) == ("a", "b")
    assert second["duration_s"] == 9 and second["session"] == "s1"


def test_sessions_have_wall_and_active_time_to_the_minute() -> None:
    rows, _ = derived(elements12())
    [end] = of(rows, "terminated", session="s1")
    [begin] = of(rows, "initialized", session="s1")
    assert (end["active_s"], end["duration_s"]) == (620, 700)
    assert at(begin) == "2026-11-21T23:30:00" and begin["time_known"] == "minute"
    assert begin["activity_type"] == "course"


def test_an_answer_whose_row_found_no_room_is_taken_from_the_code() -> None:
    rows, _ = derived(elements12())
    [found] = of(rows, "answered", item="m1-q2")
    assert found["response"] == "true" and found["success"] is False
    assert found["attempt"] == 1 and found["time_known"] == "not-before"
    assert "no room" in found["null_because"]


def test_a_try_of_the_check_has_its_answers_score_and_seed() -> None:
    rows, _ = derived(elements12())
    [failed] = of(rows, "failed", activity_type="check")
    assert (failed["raw_score"], failed["max_score"], failed["attempt"]) == (2, 3, 1)
    assert failed["scaled"] == pytest.approx(2 / 3) and failed["seed"] == 77
    [answer] = of(rows, "answered", item="fq-1")
    assert answer["response"] == "a[.]2[,]b[.]1" and answer["bank"] == "final"
    assert answer["seed"] == 77


def test_an_attestation_has_its_minute_and_an_opinion_no_success() -> None:
    rows, _ = derived(elements12())
    [attested] = of(rows, "attested")
    assert attested["item"] == "m1" and attested["time_known"] == "minute"
    [said] = of(rows, "answered", item="m1-v1-fair")
    assert said["response"] == "4" and "success" not in said


def test_the_package_says_agency_version_and_language() -> None:
    rows, _ = derived(elements12())
    for name, value in {
        "agency": "river-court",
        "course_version": "1.2.0",
        "language": "es",
        "package": "0123abcd0123abcd",
        "course": "demo",
        "derived_from": "moodle-tracks",
    }.items():
        assert {row[name] for row in rows} == {value}


def test_the_time_of_the_lms_stands_beside_the_ledgers() -> None:
    [standing] = of(derived(elements12())[0], "experienced", activity_type="course")
    assert (standing["active_s"], standing["lms_s"]) == (715, 1_200)
    assert standing["completion"] is False


def test_passed_and_finished_are_said_of_the_course() -> None:
    held = code('{"finished": 29921100}')
    status = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "92"}
    rows, _ = derived(elements12(resume=held, **status))
    [passed] = of(rows, "passed", activity_type="course")
    [completed] = of(rows, "completed", activity_type="course")
    assert (passed["raw_score"], passed["scaled"]) == (92, 0.92)
    assert at(completed) == at(passed) == "2026-11-21T13:00:00"


def test_completed_means_passed_where_the_check_was_passed() -> None:
    """Some LMSs are told `completed` alone (their profile says so)."""
    check = '{"check": {"used": 1, "best": 92, "last": 92, "repeat": 0, "seed": 7}}'
    rows = [row for row in ROWS if not row[0].startswith(("c_", "f1"))]
    status = {"cmi.core.lesson_status": "completed"}
    found, _ = derived(elements12(rows, code(check), **status))
    [passed] = of(found, "passed", activity_type="course")
    assert passed["raw_score"] == 92
    [tried] = of(found, "passed", activity_type="check")
    assert tried["success"] and tried["time_known"] == "not-before"


def test_rows_of_one_id_are_one_row_and_the_later_counts() -> None:
    again = ("s_2", "fill-in", "20261122T1000Z;a=95;w=260;v=1.2.0;p=0123abcd;q=12")
    rows, faults = derived(elements12([*ROWS, again]))
    assert faults == [] and len(of(rows, "terminated")) == 2
    assert of(rows, "terminated", session="s2")[0]["duration_s"] == 260


@pytest.mark.parametrize(
    "row",
    [
        ("q_m1_q1_3_s2", "choice", "c", "wrong", "9", "10:05:09"),
        ("q_m1_q2_1_s2", "true-false", "t", "correct", "9", "10:05:09"),
        ("f2_fq_1_s2", "matching", "a.2", "correct", "9", "10:05:09"),
        ("c_2_s2", "numeric", "66", "wrong", "9", "10:05:09"),
        ("c_1_s2", "numeric", "100", "correct", "9", "10:05:09"),
        ("q_other_1_s2", "choice", "c", "wrong", "9", "10:05:09"),
    ],
)
def test_a_row_that_the_code_contradicts_is_a_problem_and_the_code_leads(
    row: tuple[str, ...],
) -> None:
    rows, faults = derived(elements12([*ROWS, row]))
    assert [fault.code for fault in faults] == [Code.LEDGER]
    assert row[0] in faults[0].reason
    assert not of(rows, "answered", attempt=3) and not of(rows, "passed")


def test_rows_of_a_later_save_than_the_code_lead() -> None:
    later = ("s_3", "fill-in", "20261123T1000Z;a=5;w=9;v=1.2.0;p=0123abcd;q=99")
    answer = ("q_m1_q1_3_s3", "choice", "c", "wrong", "9", "10:05:09")
    rows, faults = derived(elements12([*ROWS, later, answer]))
    assert [fault.code for fault in faults] == [Code.RESUME]
    assert of(rows, "answered", attempt=3)


def test_of_a_code_that_was_cut_the_lessons_are_still_read() -> None:
    rows, faults = derived(elements12(resume=code()[:-8]))
    assert Code.RESUME in {fault.code for fault in faults}
    assert of(rows, "completed", item="m1-l1")[0]["active_s"] == 620


def test_a_package_that_no_catalogue_names_is_a_problem_but_its_result_is_kept() -> (
    None
):
    other = code().replace("0123abcd", "99999999")
    known = elements12((), other, **{"cmi.core.lesson_status": "passed"})
    rows, faults = derived(known)
    assert [fault.code for fault in faults] == [Code.PACKAGE]
    assert "catalog-AGENCY.json" in faults[0].reason
    [passed] = of(rows, "passed")
    assert passed["object_id"] == PAGE
    known_course, _ = derived(known, course="demo")
    assert of(known_course, "passed")[0]["course"] == "demo"


def test_without_the_code_hours_come_from_rows_and_never_as_zero() -> None:
    """Moodle's interactions report has rows, but no `suspend_data`."""
    rows, _ = derived(elements12(resume=""))
    assert of(rows, "experienced", item="m1-l1")[0]["active_s"] == 620
    assert of(rows, "terminated", session="s2")[0]["active_s"] == 95
    [standing] = of(rows, "experienced", activity_type="course")
    assert "active_s" not in standing
    assert standing["null_because"].startswith("hours: not available")


def test_a_check_in_is_done_at_its_minute() -> None:
    row = ("k_01", "fill-in", "20261128T0915Z", "neutral")
    rows, _ = derived(elements12([*ROWS, row]))
    [done] = of(rows, "completed", activity_type="check-in")
    assert done["item"] == "check-in-week-01" and at(done) == "2026-11-28T09:15:00"


def test_a_reviewers_package_leaves_no_records() -> None:
    held = code().replace("0123abcd", "ffff0000")
    assert derived(elements12((), held)) == ([], [])


def test_the_same_records_have_the_same_ids_and_others_have_others() -> None:
    ids = {row["statement_id"] for row in derived(elements12())[0]}
    assert ids == {row["statement_id"] for row in derived(elements12())[0]}
    for other in (source("p-2"), source(number=2)):
        assert not ids & {r["statement_id"] for r in derived(elements12(), other)[0]}


def test_a_failed_attempt_is_never_said_to_be_completed() -> None:
    known = {
        "cmi.completion_status": "completed",
        "cmi.success_status": "failed",
        "cmi.score.raw": "33",
        "cmi.score.min": "0",
        "cmi.score.max": "100",
        "cmi.score.scaled": "0.33",
    }
    rows, _ = derived(known)
    assert of(rows, "failed")[0]["scaled"] == 0.33 and not of(rows, "completed")


_TEXT = st.text(max_size=30)
_ROW_IDS = st.sampled_from([row[0] for row in ROWS] + ["k_01", "q_x_1_s1", "m_x"])
_PARTS = st.sampled_from(
    ["id", "type", "student_response", "result", "latency", "time", "weighting"]
)
_ELEMENT = st.one_of(
    st.builds("cmi.interactions_{}.{}".format, st.integers(0, 5), _PARTS),
    st.builds("cmi.interactions.{}.{}".format, st.integers(0, 5), _PARTS),
    st.sampled_from(["cmi.suspend_data", "cmi.core.score.raw", "cmi.core.score.max"]),
    st.sampled_from(
        ["cmi.core.lesson_status", "cmi.core.total_time", "cmi.score.scaled"]
    ),
    _TEXT,
)
_STAMPS = st.sampled_from(
    ["20261121T2330Z;a=1;w=2;q=3", "99999999T9999Z", "00010101T0000Z;w=999999999"]
)
_VALUE = st.one_of(_TEXT, _ROW_IDS, _STAMPS, st.sampled_from(["passed", "1e999", "-5"]))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(st.dictionaries(_ELEMENT, _VALUE, max_size=12), st.booleans())
def test_whatever_an_lms_holds_gives_statements_that_stand(
    known: dict[str, str], ours: bool
) -> None:
    rows, _ = derived({**known, **({"cmi.suspend_data": code()} if ours else {})})
    assert rows and all(row["object_id"].startswith((BASE, PAGE)) for row in rows)
