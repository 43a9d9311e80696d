"""Rules on questions, banks and what is drawn from them."""

from collections.abc import Iterator, Sequence

from janeschool_scorm.blocks.choice import Choice, starred
from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.blocks.survey import Survey
from janeschool_scorm.check.case import Case, repeated
from janeschool_scorm.model import Bank
from janeschool_scorm.problems import Problem, did_you_mean

#: SCORM 1.2 names options by one letter each; ten is also what can be read.
_MOST = 10


def options(case: Case) -> Iterator[Problem]:
    """Q101, Q102, Q103: a choice can be answered, and missed."""
    for block in case.asked:
        if isinstance(block, Choice):
            yield from _options(block)
        if isinstance(block, Survey):
            yield from _twice(block, block.options)


def _options(block: Choice) -> Iterator[Problem]:
    given = block.options
    right = sum(map(starred, given))
    if not 2 <= len(given) <= _MOST:
        text = f"{len(given)} options: give 2 to {_MOST}"
        yield Problem(block.at("options"), "Q103", text)
    elif right == 0:
        text = "no option is marked as right: put a star at its end"
        yield Problem(block.at("options"), "Q101", text)
    elif right == len(given):
        text = "every option is marked as right"
        yield Problem(block.at("options"), "Q101", text)
    yield from _twice(block, block.texts)


def _twice(block: Choice | Survey, given: Sequence[str]) -> Iterator[Problem]:
    for number in repeated(given):
        text = f"'{given[number]}' stands there twice"
        yield Problem(block.at("options", number), "Q102", text)


def bank_modules(case: Case) -> Iterator[Problem]:
    """Q106: each question of a bank names a module of the course."""
    known = {module.id for module in case.course.modules}
    for bank in case.course.banks.values():
        for question in bank.questions:
            if question.module not in known and case.whole:
                hint = did_you_mean(question.module, known)
                text = f"no module '{question.module}'{hint}"
                yield Problem(question.facts.at("module"), "Q106", text)


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
    have = len(bank.facts.questions)
    if have < block.count:
        text = f"draws {block.count} of the {have} questions in '{bank.id}'"
        yield Problem(block.at("count"), "Q105", text)
    elif have == block.count:
        text = f"draws all {have} questions: a second try asks the same ones"
        yield Problem(block.at("count"), "Q107", text)
