"""Say the figures of a page, each with a mark for where it comes from."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from xapi.court import layout, spoken
from xapi.court.facts import AGENCY, RULE, Evidence, Facts, Moment
from xapi.court.layout import Block
from xapi.court.spoken import Words

_ROSTER: Final = Evidence(AGENCY)
_EDITION: Final = Evidence(RULE)
_NO_MARK: Final = "–"
_WIDTHS: Final = (2, 6, 1)


class Row(NamedTuple):
    """A figure of the page: what it is, what is recorded, where that comes from."""

    label: str
    text: str
    evidence: Evidence | None


def figures(facts: Facts, said: Words) -> Iterator[Row]:
    """Yield all figures of a page."""
    yield Row(said["course"], course_name(facts, said), _EDITION)
    yield from days(facts, said)
    if facts.records:
        yield _moment(said, "started", facts.started, said["not_started"])
        yield _moment(said, "completed", facts.completed, said["not_yet"])
        yield from times(facts, said)
        yield from results(facts, said)


def table(columns: Sequence[str], rows: Sequence[Row]) -> Block:
    """Return the table of some figures with their marks."""
    marks = marks_of(rows)
    cells = [[a, b, marks[known] if known else _NO_MARK] for a, b, known in rows]
    return layout.table(columns, _WIDTHS, cells)


def marks_of(rows: Sequence[Row]) -> dict[Evidence, str]:
    """Return a letter for each kind of evidence, in the order of the rows."""
    kinds = dict.fromkeys(row.evidence for row in rows if row.evidence is not None)
    return {kind: chr(ord("a") + place) for place, kind in enumerate(kinds)}


def legend(said: Words, rows: Sequence[Row]) -> Iterator[Block]:
    """Yield what each mark means, in one paragraph."""
    lines = [
        said["source"][kind.source].format(mark=mark)
        + (said["trust"][kind.trust] if kind.trust else said["own_word"])
        for kind, mark in marks_of(rows).items()
    ]
    if lines:
        yield layout.text(" ".join(lines))


def course_name(facts: Facts, said: Words) -> str:
    """Return title, id and version of the course."""
    course = facts.course
    title = course.titles.get(said["language"]) or next(
        iter(course.titles.values()), ""
    )
    if not title:
        return course.id if course.version is None else f"{course.id} {course.version}"
    form = said["course_is" if course.version else "course_id"]
    return str(form.format(title=title, id=course.id, version=course.version))


def times(facts: Facts, said: Words) -> Iterator[Row]:
    """Yield active time, the LMS's total, and when the records were stored."""
    yield _active(facts, said)
    if facts.lms_s is not None:
        text = said["lms_is"].format(time=spoken.length(said, facts.lms_s.value))
        yield Row(said["lms_time"], text, facts.lms_s.evidence)
    yield _seen(facts, said)


def results(facts: Facts, said: Words) -> Iterator[Row]:
    """Yield the final check and the attestations."""
    if facts.score is not None or facts.tries:
        yield _check(facts, said)
    if facts.attested is not None:
        count, modules = int(facts.attested.value), facts.course.modules
        if modules:
            text = said["attested_of"].format(count=count, modules=modules)
        else:
            text = spoken.counted(said["attested_is"], count)
        yield Row(said["attested"], text, facts.attested.evidence)


def days(facts: Facts, said: Words) -> Iterator[Row]:
    """Yield what the roster says of the order."""
    for name in ("referred_on", "ordered_on", "deadline"):
        on: date | None = getattr(facts, name)
        if on is not None:
            yield Row(said[name], spoken.day(said, on), _ROSTER)
    if facts.order_hours is not None:
        hours = spoken.amount(facts.order_hours)
        yield Row(said["order_hours"], said["hours_asked"].format(hours=hours), _ROSTER)


def _moment(said: Words, name: str, found: Moment | None, absent: str) -> Row:
    if found is None:
        return Row(said[name], absent, None)
    return Row(said[name], spoken.moment(said, found.at), found.evidence)


def _active(facts: Facts, said: Words) -> Row:
    if facts.active_s is None:
        return Row(said["active"], said["unknown"], None)
    time = spoken.length(said, facts.active_s.value)
    text = said["active_is"].format(time=time)
    return Row(said["active"], text, facts.active_s.evidence)


def _seen(facts: Facts, said: Words) -> Row:
    first, last = facts.first_seen, facts.last_seen
    if first is None or last is None:
        return Row(said["seen"], said["unknown"], None)
    span = said["and"].format(
        first=spoken.moment(said, first.at), last=spoken.moment(said, last.at)
    )
    return Row(said["seen"], said["seen_is"].format(span=span), first.evidence)


def _check(facts: Facts, said: Words) -> Row:
    parts, course = [], facts.course
    if facts.score is not None:
        parts.append(said["score_is"].format(score=int(facts.score.value)))
    if course.pass_mark is not None:
        parts.append(said["pass_mark"].format(mark=course.pass_mark))
    if facts.tries:
        allowed = course.tries_allowed
        known = allowed is not None and facts.tries <= allowed
        forms = said["tries_of" if known else "tries"]
        parts.append(spoken.counted(forms, facts.tries, allowed=allowed))
    known_by = facts.score.evidence if facts.score else None
    return Row(said["score"], "; ".join(parts), known_by)
