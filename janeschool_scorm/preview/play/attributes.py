"""Elements and attributes of a manifest -> JSON values; what says nothing is left out."""

import math
from collections.abc import Iterator
from typing import Any

from lxml import etree

_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that name in any namespace: tools do not agree on prefixes."""
    return element.iterchildren(f"{{*}}{name}")


def said(element: etree._Element, name: str, default: str = "") -> str:
    """The attribute without spaces around it, which identifiers may have there."""
    return element.get(name, default).strip()


def flags(element: etree._Element, names: tuple[str, ...]) -> dict[str, Any]:
    """Those of the names that say yes or no (XML Schema 2, 3.2.2)."""
    given = ((name, element.get(name, "").strip()) for name in names)
    return {name: _BOOLEANS[text] for name, text in given if text in _BOOLEANS}


def words(element: etree._Element, names: tuple[str, ...]) -> dict[str, Any]:
    """Those of the names that say anything."""
    return {name: text.strip() for name in names if (text := element.get(name))}


def numbers(element: etree._Element, names: tuple[str, ...]) -> dict[str, Any]:
    """Those of the names that say a number."""
    found: dict[str, Any] = {}
    for name in names:
        found |= number(name, element.get(name))
    return found


def number(name: str, text: str | None) -> dict[str, Any]:
    """`{name: number}`, or nothing where the text is none."""
    try:
        value = float(text or "")
    except ValueError:
        return {}
    if not math.isfinite(value):
        return {}
    return {name: int(value) if value.is_integer() else value}
