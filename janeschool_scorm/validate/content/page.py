"""HTML text -> its elements in order, with their attributes and the offset of each.

A tokenizer after HTML 13.2.5, as far as rules need one: comments, raw text and quotes
are told apart as a browser does, so what a comment holds is never taken for a tag.
Missing end tags are not invented; time and memory are bounded for any text.
"""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: A page with more is a hostile one, or data: the rest is not judged.
MOST_ELEMENTS = 200_000
#: Browsers themselves stop nesting at 512 (Chrome's HTML parser).
DEEPEST = 512

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
#: Their content is no markup; that of `noscript` is none where scripts run.
RAW = frozenset(
    [
        "script",
        "style",
        "textarea",
        "title",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
    ]
)
_MARKUP = re.compile(r"<(?:!--|!|\?|/?[a-zA-Z])")
_COMMENT_END = re.compile(r"--!?>")
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*=\s*(?:"([^"]*+)"?|'([^']*+)'?|([^\s>]*+)))?"""
)
_TAG_END = re.compile(r"[\s/]*+(>?)")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in sorted(RAW)}
_HIDDEN_STYLE = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")


class Attribute(NamedTuple):
    """A value as the page means it, and the offset where it stands (or its name does)."""

    value: str
    at: int


@dataclass(slots=True)
class Element:
    """One start tag, and what was learned of it until its end."""

    name: str
    at: int
    attributes: Mapping[str, Attribute]
    parent: "Element | None" = None
    hidden: bool = False  # it or what holds it is not shown, or not in the page yet
    label: bool = False  # it is inside a label
    said: bool = False  # it holds words, or something that has a name
    holds: bool = False  # it holds other elements
    inner: tuple[int, int] = (0, 0)  # where its raw text begins and ends

    def get(self, name: str) -> str | None:
        """The value of an attribute, without space around it; None if it is not there."""
        found = self.attributes.get(name)
        return None if found is None else found.value.strip()

    def where(self, name: str) -> int:
        return self.attributes[name].at

    def above(self) -> Iterator["Element"]:
        """What holds it, from the nearest on; in a bottomless page not all of it."""
        one, far = self.parent, 0
        while one is not None and far < DEEPEST:
            yield one
            one, far = one.parent, far + 1


def _lists() -> dict[str, list[Element]]:
    return defaultdict(list)


@dataclass(slots=True)
class Page:
    """The elements in their order. `doctype`: the page says that it is a document."""

    source: str
    elements: list[Element] = field(default_factory=list)
    by_name: dict[str, list[Element]] = field(default_factory=_lists)
    by_attribute: dict[str, list[Element]] = field(default_factory=_lists)
    doctype: bool = False

    def named(self, *names: str) -> Sequence[Element]:
        """Elements of these names, in order."""
        if len(names) == 1:
            return self.by_name.get(names[0], ())
        found = [each for name in names for each in self.by_name.get(name, ())]
        return sorted(found, key=lambda each: each.at)

    def having(self, attribute: str) -> Sequence[Element]:
        """Elements with that attribute, in order."""
        return self.by_attribute.get(attribute, ())

    def add(self, element: Element) -> None:
        self.elements.append(element)
        self.by_name[element.name].append(element)
        for attribute in element.attributes:
            self.by_attribute[attribute].append(element)

    def words(self, element: Element) -> str:
        """The raw text of a script, style or title."""
        return self.source[slice(*element.inner)]


