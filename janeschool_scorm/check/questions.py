"""Rules on questions, banks and what is drawn from them."""

from collections.abc import Iterator, Sequence

from janeschool_scorm.blocks.choice import Choice, starred, unstarred
from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.blocks.survey import Survey
from janeschool_scorm.check.case import Case
from janeschool_scorm.model import Bank, Key, Value
from janeschool_scorm.problems import Problem, did_you_mean

#: SCORM 1.2 names options by one letter each; ten is also what can be read.
_MOST = 10


def options(case: Case) -> Iterator[Problem]:
    """Q101, Q102, Q103 for the questions of lessons."""
    for block in case.blocks:
        if isinstance(block, Choice):
            yield from _options(block, block.options, ("options",))
        if isinstance(block, Survey):
            yield from _twice(block, block.options, ("options",))


def _options(
    value: Value, given: Sequence[str], at: tuple[Key, ...]
) -> Iterator[Problem]:
    right = sum(map(starred, given))
    if not 2 <= len(given) <= _MOST:
        text = f"{len(given)} options: give 2 to {_MOST}"
        yield Problem(value.at(*at), "Q103", text)
    elif right == 0:
        text = "no option is marked as right: put a star at its end"
        yield Problem(value.at(*at), "Q101", text)
    elif right == len(given):
        yield Problem(value.at(*at), "Q101", "every option is marked as right")
    yield from _twice(value, [unstarred(text) for text in given], at)


def _twice(
    value: Value, given: Sequence[str], at: tuple[Key, ...]
) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, text in enumerate(given):
        plain = text.casefold().rstrip(". ")
        if plain in seen:
            yield Problem(value.at(*at, number), "Q102", f"'{text}' stands there twice")
        seen.add(plain)


def bank_options(case: Case) -> Iterator[Problem]:
    """Q101, Q102, Q103 for the questions of banks."""
    for bank in case.course.banks.values():
        for number, question in enumerate(bank.questions):
            at: tuple[Key, ...] = ("questions", number)
            if question.kind == "choice":
                yield from _options(bank, question.options, (*at, "options"))
            elif question.answer is None or question.options:
                text = "a true-false question has an answer and no options"
                yield Problem(bank.at(*at), "Q101", text)


def bank_modules(case: Case) -> Iterator[Problem]:
    """Q106: each question of a bank names a module of the course."""
    known = {module.id for module in case.course.modules}
    for bank in case.course.banks.values():
        for number, question in enumerate(bank.questions):
            if question.module not in known and case.whole:
                hint = did_you_mean(question.module, known)
                text = f"no module '{question.module}'{hint}"
                yield Problem(bank.at("questions", number, "module"), "Q106", text)


def draws(case: Case) -> Iterator[Problem]:
    """Q104, Q105, Q107, Q108: what is drawn is there, and enough of it."""
    banks = case.course.banks
    for block in case.blocks:
        if not isinstance(block, Draw):
            continue
        if block.id != case.course.facts.final_check:
            text = f"'{block.id}' is not the course's final_check"
            yield Problem(block.at("id"), "Q108", text)
        if block.bank in banks:
            yield from _enough(block, banks[block.bank])
        elif case.whole:
            hint = did_you_mean(block.bank, banks)
            text = f"no bank '{block.bank}' in banks/{hint}"
            yield Problem(block.at("bank"), "Q104", text)


def _enough(block: Draw, bank: Bank) -> Iterator[Problem]:
    have = len(bank.questions)
    if have < block.count:
        text = f"draws {block.count} of the {have} questions in '{bank.id}'"
        yield Problem(block.at("count"), "Q105", text)
    elif have == block.count:
        text = f"draws all {have} questions: a second try asks the same ones"
        yield Problem(block.at("count"), "Q107", text)
