"""Turn one attempt at a SCORM package into statements, whosever package it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from xapi.collect.read import shown
from xapi.problems import Code
from xapi.scorm import others, ours, rows
from xapi.scorm.elements import Attempt, Score
from xapi.scorm.ledger import Fault, Ledger, minutes, unit
from xapi.scorm.package import Catalogue, Package, by_course, by_fingerprint
from xapi.scorm.resume import Resume, decode
from xapi.scorm.statements import (
    MINUTE,
    About,
    Moment,
    Saying,
    Source,
    Statement,
    extensions,
    statement,
)
from xapi.scorm.statements import ours as activity_of_ours
from xapi.vocabulary import vocabulary

_PERCENT: Final = 100
_NO_HOURS: Final = (
    "hours: not available, since there is no resume code of ours (suspend_data)"
)


def derive(
    source: Source,
    attempt: Attempt,
    catalogues: Sequence[Catalogue],
    *,
    course: str | None = None,
    agency: str | None = None,
) -> Iterator[Statement | Fault]:
    """Yield the statements of an attempt, and what is wrong with its records.

    The package is found by the fingerprint in the resume code; where there is none,
    `course` and `agency` may say what was taken.
    """
    resume = decode(attempt.suspend_data)
    found = tuple(row for _, row in rows.read(attempt.interactions))
    fingerprint = _fingerprint(resume, found)
    package = by_fingerprint(catalogues, fingerprint)
    if fingerprint and package is None:
        yield Fault(
            Code.PACKAGE,
            f"no catalogue names the package {shown(fingerprint)}: load the "
            "catalog-AGENCY.json of its version, then load this again",
        )
    if package is None and course is not None:
        package = by_course(catalogues, course, agency)
    if package is not None and package.purpose != "learner":
        return
    if package is None:
        yield from _of_others(source, attempt, course, agency)
        return
    ledger = Ledger(source, attempt, package, resume, found)
    about = _about(source, attempt, package)
    for said in (*ours.sayings(ledger), *_outcome(ledger)):
        yield said if isinstance(said, Fault) else statement(about, said)


def _fingerprint(resume: Resume | None, found: Sequence[rows.Row]) -> str:
    """Which package it is: the resume code says it, and each visit's row."""
    if resume is not None:
        return resume.fingerprint
    visits = [row for row in found if isinstance(row, rows.Session)]
    return max(visits, key=lambda visit: visit.number).package if visits else ""


def _of_others(
    source: Source, attempt: Attempt, course: str | None, agency: str | None
) -> Iterator[Statement]:
    place = activity_of_ours(course, "", "course") if course else others.course(source)
    known = extensions({"agency": agency}) and {"agency": agency}
    about = About(source, attempt.standard, place, place, package=known or None)
    for said in (*others.sayings(source, attempt), *_result(source, attempt, place)):
        yield statement(about, said)


def _about(source: Source, attempt: Attempt, package: Package) -> About:
    known = {
        "agency": package.agency,
        "package": package.fingerprint,
        "schema": vocabulary().schema if package.fingerprint else None,
    }
    return About(
        source,
        attempt.standard,
        unit(package),
        activity_of_ours(package.course, "", "course"),
        revision=package.version,
        language=package.language,
        package=known,
    )


def _outcome(ledger: Ledger) -> Iterator[Saying]:
    """Status and score of a package of ours; of a check-in its own row says it."""
    package, resume, attempt = ledger.package, ledger.resume, ledger.attempt
    best = resume.check.best if resume and package.check else None
    passed = attempt.passed
    if passed is None and attempt.completed and best is not None:
        passed = best >= package.pass_mark or None
    score = attempt.score
    if score.raw is None and passed is not None and best is not None:
        score = Score(raw=best)
    finished = minutes(resume.totals["finished"]) if resume else None
    at = Moment(finished, MINUTE) if finished else None
    active = resume.active_seconds if resume else None
    completed = attempt.completed or finished is not None
    said = replace(attempt, passed=passed, score=score, completed=completed)
    about = unit(package)
    if any(isinstance(row, rows.CheckIn) for row in ledger.rows):
        said = replace(said, completed=None)
    lost = _lost(ledger)
    yield from _result(ledger.source, said, about, at=at, active=active, lost=lost)


def _lost(ledger: Ledger) -> str:
    """Which tries of the final check have no answers: an LMS holds few rows."""
    answers = [row for row in ledger.rows if isinstance(row, rows.Answer)]
    kept = {row.attempt for row in answers if row.in_check}
    used = ledger.resume.check.used if ledger.resume and ledger.package.check else 0
    tries = [str(n) for n in range(1, used + 1) if n not in kept]
    return f"answers of try {', '.join(tries)} of the check: no room" if tries else ""


def _result(
    source: Source,
    attempt: Attempt,
    about: dict[str, Any],
    *,
    at: Moment | None = None,
    active: float | None = None,
    lost: str = "",
) -> Iterator[Saying]:
    """Completed, passed or failed; and how far the attempt stood when it was seen.

    An attempt that failed is never said to be completed: SCORM 2004 calls it both.
    """
    moment = at or Moment(source.seen.at, source.seen.known or "no-later")
    score = _score(attempt.score)
    trust = source.result_trust
    if attempt.completed and attempt.passed is not False:
        yield Saying("completed", about, moment, trust, result={"completion": True})
    if attempt.passed is not None:
        result = {"success": attempt.passed, **score}
        verb = "passed" if attempt.passed else "failed"
        yield Saying(verb, about, moment, trust, result=result)
    yield _standing(source, attempt, about, active, lost)


def _standing(
    source: Source,
    attempt: Attempt,
    about: dict[str, Any],
    active: float | None,
    lost: str,
) -> Saying:
    spent: dict[str, Any] = {"active-seconds": active, "lms-seconds": attempt.total_s}
    if active is not None:
        spent["time-source"] = "restored"
    result: dict[str, Any] = {**_score(attempt.score)}
    if attempt.completed is not None:
        result["completion"] = attempt.completed
    if attempt.passed is not None:
        result["success"] = attempt.passed
    if known := extensions(spent):
        result["extensions"] = known
    reasons = [lost, _NO_HOURS if active is None else ""]
    if attempt.standard:
        reasons.append(f"what was played of media: not carried by {attempt.standard}")
    return Saying(
        "experienced",
        about,
        source.seen,
        source.time_trust,
        result=result,
        missing="; ".join(filter(None, reasons)),
    )


def _score(score: Score) -> dict[str, Any]:
    """A score as xAPI has it: raw without bounds is percent in SCORM 1.2 (RTE 3.4.4)."""
    raw, least, most = score.raw, score.least, score.most
    if raw is None and score.scaled is None:
        return {}
    least = 0 if least is None else least
    most = _PERCENT if most is None else most
    if raw is None or not least <= raw <= most:
        return {"score": {"scaled": score.scaled}} if score.scaled is not None else {}
    scaled = score.scaled
    if scaled is None and most > least:
        scaled = round((raw - least) / (most - least), 6)
    known = {"scaled": scaled, "raw": raw, "min": least, "max": most}
    return {"score": {name: x for name, x in known.items() if x is not None}}
