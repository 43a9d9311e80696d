"""Read the vocabulary file into frozen tables from IRIs to our words and back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

PACKAGE: Final = "xapi"
FILE: Final = "profile/vocabulary.json"


@dataclass(frozen=True)
class Extension:
    """A value that packages add to a statement, and what it must look like."""

    name: str
    id: str
    place: str  #: "context" or "result"
    type: str  #: "string", "boolean", "integer" or "number"
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True)
class Vocabulary:
    """The words of our statements. Every mapping is read-only."""

    schema: int
    base: str
    activity_base: str
    verbs: Mapping[str, str]  #: our word -> IRI
    verb_words: Mapping[str, str]  #: IRI -> our word
    activity_types: Mapping[str, str]
    activity_type_words: Mapping[str, str]
    categories: Mapping[str, str]
    extensions: Mapping[str, Extension]  #: our word -> extension
    extensions_by_id: Mapping[str, Extension]


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the installed package."""
    text = (files(PACKAGE) / FILE).read_text(encoding="utf-8")
    return from_json(json.loads(text))


def from_json(data: Mapping[str, Any]) -> Vocabulary:
    """Turn the file's content into a vocabulary."""
    extensions = {name: _extension(name, x) for name, x in data["extensions"].items()}
    return Vocabulary(
        schema=data["schema"],
        base=data["base"],
        activity_base=data["activity_base"],
        verbs=_ids(data["verbs"]),
        verb_words=_words(data["verbs"]),
        activity_types=_ids(data["activity_types"]),
        activity_type_words=_words(data["activity_types"]),
        categories=_ids(data["categories"]),
        extensions=MappingProxyType(extensions),
        extensions_by_id=MappingProxyType({x.id: x for x in extensions.values()}),
    )


def _ids(entries: Mapping[str, Any]) -> Mapping[str, str]:
    return MappingProxyType({name: entry["id"] for name, entry in entries.items()})


def _words(entries: Mapping[str, Any]) -> Mapping[str, str]:
    words = {entry["id"]: name for name, entry in entries.items()}
    for name, entry in entries.items():
        words.update(dict.fromkeys(entry.get("also", ()), name))
    return MappingProxyType(words)


def _extension(name: str, entry: Mapping[str, Any]) -> Extension:
    return Extension(
        name=name,
        id=entry["id"],
        place=entry["in"],
        type=entry["type"],
        minimum=entry.get("minimum"),
        maximum=entry.get("maximum"),
    )
