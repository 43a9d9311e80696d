"""Markdown -> its paragraphs, headings, list items and cells, and back with other words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from janeschool_scorm.markdown import tokens

_BREAK = re.compile(r"(?:\\|[ ]{2,})$")
_NOTES = {"heading_open": "heading", "th_open": "table", "td_open": "table"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One run of words, on one line but for hard breaks.

    `line` counts from 0. It stands from `start` to `end` in the text; `indent` is what a
    further line of it begins with.
    """

    words: str
    note: str
    line: int
    start: int
    end: int
    indent: str


def paragraphs(text: str) -> list[Paragraph]:
    """All of them, in order. What is no prose, such as a code listing, is none."""
    return list(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    starts = [0, *(match.end() for match in re.finditer(r"\n", text))]
    at, note = 0, ""
    for token in tokens(text):
        note = _NOTES.get(token.type, "" if token.nesting == 1 else note)
        if token.type != "inline" or not token.map or not token.content.strip():
            continue
        # Indentation is no words, and of a tab in it the parser may leave some spaces.
        pieces = [piece.lstrip() for piece in token.content.split("\n")]
        at = max(at, starts[token.map[0]])
        start = _find(text, pieces[0], at)
        at = start
        for piece in pieces:
            at = _find(text, piece, at) + len(_there(text, piece, at))
        first = text.rfind("\n", 0, start) + 1
        indent = re.sub(r"[^>\s]", " ", text[first:start])
        line = text.count("\n", 0, start)
        yield Paragraph(_joined(pieces), note, line, start, at, indent)


def _there(text: str, piece: str, at: int) -> str:
    """The piece as it was typed: in a table a bar has a backslash before it."""
    barred = piece.replace("|", "\\|")
    return barred if text.find(barred, at) >= 0 else piece


def _find(text: str, piece: str, at: int) -> int:
    found = text.find(_there(text, piece, at), at)
    assert found >= 0, f"{piece!r} is not in its Markdown"
    return found


def _joined(pieces: Sequence[str]) -> str:
    """Lines that an editor broke are one; a break that the author typed stays."""
    words = pieces[0].strip()
    for before, piece in pairwise(pieces):
        hard = _BREAK.search(before)
        bare = words.removesuffix("\\").rstrip() if hard else words
        words = f"{bare}\\\n{piece.strip()}" if hard else f"{bare} {piece.strip()}"
    return words


def replaced(text: str, old: Sequence[Paragraph], words: Sequence[str]) -> str:
    """The Markdown with those words in the place of its old paragraphs, in order."""
    parts, at = [], 0
    for each, new in zip(old, words, strict=True):
        if each.words == new:
            new = text[each.start : each.end]
        else:
            new = new.replace("\n", f"\n{each.indent}")
            new = _barred(new) if each.note == "table" else new
        parts += [text[at : each.start], new]
        at = each.end
    return "".join([*parts, text[at:]])


def _barred(words: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", words)
