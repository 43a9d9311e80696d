"""Turn duties into what stands in a calendar, on whole days.

A due day is a day of the agency's calendar from midnight to midnight: events have days
and no times, so that no zone and no change of clocks can move one.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from xapi.days import spoken
from xapi.schedule.duties import COURSE, Duty
from xapi.schedule.words import say, status

#: what the UID of an event is made in (RFC 9562, 5.5)
_UIDS: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.janeschool.org/schedule")
#: it was done, and a calendar says so
_DONE: Final = ("kept", "late", "done")
#: nothing can be done any more
_PAST: Final = (*_DONE, "missed")
#: nothing is asked any more: it goes from the calendar
_OFF: Final = ("excused", "transferred", "terminated")
#: days before the course's last one on which a calendar says so
_COURSE_REMINDERS: Final = (7, 1)


@dataclass(frozen=True)
class Event:
    """One entry of a calendar; `last` is its last day, `alarms` days of a reminder."""

    uid: str
    title: str
    note: str
    first: date
    last: date
    alarms: tuple[date, ...] = ()
    cancelled: bool = False


def of_learner(
    duties: Sequence[Duty], language: str, phone: str | None = None
) -> list[Event]:
    """Return the events of one person, in order, in words that tell nobody anything."""
    courses = {duty.course for duty in duties}
    found = []
    for duty in duties:
        same = [x for x in duties if x.enrolled == duty.enrolled and x.what != COURSE]
        title = _title(duty, same, language)
        if len(courses) > 1:
            title = f"{title} ({duty.course})"
        if event := _learner_event(duty, title, _note(duty, same, language, phone)):
            found.append(event)
    return sorted(found, key=lambda event: (event.last, event.title))


def of_agency(duties: Sequence[Duty], language: str) -> list[tuple[Duty, Event]]:
    """Return each duty that has a day with its event on that day; titles have tokens."""
    return [
        (duty, _agency_event(duty, day, language))
        for duty in duties
        if (day := duty.planned_on)
    ]


def _title(duty: Duty, check_ins: Sequence[Duty], language: str) -> str:
    name = "course" if duty.what == COURSE else "check_in"
    if duty.status in _DONE:
        name = f"{name}_done"
    number = check_ins.index(duty) + 1 if duty in check_ins else 0
    return say(language, name, number=number, count=len(check_ins))


def _note(
    duty: Duty, check_ins: Sequence[Duty], language: str, phone: str | None
) -> str:
    parts = _to_do(duty, check_ins, language) if duty.status not in _PAST else []
    if phone:
        parts.append(say(language, "call", phone=phone))
    return " ".join(parts)


def _to_do(duty: Duty, check_ins: Sequence[Duty], language: str) -> list[str]:
    if duty.what == COURSE:
        later = check_ins and all(each.planned_on is None for each in check_ins)
        parts = [say(language, "last_day")]
        return [*parts, say(language, "later")] if later else parts
    if duty.opens_on is None or duty.due_on is None:
        return []
    opens, due = spoken(duty.opens_on, language), spoken(duty.due_on, language)
    parts = [say(language, "open", opens=opens, due=due)]
    if duty.late_until and duty.late_until > duty.due_on:
        parts.append(say(language, "late", late=spoken(duty.late_until, language)))
    return parts


def _learner_event(duty: Duty, title: str, note: str) -> Event | None:
    due = duty.planned_on
    if due is None:
        return None
    off = _is_off(duty)
    return Event(
        uid=_uid("learner", duty),
        title=title,
        note="" if off else note,
        first=due if off else duty.opens_on or due,
        last=due,
        alarms=() if off or duty.status in _PAST else _alarms(duty, due),
        cancelled=off,
    )


def _is_off(duty: Duty) -> bool:
    """Say whether an event goes: nothing is asked, or a hold hides on which day."""
    return duty.status in _OFF or duty.due_on is None


def _alarms(duty: Duty, due: date) -> tuple[date, ...]:
    if duty.what == COURSE:
        return tuple(due - timedelta(days=each) for each in _COURSE_REMINDERS)
    return tuple(duty.reminders())


def _agency_event(duty: Duty, day: date, language: str) -> Event:
    word = status(language, duty.status)
    name = "agency_course" if duty.what == COURSE else "agency_check_in"
    title = say(language, name, token=duty.participant, week=duty.week, status=word)
    return Event(
        uid=_uid("agency", duty),
        title=title,
        note=_agency_note(duty, day, language),
        first=day,
        last=day,
        cancelled=_is_off(duty),
    )


def _agency_note(duty: Duty, day: date, language: str) -> str:
    late = duty.late_until if duty.late_until != day else None
    said = {
        "agency_open": ("opens", duty.opens_on and spoken(duty.opens_on, language)),
        "agency_due": ("due", spoken(day, language)),
        "agency_late": ("late", late and spoken(late, language)),
        "court": ("court", duty.court),
        "officer": ("officer", duty.officer),
    }
    parts = [say(language, k, **{name: x}) for k, (name, x) in said.items() if x]
    return " ".join((f"{duty.course}.", *parts))


def _uid(whom: str, duty: Duty) -> str:
    """The same duty keeps its UID for ever: a new file changes it where it stands."""
    name = " ".join((whom, *map(str, duty.enrolled), duty.what))
    return str(uuid.uuid5(_UIDS, name))
