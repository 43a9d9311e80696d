"""The elements of SCORM's data models: which exist, which way they go, what they take.

SCORM 1.2 RTE 3.4.4; SCORM 2004 4th Edition RTE 4.2, and for `adl.nav` Sequencing and
Navigation 5.6.
"""

import re
from collections.abc import Mapping
from typing import Literal

from janeschool_scorm.validate.tree import Standard

Way = Literal["read", "set", "both"]


def _ways(read: str, write: str, both: str) -> Mapping[str, Way]:
    groups: tuple[tuple[Way, str], ...] = (
        ("read", read),
        ("set", write),
        ("both", both),
    )
    return {name: way for way, names in groups for name in names.split()}


_SCORM_12 = _ways(
    read="""
    cmi._version cmi._children cmi.core._children cmi.core.student_id
    cmi.core.student_name cmi.core.credit cmi.core.entry cmi.core.total_time
    cmi.core.lesson_mode cmi.core.score._children cmi.launch_data cmi.comments_from_lms
    cmi.objectives._children cmi.objectives._count cmi.objectives.n.score._children
    cmi.student_data._children cmi.student_data.mastery_score
    cmi.student_data.max_time_allowed cmi.student_data.time_limit_action
    cmi.student_preference._children cmi.interactions._children cmi.interactions._count
    cmi.interactions.n.objectives._count cmi.interactions.n.correct_responses._count
    """,
    write="""
    cmi.core.exit cmi.core.session_time cmi.interactions.n.id
    cmi.interactions.n.objectives.n.id cmi.interactions.n.time cmi.interactions.n.type
    cmi.interactions.n.correct_responses.n.pattern cmi.interactions.n.weighting
    cmi.interactions.n.student_response cmi.interactions.n.result
    cmi.interactions.n.latency
    """,
    both="""
    cmi.core.lesson_location cmi.core.lesson_status cmi.core.score.raw
    cmi.core.score.max cmi.core.score.min cmi.suspend_data cmi.comments
    cmi.objectives.n.id cmi.objectives.n.score.raw cmi.objectives.n.score.max
    cmi.objectives.n.score.min cmi.objectives.n.status cmi.student_preference.audio
    cmi.student_preference.language cmi.student_preference.speed
    cmi.student_preference.text
    """,
)
_SCORM_2004 = _ways(
    read="""
    cmi._version cmi._children cmi.comments_from_learner._children
    cmi.comments_from_learner._count cmi.comments_from_lms._children
    cmi.comments_from_lms._count cmi.comments_from_lms.n.comment
    cmi.comments_from_lms.n.location cmi.comments_from_lms.n.timestamp
    cmi.completion_threshold cmi.credit cmi.entry cmi.interactions._children
    cmi.interactions._count cmi.interactions.n.objectives._count
    cmi.interactions.n.correct_responses._count cmi.launch_data cmi.learner_id
    cmi.learner_name cmi.learner_preference._children cmi.max_time_allowed cmi.mode
    cmi.objectives._children cmi.objectives._count cmi.objectives.n.score._children
    cmi.scaled_passing_score cmi.score._children cmi.time_limit_action cmi.total_time
    adl.nav.request_valid.continue adl.nav.request_valid.previous
    adl.data._children adl.data._count adl.data.n.id
    """,
    write="cmi.exit cmi.session_time",
    both="""
    cmi.comments_from_learner.n.comment cmi.comments_from_learner.n.location
    cmi.comments_from_learner.n.timestamp cmi.completion_status cmi.interactions.n.id
    cmi.interactions.n.type cmi.interactions.n.objectives.n.id
    cmi.interactions.n.timestamp cmi.interactions.n.correct_responses.n.pattern
    cmi.interactions.n.weighting cmi.interactions.n.learner_response
    cmi.interactions.n.result cmi.interactions.n.latency cmi.interactions.n.description
    cmi.learner_preference.audio_level cmi.learner_preference.language
    cmi.learner_preference.delivery_speed cmi.learner_preference.audio_captioning
    cmi.location cmi.objectives.n.id cmi.objectives.n.score.scaled
    cmi.objectives.n.score.raw cmi.objectives.n.score.min cmi.objectives.n.score.max
    cmi.objectives.n.success_status cmi.objectives.n.completion_status
    cmi.objectives.n.progress_measure cmi.objectives.n.description cmi.progress_measure
    cmi.score.scaled cmi.score.raw cmi.score.min cmi.score.max cmi.success_status
    cmi.suspend_data adl.nav.request adl.data.n.store
    """,
)
WAYS: Mapping[Standard, Mapping[str, Way]] = {
    "scorm12": _SCORM_12,
    "scorm2004": _SCORM_2004,
}

_STATUS_12 = frozenset(
    ("passed", "completed", "failed", "incomplete", "browsed", "not attempted")
)
_COMPLETION = frozenset(("completed", "incomplete", "not attempted", "unknown"))
_SUCCESS = frozenset(("passed", "failed", "unknown"))
#: Words that an element takes. A result may also be a number.
VALUES: Mapping[Standard, Mapping[str, frozenset[str]]] = {
    "scorm12": {
        "cmi.core.lesson_status": _STATUS_12,
        "cmi.objectives.n.status": _STATUS_12,
        "cmi.core.exit": frozenset(("time-out", "suspend", "logout", "")),
        "cmi.interactions.n.type": frozenset(
            [
                "true-false",
                "choice",
                "fill-in",
                "matching",
                "performance",
                "sequencing",
                "likert",
                "numeric",
            ]
        ),
    },
    "scorm2004": {
        "cmi.completion_status": _COMPLETION,
        "cmi.success_status": _SUCCESS,
        "cmi.objectives.n.completion_status": _COMPLETION,
        "cmi.objectives.n.success_status": _SUCCESS,
        "cmi.exit": frozenset(("time-out", "suspend", "logout", "normal", "")),
        "cmi.interactions.n.type": frozenset(
            [
                "true-false",
                "choice",
                "fill-in",
                "long-fill-in",
                "matching",
                "performance",
                "sequencing",
                "likert",
                "numeric",
                "other",
            ]
        ),
    },
}
#: Characters that an LMS must keep; it may refuse more.
MOST: Mapping[Standard, Mapping[str, int]] = {
    "scorm12": {
        "cmi.core.lesson_location": 255,
        "cmi.suspend_data": 4_096,
        "cmi.comments": 4_096,
    },
    "scorm2004": {"cmi.location": 1_000, "cmi.suspend_data": 64_000},
}

_NUMBER = re.compile(r"\.\d+(?=\.|\Z)")
#: A navigation request's target is part of the element's name (Sequencing and Navigation 5.6).
_TARGET = re.compile(r"(adl\.nav\.request_valid\.(?:choice|jump))\.\{target=.*\}\Z")


def general(element: str) -> str:
    """The element with `n` for each of its numbers."""
    return _NUMBER.sub(".n", element)


def way(standard: Standard, element: str) -> Way | None:
    """Whether the element is read, set or both; None if the standard has none such."""
    if standard == "scorm2004" and _TARGET.match(element):
        return "read"
    return WAYS[standard].get(general(element))
