"""match: terms, each with one meaning to find."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from janeschool_scorm.keys import LETTERS, answer_key, matching, shuffled
from janeschool_scorm.model import Block, Feedback
from janeschool_scorm.value import Text, Value


class Pair(Value):
    """A term and what it means."""

    term: Text
    meaning: Text


class Match(Block):
    """Terms stand as written, meanings in an order that the id decides."""

    kind: ClassVar[str] = "match"
    scored: ClassVar[bool] = True
    prompt: Text
    pairs: Annotated[tuple[Pair, ...], Field(min_length=1)]
    feedback: Feedback

    @property
    def meanings(self) -> tuple[str, ...]:
        """As shown: the first has the number 1."""
        return tuple(self.pairs[n].meaning for n in shuffled(self.id, len(self.pairs)))

    @property
    def answer(self) -> str:
        """The right answer in SCORM 1.2 form, such as `a.2,b.1`."""
        shown = shuffled(self.id, len(self.pairs))
        numbers = (shown.index(n) + 1 for n in range(len(self.pairs)))
        return ",".join(
            f"{letter}.{number}"
            for letter, number in zip(LETTERS, numbers, strict=False)
        )

    def key(self, course: str) -> str:
        return answer_key(course, self.id, self.answer)

    def solution(self) -> tuple[str, ...]:
        return tuple(f"{pair.term}: {pair.meaning}" for pair in self.pairs)

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        terms = (pair.term for pair in self.pairs)
        return {"": {"text": self.prompt, **matching(terms, self.meanings)}}

    def words(self) -> str:
        both = (f"{pair.term} {pair.meaning}" for pair in self.pairs)
        return " ".join((self.prompt, *both))
