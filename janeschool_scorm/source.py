"""YAML text -> plain values that know their line: no guessing, no anchors, no surprise."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from janeschool_scorm.problems import Place, Problem
from janeschool_scorm.value import Key, Marks, Path

#: Beyond these a source file is a mistake or an attack.
MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 30

#: libyaml where it is there; the pure loader gives the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not been read yet."""

    value: Any
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Reader:
    """Builds values from YAML events, without recursion: depth costs no stack."""

    path: str
    first_line: int
    value: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def place(self, mark: Any) -> tuple[int, int]:
        return self.first_line + mark.line, mark.column + 1

    def fault(self, mark: Any, code: str, text: str) -> None:
        self.problems.append(Problem(Place(self.path, *self.place(mark)), code, text))

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.fault(event.start_mark, "C005", f"alias *{event.anchor}: write it out")
            self._put("", event)
            return
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self.fault(
                event.start_mark, "C005", f"anchor &{event.anchor}: leave it out"
            )
        if getattr(event, "tag", None):
            self.fault(event.start_mark, "C005", f"tag {event.tag}: leave it out")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._begin({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._begin([], event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()

    def _scalar(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            self._key(top, event)
        else:
            self._put(event.value, event)

    def _key(self, top: _Open, event: Any) -> None:
        key = event.value
        if key == "<<":
            self.fault(event.start_mark, "C005", "merge key <<: write it out")
        if key in top.value:
            line = self.keys[(*top.path, key)][0]
            self.fault(event.start_mark, "C004", f"'{key}' is already on line {line}")
        self.keys[(*top.path, key)] = self.place(event.start_mark)
        top.key = key

    def _begin(self, value: Any, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise _TooDeepError(event.start_mark)
        path = self._put(value, event)
        self.stack.append(_Open(value, path))

    def _put(self, value: Any, event: Any) -> Path:
        """Add the value to what is open; its path."""
        if not self.stack:
            self.value = value
            self.places[()] = self.place(event.start_mark)
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            top.value.append(value)
            self.places[path] = self.place(event.start_mark)
            return path
        if top.key is None:
            self.fault(event.start_mark, "C003", "a list or mapping cannot be a key")
            top.key = ""
        path, key = (*top.path, top.key), top.key
        top.value[key], top.key = value, None
        self.places[path] = self.place(event.start_mark)
        return path


class _TooDeepError(Exception):
    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark


def read_yaml(
    text: str, *, path: str, first_line: int = 1
) -> tuple[Any, Marks, list[Problem]]:
    """Values (str, list, dict only), their places, and the faults of the text.

    Each scalar is the text that was typed; what it means is the field's to say.
    """
    reader = _Reader(path, first_line)
    if len(text) > MAX_CHARACTERS:
        place = Place(path, first_line)
        found = f"{len(text):,} characters, at most {MAX_CHARACTERS:,} are read"
        return None, Marks(path), [Problem(place, "C006", found)]
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent) and reader.places:
                reader.fault(event.start_mark, "C003", "a second document starts here")
                break
            reader.take(event)
    except _TooDeepError as deep:
        reader.fault(deep.mark, "C006", f"nested deeper than {MAX_DEPTH} levels")
        reader.value = None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reader.fault(mark, "C003", _sentence(error))
        reader.value = None
    except yaml.reader.ReaderError as error:
        line = first_line + text[: error.position].count("\n")
        found = f"a control character, {error.character!r}: take it out"
        reader.problems.append(Problem(Place(path, line), "C003", found))
        reader.value = None
    return reader.value, Marks(path, reader.places, reader.keys), reader.problems


def _sentence(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "not YAML"
    if "mapping values are not allowed" in problem:
        return "a colon and a space inside text: put the text in quotes"
    if "cannot start any token" in problem:
        return f"{problem}: put the text in quotes"
    return problem


def key_path(*keys: Key) -> str:
    """`options[2].text` for a reader."""
    text = ""
    for key in keys:
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}"
    return text.removeprefix(".")
