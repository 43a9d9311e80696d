"""reflect: room to write that stays in the page."""

from typing import Annotated, ClassVar

from pydantic import Field

from janeschool_scorm.model import Block
from janeschool_scorm.value import Text, Whole


class Reflect(Block):
    """Private: never stored, never sent; it can be printed."""

    kind: ClassVar[str] = "reflect"
    takes_id: ClassVar[bool] = False
    tracked: ClassVar[bool] = False
    prompt: Text
    lines: Annotated[Whole, Field(ge=1, le=20)] = 4

    def words(self) -> str:
        return self.prompt
