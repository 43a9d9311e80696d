"""story: a survivor's video with its consent, a content note and a text path."""

from typing import ClassVar

from janeschool_scorm.blocks.media import Video
from janeschool_scorm.value import Id, Text


class StoryBlock(Video):
    """`story` names the consent in stories.yaml; the transcript is the text path."""

    kind: ClassVar[str] = "story"
    story: Id
    content_note: Text

    def words(self) -> str:
        return f"{self.title} {self.content_note}"
