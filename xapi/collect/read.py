"""Read single members of a statement strictly: nothing is ever coerced."""

import re
from typing import Any, Final

from xapi.collect.memory import remembered
from xapi.collect.parse import Json
from xapi.problems import Code, StatementError

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_UUID: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)
_SHOWN: Final = re.compile(r"[A-Za-z0-9:.+_-]{1,40}")
_KINDS: Final = {
    dict: "an object",
    list: "an array",
    str: "a text",
    bool: "true or false",
    type(None): "null",
}


def members(code: Code, parent: Json, known: frozenset[str], where: str) -> None:
    """Refuse members that the standard does not name (xAPI 1.0.3, Data 2.2)."""
    if unknown := parent.keys() - known:
        name = min(unknown)[:40]
        raise StatementError(
            code, f"{where} has a member {name!r}, which xAPI does not know"
        )


def text(code: Code, parent: Json, name: str, where: str) -> str | None:
    """Return a member that is a text, or None if it is absent."""
    value = parent.get(name)
    if type(value) is str or (value is None and name not in parent):
        return value
    raise StatementError(code, f"{where} is {kind(value)}, not a text")


def flag(code: Code, parent: Json, name: str, where: str) -> bool | None:
    """Return a member that is true or false, or None if it is absent."""
    value = parent.get(name)
    if type(value) is bool or (value is None and name not in parent):
        return value
    raise StatementError(code, f"{where} is {shown(value)}, not true or false")


def number(code: Code, parent: Json, name: str, where: str) -> float | None:
    """Return a member that is a number, or None if it is absent."""
    value = parent.get(name)
    if isinstance(value, int | float) and type(value) is not bool:
        return float(value)
    if value is None and name not in parent:
        return None
    raise StatementError(code, f"{where} is {shown(value)}, not a number")


def mapping(code: Code, parent: Json, name: str, where: str) -> Json:
    """Return a member that is an object; an absent one is empty."""
    value = parent.get(name)
    if type(value) is dict:
        return value
    if value is None and name not in parent:
        return {}
    raise StatementError(code, f"{where} is {kind(value)}, not an object")


def iri(code: Code, parent: Json, name: str, where: str) -> str:
    """Return a member that is an IRI (xAPI 1.0.3, Data 4.3)."""
    value = text(code, parent, name, where)
    if value is None:
        raise StatementError(code, f"{where} is missing")
    if not _is_iri(value):
        raise StatementError(code, f"{where} is not an absolute IRI")
    return value


@remembered
def _is_iri(value: str) -> bool:
    return _IRI.fullmatch(value) is not None


def uuid(code: Code, parent: Json, name: str, where: str) -> str | None:
    """Return a member that is a UUID, in lower case (xAPI 1.0.3, Data 4.4)."""
    value = text(code, parent, name, where)
    if value is None:
        return None
    lowered = value.lower()
    if not _UUID.fullmatch(lowered):
        raise StatementError(code, f"{where} is {shown(value)}, not a UUID")
    return lowered


def shown(value: Any) -> str:
    """Return a short word or number as it stands, anything else by its kind.

    For places where a machine writes one of few words, so that a message, which is
    printed and kept, quotes nothing that a person wrote.
    """
    if type(value) is str and _SHOWN.fullmatch(value):
        return f'"{value}"'
    if isinstance(value, int | float) and type(value) is not bool:
        return str(value)[:40]
    return kind(value)


def kind(value: Any) -> str:
    """Return what kind of JSON value it is, in words."""
    return _KINDS.get(type(value), "a number")
