"""Cut an LRS's answer into single statements, each as it was sent."""

from typing import Any, NamedTuple

import msgspec

from xapi.times import timestamp_microseconds


class Listed(NamedTuple):
    """One statement of a page: its text, and what the walk needs to know of it."""

    text: bytes
    id: str  #: in lower case; empty where there is none
    stored: int | None  #: UTC microseconds; None where it cannot be read
    happened: int | None  #: the same of `timestamp`


class Page(NamedTuple):
    """A StatementResult (xAPI 1.0.3, Data 2.5)."""

    rows: tuple[Listed, ...]
    more: str  #: where the next page is; empty at the end


class _Result(msgspec.Struct):
    statements: list[msgspec.Raw]
    more: str | None = None


class _Head(msgspec.Struct):
    id: Any = None
    stored: Any = None
    timestamp: Any = None


_result = msgspec.json.Decoder(_Result).decode
_head = msgspec.json.Decoder(_Head).decode


def page(body: bytes) -> Page:
    """Return the statements of an answer. Raises ValueError for anything else.

    At the end `more` is an empty text, or absent.
    """
    try:
        found = _result(body.decode("utf-8-sig"))
        rows = tuple(_listed(bytes(raw)) for raw in found.statements)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    return Page(rows, found.more or "")


def _listed(text: bytes) -> Listed:
    try:
        head = _head(text)
    except msgspec.ValidationError:  # whatever it is, the intake names it
        return Listed(text, "", None, None)
    name = head.id.lower() if isinstance(head.id, str) else ""
    return Listed(text, name, _moment(head.stored), _moment(head.timestamp))


def _moment(value: Any) -> int | None:
    try:
        return timestamp_microseconds(value) if isinstance(value, str) else None
    except ValueError:
        return None
