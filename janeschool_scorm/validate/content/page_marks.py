"""A page -> what it loads, what its scripts do, and what in it keeps people out."""

import re
from collections.abc import Callable, Iterator

from janeschool_scorm.validate.content import access_controls, access_page
from janeschool_scorm.validate.content.loads import trackers
from janeschool_scorm.validate.content.marks import Address, Kind, Mark, Marks
from janeschool_scorm.validate.content.page import (
    Element,
    Page,
    number,
    read_page,
)
from janeschool_scorm.validate.content.script_marks import add_script
from janeschool_scorm.validate.content.secrets import secrets
from janeschool_scorm.validate.content.style import addresses

#: Types that a browser runs; a script of any other is data (HTML 4.12.1).
_RUNS = re.compile(
    r"(?i)(?:module|(?:text|application)/(?:x-)?(?:java|ecma|j|live)script[\d.]*)?(?:;.*)?\Z"
)
_ATTRIBUTES: dict[str, tuple[tuple[str, Kind], ...]] = {
    "script": (("src", "script"),),
    "img": (("src", "image"),),
    "input": (("src", "image"),),
    "body": (("background", "image"),),
    "video": (("src", "media"), ("poster", "image")),
    "audio": (("src", "media"),),
    "track": (("src", "media"),),
    "source": (("src", "media"),),
    "iframe": (("src", "frame"),),
    "frame": (("src", "frame"),),
    "embed": (("src", "object"),),
    "object": (("data", "object"),),
    "a": (("href", "link"),),
    "area": (("href", "link"),),
    "form": (("action", "form"),),
    "image": (("href", "image"), ("xlink:href", "image")),
}
_LOADERS = ("link", *_ATTRIBUTES)
_RELATIONS: dict[str, Kind] = {
    "stylesheet": "style",
    "icon": "hint",
    "apple-touch-icon": "hint",
    "manifest": "hint",
    "preload": "hint",
    "prefetch": "hint",
    "modulepreload": "hint",
    "preconnect": "hint",
    "dns-prefetch": "hint",
}
_IN_SET = re.compile(r"[^\s,]\S*[^\s,]")
_REFRESH = re.compile(
    r"""\s*([\d.]+)\s*(?:[;,]\s*(?:url\s*=\s*)?["']?([^"']*)["']?)?""", re.I
)
_PLUGIN = re.compile(
    r"(?i)\.(?:swf|xap|dcr|class|jar)(?:[?#]|\Z)"
    r"|x-shockwave-flash|x-silverlight|x-director|x-java-applet|D27CDB6E-AE6D"
)
_JUDGES: tuple[Callable[[Page], Iterator[Mark]], ...] = (
    *access_page.JUDGES,
    *access_controls.JUDGES,
)


def page_marks(source: str) -> Marks:
    """Everything about one page."""
    page, marks = read_page(source), Marks(signs={"page": 0})
    marks.speaks = access_page.speaks(page)
    marks.marks += secrets(source)
    for element in page.named(*_LOADERS):
        marks.addresses += _loaded(element)
    for element in page.named("script", "style"):
        _scripts(page, element, marks)
    _attributes(page, marks)
    for element in page.named("applet", "object", "embed"):
        _plugin(element, marks)
    _base(page, marks)
    marks.marks += _refreshes(page, marks)
    for judge in _JUDGES:
        marks.marks += judge(page)
    return marks


def _base(page: Page, marks: Marks) -> None:
    """The first `base` with an address counts (HTML 4.2.3)."""
    for element in page.named("base"):
        if element.get("href"):
            marks.base = element.get("href") or ""
            marks.signs["base"] = element.where("href")
            return


def _attributes(page: Page, marks: Marks) -> None:
    for name, elements in page.by_attribute.items():
        if name.startswith("on") or name in ("style", "href", "src", "action"):
            for element in elements:
                _attribute(element, name, marks)


def _scripts(page: Page, element: Element, marks: Marks) -> None:
    if element.name == "script" and _RUNS.match(element.get("type") or ""):
        if not element.get("src"):
            add_script(marks, page.words(element), element.inner[0])
    elif element.name == "style":
        for written, at in addresses(page.words(element)):
            marks.addresses.append(Address("css", written, at + element.inner[0]))


def _attribute(element: Element, name: str, marks: Marks) -> None:
    """Scripts, addresses and styles that an attribute holds."""
    value, at = element.attributes[name]
    if name.startswith("on") and value.strip():
        if name in ("onunload", "onbeforeunload"):
            marks.marks.append(Mark("J101", at, f"a handler of {name[2:]}"))
        add_script(marks, value, at)
    elif name == "style" and "url(" in value:
        marks.addresses += [Address("css", one, at) for one, _ in addresses(value)]
    elif value[:20].lstrip()[:11].lower() == "javascript:":
        add_script(marks, value.partition(":")[2], at + value.index(":") + 1)
    elif name in ("src", "href") and element.name != "a":
        marks.marks += [Mark(one.code, at, one.text) for one in trackers(value)]


def _loaded(element: Element) -> Iterator[Address]:
    if element.name == "link":
        yield from _linked(element)
    for name, kind in _ATTRIBUTES.get(element.name, ()):
        if element.get(name) and not _held_back(element, name):
            yield Address(kind, element.get(name) or "", element.where(name))
    if element.get("srcset") and element.name in ("img", "source"):
        for found in _IN_SET.finditer(element.get("srcset") or ""):
            if not re.fullmatch(r"[\d.]+[wxh]", found[0]):
                yield Address("image", found[0], element.where("srcset"))


def _held_back(element: Element, name: str) -> bool:
    """Is this address never loaded, or not yet? Templates are filled in by scripts."""
    if element.name == "script":
        return not _RUNS.match(element.get("type") or "")
    if element.name == "input" and element.get("type") != "image":
        return True
    return any(one.name == "template" for one in element.above())


def _linked(element: Element) -> Iterator[Address]:
    relations = (element.get("rel") or "").lower().split()
    kind = next((_RELATIONS[one] for one in relations if one in _RELATIONS), None)
    if kind and "alternate" not in relations and element.get("href"):
        yield Address(kind, element.get("href") or "", element.where("href"))


def _plugin(element: Element, marks: Marks) -> None:
    if element.name == "applet":
        marks.marks.append(Mark("J112", element.at, "a Java applet"))
    elif element.name in ("object", "embed"):
        for name in ("data", "src", "type", "classid"):
            if _PLUGIN.search(element.get(name) or ""):
                text = f"'{(element.get(name) or '')[:80]}' needs a plug-in"
                marks.marks.append(Mark("J112", element.at, text))
                return


def _refreshes(page: Page, marks: Marks) -> Iterator[Mark]:
    for element in page.named("meta"):
        if (element.get("http-equiv") or "").lower() != "refresh":
            continue
        found = _REFRESH.match(element.get("content") or "")
        if found is None:
            continue
        at, target = element.where("content"), (found[2] or "").strip()
        if re.match(r"(?:https?:)?//", target):
            yield Mark("J213", at, f"the page goes on to {target[:120]}")
        elif target:
            marks.addresses.append(Address("frame", target, at))
        if 0 < number(found[1], 0) <= 72_000:
            yield Mark("W106", at, f"the page moves on after {found[1]} s")
