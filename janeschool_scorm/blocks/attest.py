"""attest: a statement that the learner confirms with typed initials."""

from typing import ClassVar

from janeschool_scorm.model import Block
from janeschool_scorm.value import Text


class Attest(Block):
    """Only that it was done, and when, is recorded: never the initials.

    Without a `label` the field is called "Your initials".
    """

    kind: ClassVar[str] = "attest"
    statement: Text
    label: Text | None = None

    def words(self) -> str:
        return self.statement
