"""What a code is, and the reasons that several codes share."""

from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for: one sentence, and why the rule exists."""

    sentence: str
    why: str
    severity: Severity = "error"


IDS: Final = (
    "Ids are joined to records for years, so each must be plain, unique and for ever."
)
MODEL: Final = (
    "An unknown or missing key is a typing slip that would otherwise be ignored."
)
