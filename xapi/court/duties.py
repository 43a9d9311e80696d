"""Say how the check-ins went, and where the records do not agree."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from xapi.court import layout, spoken
from xapi.court.facts import Conflict, Duty, Facts
from xapi.court.layout import Block, Form
from xapi.court.spoken import Words

#: check-ins that are told one by one, once they have opened
_TOLD: Final = ("late", "missed", "overdue", "open", "excused")
#: what each column of the counts is of
_COUNTED: Final = (
    ("kept",),
    ("late",),
    ("missed",),
    ("excused",),
    ("open", "overdue"),
    ("upcoming", "on hold"),
)


def check_ins(facts: Facts, said: Words, form: Form) -> Iterator[Block]:
    """Yield counts of the check-ins, and those that were not simply kept."""
    if not facts.duties:
        return
    yield layout.heading(said["check_ins"])
    counts = _counts(facts.duties)
    yield layout.table(said["check_in_counts"], [1] * len(counts), [counts])
    told = [duty for duty in facts.duties if duty.status in _TOLD]
    shown, left = told[: form.listed], len(told) - form.listed
    if shown:
        lines = [_duty(duty, said) for duty in shown]
        yield layout.table(said["check_in"], [2, 3, 6], lines)
    if left > 0:
        word = "more_duties" if shown else "duties_left_out"
        yield layout.text(said[word].format(count=left))


def conflicts(facts: Facts, said: Words, form: Form) -> Iterator[Block]:
    """Yield where the records do not agree, as facts."""
    if not facts.records:
        return
    yield layout.heading(said["conflicts"])
    lines = [_conflict(each, said) for each in facts.conflicts[: form.listed]]
    left = len(facts.conflicts) - form.listed
    if left > 0:
        word = "more_conflicts" if lines else "conflicts_left_out"
        lines.append(said[word].format(count=left))
    if lines:
        yield {"is": "list", "items": lines}
    else:
        yield layout.text(said["no_conflicts"])


def _counts(duties: Sequence[Duty]) -> list[str]:
    known = [duty.status for duty in duties]
    return [str(sum(known.count(word) for word in words)) for words in _COUNTED]


def _duty(duty: Duty, said: Words) -> list[str]:
    late = duty.status == "missed" and duty.done_on is not None
    text = said["duty"]["missed_done" if late else duty.status].format(
        done=spoken.day_or(said, duty.done_on),
        reason=(duty.reason or "").rstrip("."),
        author=duty.author,
        decided=spoken.day_or(said, duty.decided_on),
    )
    known = duty.week is not None
    name = said["week"].format(week=duty.week) if known else duty.what
    return [name, spoken.day_or(said, duty.due_on), text]


def _conflict(found: Conflict, said: Words) -> str:
    values: dict[str, object] = dict(found.said)
    for name in ("lms", "own"):
        if isinstance(seconds := values.get(name), int | float):
            values[name] = spoken.length(said, seconds)
    if isinstance(on := values.get("day"), date):
        values["day"] = spoken.day(said, on)
    return str(said["conflict"][found.code].format(**values))
