"""Gather all that one attempt at a package of ours left behind, and how to date it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from xapi.problems import Code
from xapi.scorm.elements import Attempt
from xapi.scorm.package import Package
from xapi.scorm.resume import Resume
from xapi.scorm.rows import Row, Session
from xapi.scorm.statements import NO_LATER, NOT_BEFORE, Moment, Source, ours

#: minutes since 1970 that a date can hold
_MOST_MINUTES: Final = 4_000_000_000


@dataclass(frozen=True)
class Fault:
    """A row or code that cannot be used, and why. It quotes nothing that was typed."""

    code: Code
    reason: str


@dataclass(frozen=True)
class Ledger:
    """All that one attempt left behind, read."""

    source: Source
    attempt: Attempt
    package: Package
    resume: Resume | None
    rows: tuple[Row, ...]

    @property
    def sessions(self) -> list[Session]:
        """Visits in their order."""
        found = [row for row in self.rows if isinstance(row, Session)]
        return sorted(found, key=lambda session: session.number)

    @property
    def stale(self) -> bool:
        """Say whether rows are of a later save than the resume code."""
        latest = max((session.seq for session in self.sessions), default=0)
        return self.resume is not None and self.resume.seq < latest

    @property
    def judge(self) -> Resume | None:
        """The resume code where it can judge rows: whole, and as late as they are."""
        usable = self.resume and not self.resume.broken and not self.stale
        return self.resume if usable else None

    @property
    def missing(self) -> str:
        """Why values are null that no row and no code can hold."""
        return f"not carried by {self.attempt.standard or 'the export'}"


def unit(package: Package) -> dict[str, Any]:
    """Return the activity that a package stands for."""
    kind = "module" if package.unit else "course"
    if package.unit.startswith("check-in-"):
        kind = "check-in"
    return ours(package.course, package.unit, kind)


def no_later(ledger: Ledger) -> Moment:
    seen = ledger.source.seen
    return Moment(seen.at, seen.known or NO_LATER)


def not_before(ledger: Ledger) -> Moment:
    """For what has no day: a time that does not change from one export to the next."""
    began = ledger.source.began or ledger.source.seen
    return Moment(began.at, began.known or NOT_BEFORE)


def seed(ledger: Ledger, attempt: int) -> int | None:
    """The code holds the seed of the last try, or of the one in progress."""
    check = ledger.resume.check if ledger.resume else None
    last = check is not None and not check.open and check.used == attempt
    return check.seed if check and last else None


def minutes(since: int) -> datetime | None:
    """Return the moment of minutes since 1970 (UTC); None for 0 and for no date."""
    if not 0 < since < _MOST_MINUTES:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=since)


def session_end(visit: Session) -> datetime:
    try:
        return visit.began + timedelta(seconds=visit.wall_s)
    except OverflowError:
        return visit.began


def session_name(session: int) -> str:
    return f"s{session}"
