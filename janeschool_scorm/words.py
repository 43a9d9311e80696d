"""Player source -> the same without its sentences, and the sentences by number.

English words stand in the scripts, where a developer reads them. A package carries them
in its page, as it does all words: the script is smaller, and a translation replaces
them instead of standing beside them.
"""

import json
import re
from collections.abc import Sequence

_LITERAL = r'"(?:[^"\\\n]|\\.)*"'
_JOINED = re.compile(rf"({_LITERAL})(?:\s*\+\s*{_LITERAL})+")
_EACH = re.compile(_LITERAL)
#: A sentence: it starts with a capital or a number to come, and has a space in it.
_SENTENCE = re.compile(r'^"(?:[A-Z\u201c]|\{)[^"]* [^"]*"$')
_SHORTEST = 14


def taken_out(sources: Sequence[str]) -> tuple[list[str], list[str]]:
    """Sources with `J.words[n]` for each sentence, and the sentences of all in order.

    Literals that are added up are one sentence. A source keeps its line count.
    """
    words: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        literal = match.group()
        if len(literal) < _SHORTEST or not _SENTENCE.match(literal):
            return literal
        text = json.loads(literal)
        return f"J.words[{words.setdefault(text, len(words))}]"

    joined = [_JOINED.sub(lambda match: _one(match.group()), each) for each in sources]
    return [_EACH.sub(numbered, each) for each in joined], list(words)


def _one(literals: str) -> str:
    """`"a " + "b"` as one literal, with the line ends that were in between."""
    text = "".join(json.loads(part) for part in _EACH.findall(literals))
    return json.dumps(text, ensure_ascii=False) + "\n" * literals.count("\n")
