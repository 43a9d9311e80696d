"""Whether two statements are the same one (xAPI 1.0.3, Data 2.3.1)."""

import re
from collections.abc import Mapping
from typing import Any

from janeschool_scorm.preview.records.shapes import instant

#: What the LRS may set, and what is not part of the statement.
_SET_BY_LRS = ("id", "stored", "authority", "version", "timestamp", "attachments")
#: Data 4.6: seconds count to their hundredths.
_HUNDREDTHS = re.compile(r"([.,]\d\d)\d+(?=S$)")
_ARRAYS = ("parent", "grouping", "category", "other")


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Equal but for what Data 2.3.1 excepts from immutability.

    Activity definitions, verb displays, the order of members, and what an LRS sets do
    not count. Timestamps count as moments, where both have one.
    """
    times = [each["timestamp"] for each in (one, other) if "timestamp" in each]
    if len(times) == 2 and instant(times[0]) != instant(times[1]):
        return False
    return bool(_core(one) == _core(other))


def _core(statement: Mapping[str, Any]) -> Any:
    return {
        name: _plain(value)
        for name, value in statement.items()
        if name not in _SET_BY_LRS
    }


def _plain(value: Any) -> Any:
    """A value without what does not count, its members in one order."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    dropped = {"definition", "display"} if "id" in value else set()
    return {
        name: each if name == "extensions" else _ordered(name, _plain(each))
        for name, each in value.items()
        if name not in dropped and (name, each) not in _DEFAULTS
    }


#: Leaving these out says the same.
_DEFAULTS = (("objectType", "Activity"), ("objectType", "Agent"))


def _ordered(name: str, value: Any) -> Any:
    """The value under a name in the one way of writing it."""
    if name == "duration" and isinstance(value, str):
        return _HUNDREDTHS.sub(r"\1", value)
    if name in _ARRAYS and isinstance(value, dict):
        return [value]
    if name == "member" and isinstance(value, list):
        return sorted(value, key=str)
    return value
