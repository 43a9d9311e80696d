"""Turn the text of one statement into a JSON object that says each thing once."""

import json
from typing import Any, Final

import orjson

from xapi.problems import Code, StatementError

#: deepest nesting accepted; real statements stay under 12
DEPTH: Final = 64
#: who, which, and what an LRS adds
_NOT_SAID: Final = ("actor", "id", "stored", "authority", "version")

Json = dict[str, Any]


def parsed(data: bytes) -> tuple[Json, bytes]:
    """Return the statement, and what it says in plain UTF-8, without escapes.

    The second value leaves out who, the id and what an LRS adds. Raises
    StatementError.
    """
    try:
        statement = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        where = f"{error.msg} at character {error.pos + 1}"
        raise StatementError(Code.NOT_JSON, f"is not JSON: {where}") from None
    if not isinstance(statement, dict):
        raise StatementError(Code.NOT_A_STATEMENT, "is JSON, but not an object")
    if "statements" in statement:
        raise StatementError(
            Code.NOT_A_STATEMENT,
            "is an LRS's answer page: write its statements one per line",
        )
    _refuse_deep(statement, data)
    said = {k: v for k, v in statement.items() if k not in _NOT_SAID}
    rest = {k: statement[k] for k in _NOT_SAID if k in statement}
    written = orjson.dumps(said)
    _refuse_twice(data, written.count(b'"') + orjson.dumps(rest).count(b'"'))
    return statement, written


def _refuse_deep(statement: Json, data: bytes) -> None:
    if data.count(b"{") + data.count(b"[") <= DEPTH:
        return
    level: list[Any] = [statement]
    for _ in range(DEPTH):
        level = [child for value in level for child in _children(value)]
        if not level:
            return
    raise StatementError(Code.TOO_DEEP, f"is nested deeper than {DEPTH} levels")


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _refuse_twice(data: bytes, quotes: int) -> None:
    """Refuse an object that names a member twice (RFC 8259, section 4).

    The parser keeps the last one silently. A name that was dropped takes two
    quotation marks with it, so equal counts prove that nothing was dropped, but
    where the text hides quotation marks in `\\u0022`.
    """
    if data.count(b'"') != quotes or b"\\u0022" in data:
        json.loads(data, object_pairs_hook=_refuse_pairs)


def _refuse_pairs(pairs: list[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise StatementError(
                Code.NAMED_TWICE, f"names the member {name[:40]!r} twice"
            )
        seen.add(name)
