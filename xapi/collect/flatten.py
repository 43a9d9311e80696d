"""Turn a statement into one flat row, and refuse what breaks the standard.

Sections are those of xAPI 1.0.3, part two (Data); members of 2.0 are known too.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from xapi.collect import read
from xapi.collect.activities import about
from xapi.collect.parse import Json
from xapi.columns import CONTEXT_COLUMNS, RESULT_COLUMNS
from xapi.problems import Code, StatementError
from xapi.times import duration_seconds, timestamp_microseconds
from xapi.vocabulary import Extension, vocabulary

Row = dict[str, Any]

_WORDS: Final = vocabulary()
_STATEMENT: Final = frozenset(
    [
        "id",
        "actor",
        "verb",
        "object",
        "result",
        "context",
        "timestamp",
        "stored",
        "authority",
        "version",
        "attachments",
    ]
)
_RESULT: Final = frozenset(
    ["score", "success", "completion", "response", "duration", "extensions"]
)
_SCORE: Final = frozenset(["scaled", "raw", "min", "max"])
#: the last two are of xAPI 2.0
_CONTEXT: Final = frozenset(
    [
        "registration",
        "instructor",
        "team",
        "contextActivities",
        "revision",
        "platform",
        "language",
        "statement",
        "extensions",
        "contextAgents",
        "contextGroups",
    ]
)
_VERSION: Final = re.compile(r"(?:1\.0|2\.0)(?:\.[0-9]+)?")
#: how logstore_xapi marks what it made out of Moodle's log
_LOGSTORE: Final = "http://lrs.learninglocker.net/define/extensions/info"
_TRUST: Final = ("high", "medium", "low")
#: a larger number is not exact in JSON's common readers (RFC 8259, section 6)
_EXACT: Final = 2**53
_TYPES: Final = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


def flat(statement: Json) -> Row:
    """Return the row of a statement: times in UTC microseconds, durations in s.

    Raises StatementError with the first rule that it breaks. Where it came from is for
    the caller to add.
    """
    read.members(Code.MEMBER, statement, _STATEMENT, "the statement")
    identifier = read.uuid(Code.ID, statement, "id", "id")
    if identifier is None:
        raise StatementError(Code.ID, "id is missing")
    _others(statement)
    return {
        "statement_id": identifier,
        **_actor(statement),
        **_times(statement),
        **about(statement),
        **_context(statement),
        **_result(statement),
    }


def _actor(statement: Json) -> Row:
    """2.4.2; ours is one agent with an account (cmi5, 9.2)."""
    actor = read.mapping(Code.ACTOR, statement, "actor", "actor")
    if actor.get("objectType", "Agent") != "Agent":
        raise StatementError(
            Code.ACTOR, "actor is not one agent: records are about a person"
        )
    account = read.mapping(Code.ACTOR, actor, "account", "actor.account")
    home = read.iri(Code.ACTOR, account, "homePage", "actor.account.homePage")
    name = read.text(Code.ACTOR, account, "name", "actor.account.name")
    if not name:
        raise StatementError(Code.ACTOR, "actor.account.name is missing")
    return {"participant_home": home, "participant": name}


def _times(statement: Json) -> Row:
    """2.4.7, 2.4.8; without a timestamp nobody can say when it happened.

    Where only a later session could send it, an extension of ours says when.
    """
    if "timestamp" not in statement:
        raise StatementError(Code.TIME, "timestamp is missing")
    said = _time(statement, "timestamp")
    return {
        "happened_at": _happened(statement) or said,
        "stored_at": _time(statement, "stored"),
    }


def _happened(statement: Json) -> float | None:
    context = read.mapping(Code.CONTEXT, statement, "context", "context")
    value = _extensions(Code.CONTEXT, context, "context").get("happened")
    if value is None:
        return None
    return _parsed(Code.EXTENSION, timestamp_microseconds, value, "happened")


def _time(statement: Json, name: str) -> float | None:
    value = read.text(Code.TIME, statement, name, name)
    if value is None:
        return None
    return _parsed(Code.TIME, timestamp_microseconds, value, name)


def _parsed(code: Code, parse: Callable[[str], float], value: str, where: str) -> float:
    try:
        return parse(value)
    except ValueError as error:
        raise StatementError(code, f"{where} {read.shown(value)} {error}") from None


def _context(statement: Json) -> Row:
    """2.4.6."""
    context = read.mapping(Code.CONTEXT, statement, "context", "context")
    read.members(Code.CONTEXT, context, _CONTEXT, "context")
    ours = _extensions(Code.CONTEXT, context, "context")
    where = "context.registration"
    registration = read.uuid(Code.CONTEXT, context, "registration", where)
    log = _LOGSTORE in context.get("extensions", ())
    return {
        # The plug-in has one for each of its runs, over several learners.
        "registration": None if log else registration,
        "course_version": _context_text(context, "revision"),
        "language": _context_text(context, "language"),
        "trust": _trust(context, ours),
        **{column: ours.get(word) for word, column in CONTEXT_COLUMNS.items()},
    }


def _context_text(context: Json, name: str) -> str | None:
    return read.text(Code.CONTEXT, context, name, f"context.{name}")


def _trust(context: Json, ours: Row) -> str:
    """Moodle's log plug-in calls a failed attempt completed; ours says what it is."""
    if _LOGSTORE in context.get("extensions", ()):
        return "low"
    if ours.get("trust") in _TRUST:
        return str(ours["trust"])
    return "high" if "package" in ours else "medium"


