"""JavaScript text -> the same text without comments, and without what strings say.

No parser: a scanner that knows comments, strings, template literals and regular
expressions apart (ECMAScript 2025, clause 12), so that rules may look at code as code
and never alarm about words in a comment. Both views keep every offset of the source.
Its time is linear in the text, whatever the text; what it does not understand it reads
as code.
"""

import re
from dataclasses import dataclass

#: What may begin something that is not code, and what decides how a slash reads.
_NEXT = re.compile(r"""["'`/(){}]""")
#: In pages, old scripts hide behind `<!--`: a comment to the line's end (annex B.1.1).
_NEXT_IN_PAGE = re.compile(r"""["'`/(){}]|^[ \t]*(?:<!--|-->)""", re.M)
_LINE = re.compile(r"[^\n\r\u2028\u2029]*+")
_STRINGS = {
    '"': re.compile(r'"(?:[^"\\\n\r]|\\(?:\r\n|[\s\S]))*+"'),
    "'": re.compile(r"'(?:[^'\\\n\r]|\\(?:\r\n|[\s\S]))*+'"),
}
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\[\s\S]|\$(?!\{))*+")
#: Longest regular expression that is looked for: tables of emoji reach 15,000.
_LONGEST = 50_000
_REGEX = re.compile(
    r"/(?![*/])(?:[^\\/\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*+\]){1,"
    + str(_LONGEST)
    + r"}+/\w*+"
)
_WORD_BEFORE = re.compile(r"[\w$]+\Z")
#: After these words an expression begins, so a slash opens a regular expression.
_BEFORE_REGEX = frozenset(
    [
        "return",
        "typeof",
        "case",
        "do",
        "else",
        "in",
        "instanceof",
        "new",
        "void",
        "delete",
        "throw",
        "yield",
        "await",
        "of",
    ]
)
#: After `)` of these a statement begins.
_HEADS = frozenset(("if", "while", "for", "with"))
_USED = re.compile(r"\s*(?:[.,;)\]]|$)")
_BLANK = re.compile(r"[^\n\r\u2028\u2029]++")


@dataclass(frozen=True, slots=True)
class Script:
    """A source, and two views of it with the same offsets.

    `code` has no comments and no regular expressions; `bare` has also no words inside
    strings. Where the two differ at an offset, that offset is inside a string.
    """

    source: str
    code: str
    bare: str

    def in_string(self, offset: int) -> bool:
        return self.code[offset] != self.bare[offset]


