"""A call in a script -> its arguments, as far as they are plain to see."""

import re

from janeschool_scorm.validate.content.script import Script

#: Arguments further from the parenthesis are not looked for, nor what is deeper in it:
#: whole functions are passed too, and hostile text has calls in calls in calls.
_FAR = 1_000
_DEEP = 16
_MARK = re.compile(r"[()\[\]{},]")
_LITERAL = re.compile(r"""\s*(?:"([^"]*+)"|'([^']*+)'|`([^`$]*+)`)\s*""")


def arguments(script: Script, opening: int) -> list[tuple[int, int]]:
    """The spans of a call's arguments; `opening` is the offset after its parenthesis."""
    spans, start, depth = [], opening, 0
    for found in _MARK.finditer(script.bare, opening, opening + _FAR):
        mark = found[0]
        if mark in "([{":
            depth += 1
            if depth > _DEEP:
                break
        elif mark == "," and depth == 0:
            spans.append((start, found.start()))
            start = found.end()
        elif mark != ",":
            if depth == 0:
                return [*spans, (start, found.start())]
            depth -= 1
    return spans


def literal(script: Script, span: tuple[int, int]) -> str | None:
    """What a plain string says; None for every other expression."""
    found = _LITERAL.fullmatch(script.code, *span)
    if found is None:
        return None
    return next(words for words in found.groups() if words is not None)
