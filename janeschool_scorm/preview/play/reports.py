"""What a browser blocked and reports -> addresses and the package's files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_LONGEST = 500


@dataclass(frozen=True)
class Blocked:
    """An address that was not loaded: the rule that forbids it, and who asked for it."""

    address: str
    rule: str
    file: str
    line: int


def blocked(body: bytes, content: str) -> Iterator[Blocked]:
    """The report of a browser (CSP 3, 5.3); nothing for what is none.

    `content` is the address below which the package stands.
    """
    try:
        found: Any = json.loads(body)
        report = found["csp-report"]
        line = report.get("line-number")
        yield Blocked(
            address=_text(report, "blocked-uri"),
            rule=_text(report, "effective-directive", "violated-directive"),
            file=_file(report, content),
            line=line if isinstance(line, int) else 0,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return


def _file(report: Any, content: str) -> str:
    name = _text(report, "source-file", "document-uri")
    return name.removeprefix(content).removeprefix("package/").partition("?")[0]


def _text(report: Any, *names: str) -> str:
    """The first of these properties that says something."""
    return next((str(report[x])[:_LONGEST] for x in names if report.get(x)), "")
