"""survey: one question without a right answer."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from janeschool_scorm.keys import BASE_36
from janeschool_scorm.model import Block
from janeschool_scorm.value import Text, Truth


class Survey(Block):
    """`record: choice` lets a check-in's answer be recorded; the default records nothing."""

    kind: ClassVar[str] = "survey"
    prompt: Text
    options: Annotated[tuple[Text, ...], Field(min_length=2, max_length=12)]
    several: Truth = False
    record: Literal["choice", "nothing"] = "nothing"

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        """Several answers at once are a choice: a likert response is one step."""
        kind, name = ("choice", "choices") if self.several else ("likert", "scale")
        options = list(zip(BASE_36[1:], self.options, strict=False))
        return {"": {"type": kind, "text": self.prompt, name: options}}

    def words(self) -> str:
        return " ".join((self.prompt, *self.options))
