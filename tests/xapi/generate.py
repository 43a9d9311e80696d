"""Turn a seed into xAPI statements such as our packages and an LRS would leave.

The same seed gives the same bytes. People, courts and answers are invented. Run it
as a script to write NDJSON of any size:

    python tests/xapi/generate.py --seed 1 --participants 12 > statements.ndjson
"""

import argparse
import json
import random
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

Statement = dict[str, Any]

ROOT: Final = Path(__file__).resolve().parents[2]
WORDS: Final = json.loads(
    (ROOT / "xapi/profile/vocabulary.json").read_text(encoding="utf-8")
)
COURSE: Final = "js-101"
LESSONS: Final = (("m1", "l1"), ("m1", "l2"), ("m2", "l1"), ("m2", "l2"))
PASS_MARK: Final = 0.8
BEGIN: Final = datetime(2026, 3, 2, 14, tzinfo=UTC)
LMS: Final = "https://lms.example.org"


@dataclass
class Person:
    """A participant, the clock that they live by, and what they have said."""

    rng: random.Random
    agency: str
    language: str
    now: datetime
    style: int
    token: str
    registration: str
    session: str = ""
    statements: list[Statement] = field(default_factory=list)

    def says(self, verb: str, item: str, kind: str, **more: Any) -> Statement:
        """Add a statement about an item of the course (empty: the course)."""
        statement: Statement = {
            "id": _uuid(self.rng),
            "actor": _account(self.token),
            "verb": _verb(verb, self.language),
            "object": _activity(item, kind, more.pop("definition", {})),
        }
        if result := _result(more):
            statement["result"] = result
        statement["context"] = self._context(more.pop("parent", None), more)
        statement["timestamp"] = _time(self.now, self.style)
        statement["stored"] = _time(self.now + timedelta(seconds=2), 0)
        statement["authority"] = _account("collector")
        statement["version"] = "1.0.3"
        self.statements.append(statement)
        return statement

    def passes(self, seconds: float) -> float:
        """Let time go by; return the seconds."""
        self.now += timedelta(seconds=seconds)
        return seconds

    def _context(self, parent: str | None, more: Statement) -> Statement:
        around: Statement = {"grouping": [_activity("", "course", {})]}
        if parent is not None:
            kind = "lesson" if "-" in parent else "module"
            around["parent"] = [_activity(parent, kind, {})]
        said: Statement = {
            "agency": self.agency,
            "package": "9f2c41d07be3a856",
            "schema": WORDS["schema"],
            "session": self.session,
            **{
                name: more[name] for name in ("attempt", "bank", "seed") if name in more
            },
        }
        return {
            "registration": self.registration,
            "contextActivities": around,
            "revision": "1.0.0",
            "language": self.language,
            "extensions": _extensions(said),
        }


def statements(seed: int, participants: int, agencies: int = 2) -> Iterator[Statement]:
    """Yield statements in about the order in which an LRS stored them.

    About one in a hundred is delivered twice, some arrive days late, some are
    voided. Memory does not grow with the number.
    """
    rng = random.Random(seed)
    waiting: list[Statement] = []
    for number in range(participants):
        person = _person(rng, number, agencies)
        _live(person)
        late = [s for s in person.statements if rng.random() < 0.02]
        for statement in late:
            _store_late(statement, rng.randint(1, 5))
        yield from (s for s in person.statements if s not in late)
        yield from waiting
        twice = [s for s in person.statements if rng.random() < 0.01]
        waiting = late + twice
    yield from waiting


