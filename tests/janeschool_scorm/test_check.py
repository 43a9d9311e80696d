"""`check` names every fault, with its place, and nothing else."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from janeschool_scorm import choose
from janeschool_scorm.codes import CODES
from tests.conftest import Run
from tests.janeschool_scorm import (
    faulty,
    faulty_agencies,
    faulty_files,
    faulty_questions,
    faulty_schedules,
    faulty_stories,
    faulty_words,
)
from tests.janeschool_scorm.faulty import Case
from tests.janeschool_scorm.faulty_languages import CASES as TRANSLATED

DAY = date(2026, 11, 21)
CASES = (
    *faulty.CASES,
    *faulty_files.CASES,
    *faulty_questions.CASES,
    *faulty_words.CASES,
    *faulty_agencies.CASES,
    *faulty_schedules.CASES,
    *faulty_stories.CASES,
)


def alter(folder: Path, case: Case) -> None:
    """Lay the case's edits over the course."""
    for name, old, new in case.edits:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if old == "DELETE":
            path.unlink()
        elif not old:
            path.write_text(new, encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
            assert text.count(old) >= 1, f"{name} has no {old!r}"
            data = text.replace(old, new, 1).encode("utf-8", "surrogateescape")
            path.write_bytes(data)


def said(source: Path) -> set[str]:
    """What check says, with paths seen from the course."""
    found = choose.checked(choose.folders(["js-000"], source), source, DAY)
    base = str(source / "js-000")
    agencies = str(source / "agencies")
    return {
        str(problem)
        .replace(f"{base}/", "", 1)
        .replace(base, "BASE")
        .replace(agencies, "../agencies", 1)
        for problem in found.problems
    }


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_exactly_the_expected_problems_are_said(case: Case, source: Path) -> None:
    alter(source / "js-000", case)
    assert said(source) == set(case.expected)


def test_every_code_has_a_faulty_example() -> None:
    said = [line for case in (*CASES, *TRANSLATED) for line in case.expected]
    shown = {code for line in said for code in re.findall(r": ([A-Z]\d{3}) ", line)}
    # Of packages of 200 MB, and of what was handed over, there are tests of their own.
    assert set(CODES) == shown | {"B102", "B104", "C123"}


def test_twelve_faults_in_six_files_give_twelve_lines(
    source: Path, janeschool: Run
) -> None:
    wanted = [
        "C004-key-twice",
        "C101-unknown-key-in-a-block",
        "C102-missing-feedback",
        "C103-unknown-tone",
        "C204-first-level-heading",
        "C205-raw-html",
        "C202-unknown-kind",
        "C112-place-twice",
        "S207-no-such-presenter",
        "C203-id-where-none-belongs",
        "G101-pale-accent",
        "G102-no-such-zone",
    ]
    cases = {case.name: case for case in CASES}
    for name in wanted:
        alter(source / "js-000", cases[name])
    done = janeschool("check", "js-000", "--source", source, cwd=source.parent)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert len(lines) == 12
    assert len({line.split(":")[0] for line in lines}) == 6
    assert [line.split(": ")[1][:4] for line in lines] == sorted(
        (name[:4] for name in wanted), key=[x.split(": ")[1][:4] for x in lines].index
    )


def test_check_writes_nothing(source: Path, janeschool: Run) -> None:
    before = {p: p.stat().st_mtime_ns for p in source.rglob("*")}
    assert janeschool("check", "--source", source).returncode == 0
    assert {p: p.stat().st_mtime_ns for p in source.rglob("*")} == before


def test_fix_slots_appends_and_never_moves_a_place(
    source: Path, janeschool: Run
) -> None:
    slots = source / "js-000" / "slots.yaml"
    before = slots.read_text()
    slots.write_text(before.replace("  m1-q1: 1\n", ""))
    done = janeschool("check", "--fix-slots", "--source", source)
    assert done.returncode == 0, done.stdout
    after = slots.read_text()
    numbers = [
        int(line.split(": ")[1])
        for line in after.splitlines()
        if ": " in line[2:] and line.startswith("  ")
    ]
    assert f"  m1-q1: {max(numbers)}\n" in after
    kept = [line for line in before.splitlines() if "m1-q1:" not in line]
    assert all(line in after.splitlines() for line in kept)


def test_a_missing_course_is_one_sentence(source: Path, janeschool: Run) -> None:
    done = janeschool("check", "js-001", "--source", source)
    assert done.returncode == 1
    assert "there is no course 'js-001'" in done.stderr
    assert "did you mean 'js-000'?" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_is_a_problem_with_its_name(
    source: Path, janeschool: Run
) -> None:
    (source / "js-000" / "course.yaml").chmod(0)
    done = janeschool("check", "--source", source)
    assert done.returncode == 1
    assert "course.yaml:1:1: C001 cannot be read: Permission denied" in done.stdout


def test_a_folder_where_a_file_should_be_is_a_problem(
    source: Path, janeschool: Run
) -> None:
    path = source / "js-000" / "modules" / "01-before-you-begin" / "module.yaml"
    path.unlink()
    path.mkdir()
    done = janeschool("check", "--source", source)
    assert done.returncode == 1
    assert "module.yaml:1:1: C001 cannot be read: Is a directory" in done.stdout


def test_a_language_that_the_course_lacks_stops_the_build(
    source: Path, janeschool: Run
) -> None:
    agency = source / "agencies" / "default.yaml"
    agency.write_text(agency.read_text().replace("[en]", "[es]"))
    done = janeschool("build", "--source", source)
    assert done.returncode == 1
    assert (
        "default.yaml:3:13: G103 js-000 is not in language es; it has en" in done.stdout
    )
    assert not (source.parent / "dist").exists()


def test_explain_says_what_a_code_means_and_json_is_json(
    source: Path, janeschool: Run
) -> None:
    assert "disputed" in janeschool("check", "--explain", "s101").stdout
    assert janeschool("check", "--explain", "S999").returncode == 2
    assert janeschool("check", "--json", "--source", source).stdout == "[]\n"
