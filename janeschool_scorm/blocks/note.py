"""note: words set apart from the text."""

from typing import ClassVar, Literal

from janeschool_scorm.model import Block
from janeschool_scorm.value import Markdown, Text


class Note(Block):
    """`care` stands before hard topics; `important` is for what must not be missed."""

    kind: ClassVar[str] = "note"
    takes_id: ClassVar[bool] = False
    tracked: ClassVar[bool] = False
    title: Text | None = None
    tone: Literal["plain", "care", "important"] = "plain"
    text: Markdown

    def words(self) -> str:
        return f"{self.title or ''} {self.text}"
