"""Decisions of the agency: what they may say, and what nothing else knows."""

from datetime import date
from pathlib import Path

import pytest

from tests.xapi.generate import ROOT
from xapi.decisions import Decision, doubts, read_decisions, read_lines
from xapi.problems import RecordsError
from xapi.roster import Entry

HEAD = "token,course,enrolment,decision,what,from_day,to_day,reason,author,decided_on\n"
EXCUSED = "p-1,js-101,1,excused,w04,,,In hospital,Officer 2,2026-05-04\n"
SIGNED = "Reason,Officer 2,2026-05-04\n"


def written(folder: Path, lines: str) -> Path:
    path = folder / "decisions.csv"
    path.write_text(HEAD + lines, encoding="utf-8")
    return path


def test_decisions_are_read_with_reason_author_and_day(tmp_path: Path) -> None:
    held = "p-1,js-101,,hold,,2026-06-01,,Works at sea,Officer 2,2026-05-28\n"
    assert read_decisions(written(tmp_path, EXCUSED + held)) == [
        Decision(
            *("p-1", "js-101", 1, "excused", "w04", None, None),
            *("In hospital", "Officer 2", date(2026, 5, 4)),
        ),
        Decision(
            *("p-1", "js-101", 1, "hold", None, date(2026, 6, 1), None),
            *("Works at sea", "Officer 2", date(2026, 5, 28)),
        ),
    ]


FAULTS = {
    "p-1,js-101,1,excuse,w04,,," + SIGNED: "did you mean 'excused'?",
    "p-1,js-101,1,excused,,,," + SIGNED: "what is empty",
    "p-1,js-101,1,hold,w04,2026-06-01,," + SIGNED: "what is for excused only",
    "p-1,js-101,1,hold,,,," + SIGNED: "from_day is empty",
    "p-1,js-101,1,hold,,2026-06-02,2026-06-01," + SIGNED: "to_day is before from_day",
    "p-1,js-101,1,transferred,,2026-06-02,," + SIGNED: "are for hold only",
    "p-1,js-101,1,terminated,,,,,Officer 2,2026-05-04\n": "reason is empty",
    "p-1,js-101,1,terminated,,,,Moved,,2026-05-04\n": "author is empty",
    "p-1,js-101,1,terminated,,,,Moved,Officer 2,\n": "decided_on is empty",
    "p-1,js-101,1,terminated,,,,Moved,Officer 2,5/4/2026\n": "decided_on is not a day",
    "p-1,js-101,1,excused,w04,,," + "x" * 201 + ",Officer 2,2026-05-04\n": "is longer",
}


@pytest.mark.parametrize("line", list(FAULTS))
def test_a_decision_that_says_too_little_is_a_fault(tmp_path: Path, line: str) -> None:
    with pytest.raises(RecordsError) as caught:
        read_decisions(written(tmp_path, line))
    assert str(caught.value).count("\n") == 0
    assert ":2: " in str(caught.value)
    assert FAULTS[line] in str(caught.value)


OVERLAPS = {
    "p-1,js-101,1,hold,,2026-06-01,2026-06-30,": "line 2: part them",
    "p-1,js-101,1,hold,,2026-06-01,,": "line 2: give that one a to_day",
}


@pytest.mark.parametrize("first", list(OVERLAPS))
def test_holds_of_one_enrolment_share_no_day(tmp_path: Path, first: str) -> None:
    later = "p-1,js-101,1,hold,,2026-06-30,2026-07-02,"
    apart = "p-1,js-101,2,hold,,2026-06-30,2026-07-02,"
    path = written(tmp_path, first + SIGNED + later + SIGNED + apart + SIGNED)
    with pytest.raises(RecordsError) as caught:
        read_decisions(path)
    assert str(caught.value).count("\n") == 0
    assert f"{path}:3: this hold overlaps that of {OVERLAPS[first]}" in str(
        caught.value
    )


def test_holds_that_follow_each_other_are_good(tmp_path: Path) -> None:
    lines = [
        f"p-1,js-101,1,hold,,2026-0{month}-01,{until}," + SIGNED
        for month, until in ((7, ""), (5, "2026-05-31"), (6, "2026-06-30"))
    ]
    assert len(read_decisions(written(tmp_path, "".join(lines)))) == 3


def test_the_same_decision_twice_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=":3: says what line 2 says already"):
        read_decisions(written(tmp_path, EXCUSED * 2))


def test_the_decisions_that_the_documentation_shows_are_read(tmp_path: Path) -> None:
    page = (ROOT / "docs/roster.md").read_text(encoding="utf-8")
    shown = page.partition(f"    {HEAD}")[2].partition("\n\n")[0]
    lines = [line.strip() + "\n" for line in shown.splitlines()]
    assert len(read_decisions(written(tmp_path, "".join(lines)))) == 4


def test_what_nothing_else_knows_is_told_with_its_line(tmp_path: Path) -> None:
    roster = [Entry("p-1", "js-101", None, None, None, date(2026, 5, 1), None, None)]
    lines = (
        EXCUSED
        + EXCUSED.replace("w04", "w99")
        + EXCUSED.replace("p-1", "p-2")
        + EXCUSED.replace(",1,", ",2,")
        + EXCUSED.replace("w04", "course").replace("2026-05-04", "2026-04-30")
        + "p-1,js-101,1,hold,,2026-04-01,2026-04-30,"
        + SIGNED
    )
    told = doubts(
        read_lines(written(tmp_path, lines)), roster, {"js-101": {"w04", "w06"}}
    )
    assert list(told) == [
        (3, "the course js-101 has no such check-in."),
        (4, "the roster has no such token, course and enrolment."),
        (5, "the roster has no such token, course and enrolment."),
        (6, "is before the referral, which was on 2026-05-01."),
        (7, "is before the referral, which was on 2026-05-01."),
    ]
