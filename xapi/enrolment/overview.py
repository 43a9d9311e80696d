"""Turn the agency's lists and the records into one status: counts, then findings."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xapi import database, report
from xapi.database import Table
from xapi.decisions import read_lines as read_decision_lines
from xapi.enrolment.status import (
    COLUMNS,
    Finding,
    Known,
    compared,
    counts,
    doubted,
    locked_up,
    unknown_officers,
)
from xapi.output import plain_rows
from xapi.roster import read_roster
from xapi.settings import Settings
from xapi.store import opened


@dataclass(frozen=True)
class Status:
    """How all lists stand: rows by court and course, and what asks for a look."""

    table: Table
    findings: Sequence[Finding]

    def plain(self) -> dict[str, Any]:
        """Return it for a machine."""
        return {
            "courts": list(plain_rows(self.table)),
            "findings": [asdict(finding) for finding in self.findings],
        }


def status(roster: Path, settings: Settings, store: Path, day: date) -> Status:
    """Return how the lists stand on a day. Raises RecordsError, OSError."""
    entries = read_roster(roster, [court.id for court in settings.courts])
    path = settings.decisions
    lines = read_decision_lines(path) if path and path.exists() else []
    known = _known(store)
    findings = list(compared(entries, known))
    officers = [officer.id for officer in settings.officers]
    findings += unknown_officers(entries, officers)
    if path and not path.exists():
        findings.append(Finding("no-decisions", f"{path}: there are none yet."))
    elif path:
        findings += doubted(lines, entries, known, path)
    findings += locked_up(settings.key, store, entries)
    rows = counts(entries, [decision for _, decision in lines], day)
    names = tuple(column.name for column in COLUMNS)
    types = tuple(column.type for column in COLUMNS)
    return Status(Table(names, tuple(rows), types), findings)


def _known(store: Path) -> Known:
    """Return what the records know; nothing where there are none yet."""
    if not store.is_dir() or not any(store.iterdir()):
        return Known()
    with report.tables(opened(store)) as connection:
        tokens = database.query(connection, "SELECT participant FROM participants")
        checks = database.query(
            connection, "SELECT DISTINCT course, checkin, lesson FROM course_checkins"
        )
        courses = database.query(connection, "SELECT DISTINCT course FROM agencies")
    check_ins: dict[str, set[str]] = {course: set() for (course,) in courses.rows}
    for course, *names in checks.rows:
        check_ins.setdefault(course, set()).update(names)
    return Known({token for (token,) in tokens.rows}, check_ins)
