"""figure: a picture with alternative text and a right to show it."""

from collections.abc import Mapping
from typing import ClassVar

from janeschool_scorm.model import Block
from janeschool_scorm.value import FileName, Id, Line, Text, Truth


class Figure(Block):
    """`chart` marks a chart or graph, which the length worksheet counts."""

    kind: ClassVar[str] = "figure"
    takes_id: ClassVar[bool] = False
    tracked: ClassVar[bool] = False
    src: FileName
    alt: Text
    caption: Text | None = None
    licence: Line | None = None
    consent: Id | None = None
    chart: Truth = False

    def words(self) -> str:
        return self.caption or ""

    def media(self) -> Mapping[str, str]:
        return {"src": self.src}
