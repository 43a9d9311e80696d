"""JSON text from outside into values, strictly; and values into JSON text."""

import hashlib
import json
import math
from typing import Any

#: Deeper values are refused: nobody sends them, and each level costs a call.
DEPTH = 100


def parse(data: bytes) -> Any:
    """The value of a JSON text in UTF-8.

    Raises `ValueError` with a sentence for what json.loads lets through as well: a
    property twice, NaN, a number beyond a float, half a surrogate pair, great depth
    (xAPI 1.0.3, Data 2.2; Communication 1.4).
    """
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not UTF-8") from error
    except RecursionError as error:
        raise ValueError(f"it is nested deeper than {DEPTH} levels") from error
    _walk(value)
    return value


def dump(value: object) -> bytes:
    """Compact JSON text in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def sha1(data: bytes) -> str:
    """The hexadecimal digest that xAPI 1.0.3 asks of an ETag (Communication 3.1)."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the property {twice!r} stands twice in one object")
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"the number {text[:40]} is too large")
    return number


def _walk(value: Any) -> None:
    """Refuse depth and lone surrogates, without recursion."""
    waiting = [(value, 0)]
    while waiting:
        item, depth = waiting.pop()
        if depth > DEPTH:
            raise ValueError(f"it is nested deeper than {DEPTH} levels")
        if isinstance(item, str):
            _encodable(item)
        elif isinstance(item, dict):
            waiting += [(each, depth + 1) for each in [*item, *item.values()]]
        elif isinstance(item, list):
            waiting += [(each, depth + 1) for each in item]


def _encodable(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("a string holds half a surrogate pair") from error
