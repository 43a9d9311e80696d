"""What a translation must not lose: numbers, values to come, links, sources, emphasis."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from janeschool_scorm.markdown import tokens

#: A value to come, and any brace that could be taken for one.
_VALUE = re.compile(r"\{[^{}]*\}?|\}")
#: What a learner does not read: values to come, attributes, addresses.
_UNREAD = re.compile(r"\{[^}]*\}|\]\([^)]*\)")
_DIGITS = re.compile(r"\d+")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
#: Where none of these is, Markdown is plain words.
_MARK = re.compile(r"[*_`\[\]<>\\|~!&]|^[ ]*(?:[#>+=-]|\d+[.)])|\n")
_NAMES = {
    "strong_open": "bold",
    "em_open": "italics",
    "link_open": "link",
    "span_open": "span",
    "image": "picture",
    "hardbreak": "line break",
    "code_inline": "code",
}


def lost(words: str, said: str, *, markdown: bool = False) -> Iterator[tuple[str, str]]:
    """(code, sentence) for each thing that `said` has not as `words` has it."""
    if markdown:
        yield from _markup(words, said)
    else:
        yield from _differ("T203", _VALUE.findall(words), _VALUE.findall(said))
    # A hotline's number, an hour, a mark to pass: none of them is a matter of language.
    yield from _differ("T204", _digits(words), _digits(said))


def _digits(text: str) -> list[str]:
    return _DIGITS.findall(_UNREAD.sub(" ", text))


def _differ(
    code: str, old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, str]]:
    gone, more = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for each in gone:
        yield code, f"{each} is missing"
    for each in more:
        yield code, f"{each} is not in the original"


def _markup(words: str, said: str) -> Iterator[tuple[str, str]]:
    if not _MARK.search(words) and not _MARK.search(said):
        return
    tag = _TAG.search(said)
    if tag and not _TAG.search(words):
        yield "T203", f"HTML tag {tag.group()}: use Markdown"
    old, new = tokens(words), tokens(said)
    if [each.type for each in old] != [each.type for each in new]:
        yield "T203", "its first sign makes a list, a heading or another block of it"
        return
    yield from _differ("T203", _marks(old[1].children), _marks(new[1].children))


def _marks(children: Sequence[Any] | None) -> list[str]:
    """Every mark inside the text; a span with its attributes and the numbers in it."""
    found = []
    for n, child in enumerate(children or ()):
        name = _NAMES.get(child.type)
        # `[accommodation]{lang=en}`: only a translation has a foreign word to mark.
        if name is None or set(child.attrs) == {"lang"}:
            continue
        facts = [f"{key}={value}" for key, value in sorted(child.attrs.items())]
        if child.type == "span_open":
            facts += _DIGITS.findall(_inside((children or ())[n:]))
        if child.type == "code_inline":
            facts = [child.content]
        found.append(" ".join([name, *facts]))
    return found


def _inside(children: Sequence[Any]) -> str:
    """The words of the span that the first child opens."""
    words, depth = "", 0
    for child in children:
        depth += (child.type == "span_open") - (child.type == "span_close")
        if not depth:
            break
        words += f" {child.content}"
    return words
