"""The traces of all files of a package -> what is wrong with it as a whole (J102, J4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from janeschool_scorm.validate.content import elements
from janeschool_scorm.validate.content.marks import Marks, Use
from janeschool_scorm.validate.content.text import Text
from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.validate.tree import Standard

_OTHER: Mapping[Standard, Standard] = {"scorm12": "scorm2004", "scorm2004": "scorm12"}
_SIGN: Mapping[Standard, str] = {"scorm12": "api-12", "scorm2004": "api-2004"}
_LABEL: Mapping[Standard, str] = {"scorm12": "SCORM 1.2", "scorm2004": "SCORM 2004"}


@dataclass(frozen=True, slots=True)
class About:
    """What the manifest says of the package.

    `tracked`: it has a SCO, not assets alone. `launched`: files that an LMS opens.
    """

    standard: Standard = "unknown"
    tracked: bool = True
    launched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file of the package, line and column from 1."""

    path: str
    line: int
    column: int

    def finding(self, code: str, text: str) -> Finding:
        return Finding(code, self.path, self.line, self.column, text)


@dataclass(frozen=True, slots=True)
class Traces:
    """What is kept of a file when the next is read: no text, so the memory stays flat."""

    signs: Mapping[str, Place]
    uses: Sequence[tuple[Use, Place]]
    unload: Place | None
    open: bool  # it has a script, or a page, from elsewhere


def traced(name: str, text: Text, marks: Marks) -> Traces:
    """What the rules about the whole package want to know of one file."""

    def place(at: int) -> Place:
        return Place(name, *text.place(at))

    unload = (mark.at for mark in marks.marks if mark.code == "J101")
    first = min(unload, default=None)
    return Traces(
        {sign: place(at) for sign, at in marks.signs.items()},
        [(use, place(use.at)) for use in marks.uses],
        None if first is None else place(first),
        any(
            one.kind in ("script", "frame", "object") and "//" in one.written[:9]
            for one in marks.addresses
        ),
    )


def whole(about: About, files: Sequence[Traces], sealed: bool) -> Iterator[Finding]:
    """What is wrong with the package as a whole.

    `sealed`: every script of it was read. Where scripts come from elsewhere or in forms
    that are not read, nothing is concluded from what is not found.
    """
    signs = signs_of(files)
    if sealed:
        yield from _leaving(files, signs)
    if about.standard not in _SIGN:
        return
    if sealed and about.tracked:
        yield from _api(about.standard, signs)
    other = _SIGN[_OTHER[about.standard]] in signs
    for file in files:
        for use, place in file.uses:
            yield from _use(about.standard, use, place, other)


def signs_of(files: Iterable[Traces]) -> dict[str, Place]:
    """What the package speaks of, with the first place of each."""
    signs: dict[str, Place] = {}
    for file in files:
        for sign, place in file.signs.items():
            signs.setdefault(sign, place)
    return signs


def _leaving(files: Iterable[Traces], signs: Mapping[str, Place]) -> Iterator[Finding]:
    first = next((file.unload for file in files if file.unload), None)
    if first is not None and "pagehide" not in signs:
        text = "nothing in the package waits for pagehide or visibilitychange"
        yield first.finding("J102", text)


def _api(standard: Standard, signs: Mapping[str, Place]) -> Iterator[Finding]:
    own, other = _SIGN[standard], _SIGN[_OTHER[standard]]
    if own not in signs and other in signs:
        text = f"{_LABEL[_OTHER[standard]]}'s API in a package of {_LABEL[standard]}"
        yield signs[other].finding("J401", text)
    elif own not in signs and "page" in signs and "flash" not in signs:
        text = f"nothing looks for {_LABEL[standard]}'s API"
        yield of_file("J402", "", text)
    elif own in signs and "opener" not in signs:
        yield signs[own].finding("J409", "window.opener is never asked")


def _use(
    standard: Standard, use: Use, place: Place, speaks_other: bool
) -> Iterator[Finding]:
    way = elements.way(standard, use.element)
    other = elements.way(_OTHER[standard], use.element)
    shown = f"'{use.element[:80]}'"
    if way is None and other is None:
        yield place.finding("J404", f"{shown} is no element")
    elif way is None and not speaks_other:
        text = f"{shown} is of {_LABEL[_OTHER[standard]]}"
        yield place.finding("J403", text)
    elif way == "read" and use.sets:
        yield place.finding("J405", f"{shown} can only be read")
    elif way == "set" and not use.sets:
        yield place.finding("J406", f"{shown} can only be set")
    if use.sets and use.value is not None:
        model = standard if way is not None else _OTHER[standard]
        yield from _value(model, use.element, use.value, place)


def _value(
    standard: Standard, element: str, value: str, place: Place
) -> Iterator[Finding]:
    general = elements.general(element)
    known = elements.VALUES[standard].get(general)
    if known is not None and value not in known:
        words = ", ".join(f"'{word}'" for word in sorted(known))
        yield place.finding("J407", f"'{value[:40]}' is not one of {words}")
    most = elements.MOST[standard].get(general)
    if most is not None and len(value) > most:
        text = f"{len(value)} characters; at most {most} are kept"
        yield place.finding("J408", text)
