"""A course and its catalogues -> its texts as a template, and the course in a language."""

from dataclasses import dataclass, replace
from pathlib import Path

from janeschool_scorm.model import Block, Course
from janeschool_scorm.problems import Problem
from janeschool_scorm.translate.answers import Answers
from janeschool_scorm.translate.catalogue import Catalogue, Collector, Entry
from janeschool_scorm.translate.read import header_problems, read_file
from janeschool_scorm.translate.texts import Said, Text, file_for, translated

NAME = "course.po"
_MUST = ("captions", "transcript")


def place_of(course: Course, language: str) -> Path:
    """Where the course's catalogue of a language stands."""
    return Path(course.folder) / "locales" / language / NAME


def template(course: Course) -> Catalogue:
    """Every text of the course that a learner reads, in the order of reading."""
    collector = Collector()

    def say(text: Text) -> Said:
        path = Path(text.place.path).relative_to(course.folder).as_posix()
        entry = Entry(
            text.words,
            context=text.context,
            notes=(text.note,) if text.note else (),
            references=((path, text.place.line),),
            markdown=text.markdown,
        )
        collector.add(entry)
        return Said(text.words, text.place)

    translated(course, say)
    return collector.catalogue(course.id)


def in_every_language(course: Course) -> Course:
    """The course that knows itself in each language it was translated to."""
    others = course.facts.languages[1:]
    return replace(course, translations={x: _in(course, x) for x in others})


def _in(course: Course, language: str) -> Course:
    """The course in one language; `lacks` says what its catalogue has not.

    Where words are missing, those of the original stand.
    """
    catalogue, problems = _catalogue(course, language)
    files = _Files(Path(course.folder) / "media", language, problems)
    if catalogue is None:
        new = translated(course, lambda text: Said(text.words, text.place), files.of)
        return replace(new, lacks=tuple(sorted(problems)))
    problems += header_problems(catalogue, language)
    answers = Answers(catalogue, _update(course), problems)
    new = translated(course, answers.say, files.of)
    return replace(new, lacks=tuple(sorted(set(problems))))


def _catalogue(course: Course, language: str) -> tuple[Catalogue | None, list[Problem]]:
    path = place_of(course, language)
    if path.is_file():
        return read_file(path)
    place = course.facts.at("languages", course.facts.languages.index(language))
    text = f"there is no catalogue {path}: {_update(course)}"
    return None, [Problem(place, "T101", text)]


def _update(course: Course) -> str:
    return f"janeschool translate update {course.id}"


@dataclass(frozen=True, slots=True)
class _Files:
    """Files beside the original's, named for the language; `problems` of missing ones."""

    media: Path
    language: str
    problems: list[Problem]

    def of(self, block: Block) -> dict[str, str]:
        """Captions and transcript must be there; a recording or a picture may be."""
        found = {}
        for key, name in block.media().items():
            other = file_for(name, self.language)
            if (self.media / other).is_file():
                found[key] = other
            elif key in _MUST:
                text = f"media/{other} does not exist: {key} in {self.language}"
                self.problems.append(Problem(block.at(key), "T205", text))
        return found
