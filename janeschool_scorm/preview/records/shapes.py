"""Checks of JSON values, small and large: each yields one sentence per fault found."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

#: A check takes a value and where it stands ("actor.mbox") and yields sentences.
Check = Callable[[object, str], Iterator[str]]
#: A rule takes an object whose properties passed, and where it stands.
Rule = Callable[[Mapping[str, Any], str], Iterator[str]]

_KINDS = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f]+")
#: Any variant: the specification's own example has none of RFC 4122's.
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_MAILTO = re.compile(r"mailto:[^\s@<>,;:\x00-\x20]+@[^\s@<>,;:\x00-\x20]+")
#: RFC 5646, 2.1: the sequence of subtags; grandfathered tags are left out but for i-.
_LANGUAGE = re.compile(
    r"(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?"
    r"(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
    r"|x(?:-[a-z\d]{1,8})+|i-[a-z]{3,8})",
    re.I,
)
#: ISO 8601:2004, 4.4.3.2; a fraction stands in the last part only.
_DURATION = re.compile(
    r"P(?:\d+(?:[.,]\d+)?W|(?=\d|T\d)"
    r"(?:\d+(?:[.,]\d+(?=Y$))?Y)?(?:\d+(?:[.,]\d+(?=M$))?M)?(?:\d+(?:[.,]\d+(?=D$))?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+(?=H$))?H)?(?:\d+(?:[.,]\d+(?=M$))?M)?"
    r"(?:\d+(?:[.,]\d+)?S)?)?)"
)
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:\s*;.*)?", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")
_VERSION = re.compile(r"1\.0(?:\.\d+)?")
_SHA2_LENGTHS = (56, 64, 96, 128)


def kind(value: object) -> str:
    """What JSON calls a value, with its article."""
    return _KINDS[type(value)]


def text(value: object, at: str) -> Iterator[str]:
    """A string."""
    if not isinstance(value, str):
        yield f"{at} must be a string, not {kind(value)}"


def boolean(value: object, at: str) -> Iterator[str]:
    """A boolean; the words "true" and "false" are strings."""
    if not isinstance(value, bool):
        yield f"{at} must be true or false, not {kind(value)}"


def number(value: object, at: str) -> Iterator[str]:
    """A number; a string of digits is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield f"{at} must be a number, not {kind(value)}"


def whole(value: object, at: str) -> Iterator[str]:
    """A whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        yield f"{at} must be a whole number from 0"


def one_of(*words: str) -> Check:
    """One of some words, case and all."""

    def check(value: object, at: str) -> Iterator[str]:
        if value not in words:
            yield f"{at} must be {' or '.join(words)}, not {shown(value)}"

    return check


def written_as(pattern: re.Pattern[str], what: str) -> Check:
    """A string that the pattern matches from end to end."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at} must be a string, not {kind(value)}"
        elif not pattern.fullmatch(value):
            yield f"{at} must be {what}, not {shown(value)}"

    return check


iri = written_as(_IRI, "an absolute IRI")
uuid = written_as(_UUID, "a UUID")
mailto = written_as(_MAILTO, "mailto: and an e-mail address")
language_tag = written_as(_LANGUAGE, "a language tag of RFC 5646")
duration = written_as(_DURATION, "a duration such as PT1M30S")
media_type = written_as(_MEDIA_TYPE, "a media type such as text/plain")
sha1_text = written_as(re.compile(r"[0-9a-fA-F]{40}"), "40 hexadecimal digits")
version_1 = written_as(_VERSION, "1.0 or 1.0.x")
version_2 = written_as(re.compile(r"[12]\.0(?:\.\d+)?"), "1.0.x or 2.0.x")


def sha2_text(value: object, at: str) -> Iterator[str]:
    """The digest of SHA-224, 256, 384 or 512, in hexadecimal digits."""
    good = isinstance(value, str) and _HEX.fullmatch(value)
    if not good or len(str(value)) not in _SHA2_LENGTHS:
        yield f"{at} must be a SHA-2 digest in hexadecimal digits, not {shown(value)}"


def instant(value: str) -> datetime:
    """The moment of an ISO 8601 timestamp; one without a zone is taken as UTC.

    Raises `ValueError`.
    """
    if not re.match(r"[\d-]+[Tt]\d\d", value) or re.search(r"-00(:?00)?$", value):
        raise ValueError(value)
    moment = datetime.fromisoformat(value.upper())
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def timestamp(value: object, at: str) -> Iterator[str]:
    """A date and time of ISO 8601, as xAPI 1.0.3 asks (Data 4.5)."""
    try:
        instant(value if isinstance(value, str) else "")
    except (ValueError, OverflowError):
        yield (
            f"{at} must be a date and time such as 2026-11-21T20:15:00Z, "
            f"not {shown(value)}"
        )


def timestamp_2(value: object, at: str) -> Iterator[str]:
    """A date and time of RFC 3339, which always has a zone (xAPI 2.0, 4.2.7)."""
    yield from timestamp(value, at)
    zoned = isinstance(value, str) and re.fullmatch(
        r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", value
    )
    if not zoned:
        yield f"{at} must be written as RFC 3339 asks, with a zone: {shown(value)}"


def array_of(item: Check, least: int = 0) -> Check:
    """An array of such items, at least so many."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at} must be an array, not {kind(value)}"
            return
        if len(value) < least:
            yield f"{at} must not be empty"
        for place, each in enumerate(value):
            yield from item(each, f"{at}[{place}]")

    return check


def map_of(key: Check, item: Check) -> Check:
    """An object whose names and values all pass."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at} must be an object, not {kind(value)}"
            return
        for name, each in value.items():
            yield from key(name, f"the key {shown(name)} of {at}")
            yield from item(each, f"{at}.{name}")

    return check


def anything(_value: object, _at: str) -> Iterator[str]:
    """Any JSON value, null too."""
    return iter(())


language_map = map_of(language_tag, text)
extensions = map_of(iri, anything)


def record(
    required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Rule
) -> Check:
    """An object with these properties and no others.

    The rules, which look at the object whole, run only when each property passed.
    """
    known = {**required, **optional}

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at or 'a statement'} must be an object, not {kind(value)}"
            return
        faults = [*_names(value, at, required, known), *_parts(value, at, known)]
        yield from faults
        if not faults:
            for rule in rules:
                yield from rule(value, at)

    return check


def _names(
    value: Mapping[str, object],
    at: str,
    required: Mapping[str, Check],
    known: Mapping[str, Check],
) -> Iterator[str]:
    where = at or "a statement"
    yield from (f"{where} needs {name}" for name in required if name not in value)
    for name in value:
        if name not in known:
            yield f"{where} must not have the property {shown(name)}"


def _parts(
    value: Mapping[str, object], at: str, known: Mapping[str, Check]
) -> Iterator[str]:
    for name, each in value.items():
        if name in known:
            yield from known[name](each, f"{at}.{name}" if at else name)


def shown(value: object) -> str:
    """A value for a sentence, cut short."""
    word = f'"{value}"' if isinstance(value, str) else repr(value)
    return word if len(word) <= 60 else word[:57] + "..."
