"""Turn the elements that an LMS keeps of an attempt into one form for both standards."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from xapi.times import duration_seconds

#: an LMS writes `cmi.interactions_0.id` (1.2) or `cmi.interactions.0.id` (2004)
_NUMBERED: Final = re.compile(
    r"cmi\.(interactions|objectives)[._]([0-9]{1,6})\.([a-z_]{1,40}(?:\.[a-z]{1,10})?)"
)
_TIMESPAN: Final = re.compile(
    r"([0-9]{1,6}):([0-9]{1,2}):([0-9]{1,2}(?:\.[0-9]{1,6})?)"
)
#: `1 hours 2 minutes 5 seconds`, in some language
_SPOKEN: Final = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,6})?)\s*([^\W\d_]{1,20})\.?")
_SPOKEN_SECONDS: Final = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_MONTHS: Final = ("mes", "mon", "moi")
_NUMBER: Final = re.compile(r"[-+]?[0-9]{1,12}(?:\.[0-9]{1,12})?")
SCORM12: Final = "scorm12"
SCORM2004: Final = "scorm2004"


@dataclass(frozen=True)
class Interaction:
    """A row of `cmi.interactions`; words as the LMS has them, seconds."""

    place: int
    id: str
    type: str | None = None
    response: str = ""
    result: str | None = None
    latency_s: float | None = None
    time: str = ""  #: a time of day (1.2) or a whole timestamp (2004)
    pattern: str | None = None  #: the first right answer


@dataclass(frozen=True)
class Score:
    """A score as counted, its bounds, and from -1 to 1."""

    raw: float | None = None
    least: float | None = None
    most: float | None = None
    scaled: float | None = None


@dataclass(frozen=True)
class Attempt:
    """What an LMS keeps of one attempt. What it does not say is None or empty."""

    standard: str | None
    completed: bool | None = None
    passed: bool | None = None
    score: Score = Score()
    total_s: float | None = None
    suspend_data: str = ""
    interactions: tuple[Interaction, ...] = ()


def attempt(elements: Mapping[str, str]) -> Attempt:
    """Read the elements of one SCO (SCORM 1.2 RTE 3.4; SCORM 2004 RTE 4.2)."""
    standard = standard_of(elements)
    prefix = "cmi." if standard == SCORM2004 else "cmi.core."
    completed, passed = _status(elements, standard)
    return Attempt(
        standard=standard,
        completed=completed,
        passed=passed,
        score=_score(elements, f"{prefix}score."),
        total_s=seconds(elements.get(f"{prefix}total_time", "")),
        suspend_data=elements.get("cmi.suspend_data", ""),
        interactions=_interactions(elements),
    )


def standard_of(elements: Mapping[str, str]) -> str | None:
    """Tell the standard by the names; None where nothing tells it."""
    for name in elements:
        if name.startswith(("cmi.core.", "cmi.interactions_", "cmi.objectives_")):
            return SCORM12
        if name in ("cmi.completion_status", "cmi.success_status", "cmi.score.raw"):
            return SCORM2004
        if name.startswith(("cmi.interactions.", "cmi.objectives.")):
            return SCORM2004
    return None


def seconds(text: str) -> float | None:
    """Return a time span in seconds: `0001:02:05.5`, `PT1H2M`, or words; else None."""
    if match := _TIMESPAN.fullmatch(text):
        hours, minutes, rest = match.groups()
        return int(hours) * 3_600 + int(minutes) * 60 + float(rest)
    try:
        return duration_seconds(text)
    except ValueError:
        return _spoken(text)


def number(text: str | None) -> float | None:
    """Return a decimal number; None for anything else."""
    return float(text) if text and _NUMBER.fullmatch(text.strip()) else None


def _spoken(text: str) -> float | None:
    """Moodle's screens turn a duration into words of the page's language."""
    total, rest = 0.0, text.strip()
    while match := _SPOKEN.match(rest):
        size, unit = match[1].replace(",", "."), match[2].lower()
        if unit[:1] not in _SPOKEN_SECONDS or unit.startswith(_MONTHS):
            return None
        total += float(size) * _SPOKEN_SECONDS[unit[0]]
        rest = rest[match.end() :].strip()
    return total if text.strip() and not rest else None


def _status(
    elements: Mapping[str, str], standard: str | None
) -> tuple[bool | None, bool | None]:
    """Completed and passed: two elements in 2004, one word in 1.2.

    A failed attempt of 2004 is `completed`, which is why a summary that has one word
    (Moodle's `status`) is never read for it.
    """
    if standard == SCORM2004:
        completed = elements.get("cmi.completion_status")
        success = elements.get("cmi.success_status")
        return (
            {"completed": True, "incomplete": False}.get(completed or ""),
            {"passed": True, "failed": False}.get(success or ""),
        )
    word = elements.get("cmi.core.lesson_status", "").lower()
    completed12 = {"completed": True, "passed": True, "incomplete": False}.get(word)
    return completed12, {"passed": True, "failed": False}.get(word)


def _score(elements: Mapping[str, str], prefix: str) -> Score:
    raw, least, most, scaled = (
        number(elements.get(prefix + name)) for name in ("raw", "min", "max", "scaled")
    )
    if scaled is not None and not -1 <= scaled <= 1:
        scaled = None
    return Score(raw, least, most, scaled)


def _interactions(elements: Mapping[str, str]) -> tuple[Interaction, ...]:
    """Rows in their order; of rows with one id the later one counts."""
    rows: dict[int, dict[str, str]] = {}
    for name, value in elements.items():
        match = _NUMBERED.match(name)
        if match and match[1] == "interactions":
            part = name[match.start(3) :]
            rows.setdefault(int(match[2]), {})[part] = value
    made = [_interaction(place, row) for place, row in sorted(rows.items())]
    latest = {row.id: row for row in made if row.id}
    return tuple(latest.values())


def _interaction(place: int, row: Mapping[str, str]) -> Interaction:
    patterns = ("correct_responses_0.pattern", "correct_responses.0.pattern")
    return Interaction(
        place=place,
        id=row.get("id", ""),
        type=row.get("type") or None,
        response=row.get("student_response", row.get("learner_response", "")),
        result=row.get("result") or None,
        latency_s=seconds(row.get("latency", "")),
        time=row.get("time", row.get("timestamp", "")),
        pattern=next((row[name] for name in patterns if name in row), None),
    )
