"""Values of source files: what is typed, in frozen models that know where it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from janeschool_scorm.problems import Place

Key = str | int
Path = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each value of one YAML text, and each key, stands: (line, column)."""

    path: str
    values: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[Path, tuple[int, int]] = field(default_factory=dict)

    def at(self, *keys: Key) -> Place:
        """The place of the value at `keys`, or of its nearest ancestor."""
        while keys and keys not in self.values:
            keys = keys[:-1]
        return Place(self.path, *self.values.get(keys, (1, 1)))

    def at_key(self, *keys: Key) -> Place:
        """The place of the key that leads to the value, or of the value."""
        return (
            Place(self.path, *self.keys[keys]) if keys in self.keys else self.at(*keys)
        )

    def below(self, name: Key) -> "Marks":
        """The places below one key, seen from there."""
        values = {k[1:]: place for k, place in self.values.items() if k[:1] == (name,)}
        keys = {k[1:]: place for k, place in self.keys.items() if k[:1] == (name,)}
        return Marks(self.path, values, keys)


def _truth(value: object) -> object:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise ValueError("write true or false")


def _whole(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise ValueError("write a whole number")
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("write a date as 2026-11-21")
    return value


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


# A YAML scalar arrives as the text that was typed: the field decides what it means.
Truth = Annotated[bool, BeforeValidator(_truth)]
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Line = Annotated[str, BeforeValidator(_one_line), Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Read:
    """Marks text that a learner reads: another language has other words for it."""

    markdown: bool = False


Text = Annotated[Line, Read()]
Markdown = Annotated[str, Field(min_length=1), Read(markdown=True)]
IS_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
Id = Annotated[str, Field(pattern=IS_ID.pattern, max_length=32)]
Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
FileName = Annotated[str, Field(min_length=1, max_length=80)]


class Value(BaseModel):
    """A frozen value read from a source file; `at` says where a part of it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    _marks: Marks = PrivateAttr(default_factory=lambda: Marks(""))

    def with_marks(self, marks: Marks) -> Self:
        """The same value that knows its places (set once, by the reader)."""
        self._marks = marks
        return self

    def at(self, *keys: Key) -> Place:
        """The place of the part at `keys`."""
        return self._marks.at(*keys)

    def at_key(self, *keys: Key) -> Place:
        """The place of the key that leads to that part."""
        return self._marks.at_key(*keys)
