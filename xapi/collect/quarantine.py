"""Turn a refused statement into the row that the quarantine keeps of it."""

from typing import Any, Final

from xapi.collect import privacy, read
from xapi.collect.activities import about
from xapi.collect.parse import Json
from xapi.problems import Code, Problem, StatementError
from xapi.vocabulary import vocabulary

_AGENCY: Final = vocabulary().extensions["agency"].id
#: faults that leave the rest of the statement as judged as any that is loaded
_KEPT: Final = (
    *(Code.ID, Code.VERB, Code.OBJECT, Code.RESULT, Code.CONTEXT),
    *(Code.TIME, Code.DURATION, Code.EXTENSION),
)


def quarantined(
    problem: Problem, data: bytes, statement: Json, key: bytes
) -> dict[str, Any]:
    """Return the quarantine's row; `statement` is empty if it is not JSON.

    The text is kept only where it has been seen to name nobody; of any other the
    place and a keyed hash remain, and the file itself is with the agency.
    """
    kept = problem.code in _KEPT and _names_nobody(statement)
    who: Json = {name: statement[name] for name in privacy.WHO if name in statement}
    return {
        "origin": problem.path,
        "origin_line": problem.line,
        "code": str(problem.code),
        "reason": problem.text,
        "statement_id": _identifier(statement),
        "agency": _agency(statement),
        "course": _course(statement),
        "text": privacy.replaced(data, who).decode() if kept else None,
        "raw_hash": privacy.keyed_hash(data, key),
    }


def _names_nobody(statement: Json) -> bool:
    agents = [statement[who] for who in privacy.WHO if who in statement]
    return all(isinstance(agent, dict) for agent in agents)


def _identifier(statement: Json) -> str | None:
    try:
        return read.uuid(Code.ID, statement, "id", "id")
    except StatementError:
        return None


def _agency(statement: Json) -> str | None:
    context = statement.get("context")
    extensions = context.get("extensions") if isinstance(context, dict) else None
    return _text(extensions.get(_AGENCY), 100) if isinstance(extensions, dict) else None


def _course(statement: Json) -> str | None:
    try:
        return _text(about(statement).get("course"), 200)
    except StatementError:
        return None


def _text(value: Any, longest: int) -> str | None:
    return value if isinstance(value, str) and len(value) <= longest else None
