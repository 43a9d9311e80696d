"""likert: statements on one scale, never right or wrong."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from janeschool_scorm.model import Block
from janeschool_scorm.value import Id, Text, Truth, Value


class LikertItem(Value):
    """`reverse` items are turned round by reports, never by the player."""

    id: Id
    text: Text
    reverse: Truth = False


class Likert(Block):
    """Answers leave the page only where the agency's file says `record_surveys`."""

    kind: ClassVar[str] = "likert"
    prompt: Text
    scale: Annotated[tuple[Text, ...], Field(min_length=2, max_length=9)]
    items: Annotated[tuple[LikertItem, ...], Field(min_length=1)]

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        scale = [(str(n), text) for n, text in enumerate(self.scale, start=1)]
        return {
            item.id: {"type": "likert", "text": item.text, "scale": scale}
            for item in self.items
        }

    def words(self) -> str:
        return " ".join((self.prompt, *(item.text for item in self.items)))
