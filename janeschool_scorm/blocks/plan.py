"""plan: a form for the learner's own plan that stays in the page or on paper."""

from typing import Annotated, ClassVar

from pydantic import Field

from janeschool_scorm.model import Block
from janeschool_scorm.value import Text


class Plan(Block):
    """Private: never stored, never sent; it can be printed."""

    kind: ClassVar[str] = "plan"
    takes_id: ClassVar[bool] = False
    tracked: ClassVar[bool] = False
    prompt: Text
    fields_: Annotated[tuple[Text, ...], Field(min_length=1, alias="fields")]

    def words(self) -> str:
        return " ".join((self.prompt, *self.fields_))
