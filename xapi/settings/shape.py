"""Know what report.toml may say, and find what is wrong with it."""

import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from xapi.agency_lists import is_language, meant
from xapi.settings.values import KINDS

PATHS: Final = ("store", "roster", "decisions", "key", "exports")
_LOGOS: Final = (".png", ".svg")
#: ten years
_MOST_WEEKS: Final = 520
#: words in a name of what must not stand in a file that is copied around
_SECRETS: Final = ("password", "passphrase", "secret", "token", "auth")

#: returns what is wrong with a value, without its name; None is nothing
Rule = Callable[[Any], str | None]


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "is not a text."


def _lines(value: Any) -> str | None:
    lines = isinstance(value, list) and all(isinstance(x, str) for x in value)
    return None if lines else 'is not a list of lines such as ["1 Example Street"].'


def _language(value: Any) -> str | None:
    known = isinstance(value, str) and is_language(value)
    return None if known else "is no language such as en or es."


def _weeks(value: Any) -> str | None:
    whole = type(value) is int and 1 <= value <= _MOST_WEEKS
    return None if whole else f"is no number of weeks from 1 to {_MOST_WEEKS}."


def _logo(value: Any) -> str | None:
    picture = isinstance(value, str) and value.lower().endswith(_LOGOS)
    return (
        None
        if picture
        else f"is no name of a file that ends with {' or '.join(_LOGOS)}."
    )


def _zone(value: Any) -> str | None:
    if wrong := _text(value):
        return wrong
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return f"{value!r} is no time zone, as America/Chicago is."
    return None


@dataclass(frozen=True)
class Shape:
    """A table of report.toml: what it may hold, and what it must."""

    keys: Mapping[str, Rule]
    needed: tuple[str, ...]


#: tables that stand once: `[agency]`
ONCE: Final = {
    "agency": Shape(
        {
            **{"id": _text, "name": _text, "address": _lines, "phone": _text},
            **{"logo": _logo, "language": _language},
        },
        ("name",),
    ),
    "signing": Shape(
        {"certificate": _text, "numbers": _text, "former": _lines}, ("certificate",)
    ),
    "weekly": Shape({"inbox": _text, "course": _text, "keep_weeks": _weeks}, ()),
}
#: tables that stand as often as need be: `[[court]]`
OFTEN: Final = {
    "court": Shape(
        {
            **{"id": _text, "name": _text, "language": _language},
            **{"address": _lines, "fax": _text},
        },
        ("id", "name"),
    ),
    "officer": Shape(
        {"id": _text, "name": _text, "phone": _text, "email": _text}, ("id", "name")
    ),
}
_KEYS: Final = (*PATHS, "zone", *ONCE, *OFTEN, "source")


def faults(found: Mapping[str, Any]) -> list[str]:
    """Return everything that is wrong with what report.toml says."""
    told = [
        f"knows no {name!r}: it may have {', '.join(_KEYS)}."
        for name in found
        if name not in _KEYS
    ]
    rules: dict[str, Rule] = {**dict.fromkeys(PATHS, _text), "zone": _zone}
    told += _wrong(found, rules)
    for name, shape in ONCE.items():
        if name in found:
            told += _of_table(name, found[name], shape)
    for name, shape in OFTEN.items():
        told += _of_tables(name, found.get(name, []), shape)
    return told + _of_sources(found.get("source", []))


def _wrong(found: Mapping[str, Any], rules: Mapping[str, Rule]) -> list[str]:
    checked = ((name, rules[name](found[name])) for name in rules if name in found)
    return [f"{name} {wrong}" for name, wrong in checked if wrong]


def _of_table(place: str, table: Any, shape: Shape) -> list[str]:
    if not isinstance(table, dict):
        return [f"{place} is not a table: write [{place}] above its lines."]
    told = [f"has no {name}." for name in shape.needed if name not in table]
    told += [_unknown(name, shape) for name in table if name not in shape.keys]
    return [f"{place} {each}" for each in [*told, *_wrong(table, shape.keys)]]


def _unknown(name: str, shape: Shape) -> str:
    if is_secret(name):
        return f"has {name!r}: a secret belongs in the environment."
    return f"has {name!r}, which nothing reads{meant(name, shape.keys)}"


def _of_tables(place: str, tables: Any, shape: Shape) -> list[str]:
    if wrong := _no_list(place, tables):
        return [wrong]
    told = []
    seen: dict[object, int] = {}
    for number, table in enumerate(tables, 1):
        told += _of_table(f"{place} {number}", table, shape)
        first = seen.setdefault(table.get("id", number), number)
        if first != number:
            told.append(f"{place} {number} has the id of {place} {first}.")
    return told


def _no_list(place: str, tables: Any) -> str | None:
    if isinstance(tables, list) and all(isinstance(x, dict) for x in tables):
        return None
    return f"{place} is not a list of tables: write [[{place}]] before each."


def _of_sources(sources: Any) -> list[str]:
    if wrong := _no_list("source", sources):
        return [wrong]
    return [
        f"source {number} {fault}"
        for number, source in enumerate(sources, 1)
        for fault in _of_source(source)
    ]


def _of_source(source: Mapping[str, Any]) -> list[str]:
    told = []
    url = source.get("url")
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        told.append("has no url that begins with https://.")
    elif "@" in url.partition("//")[2].partition("/")[0]:
        told.append("has a password in its url: leave it to the prompt or to netrc.")
    if source.get("kind", "lrs") not in KINDS:
        told.append(f"has a kind that is none of {', '.join(KINDS)}.")
    told += [
        f"has {name!r}: a secret belongs in the environment or in netrc."
        for name in source
        if is_secret(name)
    ]
    return told


def is_secret(name: str) -> bool:
    """Say whether a key's name is that of a secret."""
    return any(word in name.lower() for word in _SECRETS)
