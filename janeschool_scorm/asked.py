"""Blocks -> what they ask and what is right, as the catalogue has them."""

from collections.abc import Iterator, Mapping
from typing import Any

from janeschool_scorm.blocks.fill_in import FillIn
from janeschool_scorm.blocks.likert import Likert
from janeschool_scorm.blocks.numeric import Numeric
from janeschool_scorm.blocks.true_false import TrueFalse
from janeschool_scorm.catalogue_shape import Asked, Key
from janeschool_scorm.model import Block

#: Where a block that asks nothing has its words.
_WORDS = ("title", "statement", "prompt")


def asked(block: Block) -> Iterator[tuple[str, Asked]]:
    """Id -> what it asks, for the block and for each part of it; a draw asks nothing.

    Ids of options are those of a response: letters, digits, or numbers from 1.
    """
    parts = block.interactions()
    if "" not in parts and (words := _words(block)):
        yield block.id, {"text": words}
    for part, definition in parts.items():
        yield part_id(block, part), _asked(definition)


def part_id(block: Block, part: str) -> str:
    """The id of one statement of a scale, as statements have it."""
    return f"{block.id}-{part}" if part else block.id


def _words(block: Block) -> str:
    found = (getattr(block, name, None) for name in _WORDS)
    return next((text for text in found if text), "")


def _asked(definition: Mapping[str, Any]) -> Asked:
    one: Asked = {"text": definition["text"]}
    if "choices" in definition:
        one["choices"] = dict(definition["choices"])
    if "scale" in definition:
        one["scale"] = dict(definition["scale"])
    if "source" in definition:
        one["source"] = dict(definition["source"])
        one["target"] = dict(definition["target"])
    return one


def turned_round(block: Block) -> dict[str, bool]:
    """Part of a scale -> is its answer turned round before it is added up?"""
    items = block.items if isinstance(block, Likert) else ()
    return {item.id: item.reverse for item in items}


def key(block: Block, languages: Mapping[str, Block]) -> Key:
    """What is right; `languages` has the same block in each."""
    solution = {name: list(each.solution()) for name, each in languages.items()}
    found: Key = {"solution": solution}
    if isinstance(block, Numeric):
        found["low"] = str(block.answer - block.tolerance)
        found["high"] = str(block.answer + block.tolerance)
    elif isinstance(block, FillIn):
        found["accepted"] = {
            name: {str(n): word for n, word in enumerate(each.answers, start=1)}
            for name, each in languages.items()
            if isinstance(each, FillIn)
        }
    elif isinstance(block, TrueFalse):
        found["response"] = "t" if block.answer else "f"
    else:
        found["response"] = str(getattr(block, "answer"))  # noqa: B009  each other kind has one
    return found
