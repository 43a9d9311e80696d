"""What cmi5 forbids an AU: one rule per requirement, by its number.

Numbers are those of @cmi5/requirements. The order matters: of several broken rules
the first one is reported.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from janeschool_scorm.preview.records.launch import (
    COMPLETED,
    FAILED,
    INITIALIZED,
    MASTERY_SCORE,
    MOVEON,
    PASSED,
    TERMINATED,
    context_template,
)
from janeschool_scorm.preview.records.sessions import (
    Session,
    Statement,
    categories,
    is_defined,
)
from janeschool_scorm.preview.records.shapes import instant
from janeschool_scorm.preview.records.statement_shape import VOIDED


@dataclass(frozen=True)
class Case:
    """A statement in its session, with what the registration has seen before."""

    statement: Statement
    session: Session
    earlier: frozenset[str]  #: cmi5-defined verbs of earlier sessions

    @property
    def verb(self) -> str:
        return str(self.statement["verb"]["id"])

    @property
    def result(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.statement.get("result", {})
        return found

    @property
    def context(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.statement.get("context", {})
        return found

    @property
    def score(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.result.get("score", {})
        return found


@dataclass(frozen=True)
class Rule:
    """A requirement, its sentence in our words, and when a case breaks it."""

    requirement: str
    sentence: str
    broken: Callable[[Case], bool]


def _template_broken(case: Case) -> bool:
    """10.2.1: entries of the template stay in place and unchanged, others go behind."""
    template = context_template(case.session.launch)
    for name, value in template.items():
        here = case.context.get(name)
        if name == "contextActivities":
            if any(_moved(here or {}, group, value[group]) for group in value):
                return True
        elif name == "extensions":
            if any((here or {}).get(key) != value[key] for key in value):
                return True
        elif here != value:
            return True
    return False


def _moved(activities: Mapping[str, Any], group: str, wanted: Sequence[Any]) -> bool:
    there = activities.get(group, [])
    listed = [there] if isinstance(there, dict) else there
    return listed[: len(wanted)] != list(wanted)


def _not_first(case: Case) -> bool:
    start = case.session.initialized
    if start is None:
        return case.verb != INITIALIZED or not is_defined(case.statement)
    return instant(case.statement["timestamp"]) < start


def _not_last(case: Case) -> bool:
    if case.session.terminated:
        return True
    ends = case.verb == TERMINATED and is_defined(case.statement)
    last = case.session.last
    return ends and last is not None and instant(case.statement["timestamp"]) < last


def _not_utc(case: Case) -> bool:
    return not re.search(r"(?:Z|[+]00:?00)$", case.statement["timestamp"], re.I)


_EVERY = (
    Rule("9.1.0.0-1", "a statement has its own id", lambda c: "id" not in c.statement),
    Rule("6.3.0.0-1", "an AU does not void", lambda c: c.verb == VOIDED),
    Rule(
        "8.1.3.0-3",
        "the actor is exactly that of the launch",
        lambda c: c.statement["actor"] != c.session.launch.actor,
    ),
    Rule(
        "9.7.0.0-1",
        "a statement has a timestamp",
        lambda c: "timestamp" not in c.statement,
    ),
    Rule("9.7.0.0-2", "timestamps are in UTC", _not_utc),
    Rule(
        "11.0.0.0-3",
        "cmi5LearnerPreferences is read before the first statement",
        lambda c: not c.session.preferences_read,
    ),
    Rule(
        "9.6.0.0-1", "a statement has a context", lambda c: "context" not in c.statement
    ),
    Rule(
        "9.6.1.0-1",
        "context.registration is that of the launch",
        lambda c: c.context.get("registration") != c.session.launch.registration,
    ),
    Rule("10.2.1.0-6", "the context is built from contextTemplate", _template_broken),
    Rule("9.3.0.0-4", "initialized is the first statement", _not_first),
    Rule("9.3.0.0-5", "terminated is the last statement", _not_last),
    Rule(
        "9.6.2.2-2",
        "the moveon category is for cmi5-defined statements",
        lambda c: MOVEON in categories(c.statement) and not is_defined(c.statement),
    ),
)


def _judges(case: Case) -> bool:
    return "success" in case.result or "completion" in case.result


def _mastery_missing(case: Case) -> bool:
    """9.6.3.2: asked for beside a score; any other value is wrong even without one."""
    wanted = case.session.launch.mastery_score
    if wanted is None or case.verb not in (PASSED, FAILED):
        return False
    here = case.context.get("extensions", {}).get(MASTERY_SCORE)
    return bool(here != wanted and ("score" in case.result or here is not None))


def _below(case: Case) -> bool | None:
    """Is the scaled score below the mastery score? None where one is missing."""
    wanted, scaled = case.session.launch.mastery_score, case.score.get("scaled")
    return None if wanted is None or scaled is None else bool(scaled < wanted)


def _without_duration(verb: str) -> Callable[[Case], bool]:
    return lambda case: case.verb == verb and "duration" not in case.result


def _in_mode(mode: str) -> Callable[[Case], bool]:
    kept = (INITIALIZED, TERMINATED)
    return lambda case: case.session.launch.mode == mode and case.verb not in kept


_DEFINED = (
    Rule(
        "8.1.5.0-6",
        "a cmi5-defined statement is about the activityId of the launch",
        lambda c: c.statement["object"].get("id") != c.session.launch.activity_id,
    ),
    Rule(
        "9.5.1.0-2",
        "score is only for passed and failed",
        lambda c: "score" in c.result and c.verb not in (PASSED, FAILED),
    ),
    Rule(
        "9.5.1.0-3",
        "score.raw needs min and max",
        lambda c: "raw" in c.score and not {"min", "max"} <= set(c.score),
    ),
    Rule(
        "9.5.2.0-1",
        "success is true on passed",
        lambda c: c.verb == PASSED and c.result.get("success") is not True,
    ),
    Rule(
        "9.5.2.0-2",
        "success is false on failed",
        lambda c: c.verb == FAILED and c.result.get("success") is not False,
    ),
    Rule(
        "9.5.2.0-3",
        "success is only for passed and failed",
        lambda c: "success" in c.result and c.verb not in (PASSED, FAILED),
    ),
    Rule(
        "9.5.3.0-1",
        "completion is true on completed",
        lambda c: c.verb == COMPLETED and c.result.get("completion") is not True,
    ),
    Rule(
        "9.5.3.0-2",
        "completion is only for completed",
        lambda c: "completion" in c.result and c.verb != COMPLETED,
    ),
    Rule("9.5.4.1-1", "terminated has a duration", _without_duration(TERMINATED)),
    Rule("9.5.4.1-2", "completed has a duration", _without_duration(COMPLETED)),
    Rule("9.5.4.1-3", "passed has a duration", _without_duration(PASSED)),
    Rule("9.5.4.1-4", "failed has a duration", _without_duration(FAILED)),
    Rule(
        "9.6.2.2-1",
        "success or completion asks for the moveon category",
        lambda c: _judges(c) and MOVEON not in categories(c.statement),
    ),
    Rule(
        "9.6.2.2-2",
        "the moveon category asks for success or completion",
        lambda c: not _judges(c) and MOVEON in categories(c.statement),
    ),
    Rule(
        "9.3.0.0-1",
        "the cmi5 category is for the verbs of cmi5",
        lambda c: c.verb not in (INITIALIZED, COMPLETED, PASSED, FAILED, TERMINATED),
    ),
    Rule(
        "10.2.2.0-2",
        "no completed, passed or failed in Browse mode",
        _in_mode("Browse"),
    ),
    Rule(
        "10.2.2.0-3",
        "no completed, passed or failed in Review mode",
        _in_mode("Review"),
    ),
    Rule(
        "9.6.3.2-2",
        "passed and failed carry the masteryscore of the launch",
        _mastery_missing,
    ),
    Rule(
        "9.3.4.0-2",
        "the score of passed is at or above masteryScore",
        lambda c: c.verb == PASSED and _below(c) is True,
    ),
    Rule(
        "9.3.5.0-2",
        "the score of failed is below masteryScore",
        lambda c: c.verb == FAILED and _below(c) is False,
    ),
    Rule(
        "9.3.0.0-2",
        "a cmi5-defined verb is used once a session",
        lambda c: c.verb in c.session.verbs,
    ),
    Rule(
        "9.3.0.0-3",
        "passed or failed, not both in a session",
        lambda c: (
            c.verb in (PASSED, FAILED) and bool({PASSED, FAILED} & set(c.session.verbs))
        ),
    ),
    Rule(
        "9.3.0.0-6",
        "completed once a registration",
        lambda c: c.verb == COMPLETED and COMPLETED in c.earlier,
    ),
    Rule(
        "9.3.0.0-7",
        "passed once a registration",
        lambda c: c.verb == PASSED and PASSED in c.earlier,
    ),
    Rule(
        "9.3.0.0-8",
        "no failed after passed in a registration",
        lambda c: c.verb == FAILED and PASSED in c.earlier,
    ),
)


def broken_rule(case: Case) -> Rule | None:
    """The first rule that a case breaks."""
    rules = (*_EVERY, *_DEFINED) if is_defined(case.statement) else _EVERY
    return next((rule for rule in rules if rule.broken(case)), None)