class _Scan:
    """One pass over a source; `code` and `bare` grow piece by piece."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.code: list[str] = []
        self.bare: list[str] = []
        self.done = 0  # everything before is in the views
        self.last = ""  # the last piece of code, for how a slash reads
        self.heads: list[bool] = []  # for each open `(`: after if, while, for, with?
        self.after_head = False  # is the last code the `)` of such a head?
        self.braces: list[int] = []  # for each open template: depth of braces in it
        self.no_regex_until = 0

    def whole(self) -> Script:
        at = 0
        hidden = "<!--" in self.source
        following = _NEXT_IN_PAGE if hidden else _NEXT
        while (found := following.search(self.source, at)) is not None:
            at = self._step(found.start(), found[0])
        self._keep(len(self.source))
        return Script(self.source, "".join(self.code), "".join(self.bare))

    def _step(self, at: int, mark: str) -> int:
        if mark in "\"'":
            return self._string(at, mark)
        if mark == "`":
            return self._template(at)
        if mark == "/":
            return self._slash(at)
        if mark in "(){}":
            return self._bracket(at, mark)
        return self._drop(at, _end(_LINE, self.source, at))

    def _keep(self, end: int) -> None:
        """Code up to `end` goes into both views."""
        if end > self.done:
            piece = self.source[self.done : end]
            self.code.append(piece)
            self.bare.append(piece)
            self.done = end
            if not piece.isspace():
                self.last = piece
                self.after_head = False

    def _drop(self, at: int, end: int) -> int:
        """A comment or a regular expression goes out of both."""
        self._keep(at)
        blank = _blank(self.source[at:end])
        self.code.append(blank)
        self.bare.append(blank)
        self.done = end
        return end

    def _quote(self, start: int, end: int) -> None:
        """What a string says goes into `code` alone."""
        self._keep(start)
        words = self.source[start:end]
        self.code.append(words)
        self.bare.append(_blank(words))
        self.done = end

    def _string(self, at: int, mark: str) -> int:
        found = _STRINGS[mark].match(self.source, at)
        if found is None:  # never closed: JavaScript ends it with the line, as a fault
            end = _end(_LINE, self.source, at)
            self._quote(at + 1, end)
        else:
            end = found.end()
            self._quote(at + 1, end - 1)
            self._keep(end)
        self.last = mark
        return end

    def _template(self, at: int) -> int:
        """From a backtick, or the brace that ends an expression, to the next of either."""
        end = _end(_TEMPLATE, self.source, at + 1)
        self._quote(at + 1, end)
        if self.source.startswith("${", end):
            self._keep(end + 2)
            self.braces.append(0)
            return end + 2
        self._keep(min(end + 1, len(self.source)))
        self.last = "`"
        return end + 1

    def _bracket(self, at: int, mark: str) -> int:
        self._keep(at)
        if mark == "(":
            self.heads.append(self._word() in _HEADS)
        if mark in "{}" and self.braces and self._brace(mark):
            return self._template(at)
        self._keep(at + 1)
        self.after_head = mark == ")" and bool(self.heads) and self.heads.pop()
        return at + 1

    def _brace(self, mark: str) -> bool:
        """Does this brace end the expression inside a template?"""
        if mark == "}" and self.braces[-1] == 0:
            self.braces.pop()
            return True
        self.braces[-1] += 1 if mark == "{" else -1
        return False

    def _slash(self, at: int) -> int:
        if self.source.startswith("//", at):
            return self._drop(at, _end(_LINE, self.source, at))
        if self.source.startswith("/*", at):
            end = self.source.find("*/", at + 2)
            return self._drop(at, len(self.source) if end < 0 else end + 2)
        self._keep(at)
        found = self._regex(at)
        return at + 1 if found is None else self._regex_out(at, found)

    def _regex_out(self, at: int, end: int) -> int:
        self._drop(at, end)
        self.last = "/x"  # as after a name: the next slash divides
        return end

    def _regex(self, at: int) -> int | None:
        """The end of the regular expression that begins here, if one does."""
        if at < self.no_regex_until:
            return None
        before = self.last.rstrip()[-2:]
        if not self._may_begin(before):
            return None
        found = _REGEX.match(self.source, at)
        if found is None:
            self.no_regex_until = (
                at + _LONGEST
            )  # else hostile text is read over and over
            return None
        if before.endswith("}") and not _USED.match(self.source, found.end()):
            return None
        return found.end()

    def _may_begin(self, before: str) -> bool:
        if before.endswith(")"):
            return self.after_head
        if before in ("++", "--") or before[-1:] in ("]", '"', "'", "`"):
            return False
        if before[-1:].isalnum() or before[-1:] in ("_", "$"):
            return self._word() in _BEFORE_REGEX
        return before != "/x"

    def _word(self) -> str:
        """The word that the code so far ends with."""
        found = _WORD_BEFORE.search(self.last.rstrip()[-12:])
        return found[0] if found else ""


def _end(pattern: re.Pattern[str], source: str, at: int) -> int:
    found = pattern.match(source, at)
    return found.end() if found else at


def _blank(words: str) -> str:
    """As many spaces; line ends stay, so that lines do."""
    return _BLANK.sub(lambda line: " " * len(line[0]), words)


def scanned(source: str) -> Script:
    """The two views of a source."""
    return _Scan(source).whole()
