"""Turn answers as rows and resume codes have them into responses as xAPI has them."""

from collections.abc import Callable, Mapping
from typing import Final

_LETTERS: Final = 26
#: digits of the largest number that a resume code holds (36 to the 8th)
_MOST: Final = 60


def response(kind: str | None, letters: str) -> str:
    """Return SCORM 1.2 letters of an interaction type as xAPI writes them.

    xAPI 1.0.3, Data 2.4.5; SCORM 1.2 RTE, 3.4.7 (`a,c`, `t`, `a.2,b.1`, `7.5`).
    What already has the later form (SCORM 2004, 4.2.9) stays as it is.
    """
    if kind == "true-false":
        return {"t": "true", "f": "false"}.get(letters, letters)
    if kind in ("choice", "sequencing", "matching") and "[" not in letters:
        paired = letters.replace(".", "[.]") if kind == "matching" else letters
        return paired.replace(",", "[,]")
    return letters


def letters(kind: str, number: int) -> str:
    """Return the letters of an answer that the resume code holds as a number.

    `kind` is the block's, as the catalogue has it; an unknown one gives no letters.
    """
    read = _NUMBERS.get(kind)
    return read(number) if read and number > 0 else ""


def _letter(place: int) -> str:
    return chr(97 + place)


def _bits(number: int) -> str:
    return ",".join(_letter(place) for place in range(_LETTERS) if number >> place & 1)


def _digits(number: int) -> list[int]:
    digits: list[int] = []
    while number and len(digits) < _MOST:
        number, digit = divmod(number, 9)
        digits.append(digit)
    return digits


def _pairs(number: int) -> str:
    return ",".join(f"{_letter(n)}.{digit}" for n, digit in enumerate(_digits(number)))


def _order(number: int) -> str:
    return ",".join(_letter(digit - 1) for digit in _digits(number) if digit)


def _decimal(number: int) -> str:
    """Digits, places behind the point, and sign."""
    size = (number - 1) // 20 / 10 ** ((number - 1) // 2 % 10)
    shown = f"{size:.9f}".rstrip("0").rstrip(".")
    return f"-{shown}" if (number - 1) % 2 else shown


_NUMBERS: Final[Mapping[str, Callable[[int], str]]] = {
    "choice": _bits,
    "true-false": lambda number: {1: "t", 2: "f"}.get(number, ""),
    "match": _pairs,
    "sort": _pairs,
    "order": _order,
    "fill-in": lambda number: str(number - 1),
    "numeric": _decimal,
}
