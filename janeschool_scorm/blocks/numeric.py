"""numeric: a number to work out."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from janeschool_scorm.keys import range_key
from janeschool_scorm.model import Block, Feedback
from janeschool_scorm.value import Text


def _number(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(
        r"-?[0-9]{1,6}(\.[0-9]{1,3})?", value
    ):
        raise ValueError("write a number such as 8 or 7.5")
    return value


#: At most six digits before the point and three after it: short enough to be kept.
Number = Annotated[Decimal, BeforeValidator(_number)]


class Numeric(Block):
    """Right within `tolerance` of `answer`, both ends included."""

    kind: ClassVar[str] = "numeric"
    scored: ClassVar[bool] = True
    prompt: Text
    answer: Number
    tolerance: Annotated[Number, Field(ge=0)] = Decimal(0)
    unit: Text | None = None
    feedback: Feedback

    def key(self, course: str) -> str:
        low, high = self.answer - self.tolerance, self.answer + self.tolerance
        return range_key(course, self.id, low, high)

    def solution(self) -> tuple[str, ...]:
        more = f" ± {self.tolerance}" if self.tolerance else ""
        return (f"{self.answer}{more} {self.unit or ''}".rstrip(),)

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        return {"": {"type": "numeric", "text": self.prompt}}

    def words(self) -> str:
        return f"{self.prompt} {self.unit or ''}"
