"""The table of rules -> docs/validate-rules.md."""

from collections.abc import Mapping

from janeschool_scorm.validate.rule import Rule
from janeschool_scorm.validate.rules import RULES

_FAMILIES: Mapping[str, str] = {
    "Z": "Archives and folders",
    "X": "XML and schemas",
    "M": "SCORM manifests",
    "N": "cmi5.xml and tincan.xml",
    "F": "Files and references",
    "J": "What runs in HTML, CSS and JavaScript",
    "W": "Accessibility",
}
_HEAD = """# Rules of `janeschool validate`

Made from the program's own table by `python -m pytest --save-golden tests/validate`; a
test keeps it in step. `janeschool validate --explain CODE` says the same of one rule.

An **error** breaks the standard or an LMS, a **warning** may, a **note** is worth
knowing and never changes the exit code. A code means one rule, for ever.
"""


def rules_page() -> str:
    """Markdown, a table for each family."""
    return "\n".join([_HEAD, *(_family(letter) for letter in _FAMILIES)])


def _family(letter: str) -> str:
    rows = [_row(code, RULES[code]) for code in sorted(RULES) if code[0] == letter]
    head = "| code | degree | what | why | source |\n|---|---|---|---|---|"
    return "\n".join([f"## {letter}: {_FAMILIES[letter]}\n", head, *rows, ""])


def _row(code: str, rule: Rule) -> str:
    cells = (code, rule.severity, rule.sentence, rule.why, rule.source)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
