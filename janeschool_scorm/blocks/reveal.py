"""reveal: words that open on request."""

from typing import ClassVar

from janeschool_scorm.model import Block
from janeschool_scorm.value import Markdown, Text


class Reveal(Block):
    """Open without JavaScript too."""

    kind: ClassVar[str] = "reveal"
    takes_id: ClassVar[bool] = False
    tracked: ClassVar[bool] = False
    summary: Text
    text: Markdown

    def words(self) -> str:
        return f"{self.summary} {self.text}"
