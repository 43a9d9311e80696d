"""Rules and results -> a log in SARIF 2.1.0, as code scanning services read it.

It knows neither Problems nor Findings: whoever writes a log turns theirs into `Result`s.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from janeschool_scorm import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: GitHub reads no more results of one run.
_MOST = 25_000


@dataclass(frozen=True, slots=True)
class Described:
    """A rule: `level` is error, warning or note; `source` a document, or empty."""

    level: str
    sentence: str
    why: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One fault. `path` is that of a file on disk, as typed; `line` 0 for all of it.

    `inside` names the part of that file which is meant, where it is a package: `line`
    and `column` are of that part then.
    """

    code: str
    path: str
    line: int
    column: int
    text: str
    inside: str = ""


def log(rules: Mapping[str, Described], results: Sequence[Result]) -> dict[str, Any]:
    """The log as JSON knows it; only the rules that are broken are told."""
    broken = sorted({one.code for one in results})
    places = {code: place for place, code in enumerate(broken)}
    driver = {
        "name": "janeschool",
        "semanticVersion": __version__,
        "informationUri": "https://www.janeschool.org/",
        "rules": [_rule(code, rules[code]) for code in broken],
    }
    listed = [
        _result(one, rules[one.code], places[one.code]) for one in results[:_MOST]
    ]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": listed,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def text(rules: Mapping[str, Described], results: Iterable[Result]) -> str:
    """The same as text."""
    return json.dumps(log(rules, list(results)), indent=2)


def _rule(code: str, rule: Described) -> dict[str, Any]:
    source = f"\n\nSource: {rule.source}" if rule.source else ""
    return {
        "id": code,
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.sentence}. {rule.why}{source}"},
        "defaultConfiguration": {"level": rule.level},
        "properties": {"precision": "high", "tags": [code[0]]},
    }


def _result(one: Result, rule: Described, place: int) -> dict[str, Any]:
    where = f"{one.inside}:{one.line}" if one.line else one.inside
    said = f"{where}: {one.text}" if one.inside else one.text
    return {
        "ruleId": one.code,
        "ruleIndex": place,
        "level": rule.level,
        "message": {"text": said},
        "locations": [_location(one)],
        "partialFingerprints": {"janeschool/v1": _fingerprint(one)},
    }


def _location(one: Result) -> dict[str, Any]:
    """In a package a viewer can open no line: the package itself is the place."""
    line, column = (1, 1) if one.inside else (max(one.line, 1), max(one.column, 1))
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(one.path.replace("\\", "/"), safe="/")},
            "region": {"startLine": line, "startColumn": column},
        }
    }
    if one.inside:
        name = f"{one.path}!/{one.inside}"
        place["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "resource"}]
    return place


def _fingerprint(one: Result) -> str:
    """The same as long as the fault is: lines may move."""
    parts = "\0".join((one.code, one.path, one.inside, one.text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
