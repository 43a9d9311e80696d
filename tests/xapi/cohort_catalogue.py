"""Say what course the cohort takes: its catalogue, as a build would have written it."""

import random
from typing import Any, Final

from tests.xapi.generate import COURSE, WORDS

VERSION: Final = "1.0.0"
AGENCIES: Final = {
    "example-county": "America/Chicago",
    "river-court": "America/New_York",
    "high-desert": "America/Denver",
}
COURTS: Final = ("District 1", "District 2", "Night court")
LESSONS: Final = ("m1-l1", "m1-l2", "m2-l1", "m2-l2")
MINUTES: Final = 20
QUESTIONS: Final = 2
CHECK: Final = "m2-check"
BANK: Final = tuple(f"fq-{n}" for n in range(1, 9))
DRAWN: Final = 6
WEEKS: Final = (1, 2, 26)
DEADLINE_DAYS: Final = 60
GRACE_DAYS: Final = 3
RULES: Final = (
    {"id": "one-missed", "when": "missed", "count": 1, "then": "reminder"},
    {"id": "two-in-a-row", "when": "missed-in-a-row", "count": 2, "then": "notice"},
    {"id": "two-late", "when": "late", "count": 2, "then": "notice"},
)
#: statement of the survey -> is it turned round?
OPINIONS: Final = {"fair-deal": True, "never-meet": False, "ask-for-help": False}
#: survey -> lesson that it is in, and how far opinions have moved by then
SURVEYS: Final = {
    "m1-v1": ("m1-l1", 0.0),
    "m2-v1": ("m2-l2", 0.6),
    "w26-v1": ("w26", 0.4),
}


def package(agency: str, language: str) -> str:
    """Return the fingerprint of an agency's package."""
    return random.Random(f"{agency} {language}").getrandbits(64).to_bytes(8).hex()


def catalogue(agency: str) -> dict[str, Any]:
    """Return the catalogue that a build would have written for the agency."""
    lessons = [_catalogued(name) for name in LESSONS]
    return {
        "format": 1,
        "course": COURSE,
        "version": VERSION,
        "activity": WORDS["activity_base"] + COURSE,
        "agency": {
            "id": agency,
            "name": agency.replace("-", " ").title(),
            "time_zone": AGENCIES[agency],
            "starts": "completion",
            "rules": {
                "pass_mark": 80,
                "check_attempts": 3,
                "deadline_days": DEADLINE_DAYS,
            },
        },
        "bundles": [_bundle(agency, language) for language in ("en", "es")],
        "modules": [
            {"id": "m1", "lessons": lessons[:2]},
            {"id": "m2", "lessons": lessons[2:]},
        ],
        "check": {
            "id": CHECK,
            "lesson": "m2-l2",
            "items": [_question(name) for name in BANK],
        },
        "check_ins": [_check_in(week) for week in WEEKS],
        "accountability": {"starts": "completion", "rules": list(RULES)},
        "languages": {"en": _spoken("in English"), "es": _spoken("en español")},
    }


def _bundle(agency: str, language: str) -> dict[str, Any]:
    return {
        "fingerprint": package(agency, language),
        "target": "xapi_package",
        "unit": "",
        "purpose": "learner",
        "language": language,
        "file": f"js-101-{agency}-{language}.zip",
        "sha256": "0" * 64,
    }


def _catalogued(name: str) -> dict[str, Any]:
    items = [_question(f"{name}-q{n}") for n in range(1, QUESTIONS + 1)]
    surveys = [_survey(x) for x, (lesson, _) in SURVEYS.items() if lesson == name]
    return {"id": name, "planned_minutes": MINUTES, "items": items + surveys}


def _question(name: str) -> dict[str, Any]:
    return {"id": name, "kind": "choice", "scored": True, "interaction": "choice"}


def _survey(name: str) -> dict[str, Any]:
    parts = [{"id": f"{name}-{x}", "reverse": turned} for x, turned in OPINIONS.items()]
    about = {"kind": "likert", "scored": False, "interaction": "likert"}
    return {"id": name, **about, "recorded": True, "parts": parts}


def _check_in(week: int) -> dict[str, Any]:
    name = f"w{week:02}"
    surveys = [_survey(x) for x, (lesson, _) in SURVEYS.items() if lesson == name]
    lesson = {"id": name, "planned_minutes": 10, "items": surveys}
    months = {"window_days": 7, "grace_days": GRACE_DAYS, "reminder_days": [0, 5]}
    return {
        "unit": f"check-in-week-{week:02}",
        "week": week,
        "lesson": lesson,
        **months,
    }


def _spoken(how: str) -> dict[str, Any]:
    timed = {"proven_seconds": 900, "asks_seconds": 600}
    scale = {str(n): f"{n} {how}" for n in range(1, 6)}
    names = [f"{lesson}-q{n}" for lesson in LESSONS for n in range(1, QUESTIONS + 1)]
    said: dict[str, Any] = {
        name: {"text": f"Question {name} {how}"} for name in (*names, *BANK)
    }
    for survey in SURVEYS:
        for name in OPINIONS:
            words = {"text": f"Statement {name} {how}", "scale": scale}
            said[f"{survey}-{name}"] = words
    return {
        "title": f"Starting again {how}",
        "modules": {
            name: {"title": f"Module {name}", **timed} for name in ("m1", "m2")
        },
        "lessons": {
            name: {"title": f"Lesson {name} {how}", **timed} for name in LESSONS
        },
        "items": said,
    }