def lines(
    seed: int, participants: int, agencies: int = 2, broken: int = 0
) -> Iterator[str]:
    """Yield the statements as NDJSON; `broken` lines among them are cut short."""
    every = max(1, participants * 16 // (broken + 1))
    for number, statement in enumerate(statements(seed, participants, agencies), 1):
        text = json.dumps(statement, ensure_ascii=False, separators=(",", ":"))
        yield text + "\n"
        if broken and number % every == 0:
            broken -= 1
            yield text[: len(text) // 2] + "\n"


def _person(rng: random.Random, number: int, agencies: int) -> Person:
    agency = (
        "example-county",
        "river-court",
        *(f"court-{n:03}" for n in range(3, 999)),
    )
    return Person(
        rng=rng,
        agency=agency[rng.randrange(agencies)],
        language=rng.choice(("en", "en", "es")),
        now=BEGIN + timedelta(hours=number % 20_000, minutes=rng.randrange(60)),
        style=rng.randrange(3),
        token=f"p-{rng.getrandbits(40):010x}",
        registration=_uuid(rng),
    )


def _live(person: Person) -> None:
    """One person's way: some stop at a lesson, some need a second try."""
    rng = person.rng
    lessons = LESSONS[: rng.choice((0, 1, 2, 4, 4, 4, 4))]
    _begin_session(person)
    for number, (module, lesson) in enumerate(lessons):
        if number == 2:
            _end_session(person)
            _begin_session(person)
        _lesson(person, module, f"{module}-{lesson}", has_video=number == 0)
        if lesson == "l2":
            person.says("attested", module, "module")
    finished = lessons == LESSONS and _finish(person)
    if rng.random() < 0.9:  # else the tab was killed
        _end_session(person)
    if finished and rng.random() < 0.6:
        person.passes(7 * 86_400)
        person.says("completed", "check-in-week-01", "check-in", completion=True)
    if rng.random() < 0.15:
        _void_an_answer(person)


def _begin_session(person: Person) -> None:
    person.passes(person.rng.uniform(3_600, 90_000))
    person.session = _uuid(person.rng)
    person.says("initialized", "", "course")


def _end_session(person: Person) -> None:
    begun = _begun(person)
    wall = (person.now - begun).total_seconds() + person.passes(20)
    active = round(wall * person.rng.uniform(0.7, 0.95), 1)
    person.says("terminated", "", "course", duration=_duration(wall), active=active)


def _begun(person: Person) -> datetime:
    """When the present session began."""
    opened = WORDS["verbs"]["initialized"]["id"]
    last = next(s for s in reversed(person.statements) if s["verb"]["id"] == opened)
    return datetime.fromisoformat(last["timestamp"])


def _lesson(person: Person, module: str, lesson: str, *, has_video: bool) -> None:
    person.says("experienced", lesson, "lesson", parent=module)
    if has_video:
        person.passes(240)
        person.says(
            "completed",
            f"{lesson}-video",
            "video",
            parent=lesson,
            completion=True,
            progress=1.0,
            played="0[.]240",
        )
    _answer(person, lesson, f"{lesson}-q1")
    spent = 240 * has_video + person.passes(person.rng.uniform(600, 1_500))
    person.says(
        "completed",
        lesson,
        "lesson",
        parent=module,
        completion=True,
        duration=_duration(spent),
        active=round(spent * 0.8, 1),
    )


def _answer(person: Person, parent: str, item: str, **more: Any) -> None:
    right = person.rng.random() < 0.7
    spent = person.passes(person.rng.uniform(5, 90))
    person.says(
        "answered",
        item,
        "question",
        parent=parent,
        definition={
            "interactionType": "choice",
            "correctResponsesPattern": ["b"],
            "choices": [{"id": x, "description": {"en": x.upper()}} for x in "abc"],
        },
        success=right,
        response="b" if right else person.rng.choice("ac"),
        score={"scaled": float(right)},
        duration=_duration(spent),
        attempt=more.pop("attempt", 1),
        **more,
    )


def _finish(person: Person) -> bool:
    """The final check, at most twice, then the course; say if it was passed."""
    marks = person.rng.choice(((0.9,), (0.8,), (0.5, 0.85), (0.4, 0.6)))
    for attempt, scaled in enumerate(marks, 1):
        _check(person, attempt, scaled)
    if marks[-1] < PASS_MARK:
        return False
    for verb, outcome in (("completed", "completion"), ("passed", "success")):
        person.says(verb, "", "course", **{outcome: True}, duration=_duration(3_000))
    return True


def _check(person: Person, attempt: int, scaled: float) -> None:
    seed = person.rng.randrange(1_000)
    _answer(person, "final", "final-q3", attempt=attempt, bank="final", seed=seed)
    spent = person.passes(person.rng.uniform(300, 700))
    passed = scaled >= PASS_MARK
    person.says(
        "passed" if passed else "failed",
        "final",
        "check",
        success=passed,
        score={"scaled": scaled, "raw": round(scaled * 20), "min": 0, "max": 20},
        duration=_duration(spent),
        attempt=attempt,
        seed=seed,
    )


def _void_an_answer(person: Person) -> None:
    answered = WORDS["verbs"]["answered"]["id"]
    for statement in person.statements:
        if statement["verb"]["id"] == answered:
            voiding = person.says("voided", "", "course")
            voiding["actor"] = _account("records-office")
            voiding["object"] = {"objectType": "StatementRef", "id": statement["id"]}
            del voiding["context"]
            return


def _store_late(statement: Statement, days: int) -> None:
    happened = datetime.fromisoformat(statement["timestamp"])
    statement["stored"] = _time(happened + timedelta(days=days), 0)


def _account(name: str) -> Statement:
    account = {"homePage": LMS, "name": name}
    return {"objectType": "Agent", "account": account}


def _verb(name: str, language: str) -> Statement:
    verb = WORDS["verbs"][name]
    return {"id": verb["id"], "display": {language: verb["display"][language]}}


def _activity(item: str, kind: str, definition: Statement) -> Statement:
    path = f"{COURSE}/{item}" if item else COURSE
    kinds = {"type": WORDS["activity_types"][kind]["id"], **definition}
    return {"id": WORDS["activity_base"] + path, "definition": kinds}


def _result(more: Statement) -> Statement:
    """Take from `more` what belongs in a result."""
    names = ("score", "success", "completion", "response", "duration")
    result = {name: more.pop(name) for name in names if name in more}
    said: Statement = {}
    if "active" in more:
        said = {"active-seconds": more.pop("active"), "time-source": "measured"}
    if "played" in more:
        said = {"progress": more.pop("progress"), "played-segments": more.pop("played")}
    if said:
        result["extensions"] = _extensions(said)
    return result


def _extensions(said: Statement) -> Statement:
    return {WORDS["extensions"][name]["id"]: value for name, value in said.items()}


def _time(moment: datetime, style: int) -> str:
    """Write a time as one of the ways that are met: ms and Z, µs and offset, s."""
    if style == 0:
        text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
        return text.replace("+00:00", "Z")
    if style == 1:
        east = timezone(timedelta(hours=-5))
        return moment.astimezone(east).isoformat(timespec="microseconds")
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds, 2), 60)
    return f"PT{int(minutes)}M{rest:.2f}S" if minutes else f"PT{rest:.2f}S"


def _uuid(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def main() -> None:
    """Write statements to standard output."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--participants", type=int, default=12)
    parser.add_argument("--agencies", type=int, default=2)
    parser.add_argument("--broken", type=int, default=0)
    chosen = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.writelines(
        lines(chosen.seed, chosen.participants, chosen.agencies, chosen.broken)
    )


if __name__ == "__main__":
    main()
