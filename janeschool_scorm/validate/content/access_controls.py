"""A page -> what keeps people from operating and reading it (W3, W4)."""

from collections import Counter
from collections.abc import Callable, Iterator

from janeschool_scorm.validate.content.marks import Mark
from janeschool_scorm.validate.content.page import Element, Page

_NO_FIELD = frozenset(("hidden", "submit", "button", "reset", "image"))
#: A browser names these by their type.
_NAMED_BY_TYPE = frozenset(("submit", "reset"))
_NAMES = ("aria-label", "aria-labelledby", "title", "placeholder")
#: Attributes by which frameworks fill in what a page's text does not show yet.
_FILLED = ("v-", "ng-", "x-", "data-", ":", "@", "*ng", "[", "bind")
_REFERS = ("for", "aria-labelledby", "aria-describedby")


def _fields(page: Page) -> Iterator[Mark]:
    labelled = {label.get("for") for label in page.named("label")}
    for field in page.named("input", "select", "textarea"):
        if (field.get("type") or "text").lower() in _NO_FIELD and field.name == "input":
            continue
        named = any(field.get(name) for name in _NAMES) or field.label
        identity = field.get("id")
        if not (named or field.hidden or (identity and identity in labelled)):
            name = identity or field.get("name") or ""
            yield Mark("W301", field.at, f"{field.name} '{name[:60]}' has no label")


def _controls(page: Page) -> Iterator[Mark]:
    for control in page.named("button", "a", "input"):
        if not _is_control(control) or control.hidden or control.said:
            continue
        if not (_is_filled(control) or control.get("value")):
            words = control.get("id") or control.get("class") or control.get("href")
            yield Mark("W302", control.at, f"{control.name} '{(words or '')[:60]}'")


def _is_control(element: Element) -> bool:
    if element.name == "a":
        return bool(element.get("href"))
    return element.name == "button" or element.get("type") == "button"


def _is_filled(element: Element) -> bool:
    """Is it likely that a script gives it its words? Doubt is in its favour."""
    return any(name.startswith(_FILLED) for name in element.attributes) or (
        element.get("id") is not None and not element.holds
    )


def _order(page: Page) -> Iterator[Mark]:
    for element in page.having("tabindex"):
        index = element.get("tabindex") or ""
        if index.isdecimal() and int(index[:9]) > 0:
            at = element.where("tabindex")
            yield Mark("W303", at, f"{element.name} has tabindex {index[:9]}")


def _identities(page: Page) -> Iterator[Mark]:
    counts = Counter(element.get("id") for element in page.having("id"))
    for name in _REFERS:
        for element, identity in _referred(page, name):
            at = element.where(name)
            if counts[identity] > 1:
                yield Mark(
                    "W304", at, f"{name} names '{identity[:60]}', which is there twice"
                )
            elif not counts[identity] and name == "for":
                yield Mark("W305", at, f"no element has the id '{identity[:60]}'")


def _referred(page: Page, attribute: str) -> Iterator[tuple[Element, str]]:
    for element in page.having(attribute):
        if attribute != "for" or element.name == "label":
            for identity in (element.get(attribute) or "").split()[:20]:
                yield element, identity


def _moving(page: Page) -> Iterator[Mark]:
    for element in page.named("blink", "marquee"):
        yield Mark("W401", element.at, f"<{element.name}>")


def _headings(page: Page) -> Iterator[Mark]:
    before = 0
    for heading in page.named("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(heading.name[1])
        if heading.hidden:
            continue
        if before and level > before + 1:
            yield Mark("W402", heading.at, f"h{level} follows h{before}")
        before = level


def _tables(page: Page) -> Iterator[Mark]:
    """Only what says that it is a table of data: old pages are laid out by tables."""
    headed = {id(_table(cell)) for cell in page.named("th")}
    data = {id(_table(one)) for one in page.named("caption", "thead")}
    for table in page.named("table"):
        if id(table) in data and id(table) not in headed and not table.get("role"):
            yield Mark("W403", table.at, "no th in a table with caption or thead")


def _table(element: Element) -> Element | None:
    return next((one for one in element.above() if one.name == "table"), None)


JUDGES: tuple[Callable[[Page], Iterator[Mark]], ...] = (
    _fields,
    _controls,
    _order,
    _identities,
    _moving,
    _headings,
    _tables,
)