def _result(statement: Json) -> Row:
    """2.4.5."""
    if "result" not in statement:
        return {}
    result = read.mapping(Code.RESULT, statement, "result", "result")
    read.members(Code.RESULT, result, _RESULT, "result")
    ours = _extensions(Code.RESULT, result, "result")
    return {
        "duration_s": _duration(result),
        **{column: ours.get(word) for word, column in RESULT_COLUMNS.items()},
        "success": read.flag(Code.RESULT, result, "success", "result.success"),
        "completion": read.flag(Code.RESULT, result, "completion", "result.completion"),
        "response": read.text(Code.RESULT, result, "response", "result.response"),
        **_score(result),
    }


def _duration(result: Json) -> float | None:
    """2.4.5, 4.6."""
    value = read.text(Code.DURATION, result, "duration", "result.duration")
    if value is None:
        return None
    return _parsed(Code.DURATION, duration_seconds, value, "result.duration")


def _score(result: Json) -> Row:
    """2.4.5.1."""
    if "score" not in result:
        return {}
    score = read.mapping(Code.RESULT, result, "score", "result.score")
    read.members(Code.RESULT, score, _SCORE, "result.score")
    scaled, raw, least, most = (
        read.number(Code.RESULT, score, name, f"result.score.{name}")
        for name in ("scaled", "raw", "min", "max")
    )
    if scaled is not None and not -1 <= scaled <= 1:
        raise StatementError(
            Code.RESULT, f"result.score.scaled is {scaled}, not -1 to 1"
        )
    order = [value for value in (least, raw, most) if value is not None]
    if order != sorted(order):
        raise StatementError(Code.RESULT, "result.score.raw is not between min and max")
    return {
        "scaled": scaled,
        "raw_score": raw,
        "min_score": least,
        "max_score": most,
    }


def _extensions(code: Code, parent: Json, where: str) -> Row:
    """4.1; values of our vocabulary must have the type that it states."""
    found = read.mapping(code, parent, "extensions", f"{where}.extensions")
    known = _WORDS.extensions_by_id
    return {
        extension.name: _extension(extension, value)
        for identifier, value in found.items()
        if (extension := known.get(identifier)) is not None
    }


def _extension(extension: Extension, value: Any) -> Any:
    """Return the value if it has the type and the size that the vocabulary states."""
    if type(value) not in _TYPES[extension.type]:
        wrong = f"is {read.shown(value)}, not of type {extension.type}"
        raise StatementError(Code.EXTENSION, f"{extension.name} {wrong}")
    if isinstance(value, str | bool):
        return value
    least, most = extension.minimum, extension.maximum
    if abs(value) > _EXACT or (least is not None and value < least):
        raise StatementError(
            Code.EXTENSION, f"{extension.name} is {value}: out of range"
        )
    if most is not None and value > most:
        raise StatementError(
            Code.EXTENSION, f"{extension.name} is {value}, above {most}"
        )
    return float(value) if extension.type == "number" else value


def _others(statement: Json) -> None:
    """2.4.9, 2.4.10, 2.4.11: members that no column comes from."""
    version = read.text(Code.MEMBER, statement, "version", "version")
    if version is not None and not _VERSION.fullmatch(version):
        raise StatementError(
            Code.MEMBER, f"version is {read.shown(version)}, not 1.0 or 2.0"
        )
    read.mapping(Code.MEMBER, statement, "authority", "authority")
    if not isinstance(statement.get("attachments", []), list):
        raise StatementError(Code.MEMBER, "attachments is not an array")
