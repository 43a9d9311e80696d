"""Turn a seed into a cohort: statements, catalogues and a roster that fit each other.

Everybody in it is invented. People differ in ability, questions in difficulty, so that
an item analysis has something to find; some stop, some come late, some are interrupted.
The same seed gives the same bytes.
"""

import csv
import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from tests.xapi import generate
from tests.xapi.cohort_catalogue import (
    AGENCIES,
    BANK,
    CHECK,
    COURTS,
    DRAWN,
    LESSONS,
    OPINIONS,
    QUESTIONS,
    SURVEYS,
    WEEKS,
    catalogue,
    package,
)
from tests.xapi.generate import COURSE, WORDS, Person, Statement

PACKAGE: Final = WORDS["extensions"]["package"]["id"]


ROSTER: Final = (
    *("token", "course", "agency", "court", "officer"),
    *("referred_on", "deadline", "order_hours"),
)
NEVER_CAME: Final = (
    *("p-never-came", COURSE, "river-court", "District 1", "Officer 1"),
    *("2026-03-01", "2026-04-01", 8),
)


@dataclass(frozen=True)
class Enrolled:
    """What the agency knows of a person, and what the records say."""

    person: Person
    court: str
    referred_on: date
    deadline: date | None
    statements: list[Statement]


def cohort(seed: int, people: int, agencies: int = 3) -> Iterator[Enrolled]:
    """Yield people one by one; memory does not grow with their number."""
    rng = random.Random(seed)
    for number in range(people):
        person = _person(rng, number, agencies)
        _live(person, rng.gauss(0, 1))
        referred = person_began(person) - timedelta(days=rng.randrange(1, 20))
        yield Enrolled(
            person=person,
            court=rng.choice(COURTS),
            referred_on=referred,
            deadline=referred + timedelta(days=90) if rng.random() < 0.8 else None,
            statements=person.statements,
        )


def person_began(person: Person) -> date:
    """Return the day of a person's first statement, in UTC."""
    return date.fromisoformat(person.statements[0]["timestamp"][:10])


def write(folder: Path, seed: int, people: int, agencies: int = 3) -> list[Path]:
    """Write catalogues, statements and the roster; return what `load` takes.

    One person in the roster never came.
    """
    made = []
    for agency in list(AGENCIES)[:agencies]:
        made.append(folder / f"catalog-{agency}.json")
        made[-1].write_text(json.dumps(catalogue(agency)), encoding="utf-8")
    made.append(folder / "statements.ndjson")
    with (
        made[-1].open("w", encoding="utf-8") as file,
        (folder / "roster.csv").open("w", encoding="utf-8", newline="") as listed,
    ):
        roster = csv.writer(listed)
        roster.writerow(ROSTER)
        for enrolled in cohort(seed, people, agencies):
            for statement in enrolled.statements:
                file.write(json.dumps(statement, separators=(",", ":")) + "\n")
            roster.writerow(_listed(enrolled))
        roster.writerow(NEVER_CAME)
    return made


def _listed(enrolled: Enrolled) -> tuple[object, ...]:
    officer = f"Officer {COURTS.index(enrolled.court) + 1}"
    return (
        *(enrolled.person.token, COURSE, enrolled.person.agency),
        *(enrolled.court, officer, enrolled.referred_on, enrolled.deadline or "", 8),
    )


def _person(rng: random.Random, number: int, agencies: int) -> Person:
    person = generate._person(rng, number * 6, 1)
    person.agency = list(AGENCIES)[rng.randrange(agencies)]
    return person


def _says(person: Person, verb: str, item: str, kind: str, **more: Any) -> None:
    statement = person.says(verb, item, kind, **more)
    said = statement["context"]["extensions"]
    said[PACKAGE] = package(person.agency, person.language)


def _live(person: Person, ability: float) -> None:
    """One person's way through the course; a third of them stop somewhere."""
    rng = person.rng
    _session(person)
    for number, lesson in enumerate(LESSONS):
        if rng.random() < (0.04, 0.08, 0.2, 0.06)[number]:
            return
        if number and rng.random() < 0.4:
            _end(person)
            _session(person)
        if not _lesson(person, lesson, ability):
            return
    passed = _final_check(person, ability)
    if passed:
        _says(person, "completed", "", "course", completion=True)
        _says(person, "passed", "", "course", success=True)
    _end(person)
    if passed:
        _check_ins(person)


