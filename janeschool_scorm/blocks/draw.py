"""draw: the final check, questions drawn from a bank."""

from typing import Annotated, ClassVar

from pydantic import Field

from janeschool_scorm.model import Block
from janeschool_scorm.value import Id, Whole


class Draw(Block):
    """`count` questions of `bank`, other ones for each attempt."""

    kind: ClassVar[str] = "draw"
    bank: Id
    count: Annotated[Whole, Field(ge=1, le=100)]
