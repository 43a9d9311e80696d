"""Finding: a broken rule of a package, with its place in it and a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from janeschool_scorm.validate.rule import Severity
from janeschool_scorm.validate.rules import RULES


@dataclass(frozen=True, slots=True)
class Finding:
    """`path` is a file of the package, or empty for the package as a whole.

    `line` and `column` count from 1; 0 stands for a file as a whole.
    """

    code: str
    path: str
    line: int
    column: int
    text: str

    @property
    def severity(self) -> Severity:
        return RULES[self.code].severity


def of_file(code: str, path: str, text: str) -> Finding:
    """A finding about a file as a whole, or about the package where `path` is empty."""
    return Finding(code, path, 0, 0, text)


def of_element(code: str, path: str, element: etree._Element, text: str) -> Finding:
    """A finding at the line of an element of an XML file; libxml2 knows no columns."""
    return Finding(code, path, element.sourceline or 0, 0, text)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each once, by file, line and column, so that a report reads top to bottom."""
    return sorted(
        set(findings),
        key=lambda one: (one.path, one.line, one.column, one.code, one.text),
    )


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Only what breaks the standard or an LMS."""
    return [one for one in findings if one.severity == "error"]