class _Reader:
    """One pass over a page."""

    def __init__(self, source: str) -> None:
        self.page = Page(source)
        self.open: list[Element] = []
        self.names: Counter[str] = Counter()  # of what is open: no search in vain

    def whole(self) -> Page:
        source, at = self.page.source, 0
        while (found := _MARKUP.search(source, at)) is not None:
            self._text(at, found.start())
            at = self._markup(found.start(), found[0])
            if len(self.page.elements) >= MOST_ELEMENTS:
                break
        else:
            self._text(at, len(source))
        self._close(0)
        return self.page

    def _text(self, start: int, end: int) -> None:
        if self.open and not self.open[-1].said and end > start:
            words = self.page.source[start:end].replace("&nbsp;", " ")
            self.open[-1].said = not words.isspace()

    def _markup(self, at: int, mark: str) -> int:
        source = self.page.source
        if mark == "<!--":
            found = _COMMENT_END.search(source, at + 2)
            return found.end() if found else len(source)
        if mark in ("<!", "<?"):
            self.page.doctype |= source[at : at + 9].lower() == "<!doctype"
            end = source.find(">", at)
            return end + 1 if end >= 0 else len(source)
        if mark.startswith("</"):
            return self._end_tag(at)
        return self._start_tag(at)

    def _end_tag(self, at: int) -> int:
        source = self.page.source
        name = _named(source, at + 2)
        if self.names[name]:
            depth = len(self.open) - 1
            while self.open[depth].name != name:
                depth -= 1
            self._close(depth)
        end = source.find(">", at)
        return end + 1 if end >= 0 else len(source)

    def _close(self, depth: int) -> None:
        """What is open from that depth on ends here; a name inside names what holds it."""
        while len(self.open) > depth:
            one = self.open.pop()
            self.names[one.name] -= 1
            if self.open and not one.hidden and one.said:
                self.open[-1].said = True

    def _start_tag(self, at: int) -> int:
        source = self.page.source
        name = _named(source, at + 1)
        attributes, end = _attributes(source, at + 1 + len(name))
        element = self._element(name, at, attributes)
        self.page.add(element)
        if name in _VOID or (source[end - 2 : end] == "/>" and self.names["svg"]):
            if element.said and not element.hidden and self.open:
                self.open[-1].said = True
            return end
        if name in RAW:
            return self._raw(element, end)
        self.open.append(element)
        self.names[name] += 1
        return end

    def _raw(self, element: Element, start: int) -> int:
        found = _RAW_END[element.name].search(self.page.source, start)
        end = found.start() if found else len(self.page.source)
        element.inner = (start, end)
        if element.name in ("textarea", "title") and self.open:
            words = self.page.source[start:end]
            self.open[-1].said |= bool(words.strip()) and element.name == "title"
        after = self.page.source.find(">", end)
        return after + 1 if after >= 0 else len(self.page.source)

    def _element(
        self, name: str, at: int, attributes: Mapping[str, Attribute]
    ) -> Element:
        parent = self.open[-1] if self.open else None
        element = Element(name, at, attributes, parent)
        if parent is not None:
            parent.holds = True
            element.hidden = parent.hidden
            element.label = parent.label or parent.name == "label"
        element.hidden = element.hidden or _hidden(element)
        element.said = bool(attributes) and _has_name(element)
        return element


def _named(source: str, at: int) -> str:
    found = _NAME.match(source, at)
    return found[0].lower() if found else ""


def _attributes(source: str, at: int) -> tuple[dict[str, Attribute], int]:
    """The attributes of a tag, the first of each name, and the offset after the tag."""
    attributes: dict[str, Attribute] = {}
    while (found := _ATTRIBUTE.match(source, at)) is not None:
        group = found.lastindex or 1
        value = found[group] if group > 1 else ""
        if "&" in value:
            value = html.unescape(value)
        attributes.setdefault(found[1].lower(), Attribute(value, found.start(group)))
        at = found.end()
    ended = _TAG_END.match(source, at)
    return attributes, ended.end() if ended and ended[1] else _past(source, at)


def _past(source: str, at: int) -> int:
    """A tag that is odd or never ends: after the next `>`."""
    end = source.find(">", at)
    return end + 1 if end >= 0 else len(source)


def _hidden(element: Element) -> bool:
    return (
        element.name in ("template", "noscript")
        or "hidden" in element.attributes
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
    )


def _has_name(element: Element) -> bool:
    """Does the tag itself say a name, so that a button around it has one?"""
    return any(
        element.get(key) for key in ("alt", "aria-label", "aria-labelledby", "title")
    )


def read_page(source: str) -> Page:
    """The elements of a page, in order."""
    return _Reader(source).whole()


def number(written: str, otherwise: float) -> float:
    """A number as attributes write it; another for what is none."""
    try:
        return float(written)
    except ValueError:
        return otherwise
