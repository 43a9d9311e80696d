"""video, audio: recorded segments with captions, transcript and description."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from janeschool_scorm.model import Block
from janeschool_scorm.value import FileName, Id, Text, Whole


class Audio(Block):
    """`planned_minutes` marks a placeholder: shown as one, counted as it really lasts."""

    kind: ClassVar[str] = "audio"
    title: Text
    src: FileName
    transcript: FileName
    presenter: Id | None = None
    planned_minutes: Annotated[Whole, Field(ge=1, le=240)] | None = None

    @property
    def placeholder(self) -> bool:
        return self.planned_minutes is not None

    def words(self) -> str:
        return self.title

    def media(self) -> Mapping[str, str]:
        return {"src": self.src, "transcript": self.transcript}


class Video(Audio):
    """`description` says what is to be seen, or that nothing beyond the speech is."""

    kind: ClassVar[str] = "video"
    captions: FileName
    description: Text

    def media(self) -> Mapping[str, str]:
        return {**super().media(), "captions": self.captions}
