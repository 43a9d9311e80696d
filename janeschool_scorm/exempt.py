"""Source text -> the exemptions in it, and problems without the exempted ones."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from janeschool_scorm.codes import FIRM
from janeschool_scorm.problems import Place, Problem

_MARK = re.compile(
    r"^\s*(?:<!--|#)\s*janeschool:\s*allow\s+([A-Z]\d{3})(?:\s+because(?:\s+(?!-->)(\S.*?))?)?\s*(?:-->)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Exemption:
    """`code` is allowed from `first` to `last` line of the file."""

    place: Place
    code: str
    reason: str
    first: int
    last: int

    def covers(self, problem: Problem) -> bool:
        if self.code in FIRM:
            return False
        same = problem.place.path == self.place.path and problem.code == self.code
        return same and self.first <= problem.place.line <= self.last


def exemptions(text: str, path: str) -> list[Exemption]:
    """Every exemption in the text, with the lines that it covers."""
    lines = text.split("\n")
    found = []
    for number, line in enumerate(lines, start=1):
        match = _MARK.match(line)
        if match:
            first, last = _span(lines, number)
            reason = match.group(2) or ""
            place = Place(path, number)
            found.append(Exemption(place, match.group(1), reason, first, last))
    return found


def _span(lines: list[str], after: int) -> tuple[int, int]:
    """First and last line (from 1) of the paragraph, fence or entry after a line."""
    first = after
    while first < len(lines) and (
        not lines[first].strip() or _MARK.match(lines[first])
    ):
        first += 1
    last = first
    fenced = first < len(lines) and lines[first].startswith(":::")
    while last + 1 < len(lines):
        if fenced and last > first and lines[last].rstrip() == ":::":
            break
        if not fenced and not lines[last + 1].strip():
            break
        last += 1
    return first + 1, last + 1


def without_exempted(
    problems: Iterable[Problem], texts: Mapping[str, str]
) -> list[Problem]:
    """Problems that no exemption covers, and one for each exemption that is idle."""
    all_of_them = [
        each for path, text in texts.items() for each in exemptions(text, path)
    ]
    left, used = [], set()
    for problem in problems:
        covering = [e for e in all_of_them if e.reason and e.covers(problem)]
        used.update(covering)
        if not covering:
            left.append(problem)
    for exemption in all_of_them:
        if exemption not in used:
            text = f"the exemption of {exemption.code} {_why(exemption)}"
            left.append(Problem(exemption.place, "C113", text))
    return sorted(left)


def _why(idle: Exemption) -> str:
    if idle.code in FIRM:
        return "is void: whether a story is told is for the person who told it"
    return "matches nothing" if idle.reason else "gives no reason"
