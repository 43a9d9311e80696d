"""order: lines to put in order."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from janeschool_scorm.keys import LETTERS, answer_key, shuffled
from janeschool_scorm.model import Block, Feedback
from janeschool_scorm.value import Text


class Order(Block):
    """`items` stand in the right order; they are shown in one that the id decides."""

    kind: ClassVar[str] = "order"
    scored: ClassVar[bool] = True
    prompt: Text
    items: Annotated[tuple[Text, ...], Field(min_length=1)]
    feedback: Feedback

    @property
    def shown(self) -> tuple[str, ...]:
        """As shown at first: the first has the letter a."""
        return tuple(self.items[n] for n in shuffled(self.id, len(self.items)))

    @property
    def answer(self) -> str:
        """The right answer in SCORM 1.2 form, such as `c,a,b`."""
        shown = shuffled(self.id, len(self.items))
        return ",".join(LETTERS[shown.index(n)] for n in range(len(self.items)))

    def key(self, course: str) -> str:
        return answer_key(course, self.id, self.answer)

    def solution(self) -> tuple[str, ...]:
        return tuple(f"{n}. {text}" for n, text in enumerate(self.items, start=1))

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        choices = list(zip(LETTERS, self.shown, strict=False))
        return {"": {"type": "sequencing", "text": self.prompt, "choices": choices}}

    def words(self) -> str:
        return " ".join((self.prompt, *self.items))
