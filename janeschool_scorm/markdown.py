"""Markdown text with colon fences -> prose and raw blocks that know their lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from janeschool_scorm.problems import Place, Problem

_OPEN = re.compile(r"^:::\s*\{\s*([^}\s]*)\s*\}\s*(\S*)\s*$")
_FENCE = re.compile(r"^:::")
_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_COMMENT = re.compile(r"^<!--.*-->\s*$")
#: `![` is a picture (a figure block), `](http` a link out of the course.
SPAN_ATTRIBUTES = frozenset({"source", "class", "lang"})


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A colon fence as it was typed: its body is YAML, not yet read."""

    kind: str
    id: str
    body: str
    place: Place
    body_line: int


@dataclass(frozen=True, slots=True)
class RawProse:
    """Markdown between two fences."""

    text: str
    place: Place


Raw = RawBlock | RawProse


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.use(attrs_plugin, spans=True, allowed=sorted(SPAN_ATTRIBUTES))


_MARKDOWN = _parser()


@lru_cache(maxsize=8192)
def to_html(text: str) -> str:
    """The Markdown as HTML; raw HTML in it is text, never markup."""
    return str(_MARKDOWN.render(text))


def tokens(text: str) -> list[Token]:
    """The Markdown's tokens, blocks with their line map (from 0)."""
    return _MARKDOWN.parse(text)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The words of the Markdown alone, one line a block."""
    return "\n".join(
        "".join(
            child.content if child.type in ("text", "code_inline") else " "
            for child in token.children or ()
        )
        for token in tokens(text)
        if token.type == "inline"
    )


def split(
    text: str, *, path: str, first_line: int = 1
) -> tuple[list[Raw], list[Problem]]:
    """Prose and fences of one file, in order, and the faults of the fences."""
    splitter = _Splitter(path, first_line)
    for line in text.split("\n"):
        splitter.take(line)
    return splitter.finish()


class _Splitter:
    """Reads line by line: it has a life, so it is a class."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.line = first_line - 1
        self.raws: list[Raw] = []
        self.problems: list[Problem] = []
        self.prose: list[str] = []
        self.prose_line = first_line
        self.fence: tuple[str, str, int] | None = None
        self.body: list[str] = []
        self.code = ""

    def take(self, line: str) -> None:
        self.line += 1
        if self.fence is not None:
            self._inside(line)
        elif self._in_code(line):
            self.prose.append(line)
        elif _FENCE.match(line):
            self._opened(line)
        else:
            self.prose.append(line)

    def _in_code(self, line: str) -> bool:
        """Colons inside a code listing are text."""
        mark = _CODE.match(line)
        if self.code:
            if mark and line.strip().startswith(self.code):
                self.code = ""
            return True
        if mark:
            self.code = mark.group(1)
        return bool(mark)

    def _inside(self, line: str) -> None:
        if line.rstrip() == ":::":
            self._closed()
        elif _OPEN.match(line):
            self._fault("the block above is not closed: write ::: on a line of its own")
            self._closed()
            self._opened(line)
        else:
            self.body.append(line)

    def _opened(self, line: str) -> None:
        match = _OPEN.match(line)
        if line.rstrip() == ":::":
            self._fault("::: closes a block, but none is open")
        elif match is None or not match.group(1):
            self._fault(f"'{line.strip()}' opens no block: write :::{{kind}} id")
        else:
            self._flush()
            self.fence = (match.group(1), match.group(2), self.line)
            self.body = []

    def _closed(self) -> None:
        if self.fence is not None:
            kind, name, line = self.fence
            body = "\n".join(self.body)
            place = Place(self.path, line)
            self.raws.append(RawBlock(kind, name, body, place, line + 1))
        self.fence = None
        self.prose_line = self.line + 1

    def _flush(self) -> None:
        text = "\n".join(self.prose)
        if text.strip():
            self.raws.append(RawProse(text, Place(self.path, self.prose_line)))
        self.prose = []
        self.prose_line = self.line + 1

    def _fault(self, text: str) -> None:
        self.problems.append(Problem(Place(self.path, self.line), "C201", text))

    def finish(self) -> tuple[list[Raw], list[Problem]]:
        if self.fence is not None:
            kind, _, line = self.fence
            text = f"the {kind} block is never closed: write ::: on a line of its own"
            self.problems.append(Problem(Place(self.path, line), "C201", text))
            self._closed()
        self._flush()
        return self.raws, self.problems


def prose_problems(raw: RawProse, *, headings: list[int]) -> list[Problem]:
    """Faults of headings, raw HTML, links and spans; `headings` holds the levels so far."""
    found = list(_html_problems(raw))
    for token in tokens(raw.text):
        place = _place(raw, token)
        if token.type == "heading_open":
            found += _heading_problems(int(token.tag[1]), place, headings)
        if token.type == "inline":
            found += _inline_problems(token.children or [], place, raw)
    return found


def _place(raw: RawProse, token: Token) -> Place:
    line = token.map[0] if token.map else 0
    return Place(raw.place.path, raw.place.line + line)


def _html_problems(raw: RawProse) -> Iterator[Problem]:
    code = False
    for number, line in enumerate(raw.text.split("\n")):
        if _CODE.match(line):
            code = not code
        bare = re.sub(r"`[^`]*`", lambda m: " " * len(m.group()), line)
        tag = _TAG.search(bare)
        if tag and not code and not _is_autolink(tag.group()):
            place = Place(raw.place.path, raw.place.line + number, tag.start() + 1)
            yield Problem(place, "C205", f"HTML tag {tag.group()}: use Markdown")


def _is_autolink(tag: str) -> bool:
    return ":" in tag or "@" in tag


def _heading_problems(level: int, place: Place, seen: list[int]) -> list[Problem]:
    last = seen[-1] if seen else 1
    seen.append(level)
    if level == 1:
        text = "the lesson's title is its first heading: start at ##"
        return [Problem(place, "C204", text)]
    if level > last + 1:
        text = f"heading of level {level} after one of level {last}"
        return [Problem(place, "C204", text)]
    return []


def _inline_problems(
    children: Sequence[Token], place: Place, raw: RawProse
) -> Iterator[Problem]:
    for child in children:
        if child.type == "link_open":
            target = str(child.attrs.get("href", ""))
            if not target.startswith("#"):
                text = f"link to '{target}': write the address as plain text"
                yield Problem(_find(raw, place, target), "L103", text)
        if child.type == "image":
            text = "a picture in the text: use a figure block"
            yield Problem(_find(raw, place, "!["), "L103", text)


def _find(raw: RawProse, place: Place, needle: str) -> Place:
    """Line and column of `needle` at or after the block's first line."""
    lines = raw.text.split("\n")
    for number in range(place.line - raw.place.line, len(lines)):
        column = lines[number].find(needle)
        if column >= 0:
            return Place(place.path, raw.place.line + number, column + 1)
    return place


def front_matter(text: str) -> tuple[str, str, int] | None:
    """YAML head, the rest, and the rest's first line; None without a closed head."""
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return (
                "\n".join(lines[1:number]),
                "\n".join(lines[number + 1 :]),
                number + 2,
            )
    return None
