"""Player source -> the words in it that a learner reads, and the source without them.

English words stand in the scripts, where a developer reads them: inside `J.t(...)`,
`J.count(n, one, many)`, or a table `J.texts(...)` of words that `J.t` is given later. A
package carries them in its page, as it does all words: the script is smaller, and a
translation replaces them instead of standing beside them.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_CALL = re.compile(r"\bJ\.(t|count|texts)\(")
_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<call>\bJ\.(?:t|count|texts)\()
    |(?P<compare>[=!]==?)
    |(?P<open>[(\[{])
    |(?P<close>[)\]}])
    |(?P<other>[\w$.]+|\S)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Literal:
    """Words in a script: from `start` to `end`, where literals are added up all of them.

    `call` is `t`, `count` or `texts`; `number` counts the words of one call from 0.
    """

    text: str
    start: int
    end: int
    line: int
    call: str
    number: int


@dataclass(slots=True)
class _Open:
    """A bracket that is not closed yet; `call` is empty where no words stand in it."""

    call: str
    count: int = 0


def literals(source: str) -> list[Literal]:
    """The words of a script, in order."""
    found: list[Literal] = []
    at = 0
    while match := _CALL.search(source, at):
        at = _read(source, match, found)
    return found


def _read(source: str, call: re.Match[str], found: list[Literal]) -> int:
    """Adds the words of one call, and of calls within it; where the call ends."""
    open_ = [_Open(call[1])]
    before = ""
    for kind, text, start in _tokens(source, call.end()):
        if kind == "close":
            open_.pop()
            if not open_:
                return start + 1
        elif kind == "call":
            open_.append(_Open(text[2:-1]))
        elif kind == "open":
            table = text != "(" and open_[-1].call == "texts"
            open_.append(_Open("texts" if table else ""))
        elif kind == "string" and open_[-1].call and before != "compare":
            _take(source, (text, start), open_[-1], found)
        before = kind
    return len(source)


def _tokens(source: str, at: int) -> Iterator[tuple[str, str, int]]:
    """(kind, text, start) of everything but comments and spaces."""
    for match in _TOKEN.finditer(source, at):
        if match.lastgroup != "comment":
            yield str(match.lastgroup), match.group(), match.start()


def _take(
    source: str, token: tuple[str, int], inside: _Open, found: list[Literal]
) -> None:
    text, start = token
    words, end = str(json.loads(text)), start + len(text)
    if found and source[found[-1].end : start].strip() == "+":
        found[-1] = replace(found[-1], text=found[-1].text + words, end=end)
        return
    line = source.count("\n", 0, start) + 1
    found.append(Literal(words, start, end, line, inside.call, inside.count))
    inside.count += 1


def taken_out(sources: Sequence[str]) -> tuple[list[str], list[str]]:
    """Sources with `J.words[n]` for all words, and the words of all in order.

    The same words have one number. A source keeps its line count.
    """
    words: dict[str, int] = {}
    return [_without(source, words) for source in sources], list(words)


def _without(source: str, words: dict[str, int]) -> str:
    parts, at = [], 0
    for each in literals(source):
        number = words.setdefault(each.text, len(words))
        lines = "\n" * source.count("\n", each.start, each.end)
        parts += [source[at : each.start], f"J.words[{number}]", lines]
        at = each.end
    return "".join([*parts, source[at:]])
