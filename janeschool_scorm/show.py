"""Values -> the lines and JSON that the commands print."""

from collections.abc import Iterable

from janeschool_scorm import sarif
from janeschool_scorm.build import Bundle
from janeschool_scorm.codes import CODES
from janeschool_scorm.problems import Problem


def explanation(code: str) -> str:
    """What a code means, and why. Raises `KeyError` for an unknown one."""
    known = CODES[code.upper()]
    return f"{code.upper()} ({known.severity}): {known.sentence}\n{known.why}"


def problem_json(problem: Problem) -> dict[str, object]:
    """One problem for machines."""
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity,
        "text": problem.text,
    }


def problems_sarif(problems: Iterable[Problem]) -> str:
    """All problems as one log for code scanning."""
    described = {
        code: sarif.Described(known.severity, known.sentence, known.why)
        for code, known in CODES.items()
    }
    results = [
        sarif.Result(
            each.code, each.place.path, each.place.line, each.place.column, each.text
        )
        for each in problems
    ]
    return sarif.text(described, results)


def bundle_line(bundle: Bundle) -> str:
    """Size, files, minutes and fingerprint of a package, for people."""
    if bundle.edition.purpose == "self-test":
        kind = "tests the LMS"
    else:
        minutes = f"{bundle.proven_minutes} of {bundle.planned_minutes} planned minutes"
        kind = f"demonstration: {minutes}" if bundle.demonstration else minutes
    size = f"{bundle.size / 1e6:.2f} MB, {bundle.files} files"
    return f"  {size}, {kind}, fingerprint {bundle.fingerprint}"


def bundle_json(bundle: Bundle) -> dict[str, object]:
    """The same for machines."""
    return {
        "path": str(bundle.path),
        "course": bundle.edition.course.id,
        "version": bundle.edition.course.facts.version,
        "agency": bundle.edition.agency.id,
        "language": bundle.edition.language,
        "unit": bundle.edition.unit,
        "target": bundle.target.name,
        "fingerprint": bundle.fingerprint,
        "bytes": bundle.size,
        "files": bundle.files,
        "planned_minutes": bundle.planned_minutes,
        "proven_minutes": bundle.proven_minutes,
        "demonstration": bundle.demonstration,
    }
