"""Run the parts of a round one after the other: what fails is told, and stops no other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from xapi.problems import RecordsError

T = TypeVar("T")


@dataclass(frozen=True)
class Trouble:
    """What did not work: `part` of the round, and why in one plain sentence."""

    part: str
    text: str


@dataclass
class Attempts:
    """What the parts so far could not do, each sentence once."""

    troubles: list[Trouble] = field(default_factory=list)

    def part(self, name: str, call: Callable[[], T]) -> T | None:
        """Return what a part makes; None where the world outside was in its way."""
        try:
            return call()
        except RecordsError as error:
            self.tell(name, str(error))
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            self.tell(name, f"{place}{error.strerror or error}.")
        return None

    def tell(self, name: str, text: str) -> None:
        """Add a sentence; one that an earlier part said already tells nothing new."""
        if all(text != each.text for each in self.troubles):
            self.troubles.append(Trouble(name, text))
