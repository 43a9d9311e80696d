"""Rule: what a code of `validate` stands for."""

from dataclasses import dataclass
from typing import Literal

#: An error breaks the standard or an LMS; a warning may; a note is worth knowing.
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence, why the rule exists, and the document it comes from."""

    severity: Severity
    sentence: str
    why: str
    source: str = ""
