"""Bring the SCORM attempts of a Moodle into the store: only what may have changed.

No call of Moodle lists attempts: it is asked for each person how many there are. Those
who have not been in the course since the last pull are passed over. Each activity is
committed with the mark that says so; after a kill the next pull goes on behind it, and
what it reads twice has the same ids.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from xapi import database
from xapi.answers import HttpError
from xapi.derived import pieces
from xapi.intake import Intake, Loaded
from xapi.moodle import (
    ATTEMPTS,
    GRADE_ITEMS,
    PEOPLE,
    SCOES,
    SCORMS,
    SITE,
    TRACKS,
    Moodle,
    lacking,
)
from xapi.problems import Code
from xapi.pull import together
from xapi.scorm.ledger import Fault
from xapi.sources import moodle_tracks
from xapi.sources.given import Given, Read, Refused
from xapi.store import Store

KIND: Final = "the web services of Moodle"
#: people are seen in a course at most this long after they were (Moodle notes it once a
#: minute), and clocks differ
_OVERLAP: Final = 3_600
#: a pull that was stopped is gone on with for so long, then begun anew
_FRESH: Final = 86_400
#: roles of Moodle that do not take part
_STAFF: Final = ("manager", "coursecreator", "editingteacher", "teacher")
_SCO: Final = "sco"

#: is told how many attempts have come
Count = Callable[[int], None]


@dataclass(frozen=True)
class Activity:
    """A SCORM activity: its ids in Moodle, and those of what it launches."""

    id: int
    page: int
    course: int
    scos: tuple[int, ...]


@dataclass(frozen=True)
class Pulled:
    """What came of one pull."""

    loaded: Loaded
    fault: HttpError | None  #: why it ended before its end


def pull(
    store: Store,
    moodle: Moodle,
    given: Given,
    courses: Sequence[int],
    count: Count,
) -> Pulled:
    """Read what may be new into a locked store; none of `courses` means all visible.

    A server that fails in the middle ends it: what was committed stays.
    """
    run = _Run(store, moodle, given, int(datetime.now(UTC).timestamp()))
    fault = None
    with database.connected(store.work) as connection:
        try:
            for activity in _activities(moodle, courses, given):
                run.take(connection, activity, count)
            run.end(connection)
        except HttpError as error:
            fault = error
    return Pulled(together(run.origin, run.done), fault)


class _Run:
    """One pull at work, and the mark that it leaves."""

    def __init__(self, store: Store, moodle: Moodle, given: Given, now: int) -> None:
        self.origin = moodle.base.partition("://")[2].rstrip("/")
        self.done: list[Loaded] = []
        self._store = store
        self._moodle = moodle
        self._given = given
        self._name = f"pull moodle {moodle.base}"
        mark = store.marks.get(self._name, {})
        fresh = now - int(mark.get("running") or 0) < _FRESH
        self._since = int(mark.get("since") or 0)
        self._running = int(mark["running"]) if fresh else now
        self._ready = mark.get("ready", "").split() if fresh else []
        self._people: dict[int, list[Mapping[str, Any]]] = {}
        self._count = 0

    def take(
        self, connection: database.Connection, activity: Activity, count: Count
    ) -> None:
        """Read and commit one activity."""
        if str(activity.id) in self._ready:
            return
        intake = Intake(self._store, connection, self.origin, KIND)
        try:
            for read in self._reads(activity):
                self._count += 1
                count(self._count)
                for found in pieces(self.origin, read, self._given):
                    intake.take(found)
            self._ready.append(str(activity.id))
            self.done.append(intake.commit({self._name: self._mark()}))
        finally:
            intake.close()

    def end(self, connection: database.Connection) -> None:
        """Remember that all of it was read."""
        intake = Intake(self._store, connection, self.origin, KIND)
        try:
            mark = {"since": str(self._running), "running": "", "ready": ""}
            self.done.append(intake.commit({self._name: mark}))
        finally:
            intake.close()

    def _mark(self) -> dict[str, str]:
        return {
            "since": str(self._since or ""),
            "running": str(self._running),
            "ready": " ".join(self._ready),
        }

    def _reads(self, activity: Activity) -> Iterator[Read]:
        for person in self._who(activity.course):
            if not _staff(person) and _was_there(person, self._since):
                yield from self._attempts(activity, person)

    def _who(self, course: int) -> list[Mapping[str, Any]]:
        if course not in self._people:
            self._people[course] = _enrolled(self._moodle, course, self._given)
        return self._people[course]

    def _attempts(
        self, activity: Activity, person: Mapping[str, Any]
    ) -> Iterator[Read]:
        user = person["id"]
        counted = self._moodle.call(ATTEMPTS, scormid=activity.id, userid=user)
        attempts = int(counted.get("attemptscount") or 0)
        if attempts and not person.get("roles"):
            reason = f"person {user} of Moodle has no role: perhaps no participant"
            yield Refused(0, Fault(Code.STAFF, reason))
            return
        for attempt in range(1, attempts + 1):
            for sco in activity.scos:
                yield from self._attempt(activity, person, attempt, sco)

    def _attempt(
        self, activity: Activity, person: Mapping[str, Any], attempt: int, sco: int
    ) -> Iterator[Read]:
        answer = self._moodle.call(
            TRACKS, scoid=sco, userid=person["id"], attempt=attempt
        )
        found = moodle_tracks.answered(answer)
        if found is None:
            return
        page = f"{self._moodle.base}mod/scorm/view.php?id={activity.page}"
        if len(activity.scos) > 1:
            page += f"&scoid={sco}"
        given = replace(self._given, activity=page)
        # An address is no token: it serves to find somebody in the people file alone.
        known = ("idnumber", "email") if self._given.people else ("idnumber",)
        who = {name: str(person.get(name) or "") for name in known}
        yield from moodle_tracks.taken(0, attempt, found[1], who, given)


def _activities(
    moodle: Moodle, courses: Sequence[int], given: Given
) -> Iterator[Activity]:
    missing = lacking(moodle.call(SITE).get("functions"))
    if missing:
        raise HttpError(
            f"The service at {moodle.base} lacks {', '.join(missing)}: the administrator "
            "adds the functions to it, see docs/moodle-records.md."
        )
    answer = moodle.call(SCORMS, courseids=list(courses))
    for warning in answer.get("warnings", ()):
        given.tell(
            f"course {warning.get('itemid')}: {warning.get('message')}. The administrator "
            "enrols the account, or gives it the right moodle/course:view."
        )
    found = answer.get("scorms", [])
    if not found:
        raise HttpError(
            f"{moodle.base} shows no SCORM activity to this account: name the courses "
            "with --lms-course, and see docs/moodle-records.md for the rights."
        )
    for scorm in sorted(found, key=lambda each: int(each["id"])):
        scoes = moodle.call(SCOES, scormid=scorm["id"]).get("scoes", ())
        scos = tuple(int(x["id"]) for x in scoes if x.get("scormtype") == _SCO)
        page, course = int(scorm["coursemodule"]), int(scorm["course"])
        yield Activity(int(scorm["id"]), page, course, scos)


def _enrolled(moodle: Moodle, course: int, given: Given) -> list[Mapping[str, Any]]:
    """People of a course. ID numbers come only if the site shows them as identity: then
    the gradebook tells them, where the service may ask it."""
    people: list[dict[str, Any]] = moodle.call(PEOPLE, courseid=course)
    if given.people is not None:
        return list(people)
    if all(person.get("idnumber") for person in people if not _staff(person)):
        return list(people)
    known = _numbers(moodle, course)
    return [
        {**each, "idnumber": known.get(each["id"], "")} | _own(each) for each in people
    ]


def _own(person: Mapping[str, Any]) -> dict[str, Any]:
    return {"idnumber": person["idnumber"]} if person.get("idnumber") else {}


def _numbers(moodle: Moodle, course: int) -> dict[int, str]:
    try:
        answer = moodle.call(GRADE_ITEMS, courseid=course)
    except HttpError:
        return {}  # without it, who has no number is named as a problem
    grades = answer.get("usergrades", ())
    return {each["userid"]: each.get("useridnumber") or "" for each in grades}


def _staff(person: Mapping[str, Any]) -> bool:
    roles = [role.get("shortname") for role in person.get("roles", ())]
    return bool(roles) and all(role in _STAFF for role in roles)


def _was_there(person: Mapping[str, Any], since: int) -> bool:
    """Say whether somebody was in the course since; if it is not told, they may have."""
    seen = person.get("lastcourseaccess")
    return seen is None or since == 0 or int(seen) >= since - _OVERLAP
