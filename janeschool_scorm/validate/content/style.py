"""CSS text -> the addresses that it loads, with their offsets."""

import re
from collections.abc import Iterator

#: Comments, strings and addresses (CSS Syntax 4); the rest is of no interest here.
_TOKEN = re.compile(
    r"""/\*[\s\S]*?(?:\*/|\Z)"""
    r"""|url\(\s*+(?:"(?P<double>[^"\n]*+)"|'(?P<single>[^'\n]*+)'|(?P<bare>[^\s"'()]*+))\s*+\)"""
    r"""|@import\s++(?:"(?P<import2>[^"\n]*+)"|'(?P<import1>[^'\n]*+)')"""
    r"""|@namespace[^;{}]*+"""
    r"""|"(?:[^"\\\n]|\\[\s\S])*+"?|'(?:[^'\\\n]|\\[\s\S])*+'?""",
    re.I,
)


def addresses(source: str) -> Iterator[tuple[str, int]]:
    """Each address that a style sheet loads, and where it stands; never one in a comment."""
    for found in _TOKEN.finditer(source):
        name = found.lastgroup
        if name is not None and found[name]:
            yield found[name], found.start(name)
