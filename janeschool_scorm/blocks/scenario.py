"""scenario: a short story with decisions; every way through it comes to an end."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from janeschool_scorm.model import Block
from janeschool_scorm.value import Id, Markdown, Text, Truth, Value


class Way(Value):
    """A decision, and the id of the step that it leads to."""

    text: Text
    to: Id


class Step(Value):
    """A part of the story: it ends there, or the learner decides how to go on."""

    id: Id
    text: Markdown
    choices: tuple[Way, ...] = ()
    end: Truth = False

    def words(self) -> str:
        return " ".join((self.text, *(way.text for way in self.choices)))


class Scenario(Block):
    """Never right or wrong: only that an end was reached is recorded, not the way."""

    kind: ClassVar[str] = "scenario"
    title: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]

    @property
    def numbers(self) -> Mapping[str, int]:
        """Step id -> its number from 1, as a reader of all parts counts."""
        return {step.id: number for number, step in enumerate(self.steps, start=1)}

    def words(self) -> str:
        """The words of the shortest way: nobody is credited for more than they read."""
        ways = {step.id: step.words() for step in self.steps if step.end}
        for _ in self.steps:
            for step in self.steps:
                rest = [ways[way.to] for way in step.choices if way.to in ways]
                if rest and not step.end:
                    ways[step.id] = f"{step.words()} {min(rest, key=len)}"
        return f"{self.title} {ways.get(self.steps[0].id, '')}"
