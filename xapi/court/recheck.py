"""Compare what a page says of itself with what the agency's records say now."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from xapi.court import number
from xapi.court.facts import Facts
from xapi.court.issue import numbered
from xapi.court.press import CERTIFICATE, PAGE
from xapi.court.verify import Finding, Verdict

#: tokens, day -> the facts as the records have them now
Look = Callable[[set[str], date], Iterable[Facts]]
_Place = tuple[str, str, int]


def rechecked(
    verdicts: Sequence[Verdict], look: Look, secret: bytes | None
) -> list[Verdict]:
    """Return verdicts with what the records say of every page whose signer is known.

    Without `secret` no number is made again. Pages of one day are looked up together.
    """
    days: dict[date, set[str]] = defaultdict(set)
    for verdict in verdicts:
        if verdict.good and (place := _place(verdict.about)):
            days[date.fromisoformat(verdict.about["as-of"])].add(place[0])
    known = {
        (day.isoformat(), facts.token, facts.course.id, facts.enrolment): facts
        for day, tokens in days.items()
        for facts in look(tokens, day)
    }
    return [_rechecked(each, known, secret) for each in verdicts]


def _rechecked(
    verdict: Verdict,
    known: Mapping[tuple[str, str, str, int], Facts],
    secret: bytes | None,
) -> Verdict:
    if not verdict.good:
        return verdict
    place = _place(verdict.about)
    facts = known.get((verdict.about["as-of"], *place)) if place else None
    if facts is None:
        text = "names a record that the agency's files do not have."
        more = [Finding(False, text)]
    else:
        more = [_records(verdict.about, facts), *_number(verdict.about, facts, secret)]
    return replace(verdict, findings=(*verdict.findings, *more))


def _place(about: Mapping[str, str]) -> _Place | None:
    """Return token, course and enrolment; None where a page does not say them."""
    try:
        date.fromisoformat(about["as-of"])
        return about["token"], about["course"], int(about["enrolment"])
    except (KeyError, ValueError):
        return None


def _records(about: Mapping[str, str], facts: Facts) -> Finding:
    if about.get("records-sha256") == facts.records_hash:
        return Finding(True, "is made of the same records that the store has now.")
    return Finding(
        False,
        "the records have changed since: for the same day the store now has "
        f"{facts.records} of them, with the hash {facts.records_hash}. A page of today "
        "says what changed.",
    )


def _number(
    about: Mapping[str, str], facts: Facts, secret: bytes | None
) -> list[Finding]:
    kind = about.get("kind")
    if secret is None or kind not in (PAGE, CERTIFICATE):
        return []
    good = number.plain(about.get("number", "")) == number.plain(
        numbered(kind, facts, secret)
    )
    if good:
        return [Finding(True, f"has the right number: {about['number']}.")]
    text = "has a number that the agency's secret and records do not give."
    return [Finding(False, text)]


class Match(NamedTuple):
    """What a number that was read out belongs to, and the code that goes with it."""

    kind: str
    facts: Facts
    code: str


def matches(read_out: str, found: Iterable[Facts], secret: bytes) -> Iterator[Match]:
    """Yield the documents with a number, of the day that the facts are of."""
    wanted = number.plain(read_out)
    for facts in found:
        for kind in (PAGE, CERTIFICATE):
            if kind == CERTIFICATE and facts.completed_utc is None:
                continue
            if number.plain(numbered(kind, facts, secret)) == wanted:
                yield Match(kind, facts, number.code(secret, facts))