def _session(person: Person) -> None:
    person.passes(person.rng.uniform(3_600, 200_000))
    person.session = generate._uuid(person.rng)
    _says(person, "initialized", "", "course")


def _end(person: Person) -> None:
    begun = generate._begun(person)
    person.passes(20)
    if person.rng.random() < 0.08:  # the tab was killed
        return
    wall = round((person.now - begun).total_seconds(), 2)
    active = round(wall * person.rng.uniform(0.7, 0.95), 1)
    _says(
        person,
        "terminated",
        "",
        "course",
        duration=generate._duration(wall),
        active=active,
    )


def _lesson(person: Person, lesson: str, ability: float) -> bool:
    """Open a lesson; return whether it was finished."""
    module = lesson.partition("-")[0]
    _says(person, "experienced", lesson, "lesson", parent=module)
    spent = person.passes(person.rng.uniform(300, 1_800))
    for survey, (place, moved) in SURVEYS.items():
        if place == lesson:
            _opinions(person, survey, moved)
    for number in range(1, QUESTIONS + 1):
        spent += _tries(person, f"{lesson}-q{number}", ability, number - 1.5)
    if person.rng.random() < 0.06:
        return False
    active = round(spent * 0.9, 1)
    _says(
        person,
        "completed",
        lesson,
        "lesson",
        parent=module,
        completion=True,
        active=active,
    )
    return True


def _tries(person: Person, item: str, ability: float, hard: float) -> float:
    """Answer a question until it is right, twice at most; return the seconds."""
    spent = 0.0
    for attempt in (1, 2):
        seconds, right = _answer(person, item, ability, hard, attempt=attempt)
        spent += seconds
        if right:
            break
    return spent


def _answer(
    person: Person, item: str, ability: float, hard: float, **more: Any
) -> tuple[float, bool]:
    rng = person.rng
    right = rng.random() < 1 / (1 + math.exp(-1.4 * (ability - hard)))
    spent = person.passes(rng.uniform(5, 90))
    _says(
        person,
        "answered",
        item,
        "question",
        definition={"interactionType": "choice", "correctResponsesPattern": ["2"]},
        success=right,
        response="2" if right else rng.choice("1334"),
        score={"scaled": float(right)},
        duration=generate._duration(spent),
        **more,
    )
    return spent, right


def _final_check(person: Person, ability: float) -> bool:
    """Try the final check, three times at most; return whether it was passed."""
    for attempt in (1, 2, 3):
        seed = person.rng.randrange(1_000)
        drawn = random.Random(seed).sample(BANK, DRAWN)
        more = {"attempt": attempt, "bank": "final", "seed": seed}
        right = 0
        for item in drawn:
            hard = BANK.index(item) * 0.5 - 3.5 - attempt * 0.3
            right += _answer(person, item, ability, hard, **more)[1]
        passed = right / DRAWN >= 0.8
        score = {
            "scaled": round(right / DRAWN, 4),
            "raw": right,
            "min": 0,
            "max": DRAWN,
        }
        verb = "passed" if passed else "failed"
        _says(
            person, verb, CHECK, "check", success=passed, score=score, attempt=attempt
        )
        if passed:
            return True
        person.passes(3_600)
    return False


def _opinions(person: Person, survey: str, moved: float) -> None:
    for name, turned in OPINIONS.items():
        if person.rng.random() < 0.1:
            continue
        view = 3 + moved + person.rng.gauss(0, 1)
        point = min(5, max(1, round(6 - view if turned else view)))
        _says(
            person,
            "answered",
            f"{survey}-{name}",
            "question",
            definition={"interactionType": "likert"},
            response=str(point),
        )


def _check_ins(person: Person) -> None:
    done = person.now
    for week in WEEKS:
        if person.rng.random() < 0.3:
            continue
        person.now = done + timedelta(days=7 * week + person.rng.randrange(-3, 4))
        if week == 26:
            _opinions(person, "w26-v1", SURVEYS["w26-v1"][1])
        unit = f"check-in-week-{week:02}"
        _says(person, "completed", unit, "check-in", completion=True)
