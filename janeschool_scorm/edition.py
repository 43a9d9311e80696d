"""Course + agency + language -> Edition: what one package says."""

from collections.abc import Sequence
from dataclasses import dataclass

from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.model import Agency, Bank, Course, Lesson, Module


@dataclass(frozen=True, slots=True)
class Edition:
    """One package's content before it has a form. The word means nothing else here."""

    course: Course
    agency: Agency
    language: str

    @property
    def modules(self) -> tuple[Module, ...]:
        return self.course.modules

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return self.course.lessons

    @property
    def final_check(self) -> tuple[Lesson, Draw, Bank] | None:
        """The lesson that holds the final check, its block, and its bank."""
        for lesson in self.lessons:
            for block in lesson.blocks:
                if (
                    isinstance(block, Draw)
                    and block.id == self.course.facts.final_check
                ):
                    return lesson, block, self.course.banks[block.bank]
        return None

    @property
    def outside_title(self) -> str:
        """What others may see: a browser tab, the LMS's lists and gradebook.

        A discreet title has the course's neutral id beside it, so that an officer
        can tell two courses apart.
        """
        discreet = self.agency.discreet_title
        return f"{discreet} {self.course.id}" if discreet else self.course.facts.title

    @property
    def name(self) -> str:
        """Without target: `js-101-1.0.0-default-en`."""
        facts = self.course.facts
        return f"{facts.id}-{facts.version}-{self.agency.id}-{self.language}"


def editions(course: Course, agencies: Sequence[Agency]) -> list[Edition]:
    """One edition for each agency, in the agency's language."""
    return [Edition(course, agency, agency.language) for agency in agencies]
