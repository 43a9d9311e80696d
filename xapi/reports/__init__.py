"""Say which reports there are: each is one SQL file of its name, in a portable subset.

A report reads the public tables, and `asked`: one row with what the command line asked
for. Whoever copies a report into `janeschool-report sql` finds `asked` there too, empty
but for the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Share:
    """What may be seen of a report by others: how its cells hang together.

    `counts` are numbers of people. A cell of one to four is suppressed; so is a part
    whose whole leaves one to four, and another cell of the `group` where a total known
    from elsewhere would give the first away. `rests_on` says which count a figure needs.
    """

    group: tuple[str, ...]
    counts: tuple[str, ...]
    parts: tuple[tuple[str, str], ...] = ()  #: part, whole
    sums: tuple[tuple[str, ...], ...] = ()  #: a whole and all its parts
    shares: tuple[tuple[str, str], ...] = ()  #: share of people, count of them
    never: tuple[str, ...] = ()  #: what leads to one person's record
    rests_on: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Report:
    """A report. Without `share` it is about persons and is never shared."""

    name: str
    title: str
    share: Share | None = None


def _on(count: str, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, count)


_TIMES: Final = tuple(
    f"{x}_{q}" for x in ("days", "hours") for q in ("q1", "median", "q3")
)
_DISTRACTORS: Final = tuple(f"distractor_{n}" for n in (1, 2, 3))

_REPORTS: Final = (
    Report(
        "overview",
        "How each course is going",
        Share(
            group=("course",),
            counts=(
                "participants",
                "started",
                "under_way",
                "completed",
                "passed",
                "failed",
            ),
            parts=(
                ("started", "participants"),
                ("under_way", "started"),
                ("completed", "started"),
                ("passed", "started"),
                ("failed", "started"),
            ),
            sums=(("started", "under_way", "completed"),),
            rests_on=_on(
                "participants", "median_active_hours", "answers", "last_activity"
            ),
        ),
    ),
    Report("overdue", "Who has missed a deadline or check-in"),
    Report(
        "completions",
        "Referred, started, finished, and how long it took",
        Share(
            group=("agency", "course", "unit"),
            counts=("referred", "started", "finished"),
            parts=(("started", "referred"), ("finished", "started")),
            rests_on=_on("finished", *_TIMES),
        ),
    ),
    Report("timeline", "Every event of one participant"),
    Report(
        "items",
        "How each question works, by first answers",
        Share(
            group=("course", "course_version", "place"),
            counts=("n", *(f"{name}_n" for name in _DISTRACTORS)),
            shares=(("facility", "n"),),
            rests_on={
                **_on("n", "facility", "discrimination", "median_s"),
                **{name: f"{name}_n" for name in _DISTRACTORS},
            },
        ),
    ),
    Report(
        "surveys",
        "What people thought before, after and six months on",
        Share(
            group=("course", "course_version", "statement"),
            counts=("n", "missing", "pairs"),
            rests_on={
                **_on("n", "mean", "sd"),
                **_on("pairs", "change", "effect_size"),
            },
        ),
    ),
    Report(
        "dropoff",
        "Where people stop, and minutes by lesson",
        Share(
            group=("course", "course_version"),
            counts=("opened", "completed", "stopped"),
            parts=(("completed", "opened"), ("stopped", "opened")),
            rests_on={
                "stopped_share": "stopped",
                "median_active_minutes": "completed",
            },
        ),
    ),
    Report(
        "quality",
        "What in the records asks for a second look",
        Share(
            group=("course", "code"),
            counts=("people",),
            never=("example",),
            rests_on=_on("people", "n"),
        ),
    ),
)
REPORTS: Final = {report.name: report for report in _REPORTS}
