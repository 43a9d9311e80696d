"""cmi5 launch: what an LMS writes and says before an AU starts, as plain values."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote, urlencode, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, uuid4, uuid5

from janeschool_scorm.preview.json_text import dump

Mode = Literal["Normal", "Browse", "Review"]
MoveOn = Literal[
    "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"
]

CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVEON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
_EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/"
SESSION_ID = _EXTENSION + "sessionid"
MASTERY_SCORE = _EXTENSION + "masteryscore"

_ADL = "http://adlnet.gov/expapi/verbs/"
INITIALIZED, COMPLETED = _ADL + "initialized", _ADL + "completed"
PASSED, FAILED = _ADL + "passed", _ADL + "failed"
TERMINATED = _ADL + "terminated"
LAUNCHED = _ADL + "launched"
ABANDONED = "https://w3id.org/xapi/adl/verbs/abandoned"
WAIVED = "https://w3id.org/xapi/adl/verbs/waived"
SATISFIED = "https://w3id.org/xapi/adl/verbs/satisfied"

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"
_PARAMETERS = ("endpoint", "fetch", "actor", "registration", "activityId")


@dataclass(frozen=True)
class Launch:
    """What to launch, and how: the AU's row of cmi5.xml, and the LMS's choices.

    `actor` has an account and no other identifier. `preferences` is the whole document,
    None for none (a 404); `lock_preferences` answers the AU's writes with 403, as some
    LMSs do (11.0). Ids that are left out are made; `activity_id` is the same for the
    same `publisher_id`.
    """

    url: str  #: where the AU stands, absolute
    publisher_id: str  #: its id in cmi5.xml
    actor: Mapping[str, Any]
    registration: str = field(default_factory=lambda: str(uuid4()))
    activity_id: str = ""
    session_id: str = field(default_factory=lambda: str(uuid4()))
    mode: Mode = "Normal"
    move_on: MoveOn = "NotApplicable"
    mastery_score: float | None = None
    launch_parameters: str | None = None
    entitlement_key: Mapping[str, str] | None = None
    return_url: str | None = None
    preferences: Mapping[str, Any] | None = None
    lock_preferences: bool = False
    context: Mapping[str, Any] = field(default_factory=dict)  #: more for the template

    def __post_init__(self) -> None:
        if not self.activity_id:
            name = uuid5(NAMESPACE_URL, self.publisher_id)
            object.__setattr__(self, "activity_id", f"urn:uuid:{name}")
        if self.activity_id == self.publisher_id:
            raise ValueError("activityId must not be the publisher's id (8.1.5.0-3)")
        if set(self.actor) & {"mbox", "mbox_sha1sum", "openid"} or not self.actor.get(
            "account"
        ):
            raise ValueError("the actor of cmi5 is known by its account (9.2.0.0-3)")


def launch_url(launch: Launch, endpoint: str, fetch: str) -> str:
    """The AU's address with the launch parameters behind its own (8.1).

    Raises `ValueError` where the AU's own query uses one of their names (8.1.0.0-6).
    """
    parts = urlsplit(launch.url)
    own = {pair.partition("=")[0] for pair in parts.query.split("&")}
    if clash := own & set(_PARAMETERS):
        raise ValueError(f"the AU's address uses {min(clash)}, a launch parameter")
    values = (
        endpoint,
        fetch,
        dump(launch.actor).decode(),
        launch.registration,
        launch.activity_id,
    )
    added = urlencode(dict(zip(_PARAMETERS, values, strict=True)), quote_via=quote)
    query = "&".join(filter(None, [parts.query, added]))
    return urlunsplit(parts._replace(query=query))


def context_template(launch: Launch) -> dict[str, Any]:
    """Session id and publisher id, and what the launch adds (10.2.1)."""
    added = launch.context
    activities = dict(added.get("contextActivities", {}))
    publisher = {"id": launch.publisher_id}
    activities["grouping"] = [publisher, *activities.get("grouping", [])]
    extensions = {SESSION_ID: launch.session_id, **added.get("extensions", {})}
    return {**added, "contextActivities": activities, "extensions": extensions}


def launch_data(launch: Launch) -> dict[str, Any]:
    """The document LMS.LaunchData (10.2); what is not set is left out."""
    there = {
        "contextTemplate": context_template(launch),
        "launchMode": launch.mode,
        "moveOn": launch.move_on,
        "launchParameters": launch.launch_parameters,
        "masteryScore": launch.mastery_score,
        "returnURL": launch.return_url,
        "entitlementKey": launch.entitlement_key,
    }
    return {name: value for name, value in there.items() if value is not None}


def launched_statement(launch: Launch, timestamp: str) -> dict[str, Any]:
    """What the LMS records before the AU starts (9.3.1, 9.6.3)."""
    shown = {
        "launchmode": launch.mode,
        "launchurl": launch.url,
        "moveon": launch.move_on,
        "masteryscore": launch.mastery_score,
        "launchparameters": launch.launch_parameters,
    }
    extensions = {
        _EXTENSION + name: value for name, value in shown.items() if value is not None
    }
    return _lms_statement(launch, LAUNCHED, timestamp, extensions)


def abandoned_statement(
    launch: Launch, timestamp: str, seconds: float
) -> dict[str, Any]:
    """What the LMS records when a session is launched over (9.3.6, 9.5.4.2)."""
    statement = _lms_statement(launch, ABANDONED, timestamp, {})
    return {**statement, "result": {"duration": f"PT{max(seconds, 0):.2f}S"}}


def waived_statement(launch: Launch, timestamp: str, reason: str) -> dict[str, Any]:
    """What the LMS records when an AU counts as done without being played (9.3.7, 9.5.5.2)."""
    statement = _lms_statement(launch, WAIVED, timestamp, {})
    moveon = {"id": MOVEON}
    statement["context"]["contextActivities"]["category"].append(moveon)
    extensions = {_EXTENSION.replace("context", "result") + "reason": reason}
    result = {"completion": True, "success": True, "extensions": extensions}
    return {**statement, "result": result}


def satisfied_statement(
    launch: Launch, timestamp: str, block: str, kind: Literal["course", "block"]
) -> dict[str, Any]:
    """What the LMS records once for a block or course that is satisfied (9.3.9)."""
    statement = _lms_statement(launch, SATISFIED, timestamp, {})
    grouping = [{"id": block}]
    statement["context"]["contextActivities"]["grouping"] = grouping
    made = {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, block)}",
        "definition": {"type": f"https://w3id.org/xapi/cmi5/activitytype/{kind}"},
    }
    return {**statement, "object": made}


def _lms_statement(
    launch: Launch, verb: str, timestamp: str, extensions: Mapping[str, Any]
) -> dict[str, Any]:
    template = context_template(launch)
    activities = template["contextActivities"]
    category = [*activities.get("category", []), {"id": CMI5}]
    return {
        "id": str(uuid4()),
        "actor": dict(launch.actor),
        "verb": {"id": verb, "display": {"en": verb.rpartition("/")[2]}},
        "object": {"id": launch.activity_id},
        "context": {
            **template,
            "registration": launch.registration,
            "contextActivities": {**activities, "category": category},
            "extensions": {**template["extensions"], **extensions},
        },
        "timestamp": timestamp,
    }


def is_satisfied(move_on: MoveOn, verbs: Collection[str]) -> bool:
    """Is an AU satisfied by the cmi5-defined verbs of its registration (13.1.4 moveOn)?

    A waived AU counts as satisfied (9.3.9). Statements without the cmi5 category do
    not count: leave their verbs out.
    """
    done, passed = COMPLETED in verbs, PASSED in verbs
    return (
        WAIVED in verbs
        or {
            "Passed": passed,
            "Completed": done,
            "CompletedAndPassed": done and passed,
            "CompletedOrPassed": done or passed,
            "NotApplicable": True,
        }[move_on]
    )


@dataclass(frozen=True)
class Block:
    """A block or the course: its id, and the blocks and AU ids (text) inside."""

    id: str
    parts: tuple["Block | str", ...]


def satisfied_blocks(block: Block, satisfied: Collection[str]) -> list[str]:
    """The ids of the blocks that satisfied AUs satisfy, inner ones first (9.3.9)."""
    inside = [
        name
        for part in block.parts
        if isinstance(part, Block)
        for name in satisfied_blocks(part, satisfied)
    ]
    known = {*satisfied, *inside}
    ids: Iterable[str] = (
        part.id if isinstance(part, Block) else part for part in block.parts
    )
    return [*inside, block.id] if all(name in known for name in ids) else inside


def tin_can_url(
    url: str, endpoint: str, auth: str, **parameters: str | Mapping[str, Any]
) -> str:
    """The address of an xAPI package as older LMSs write it: endpoint, auth and others.

    Values that are objects (actor) become JSON.
    """
    texts = {
        name: value if isinstance(value, str) else dump(value).decode()
        for name, value in parameters.items()
    }
    added = urlencode({"endpoint": endpoint, "auth": auth, **texts}, quote_via=quote)
    parts = urlsplit(url)
    query = "&".join(filter(None, [parts.query, added]))
    return urlunsplit(parts._replace(query=query))
