"""Name what is wrong with records: one code, one rule, for ever."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """The codes of statement files; a value is never given another meaning."""

    EMPTY_FILE = "X101"  #: the file holds nothing
    ENCODING = "X102"  #: the file is not UTF-8
    TOO_LONG = "X103"  #: one statement is longer than a statement may be
    BROKEN_ARRAY = "X104"  #: a JSON array is cut off or broken in the middle
    NOT_JSON = "X201"  #: the line is not JSON
    NOT_A_STATEMENT = "X202"  #: JSON, but of another kind
    NAMED_TWICE = "X203"  #: one object names the same member twice
    TOO_DEEP = "X204"  #: nested deeper than a statement ever is
    ID = "X301"
    ACTOR = "X302"
    VERB = "X303"
    OBJECT = "X304"
    RESULT = "X305"
    CONTEXT = "X306"
    TIME = "X307"  #: timestamp or stored
    DURATION = "X308"
    EXTENSION = "X309"  #: an extension of our vocabulary has another type
    MEMBER = "X310"  #: a member that statements do not have, or of wrong type
    PERSONAL = "X401"  #: personal data outside the actor
    CONFLICT = "X501"  #: the id is known with other content
    SOURCE = "X601"  #: an LMS's export cannot be read, or not this row of it
    RESUME = "X602"  #: the resume code is damaged, or older than its rows
    LEDGER = "X603"  #: a row contradicts the resume code
    PACKAGE = "X604"  #: no catalogue names the package or course
    NOBODY = "X605"  #: a row does not say whose it is
    STAFF = "X606"  #: a row may be of somebody who is no participant
    NO_ZONE = "X607"  #: times without their zone


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, where it is, and what is wrong in words."""

    path: str
    line: int  #: from 1; 0 when the whole file is meant
    code: str
    text: str

    def __str__(self) -> str:
        """Return `path:line: CODE what is wrong`."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.code} {self.text}"


class StatementError(Exception):
    """A statement breaks a rule. Its text never quotes personal data."""

    def __init__(self, code: Code, reason: str) -> None:
        """Keep the rule's code and the reason in words."""
        super().__init__(reason)
        self.code = code
        self.reason = reason


class RecordsError(Exception):
    """The world outside failed: the message says what, where and what to do next."""
