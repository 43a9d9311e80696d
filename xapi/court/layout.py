"""Say what a layout takes: blocks of finished text, and how long a page may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

Block = dict[str, Any]
Content = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """How much of a document is said: the longest form that fits on a page is taken."""

    size: float  #: of the letters, in points: never under 10
    pad: float  #: above and below each line of a table, in points
    listed: int  #: late check-ins, and conflicts, that are listed one by one
    order: bool = True  #: is the order quoted?


#: from the full page to the shortest; docs/court-page.md says what each leaves out
FORMS: Final = (
    Form(11.5, 2, 40),
    Form(10.5, 1, 40),
    Form(10, 0.5, 40),
    Form(10, 0.5, 6),
    Form(10, 0.5, 3),
    Form(10, 0.5, 0, order=False),
)


def heading(text: str) -> Block:
    """Return a heading."""
    return {"is": "heading", "text": text}


def text(words: str) -> Block:
    """Return a paragraph."""
    return {"is": "text", "text": words}


def small(words: str) -> Block:
    """Return a paragraph for who checks the page: 9 points."""
    return {"is": "small", "text": words}


def fixed(words: str) -> Block:
    """Return a paragraph in letters of one width, for a machine's numbers."""
    return {"is": "fixed", "text": words}


def table(
    columns: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]
) -> Block:
    """Return a table; its first row is one of header cells."""
    made = [[breakable(cell) for cell in row] for row in rows]
    return {
        "is": "table",
        "columns": list(columns),
        "widths": list(widths),
        "rows": made,
    }


#: letters without a space that a column takes, and a whole line
_COLUMN: Final = 26
LINE: Final = 70


def breakable(words: str, room: int = _COLUMN) -> str:
    """Return a text in which a word that is longer than its room may be broken.

    U+200B is where (Unicode, UAX 14: ZW): it has no width and no ink.
    """
    return " ".join(
        word if len(word) <= room else "\u200b".join(word) for word in words.split(" ")
    )
