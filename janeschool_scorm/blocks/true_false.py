"""true-false: one statement that is true or not."""

from collections.abc import Mapping
from typing import Any, ClassVar

from janeschool_scorm.keys import answer_key
from janeschool_scorm.model import Block, Feedback
from janeschool_scorm.value import Text, Truth


class TrueFalse(Block):
    """`answer` is whether the statement is true."""

    kind: ClassVar[str] = "true-false"
    scored: ClassVar[bool] = True
    prompt: Text
    answer: Truth
    feedback: Feedback

    def key(self, course: str) -> str:
        return answer_key(course, self.id, "t" if self.answer else "f")

    def solution(self) -> tuple[str, ...]:
        return ("True" if self.answer else "False",)

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        return {"": {"type": "true-false", "text": self.prompt}}

    def words(self) -> str:
        return self.prompt
