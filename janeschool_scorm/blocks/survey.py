"""survey: one question without a right answer."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from janeschool_scorm.model import Block, Text, Truth


class Survey(Block):
    """`record: choice` lets a check-in's answer be recorded; the default records nothing."""

    kind: ClassVar[str] = "survey"
    prompt: Text
    options: Annotated[tuple[Text, ...], Field(min_length=2, max_length=12)]
    several: Truth = False
    record: Literal["choice", "nothing"] = "nothing"

    def words(self) -> str:
        return " ".join((self.prompt, *self.options))
