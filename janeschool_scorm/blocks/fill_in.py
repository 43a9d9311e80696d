"""fill-in: a word or a short phrase to type."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from janeschool_scorm.keys import word_keys
from janeschool_scorm.model import Block, Feedback
from janeschool_scorm.value import Text


class FillIn(Block):
    """The record carries the number of the answer that fits, never what was typed."""

    kind: ClassVar[str] = "fill-in"
    scored: ClassVar[bool] = True
    prompt: Text
    answers: Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]
    feedback: Feedback

    def key(self, course: str) -> str:
        return word_keys(course, self.id, self.answers)

    def solution(self) -> tuple[str, ...]:
        return self.answers

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        return {"": {"type": "fill-in", "text": self.prompt}}

    def words(self) -> str:
        return self.prompt
