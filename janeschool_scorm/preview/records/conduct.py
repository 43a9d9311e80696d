"""An AU's request against the rules of cmi5: its session after it, or what it broke."""

from collections.abc import Mapping, Sequence
from typing import Any

from janeschool_scorm.preview.records.launch import (
    INITIALIZED,
    LAUNCH_DATA,
    PREFERENCES,
)
from janeschool_scorm.preview.records.rules import Case, broken_rule
from janeschool_scorm.preview.records.sessions import (
    Session,
    Statement,
    Violation,
    advanced,
    is_defined,
)
from janeschool_scorm.preview.records.shapes import language_tag


def after_statements(
    session: Session, statements: Sequence[Statement], earlier: frozenset[str]
) -> Session | Violation:
    """The session after a request's statements, or the first rule that one breaks.

    The statements are valid xAPI. `initialized` shares no request with others: an LMS
    looks at its state before the array.
    """
    for statement in statements:
        case = Case(statement, session, earlier)
        if broken := broken_rule(case):
            name = str(statement.get("id", ""))
            return Violation(session.id, broken.requirement, broken.sentence, name)
        if case.verb == INITIALIZED and len(statements) > 1 and is_defined(statement):
            text = "initialized is sent alone, before any other"
            return Violation(session.id, "9.3.0.0-4", text, statement["id"])
        session = advanced(session, statement)
    return session


def document_violation(
    session: Session, method: str, path: str, given: Mapping[str, Any], document: Any
) -> Violation | None:
    """What a request for a document breaks, if anything.

    `given` are its checked parameters, `document` the JSON value of its body, if it has
    one.
    """
    launch = session.launch
    found = ("", "")
    if "agent" in given and given["agent"] != launch.actor:
        found = ("8.1.3.0-3", "the agent is exactly the actor of the launch")
    elif given.get("registration", launch.registration) != launch.registration:
        found = ("8.1.4.0-3", "the registration is that of the launch")
    elif path == "activities/state" and method != "GET":
        mine = given["activityId"] == launch.activity_id
        if mine and given.get("stateId", LAUNCH_DATA) == LAUNCH_DATA:
            found = ("10.2.1.0-5", "LMS.LaunchData is not for the AU to change")
    elif given.get("profileId") == PREFERENCES and method in ("PUT", "POST"):
        found = _preferences_fault(document)
    return Violation(session.id, *found) if found[0] else None


def _preferences_fault(document: Any) -> tuple[str, str]:
    if not isinstance(document, dict) or not {
        "languagePreference",
        "audioPreference",
    } <= set(document):
        return (
            "11.0.0.0-5",
            "learner preferences are an object with both of their properties",
        )
    tags = str(document["languagePreference"]).split(",")
    if any(fault for tag in tags for fault in language_tag(tag, "")):
        return (
            "11.1.0.0-1",
            "languagePreference is language tags with commas and no spaces",
        )
    return ("", "")
