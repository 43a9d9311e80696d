"""true-false: one statement that is true or not."""

from typing import ClassVar

from janeschool_scorm.model import Block, Feedback, Text, Truth


class TrueFalse(Block):
    """`answer` is whether the statement is true."""

    kind: ClassVar[str] = "true-false"
    prompt: Text
    answer: Truth
    feedback: Feedback

    def words(self) -> str:
        return self.prompt
