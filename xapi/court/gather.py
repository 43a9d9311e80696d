"""Make facts of records: the only file of the court pages that asks a database.

It asks a `Walled` one, in which answers and surveys do not exist.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from xapi import database
from xapi.court.facts import (
    COURSE,
    LEDGER,
    LMS,
    LOG,
    OTHER,
    Conflict,
    Course,
    Duty,
    Evidence,
    Facts,
    Letterhead,
    Moment,
    Number,
    Ruling,
)
from xapi.court.wall import Walled, sql
from xapi.keyfile import Case

Row = Mapping[str, Any]
#: course, version, agency -> what the catalogue says of the edition
Editions = Callable[[str, str | None, str | None], Course]

_QUERIES: Final = (
    *("cases", "progress", "measures", "duties", "rulings", "packages", "conflicts"),
)
#: what is taken as the query `cases` has it
_STANDS: Final = (
    *("as_of", "status", "since", "rule", "condition", "asked_count"),
    *("fired_on", "counted", "finished_on"),
    *("referred_on", "ordered_on", "deadline", "order_hours"),
)
_TRUSTS: Final = ("low", "medium", "high")
#: `derived_from` of records that were made of an LMS's, and whether they name a package
_SOURCES: Final = {
    **dict.fromkeys(("moodle-tracks", "moodle-track-details", "moodle-report"), LEDGER),
    **dict.fromkeys(("moodle-grades alone", "moodle-completion alone"), LMS),
    **dict.fromkeys(("moodle-tracks alone", "moodle-track-details alone"), LMS),
    "moodle-report alone": LMS,
}
#: conflicts in the order of the page: what bears on hours and completion comes first
_ORDER: Final = (
    *("status", "lms-time", "no-lessons", "session-clock", "lesson-fast"),
    *("clock-ahead", "session-open", "accounts", "package-unknown", "time-unknown"),
    *("low-trust", "later"),
)


@dataclass(frozen=True)
class Surroundings:
    """What is on a page and in no record."""

    agency: Letterhead
    court: Callable[[str | None], Letterhead | None]
    language: Callable[[str | None], str]  #: of the pages of a court
    edition: Editions
    zone: str | None  #: for agencies whose catalogue is missing


def records_hash(hashes: Sequence[str]) -> str:
    """Return the SHA-256 of the records used: their hashes, each once, sorted, a line each.

    Any program can do it again: see docs/court-page.md.
    """
    listed = "".join(f"{each}\n" for each in sorted(set(hashes)))
    return hashlib.sha256(listed.encode()).hexdigest()


def gathered(
    walled: Walled, cases: Mapping[str, Case], around: Surroundings
) -> Iterator[Facts]:
    """Yield the facts of each enrolment of the cases, by token, course and enrolment."""
    found = {name: _by_enrolment(walled, name) for name in _QUERIES}
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for key, (stands, *_) in found["cases"].items():
        case = cases.get(stands["participant"])
        if case is None:
            continue
        place = (stands["participant"], stands["course"])
        own = {name: found[name].get(key, []) for name in _QUERIES}
        yield _facts(case, stands, own, around, seen[place])
        seen[place] += 1


def _by_enrolment(walled: Walled, name: str) -> dict[str, list[Row]]:
    text = "SELECT * FROM measures" if name == "measures" else sql(name)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in database.query(walled, text).named():
        found[row["enrolment_key"]].append(row)
    return dict(found)


def _facts(
    case: Case,
    stands: Row,
    own: Mapping[str, Sequence[Row]],
    around: Surroundings,
    earlier: int,
) -> Facts:
    course = around.edition(
        stands["course"], stands["course_version"], stands["agency"]
    )
    progress = own["progress"][0] if own["progress"] else {}
    measures = own["measures"][0] if own["measures"] else {}
    hashes = progress.get("hashes", ())
    return Facts(
        token=case.token,
        enrolment=stands["enrolment"],
        name=case.name,
        case_number=case.case_number,
        judge=case.judge,
        order=case.order,
        court=around.court(stands["court"]),
        agency=around.agency,
        agency_id=stands["agency"],
        zone=progress.get("zone") or course.zone or around.zone,
        language=around.language(stands["court"]),
        course=course,
        earlier=earlier,
        records=len(hashes),
        records_hash=records_hash(hashes),
        packages=tuple(row["package"] for row in own["packages"]),
        duties=tuple(Duty(**_without_key(row)) for row in own["duties"]),
        rulings=tuple(Ruling(**_without_key(row)) for row in own["rulings"]),
        conflicts=_conflicts(own["conflicts"], stands),
        **{name: stands[name] for name in _STANDS},
        **_moments(progress),
        **_numbers(progress, measures),
    )


def _moments(progress: Row) -> dict[str, Any]:
    made: dict[str, Any] = {"completed_utc": progress.get("completed_at")}
    for name in ("started", "completed"):
        if progress.get(f"{name}_local") is not None:
            known = _evidence(progress, name)
            made[name] = Moment(progress[f"{name}_local"], known)
    for name in ("first", "last"):
        if progress.get(f"{name}_stored_local") is not None:
            known = Evidence(LMS, "high")
            made[f"{name}_seen"] = Moment(progress[f"{name}_stored_local"], known)
    return made


def _numbers(progress: Row, measures: Row) -> dict[str, Any]:
    found = {
        "active_s": (measures.get("active_s"), "active"),
        "score": (measures.get("score_percent"), "checked"),
        "attested": (progress.get("attested") or None, "attested"),
    }
    made: dict[str, Any] = {
        name: Number(value, _evidence(progress, word))
        for name, (value, word) in found.items()
        if value is not None
    }
    if measures.get("lms_s") is not None:
        made["lms_s"] = Number(measures["lms_s"], Evidence(LMS, "medium"))
    return {**made, "tries": measures.get("check_tries")}


def _evidence(progress: Row, word: str) -> Evidence:
    """Return where a figure comes from; without a record of its own, from the LMS."""
    faith = progress.get(f"{word}_trust")
    derived = progress.get(f"{word}_from")
    if faith is None or derived is None:
        return Evidence(LMS, "medium")
    trust = _TRUSTS[faith]
    own = {"high": COURSE, "medium": OTHER, "low": LOG}
    source = own[trust] if derived == "" else _SOURCES.get(derived, OTHER)
    return Evidence(source, trust)


def _conflicts(found: Sequence[Row], stands: Row) -> tuple[Conflict, ...]:
    made = []
    for row in sorted(found, key=lambda row: _ORDER.index(row["code"])):
        said = {"count": row["n"], "all": row["of_all"], "day": stands["as_of"]}
        said |= {"lms": row["lms"], "own": row["own"]}
        known = {name: value for name, value in said.items() if value is not None}
        made.append(Conflict(row["code"], known))
    return tuple(made)


def _without_key(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "enrolment_key"}
