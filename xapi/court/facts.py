"""Say what a page to the court is made of: plain values, each with where it came from.

Nothing here knows a database or a page: `gather` makes facts of records, `wording`
makes a page of facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

#: where a figure comes from, as the page explains it
COURSE: Final = "course"  #: what the course itself said, kept by an LRS
LEDGER: Final = "ledger"  #: the same, out of the SCORM records of an LMS
LMS: Final = "lms"  #: what the LMS found, and its clock
OTHER: Final = "other"  #: another tool's records
LOG: Final = "log"  #: statements made out of an LMS's log
AGENCY: Final = "agency"  #: the agency's roster, key file and decisions
RULE: Final = "rule"  #: the rules of this edition of the course


@dataclass(frozen=True)
class Evidence:
    """Where a figure comes from, and how far it is to be believed."""

    source: str
    trust: str | None = None  #: high, medium or low; None: somebody's own word


@dataclass(frozen=True)
class Moment:
    """A time on the agency's clocks (no zone in it)."""

    at: datetime
    evidence: Evidence


@dataclass(frozen=True)
class Number:
    """A count, percent or number of seconds."""

    value: float
    evidence: Evidence


@dataclass(frozen=True)
class Letterhead:
    """Who the page is from, or whom it is for."""

    name: str
    address: tuple[str, ...] = ()
    phone: str | None = None


@dataclass(frozen=True)
class Duty:
    """A check-in that is asked for; days are the agency's."""

    what: str
    week: int | None
    due_on: date | None
    status: str
    done_on: date | None = None
    reason: str | None = None
    author: str | None = None
    decided_on: date | None = None


@dataclass(frozen=True)
class Ruling:
    """What the agency decided: a hold, a transfer, an end, or an excuse from the course."""

    decision: str
    reason: str
    author: str
    decided_on: date
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True)
class Conflict:
    """Something on which the records do not agree: a code and the figures of it."""

    code: str
    said: Mapping[str, float | str | date] = field(default_factory=dict)


@dataclass(frozen=True)
class Course:
    """The edition that the records are of."""

    id: str
    version: str | None
    titles: Mapping[str, str] = field(default_factory=dict)  #: language -> title
    demonstration: bool = False
    proven_minutes: int | None = None
    pass_mark: int | None = None  #: percent
    tries_allowed: int | None = None
    modules: int | None = None
    zone: str | None = None  #: of its agency


@dataclass(frozen=True, repr=False)
class Facts:
    """All that a page says of one enrolment. It has no text form: it holds a name."""

    token: str
    enrolment: int
    name: str
    case_number: str
    judge: str | None
    order: str | None
    court: Letterhead | None
    agency: Letterhead
    agency_id: str | None  #: as roster or records have it
    zone: str | None
    as_of: date
    language: str  #: of the page
    course: Course
    status: str
    since: date | None
    rule: str | None = None  #: accountability rule that holds, or deadline
    condition: str | None = None  #: of that rule: missed, missed-in-a-row, late
    asked_count: int | None = None  #: how many of it make the rule hold
    fired_on: date | None = None
    counted: str | None = None  #: weeks that the rule counted, as 2, 4
    finished_on: date | None = None  #: day on which the course was completed
    earlier: int = 0  #: enrolments before this one
    referred_on: date | None = None
    ordered_on: date | None = None
    deadline: date | None = None
    order_hours: float | None = None
    started: Moment | None = None
    completed: Moment | None = None
    #: the same to the microsecond, in UTC: what the certificate's number is made of
    completed_utc: datetime | None = None
    first_seen: Moment | None = None
    last_seen: Moment | None = None
    active_s: Number | None = None
    lms_s: Number | None = None
    score: Number | None = None
    tries: int | None = None
    attested: Number | None = None
    duties: tuple[Duty, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    packages: tuple[str, ...] = ()  #: fingerprints
    records: int = 0
    records_hash: str = ""  #: SHA-256, hexadecimal; see docs/court-page.md


@dataclass(frozen=True)
class Proof:
    """What a reader checks a document by."""

    kind: str  #: page or certificate
    number: str
    code: str
    certificate: str | None  #: SHA-256 of the signer's certificate; None: not signed
