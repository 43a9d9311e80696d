"""Rules on match, order, sort and fill-in, in lessons and in banks."""

from collections.abc import Iterator, Sequence

from janeschool_scorm.blocks.fill_in import FillIn
from janeschool_scorm.blocks.match import Match
from janeschool_scorm.blocks.order import Order
from janeschool_scorm.blocks.sort import Sort
from janeschool_scorm.check.case import Case, repeated
from janeschool_scorm.keys import fold
from janeschool_scorm.model import Block
from janeschool_scorm.problems import Problem, did_you_mean
from janeschool_scorm.value import Key

#: What a phone shows at once and a SCORM 1.2 response holds; groups stand side by side.
_MOST = 8
_MOST_GROUPS = 4


def _lists(block: Block) -> Iterator[tuple[str, int, Sequence[str], tuple[Key, ...]]]:
    """(key, how many at most, texts that must differ, key of each text in an entry)."""
    if isinstance(block, Match):
        yield "pairs", _MOST, [pair.term for pair in block.pairs], ("term",)
        yield "pairs", _MOST, [pair.meaning for pair in block.pairs], ("meaning",)
    elif isinstance(block, Order):
        yield "items", _MOST, block.items, ()
    elif isinstance(block, Sort):
        yield "groups", _MOST_GROUPS, block.groups, ()
        yield "items", _MOST, [item.text for item in block.items], ("text",)


def sizes(case: Case) -> Iterator[Problem]:
    """Q109: a question has parts enough to be one, and not too many to be answered."""
    for block in case.asked:
        for key, most, found, _ in _lists(block):
            if not 2 <= len(found) <= most:
                text = f"{len(found)} {key}: give 2 to {most}"
                yield Problem(block.at(key), "Q109", text)


def doubles(case: Case) -> Iterator[Problem]:
    """Q110: what is to be told apart differs."""
    for block in case.asked:
        for key, _, found, inside in _lists(block):
            for number in repeated(found):
                text = f"'{found[number]}' stands there twice"
                yield Problem(block.at(key, number, *inside), "Q110", text)


def groups(case: Case) -> Iterator[Problem]:
    """Q111, Q112: every item has its group, and every group an item."""
    for block in case.asked:
        if not isinstance(block, Sort):
            continue
        for number, item in enumerate(block.items):
            if item.group not in block.groups:
                hint = did_you_mean(item.group, block.groups)
                text = f"no group '{item.group}' in groups{hint}"
                yield Problem(block.at("items", number, "group"), "Q111", text)
        used = {item.group for item in block.items}
        for number, group in enumerate(block.groups):
            if group not in used and used <= set(block.groups):
                text = f"no item belongs to '{group}'"
                yield Problem(block.at("groups", number), "Q112", text)


def accepted(case: Case) -> Iterator[Problem]:
    """Q113: accepted answers differ in more than what is not compared."""
    for block in case.asked:
        if not isinstance(block, FillIn):
            continue
        seen: dict[str, str] = {}
        for number, answer in enumerate(block.answers):
            folded = fold(answer)
            if not folded or folded in seen:
                like = f"the same as '{seen[folded]}'" if folded else "empty"
                text = f"'{answer}' is {like} once it is compared"
                yield Problem(block.at("answers", number), "Q113", text)
            seen.setdefault(folded, answer)
