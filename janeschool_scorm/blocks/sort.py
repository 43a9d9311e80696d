"""sort: statements or things, each to be put into one of a few groups."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from janeschool_scorm.keys import LETTERS, answer_key, matching
from janeschool_scorm.model import Block, Feedback
from janeschool_scorm.value import Text, Value


class SortItem(Value):
    """What is sorted, and the group where it belongs."""

    text: Text
    group: Text


class Sort(Block):
    """Groups and items stand as written."""

    kind: ClassVar[str] = "sort"
    scored: ClassVar[bool] = True
    prompt: Text
    groups: Annotated[tuple[Text, ...], Field(min_length=1)]
    items: Annotated[tuple[SortItem, ...], Field(min_length=1)]
    feedback: Feedback

    @property
    def answer(self) -> str:
        """The right answer in SCORM 1.2 form, such as `a.2,b.1`."""
        return ",".join(
            f"{letter}.{self.groups.index(item.group) + 1}"
            for letter, item in zip(LETTERS, self.items, strict=False)
        )

    def key(self, course: str) -> str:
        return answer_key(course, self.id, self.answer)

    def solution(self) -> tuple[str, ...]:
        return tuple(f"{item.text} → {item.group}" for item in self.items)

    def interactions(self) -> Mapping[str, Mapping[str, Any]]:
        items = (item.text for item in self.items)
        return {"": {"text": self.prompt, **matching(items, self.groups)}}

    def words(self) -> str:
        items = (item.text for item in self.items)
        return " ".join((self.prompt, *self.groups, *items))
