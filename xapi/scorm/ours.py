"""Turn what an LMS keeps of a package of ours into facts: the ledger's rows and code.

The resume code leads: a row that says other than it is a problem, a fact that has no row
is taken from it. Where rows are of a later save than the code, the rows lead.
"""

from collections.abc import Iterator
from typing import Any

from xapi.problems import Code
from xapi.scorm import answered, rows
from xapi.scorm.ledger import (
    Fault,
    Ledger,
    minutes,
    no_later,
    not_before,
    seed,
    session_end,
    session_name,
    unit,
)
from xapi.scorm.package import Lesson
from xapi.scorm.statements import (
    MINUTE,
    NO_LATER,
    Moment,
    Saying,
    duration,
    extensions,
    ours,
)


def sayings(ledger: Ledger) -> Iterator[Saying | Fault]:
    """Yield every fact that rows and resume code prove, and every contradiction."""
    if ledger.resume and ledger.resume.broken:
        reason = "the resume code is cut off or damaged: what can be read of it is used"
        yield Fault(Code.RESUME, reason)
    if ledger.stale:
        yield Fault(
            Code.RESUME, "the resume code is older than its rows: an LMS lost it"
        )
    yield from _visits(ledger)
    yield from _lessons(ledger)
    yield from answered.sayings(ledger)
    yield from _checks(ledger)
    yield from _attested(ledger)
    yield from _check_ins(ledger)


def _visits(ledger: Ledger) -> Iterator[Saying]:
    trust = ledger.source.time_trust
    for visit in ledger.sessions:
        within = {"session": session_name(visit.number)}
        about = unit(ledger.package)
        begin = Moment(visit.began, MINUTE)
        yield Saying("initialized", about, begin, trust, context=within)
        end = Moment(session_end(visit), MINUTE)
        result = {
            "duration": duration(visit.wall_s),
            "extensions": extensions(
                {"active-seconds": visit.active_s, "time-source": "measured"}
            ),
        }
        yield Saying("terminated", about, end, trust, result=result, context=within)


def _lessons(ledger: Ledger) -> Iterator[Saying]:
    """What the resume code says of each lesson; without one, the modules' rows."""
    by_place = ledger.package.lessons_by_place
    if ledger.resume is None:
        yield from _lessons_of_rows(ledger)
        return
    for place, state in sorted(ledger.resume.lessons.items()):
        if (lesson := by_place.get(place)) is not None:  # else of a later version
            at = _last_heard(ledger, lesson.module)
            yield _lesson(ledger, lesson, at, state.seconds, done=state.done)


def _lessons_of_rows(ledger: Ledger) -> Iterator[Saying]:
    for row in ledger.rows:
        if not isinstance(row, rows.Module):
            continue
        module = ledger.package.modules_by_row.get(row.row)
        lessons = [each for each in ledger.package.lessons if each.module == module]
        for lesson, seconds in zip(lessons, row.lessons, strict=False):
            if seconds:
                yield _lesson(ledger, lesson, Moment(row.at, NO_LATER), seconds)


def _lesson(
    ledger: Ledger, lesson: Lesson, at: Moment, seconds: int, *, done: bool = False
) -> Saying:
    course = ledger.package.course
    spent = {"active-seconds": seconds, "time-source": "restored"}
    result: dict[str, Any] = {"extensions": extensions(spent)}
    if done:
        result |= {"completion": True, "duration": duration(seconds)}
    return Saying(
        "completed" if done else "experienced",
        ours(course, lesson.id, "lesson"),
        at,
        ledger.source.time_trust,
        parent=ours(course, lesson.module, "module") if lesson.module else None,
        result=result,
        missing=f"when it was opened and finished: {ledger.missing}",
    )


def _last_heard(ledger: Ledger, module: str) -> Moment:
    """When a lesson's seconds were known at the latest: its module's row, or the end."""
    by_row = ledger.package.modules_by_row
    for row in ledger.rows:
        if isinstance(row, rows.Module) and by_row.get(row.row) == module:
            return Moment(row.at, NO_LATER)
    ends = [session_end(visit) for visit in ledger.sessions]
    return Moment(max(ends), NO_LATER) if ends else no_later(ledger)


def _checks(ledger: Ledger) -> Iterator[Saying | Fault]:
    if (check := ledger.package.check) is None:
        return
    told = set()
    for row in ledger.rows:
        if not isinstance(row, rows.Tried):
            continue
        judge = ledger.judge
        if judge and (row.attempt > judge.check.used or row.score > judge.check.best):
            yield Fault(
                Code.LEDGER,
                f"row c_{row.attempt}_s{row.session} is more than the resume code "
                "knows of the final check: the code leads",
            )
            continue
        told.add(row.attempt)
        yield _tried(ledger, row, check.count)
    used = ledger.resume.check.used if ledger.resume else 0
    if ledger.resume and used and used not in told:
        last = ledger.resume.check.last
        passed = last >= ledger.package.pass_mark
        yield _tried(ledger, rows.Tried(used, 0, last, passed, None, None), check.count)


def _tried(ledger: Ledger, row: rows.Tried, count: int) -> Saying:
    course, check = ledger.package.course, ledger.package.check
    assert check is not None
    right = -(-row.score * count // 100)  # percents are rounded down
    exact = count and int(right * 100 // count) == row.score
    scaled = right / count if exact else row.score / 100
    score = {"scaled": scaled}
    if exact:
        score |= {"raw": int(right), "min": 0, "max": count}
    result: dict[str, Any] = {"success": row.passed, "score": score}
    if row.latency_s is not None:
        result["duration"] = duration(row.latency_s)
    return Saying(
        "passed" if row.passed else "failed",
        ours(course, check.id, "check"),
        Moment(row.at) if row.at else not_before(ledger),
        ledger.source.result_trust,
        parent=ours(course, check.lesson, "lesson"),
        result=result,
        context={
            "attempt": row.attempt,
            "bank": check.bank,
            "seed": seed(ledger, row.attempt),
            "session": session_name(row.session) if row.session else None,
        },
    )


def _attested(ledger: Ledger) -> Iterator[Saying]:
    """Each attestation's minute stands in the resume code."""
    course = ledger.package.course
    for item in ledger.package.items:
        if item.kind != "attest" or not ledger.resume or item.place is None:
            continue
        state = ledger.resume.items.get(item.place)
        if state is None or (at := minutes(state.at)) is None:
            continue
        about = ours(course, item.module, "module") if item.module else None
        yield Saying(
            "attested",
            about or unit(ledger.package),
            Moment(at, MINUTE),
            ledger.source.result_trust,
            parent=ours(course, "", "course"),
        )


def _check_ins(ledger: Ledger) -> Iterator[Saying]:
    for row in ledger.rows:
        name = isinstance(row, rows.CheckIn) and row.row
        part = ledger.package.check_ins_by_row.get(name) if name else None
        if not isinstance(row, rows.CheckIn) or part is None:
            continue
        yield Saying(
            "completed",
            ours(ledger.package.course, part, "check-in"),
            Moment(row.at, MINUTE),
            ledger.source.result_trust,
            result={"completion": True},
        )
