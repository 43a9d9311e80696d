"""What judging one file yields: marks with offsets, references, and traces of the LMS."""

from dataclasses import dataclass, field
from typing import Literal

#: How something is loaded: what it needs to exist, and what a browser does without it.
Kind = Literal[
    "script",
    "style",
    "frame",
    "image",
    "media",
    "object",
    "hint",
    "link",
    "css",
    "form",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """A rule that is broken at an offset of a text."""

    code: str
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Address:
    """What a page or style sheet names, as it is written there, and its offset."""

    kind: Kind
    written: str
    at: int


@dataclass(frozen=True, slots=True)
class Use:
    """A call that reads or sets an element of SCORM's data model by its plain name."""

    sets: bool
    element: str
    value: str | None
    at: int


@dataclass(slots=True)
class Marks:
    """All of one file; filled while it is read."""

    marks: list[Mark] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    #: What the file speaks of -> where first: `unload`, `pagehide`, `api-12`, ...
    signs: dict[str, int] = field(default_factory=dict)
    base: str = ""
    #: A page shows something before any script runs.
    speaks: bool = False
