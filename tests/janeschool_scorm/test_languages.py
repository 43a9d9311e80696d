"""What stops a language: missing, stale, broken or careless translations, and no other."""

from pathlib import Path

import pytest

from janeschool_scorm import choose
from janeschool_scorm.problems import Problem
from janeschool_scorm.translate import interface
from tests.janeschool_scorm.faulty import Case
from tests.janeschool_scorm.faulty_languages import CASES
from tests.janeschool_scorm.test_check import DAY, alter


def said(source: Path) -> set[str]:
    """What check says, with paths seen from the course.

    A line of a catalogue is shown by its text: its number changes with every course.
    """
    found = choose.checked(choose.folders(["js-000"], source), source, DAY)
    places = {
        f"{source / 'js-000'}/": "",
        str(source / "agencies"): "../agencies",
        str(interface.LOCALES): "INTERFACE",
    }
    lines = {shown(problem) for problem in found.problems}
    for old, new in places.items():
        lines = {line.replace(old, new) for line in lines}
    return lines


def shown(problem: Problem) -> str:
    path = Path(problem.place.path)
    if path.suffix != ".po" or not path.is_file():
        return str(problem)
    line = path.read_text("utf-8").split("\n")[problem.place.line - 1]
    return f"{path} at {line}: {problem.code} {problem.text}"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_exactly_the_expected_problems_are_said(case: Case, bilingual: Path) -> None:
    alter(bilingual / "js-000", case)
    assert said(bilingual) == set(case.expected)
