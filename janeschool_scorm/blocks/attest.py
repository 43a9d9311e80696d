"""attest: a statement that the learner confirms with typed initials."""

from typing import ClassVar

from janeschool_scorm.model import Block, Text


class Attest(Block):
    """Only that it was done, and when, is recorded: never the initials."""

    kind: ClassVar[str] = "attest"
    statement: Text
    label: Text = "Your initials"

    def words(self) -> str:
        return self.statement
