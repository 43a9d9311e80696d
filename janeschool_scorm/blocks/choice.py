"""choice: one question with options, of which the starred ones are right."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from janeschool_scorm.keys import LETTERS, answer_key
from janeschool_scorm.model import Block, Feedback
from janeschool_scorm.value import Text


def starred(option: str) -> bool:
    """Is the option marked as right?"""
    return option.endswith("*")


def unstarred(option: str) -> str:
    """The option as the learner reads it."""
    return option.removesuffix("*").rstrip()


def letters(options: Iterable[str]) -> str:
    """The right options as SCORM letters in order, such as `a` or `a,c`."""
    return ",".join(
        letter for letter, text in zip(LETTERS, options, strict=False) if starred(text)
    )


class Choice(Block):
    """One star: pick one. Two or more: pick all of them."""

    kind: ClassVar[str] = "choice"
    scored: ClassVar[bool] = True
    prompt: Text
    options: Annotated[tuple[Text, ...], Field(min_length=1)]
    feedback: Feedback

    @property
    def several(self) -> bool:
        return sum(map(starred, self.options)) > 1

    @property
    def answer(self) -> str:
        """The right answer in SCORM letters."""
        return letters(self.options)

    @property
    def texts(self) -> tuple[str, ...]:
        """The options as the learner reads them."""
        return tuple(map(unstarred, self.options))

    def key(self, course: str) -> str:
        return answer_key(course, self.id, self.answer)

    def solution(self) -> tuple[str, ...]:
        return tuple(unstarred(text) for text in self.options if starred(text))

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        choices = list(zip(LETTERS, self.texts, strict=False))
        return {"": {"type": "choice", "text": self.prompt, "choices": choices}}

    def words(self) -> str:
        return " ".join((self.prompt, *self.texts))
