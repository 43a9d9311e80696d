"""Right answers -> keys that keep them out of plain sight, and orders that an id decides.

A key cannot hide an answer from someone who computes it, and does not pretend to. The
player's side is `player/answers.js`.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256

#: Letters and digits that name parts in SCORM 1.2 responses, such as `a.2,b.1`.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Digits that name the options of a survey in a response; the first is 1.
BASE_36 = "0123456789" + LETTERS

_IGNORED = re.compile(r"[\u0300-\u036f\s'\u2018\u2019-]")


def fnv(text: str) -> int:
    """FNV-1a, 32 bit, of ASCII text."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def answer_key(course: str, item: str, answer: str) -> str:
    """8 hexadecimal digits of course, item and answer."""
    return f"{fnv(f'{course}/{item}={answer}'):08x}"


def fold(words: str) -> str:
    """The words as they are compared: without case, accents, spaces, hyphens, apostrophes."""
    return _IGNORED.sub("", unicodedata.normalize("NFKD", words.lower()))


def word_keys(course: str, item: str, words: Iterable[str]) -> str:
    """A key for each accepted word or phrase, in order, joined by commas."""
    folded = (fold(each).encode("utf-16-be").hex() for each in words)
    return ",".join(answer_key(course, item, each) for each in folded)


def range_key(course: str, item: str, low: Decimal, high: Decimal) -> str:
    """Both ends of the range that is right, scrambled; always 50 hexadecimal digits."""
    text = f"{low:>12f}:{high:>12f}"
    return "".join(
        f"{ord(sign) ^ fnv(f'{course}/{item}#{place}') & 0xFF:02x}"
        for place, sign in enumerate(text)
    )


def shuffled(item: str, count: int) -> tuple[int, ...]:
    """The numbers 0 to count - 1 in an order of the item's own, never the plain one."""
    plain = tuple(range(count))
    order = sorted(plain, key=lambda n: sha256(f"{item}/{n}".encode()).digest())
    return tuple(order) if tuple(order) != plain else (*plain[1:], *plain[:1])


def matching(sources: Iterable[str], targets: Iterable[str]) -> dict[str, object]:
    """Terms by letter and meanings by number, as a matching interaction of xAPI."""
    numbered = [(str(n), text) for n, text in enumerate(targets, start=1)]
    lettered = list(zip(LETTERS, sources, strict=False))
    return {"type": "matching", "source": lettered, "target": numbered}
