"""The LMS's part of cmi5 and of xAPI packages: registrations, launches, moveOn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast
from uuid import uuid4

from janeschool_scorm.preview.play.faults import PlayFaults
from janeschool_scorm.preview.play.hub import Hub
from janeschool_scorm.preview.play.telling import Telling
from janeschool_scorm.preview.records import Records
from janeschool_scorm.preview.records.launch import (
    Block,
    Launch,
    Mode,
    MoveOn,
    is_satisfied,
    satisfied_blocks,
    satisfied_statement,
    tin_can_url,
    waived_statement,
)

_MODES: Mapping[str, Mode] = {
    "normal": "Normal",
    "browse": "Browse",
    "review": "Review",
}
_MOST_LEARNERS = 99


@dataclass
class Registration:
    """One learner's enrolment: its id, what was launched, what was said of it."""

    id: str = field(default_factory=lambda: str(uuid4()))
    launches: dict[str, Launch] = field(default_factory=dict)
    waived: set[str] = field(default_factory=set)
    satisfied: set[str] = field(default_factory=set)


class Launching:
    """Opens units for learners, and says when they have moved on."""

    def __init__(
        self, records: Records, hub: Hub, faults: PlayFaults, content: str
    ) -> None:
        self.telling = Telling(records, hub, self._verdict)
        self._records = records
        self._hub = hub
        self._faults = faults
        self._content = content
        self._registrations: dict[int, Registration] = {}
        self._current: Launch | None = None
        self._expected: tuple[Mapping[str, Any], str] | None = None

    def forget(self) -> None:
        """Another package: nobody is enrolled in it yet."""
        self._registrations.clear()
        self._current, self._expected = None, None

    def launch(
        self, facts: Mapping[str, Any], asked: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Open an item for a learner: {"url": where the frame goes}.

        `asked`: item, learner, mode, language, restart. Raises `ValueError`.
        """
        item = next((x for x in facts["items"] if x["id"] == asked.get("item")), None)
        number = asked.get("learner")
        if item is None or type(number) is not int or not 0 < number <= _MOST_LEARNERS:
            raise ValueError("there is no such item, or no such learner")
        if asked.get("restart") or number not in self._registrations:
            self._registrations[number] = Registration()
        self._faults.renew()
        open_it = self._cmi5 if facts["standard"] == "cmi5" else self._xapi
        url = open_it(item, self._registrations[number], asked)
        self.telling.statements()
        self._moved_on(facts, self._registrations[number])
        return {"url": url, "registration": self._registrations[number].id}

    def _cmi5(
        self,
        item: Mapping[str, Any],
        registration: Registration,
        asked: Mapping[str, Any],
    ) -> str:
        launch = Launch(
            url=f"{self._content}package/{item['href']}",
            publisher_id=item["id"],
            actor=self._actor(asked["learner"]),
            registration=registration.id,
            mode=_MODES.get(str(asked.get("mode")), "Normal"),
            move_on=cast(MoveOn, item["moveOn"]),
            mastery_score=item["masteryScore"],
            launch_parameters=item["launchParameters"],
            entitlement_key=item["entitlementKey"],
            return_url=f"{self._content}lms/back.html",
            preferences={
                "languagePreference": str(asked.get("language") or "en"),
                "audioPreference": "on",
            },
        )
        registration.launches[item["id"]] = self._current = launch
        self._expected = None
        return self._records.launch(launch).url

    def _xapi(
        self,
        item: Mapping[str, Any],
        registration: Registration,
        asked: Mapping[str, Any],
    ) -> str:
        actor = self._actor(asked["learner"])
        self._current, self._expected = None, (actor, registration.id)
        return tin_can_url(
            f"{self._content}package/{item['href']}",
            self._records.endpoint,
            self._records.authorization,
            actor=actor,
            registration=registration.id,
            activity_id=item["id"],
        )

    def _actor(self, learner: int) -> dict[str, Any]:
        home = self._content.rsplit("/", 2)[0]
        return {
            "objectType": "Agent",
            "name": f"Sample Learner {learner}",
            "account": {"homePage": home, "name": f"learner-{learner}"},
        }

    def waive(self, facts: Mapping[str, Any], item: str) -> None:
        """Let the learner who is there go past a unit. Raises `ValueError`."""
        now = self._registration()
        if now is None or item not in now.launches:
            raise ValueError("launch the unit once before it is waived")
        now.waived.add(item)
        statement = waived_statement(
            now.launches[item], self._records.now(), "Administrative"
        )
        self._records.say(statement)
        self.moved_on(facts)

    def moved_on(self, facts: Mapping[str, Any]) -> None:
        """Look again at what is satisfied, after statements came in."""
        registration = self._registration()
        self.telling.statements()
        if registration is not None and facts.get("standard") == "cmi5":
            self._moved_on(facts, registration)

    def _registration(self) -> Registration | None:
        wanted = self._current.registration if self._current else None
        each = (x for x in self._registrations.values() if x.id == wanted)
        return next(each, None)

    def _moved_on(self, facts: Mapping[str, Any], registration: Registration) -> None:
        if facts["standard"] != "cmi5" or self._current is None:
            return
        done = {x["id"] for x in _units(facts) if self._done(x, registration)}
        for name in sorted(done - registration.satisfied):
            registration.satisfied.add(name)
            self._hub.tell("moveon", item=name, satisfied=True, why=_why(facts, name))
        tree = tree_of(facts["course"], facts["items"])
        blocks = satisfied_blocks(tree, done)
        for name in (each for each in blocks if each not in registration.satisfied):
            registration.satisfied.add(name)
            kind: Literal["course", "block"] = "course" if name == tree.id else "block"
            now = self._records.now()
            statement = satisfied_statement(self._current, now, name, kind)
            self._records.say(statement)
            self._hub.tell(
                "moveon", item=name, satisfied=True, why=f"every part of the {kind} is"
            )
        self.telling.statements()

    def _done(self, item: Mapping[str, Any], registration: Registration) -> bool:
        verbs = {
            verb
            for session in self._records.sessions
            if session.launch.registration == registration.id
            and session.launch.publisher_id == item["id"]
            for verb in session.verbs
        }
        move_on = cast(MoveOn, item["moveOn"])
        return item["id"] in registration.waived or is_satisfied(move_on, verbs)

    def _verdict(self, statement: Mapping[str, Any]) -> list[dict[str, str]]:
        """An xAPI package has no rules but its launch's: actor and registration."""
        if self._expected is None:
            return []
        actor, registration = self._expected
        return list(_unlike(statement, actor, registration))


def _units(facts: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (each for each in facts["items"] if each["kind"] == "au")


def _why(facts: Mapping[str, Any], name: str) -> str:
    item = next(each for each in _units(facts) if each["id"] == name)
    return f"moveOn is {item['moveOn']}"


def _unlike(
    statement: Mapping[str, Any], actor: Mapping[str, Any], registration: str
) -> Iterator[dict[str, str]]:
    rule = "xAPI launch parameters"
    if statement.get("actor", {}).get("account") != actor["account"]:
        text = "the actor is not the one of the launch"
        yield {"level": "error", "text": text, "rule": rule}
    given = statement.get("context", {}).get("registration")
    if given != registration:
        text = "the registration of the launch is not in the statement's context"
        yield {"level": "warning", "text": text, "rule": rule}


def tree_of(course: str, items: list[Mapping[str, Any]]) -> Block:
    """The course as cmi5 nests it, from the flat list with depths."""

    def parts(depth: int) -> tuple[Block | str, ...]:
        found: list[Block | str] = []
        while queue and queue[0]["depth"] == depth:
            item = queue.pop(0)
            au = item["kind"] == "au"
            found.append(item["id"] if au else Block(item["id"], parts(depth + 1)))
        return tuple(found)

    queue = list(items)
    return Block(course, parts(0))
