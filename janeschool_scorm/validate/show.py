"""Verdicts -> the lines, JSON and SARIF that the command prints."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from janeschool_scorm import sarif
from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.rules import RULES
from janeschool_scorm.validate.verdict import Verdict

_STANDARDS = {
    "scorm12": "SCORM 1.2",
    "scorm2004": "SCORM 2004",
    "cmi5": "cmi5",
    "xapi": "xAPI",
    "aicc": "AICC",
    "unknown": "no package that is known",
}
#: A stranger's names and texts could drive the terminal.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    """The same with what would not be seen, or would be obeyed, written out."""
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


def place(package: str, finding: Finding, is_folder: bool) -> str:
    """`course.zip!/index.html:3:5`; of a folder the file's own path."""
    name = package
    if finding.path:
        joint = "/" if is_folder else "!/"
        name = f"{package.rstrip('/')}{joint}{finding.path}"
    if finding.line:
        name += f":{finding.line}"
        name += f":{finding.column}" if finding.column else ""
    return printable(name)


def line(package: Path, finding: Finding) -> str:
    """One finding for people."""
    mark = "" if finding.severity == "error" else f"{finding.severity}: "
    where = place(str(package), finding, package.is_dir())
    return f"{where}: {finding.code} {mark}{printable(finding.text)}"


def standard(verdict: Verdict) -> str:
    """`SCORM 2004 4th edition`, or what it is instead."""
    name, edition = _STANDARDS[verdict.structure.standard], verdict.structure.edition
    if verdict.structure.standard == "unknown":
        return f"{name} ({edition})"
    return name if edition.lower() in name.lower() else f"{name} {edition}"


def summary(package: Path, verdict: Verdict, shown: Sequence[Finding]) -> str:
    """What it is, and how much was found, in one line."""
    counts = Counter(str(finding.severity) for finding in shown)
    told = ", ".join(
        f"{counts[severity]} {word}"
        for severity, word in (
            ("error", "error(s)"),
            ("warning", "warning(s)"),
            ("note", "note(s)"),
        )
    )
    title = f', "{verdict.structure.title}"' if verdict.structure.title else ""
    return printable(f"{package}: {standard(verdict)}{title}: {told}")


def as_json(
    package: Path, verdict: Verdict, shown: Iterable[Finding]
) -> dict[str, Any]:
    """One package for machines."""
    return {
        "package": printable(str(package)),
        "standard": verdict.structure.standard,
        "edition": verdict.structure.edition,
        "title": verdict.structure.title,
        "manifest": verdict.structure.folder + verdict.structure.manifest,
        "findings": [finding_json(one) for one in shown],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding for machines: `line` and `column` 0 stand for the file as a whole."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": finding.severity,
        "text": finding.text,
    }


def as_sarif(verdicts: Iterable[tuple[Path, Sequence[Finding]]]) -> str:
    """All packages in one log."""
    described = {
        code: sarif.Described(rule.severity, rule.sentence, rule.why, rule.source)
        for code, rule in RULES.items()
    }
    results = [
        _result(package, finding) for package, found in verdicts for finding in found
    ]
    return sarif.text(described, results)


def _result(package: Path, finding: Finding) -> sarif.Result:
    path, inside = printable(str(package)), printable(finding.path)
    if inside and package.is_dir():
        path, inside = f"{path.rstrip('/')}/{inside}", ""
    return sarif.Result(
        code=finding.code,
        path=path,
        line=finding.line,
        column=finding.column,
        text=printable(finding.text),
        inside=inside,
    )


def explanation(code: str) -> str:
    """What a code means, why, and where it comes from. Raises `KeyError`."""
    rule = RULES[code]
    source = f"\nSource: {rule.source}" if rule.source else ""
    return f"{code} ({rule.severity}): {rule.sentence}\n{rule.why}{source}"
