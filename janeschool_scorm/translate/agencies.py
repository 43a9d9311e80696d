"""Agencies and their catalogues -> their texts as a template, and one in a language.

All agencies of a folder share one catalogue: a support line that a thousand of them name
is translated once.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from janeschool_scorm.agency import Agency
from janeschool_scorm.problems import Problem
from janeschool_scorm.translate.answers import Answers
from janeschool_scorm.translate.catalogue import Catalogue, Collector, Entry
from janeschool_scorm.translate.read import header_problems, read_file
from janeschool_scorm.translate.texts import Said, Say, Text
from janeschool_scorm.value import Key

NAME = "agencies.po"
_UPDATE = "janeschool translate update agencies"


def place_of(folder: Path, language: str) -> Path:
    """Where the catalogue of the agencies in a folder stands."""
    return folder / "locales" / language / NAME


def template(agencies: Iterable[Agency], folder: Path) -> Catalogue:
    """What learners read of the agencies that have more than one language."""
    collector = Collector()

    def say(text: Text) -> Said:
        path = Path(text.place.path).relative_to(folder).as_posix()
        place = ((path, text.place.line),)
        collector.add(Entry(text.words, context=text.context, references=place))
        return Said(text.words, text.place)

    for agency in agencies:
        if len(agency.spoken) > 1:
            _translated(agency, say)
    return collector.catalogue("agencies")


def in_every_language(agency: Agency) -> Agency:
    """The agency that knows itself in each of its languages but the first."""
    others = agency.spoken[1:]
    return agency.with_translations({each: _in(agency, each) for each in others})


def _in(agency: Agency, language: str) -> Agency:
    """The agency in one language, with what the catalogue lacks."""
    path = place_of(Path(agency.at().path).parent, language)
    if not path.is_file():
        text = f"there is no catalogue {path}: {_UPDATE}"
        return agency.lacking((Problem(agency.at_language(language), "T101", text),))
    status = path.stat()
    catalogue, problems = _read(path, status.st_size, status.st_mtime_ns)
    if catalogue is None:
        return agency.lacking(problems)
    answers = Answers(catalogue, _UPDATE, header_problems(catalogue, language))
    new = _translated(agency, answers.say)
    return new.lacking(tuple(sorted(set(answers.problems))))


@lru_cache(maxsize=64)
def _read(
    path: Path, _size: int, _mtime_ns: int
) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    catalogue, problems = read_file(path)
    return catalogue, tuple(problems)


def _translated(agency: Agency, say: Say) -> Agency:
    def said(words: str, *path: Key) -> str:
        context = "/".join(str(key) for key in path if isinstance(key, str))
        return say(Text(words, context, agency.at(*path))).words

    title = agency.discreet_title
    contact = said(agency.contact.name, "contact", "name")
    support = tuple(
        line.model_copy(
            update={
                "name": said(line.name, "support", n, "name"),
                "how": said(line.how, "support", n, "how"),
            }
        )
        for n, line in enumerate(agency.support)
    )
    return agency.model_copy(
        update={
            "name": said(agency.name, "name"),
            "discreet_title": said(title, "discreet_title") if title else None,
            "contact": agency.contact.model_copy(update={"name": contact}),
            "support": support,
        }
    )
