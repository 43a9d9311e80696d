"""Decide which token each person of a list gets, and which lines that adds where."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from xapi.agency_lists import refuse
from xapi.enrolment.case_list import Person, identity, plain
from xapi.enrolment.tokens import new_token
from xapi.keyfile import Case
from xapi.roster import Entry

#: what becomes of a line of the list
NEW: Final = "new token"
GIVEN: Final = "token of the list"
KNOWN: Final = "known case, new line"
LISTED: Final = "in the roster already"
AGAIN: Final = "in the roster with an earlier referral: is it enrolment 2?"
#: nothing is added for these
UNCHANGED: Final = (LISTED, AGAIN)


@dataclass(frozen=True, repr=False)
class Step:
    """What becomes of one line: the entry, and the case that the key file lacks."""

    line: int
    what: str
    entry: Entry
    case: Case | None
    username: str | None = None  #: in the LMS, where the list has it

    @property
    def token(self) -> str:
        """Return the token that the person has, or gets."""
        return self.entry.participant


def planned(
    path: Path,
    people: Sequence[Person],
    roster: Sequence[Entry],
    cases: Mapping[str, Case],
    *,
    several: bool = False,
) -> list[Step]:
    """Return what becomes of each person of the list at `path`.

    A case of the key file keeps its token. `several`: persons with other names may share
    a case number. Raises RecordsError, with the lines for which a person must decide.
    """
    known = {identity(case): token for token, case in cases.items()}
    numbers = {plain(case.case_number) for case in cases.values()}
    taken = {*cases, *(entry.participant for entry in roster)}
    enrolled = {(x.participant, x.course, x.enrolment): x for x in roster}
    steps, faults = [], []
    for person in people:
        if fault := _fault(person, cases, known, () if several else numbers):
            faults.append((person.line, fault))
            continue
        step = _step(person, cases, known, taken, enrolled)
        steps.append(step)
        taken.add(step.entry.participant)
        if person.case:
            known.setdefault(identity(person.case), step.entry.participant)
    refuse(path, faults)
    return steps


def _fault(
    person: Person,
    cases: Mapping[str, Case],
    known: Mapping[tuple[str, str], str],
    numbers: Collection[str],
) -> str | None:
    case, token = person.case, person.token
    if case is None:
        return None
    had = known.get(identity(case))
    if token and had not in (None, token):
        return "the key file has this case under another token."
    if token and token in cases and identity(cases[token]) != identity(case):
        return "the key file has this token for another case."
    if had is None and plain(case.case_number) in numbers:
        return (
            "the key file has this case number with another name: correct one of them, "
            "or say --several-per-case where it is another person."
        )
    return None


def _step(
    person: Person,
    cases: Mapping[str, Case],
    known: Mapping[tuple[str, str], str],
    taken: Collection[str],
    enrolled: Mapping[tuple[str, str, int], Entry],
) -> Step:
    had = known.get(identity(person.case)) if person.case else None
    token = person.token or had or new_token(taken)
    entry = replace(person.entry, participant=token)
    listed = enrolled.get((token, entry.course, entry.enrolment))
    what = GIVEN if person.token else KNOWN if had else NEW
    if listed:
        what = AGAIN if _later(entry, listed) else LISTED
    case = None
    if person.case and token not in cases and had is None:
        case = replace(person.case, token=token)
    return Step(person.line, what, entry, case, person.username)


def _later(entry: Entry, listed: Entry) -> bool:
    """Say whether this is a referral after the one that the roster has."""
    before, now = listed.referred_on, entry.referred_on
    return bool(before and now and now > before)


def roster_rows(entries: Sequence[Entry]) -> list[dict[str, object]]:
    """Return entries as rows of the roster's file."""
    return [_row(**asdict(entry)) for entry in entries]


def _row(
    *, participant: str, order_hours: float | None, **more: object
) -> dict[str, object]:
    hours = None if order_hours is None else f"{order_hours:g}"
    return {"token": participant, **more, "order_hours": hours}


def user_rows(steps: Sequence[Step]) -> list[dict[str, object]]:
    """Return users of the LMS with what becomes their ID number, as Moodle reads it."""
    return [
        {"username": step.username, "idnumber": step.token}
        for step in steps
        if step.username
    ]


def key_rows(cases: Sequence[Case]) -> list[dict[str, object]]:
    """Return cases as rows of the key file."""
    return [asdict(case) for case in cases]
