"""Turn what an LMS keeps of anybody's package into facts: answers under its own ids."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

from xapi.scorm import answers
from xapi.scorm.elements import Attempt, Interaction
from xapi.scorm.statements import NOT_BEFORE, Moment, Saying, Source, activity, duration
from xapi.times import timestamp_microseconds

#: what answers to closed questions look like in both standards; anything else may be
#: what a person wrote
_CLOSED: Final = re.compile(r"[A-Za-z0-9_.,:\[\]{}=-]{1,255}")
#: types under which learners write freely (SCORM 1.2 RTE 3.4.7; 2004 RTE 4.2.9)
_OPEN_TYPES: Final = ("fill-in", "long-fill-in", "other")
_TYPES: Final = (
    *("true-false", "choice", "fill-in", "long-fill-in", "matching"),
    *("performance", "sequencing", "likert", "numeric", "other"),
)
_RESULTS: Final = {"correct": True, "wrong": False, "incorrect": False}
_WROTE: Final = "response: what a person may have written is not kept"


def sayings(source: Source, attempt: Attempt) -> Iterator[Saying]:
    """Yield the answers of an attempt. Free text is left out."""
    for row in attempt.interactions:
        if row.id:
            yield _answered(source, row)


def course(source: Source) -> dict[str, Any]:
    """Return the activity of the LMS as a course."""
    return activity(source.activity, "course")


def _answered(source: Source, row: Interaction) -> Saying:
    kind = row.type if row.type in _TYPES else None
    closed = kind not in _OPEN_TYPES and _CLOSED.fullmatch(row.response)
    result: dict[str, Any] = {}
    if closed:
        result["response"] = answers.response(kind, row.response)
    if row.result in _RESULTS:
        result["success"] = _RESULTS[row.result]
    if row.latency_s is not None:
        result["duration"] = duration(row.latency_s)
    # An id is a publisher's, but nothing keeps people's words out of it.
    name = quote(row.id[:200], safe="")
    about = activity(
        f"{source.activity}#{name}",
        "question",
        {"interactionType": kind} if kind else None,
    )
    return Saying(
        "answered",
        about,
        _moment(source, row),
        source.result_trust,
        parent=course(source),
        result=result,
        missing="" if closed or not row.response else _WROTE,
    )


def _moment(source: Source, row: Interaction) -> Moment:
    """A whole timestamp of SCORM 2004; of 1.2 there is a time of day, without a zone."""
    try:
        return Moment(
            datetime.fromtimestamp(timestamp_microseconds(row.time) / 1e6, UTC)
        )
    except (ValueError, OverflowError, OSError):
        began = source.began or source.seen
        return replace(began, known=began.known or NOT_BEFORE)
