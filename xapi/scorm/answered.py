"""Turn answers of the ledger into facts: rows first, then what the code alone has."""

from collections.abc import Iterator
from typing import Any

from xapi.problems import Code
from xapi.scorm import answers, rows
from xapi.scorm.ledger import Fault, Ledger, not_before, seed, session_name
from xapi.scorm.package import Item
from xapi.scorm.resume import ItemState, Resume
from xapi.scorm.statements import Moment, Saying, duration, ours


def sayings(ledger: Ledger) -> Iterator[Saying | Fault]:
    """Yield each answer that is known, and rows that cannot be right."""
    by_row = ledger.package.items_by_row
    told: set[tuple[str, int | None]] = set()
    for row in ledger.rows:
        if not isinstance(row, rows.Answer):
            continue
        if (item := by_row.get(row.item)) is None:
            yield Fault(Code.LEDGER, f"row {row.said.id} is of no item of the package")
        elif fault := _disagrees(row, item, ledger.judge):
            yield Fault(Code.LEDGER, f"row {row.said.id} {fault}: the code leads")
        else:
            told.add((item.id, row.attempt))
            yield _answer(ledger, row, item)
    if ledger.resume:
        yield from _untold(ledger, ledger.resume, told)


def _disagrees(row: rows.Answer, item: Item, resume: Resume | None) -> str | None:
    """Say how a row contradicts the resume code."""
    if resume is None or row.attempt is None or item.place is None:
        return None
    if row.in_check:
        used = resume.check.used
        return f"is of try {row.attempt}, of {used}" if row.attempt > used else None
    state = resume.items.get(item.place, ItemState("o", 0, 0, 0))
    if row.attempt > state.tries:
        return f"is of try {row.attempt}, of {state.tries}"
    right = row.attempt == state.tries and state.status == "r"
    if (row.said.result == "correct") != right:
        return "has another result than the resume code"
    return None


def _answer(ledger: Ledger, row: rows.Answer, item: Item) -> Saying:
    said = row.said
    right = None if row.attempt is None else said.result == "correct"
    result = {
        "response": answers.response(item.interaction, said.response),
        **_judged(right),
    }
    if said.latency_s is not None:
        result["duration"] = duration(said.latency_s)
    context = {"session": session_name(row.session), "attempt": row.attempt}
    if row.in_check and row.attempt is not None:
        context |= {"bank": item.bank, "seed": seed(ledger, row.attempt)}
    return Saying(
        "answered",
        _question(ledger, item),
        Moment(row.at) if row.at else not_before(ledger),
        ledger.source.result_trust,
        parent=_parent(ledger, item),
        result=result,
        context=context,
        missing=f"seed: {ledger.missing}" if context.get("seed", 0) is None else "",
    )


def _untold(
    ledger: Ledger, resume: Resume, told: set[tuple[str, int | None]]
) -> Iterator[Saying]:
    """Last answers of lessons whose row found no room; the code has them in any case."""
    for item in ledger.package.items:
        state = resume.items.get(item.place) if item.place is not None else None
        if state is None or item.bank or not state.tries or not state.answer:
            continue
        if (item.id, state.tries) in told:
            continue
        letters = answers.letters(item.kind, state.answer)
        response = answers.response(item.interaction, letters)
        yield Saying(
            "answered",
            _question(ledger, item),
            not_before(ledger),
            ledger.source.result_trust,
            parent=_parent(ledger, item),
            result={"response": response, **_judged(state.status == "r")},
            context={"attempt": state.tries},
            missing="its row found no room in the LMS: session, time and duration",
        )


def _judged(right: bool | None) -> dict[str, Any]:
    if right is None:
        return {}
    return {"success": right, "score": {"scaled": int(right)}}


def _question(ledger: Ledger, item: Item) -> dict[str, Any]:
    kind = {"interactionType": item.interaction} if item.interaction else {}
    return ours(ledger.package.course, item.id, "question", **kind)


def _parent(ledger: Ledger, item: Item) -> dict[str, Any]:
    course, check = ledger.package.course, ledger.package.check
    if item.bank and check:
        return ours(course, check.id, "check")
    return ours(course, item.lesson, "lesson")
