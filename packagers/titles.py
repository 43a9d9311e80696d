"""Edition -> what an LMS may show of it, in each language that course and agency have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from janeschool_scorm.edition import Edition
from janeschool_scorm.model import Course


@dataclass(frozen=True, slots=True)
class Shown:
    """Words of one language: of the unit, and a title for each of its modules."""

    language: str
    title: str
    description: str
    modules: tuple[str, ...]


def shown(edition: Edition) -> tuple[Shown, ...]:
    """The edition's own language first. Where the agency has a discreet title, an LMS
    shows nothing but that: modules have a number behind it.
    """
    return tuple(map(_shown, (edition, *_others(edition))))


def _others(edition: Edition) -> Iterator[Edition]:
    """The same edition as it is called in its other languages."""
    course = edition.source or edition.course
    for language in edition.agency.spoken:
        if language == edition.language or language not in course.translations:
            continue
        agency = edition.agency.in_language(language)
        other = replace(edition, agency=agency, language=language)
        if not edition.unit:
            yield replace(other, course=_told(edition, course.in_language(language)))
        elif agency.discreet_title:
            yield other


def _told(edition: Edition, translated: Course) -> Course:
    """The translated course with the modules that the edition has."""
    kept = {module.id for module in edition.modules}
    modules = tuple(each for each in translated.modules if each.id in kept)
    return replace(translated, modules=modules)


def _shown(edition: Edition) -> Shown:
    title = edition.outside_title
    if not edition.agency.discreet_title:
        names = tuple(module.title for module in edition.modules)
        description = edition.course.facts.description or title
        return Shown(edition.language, title, description, names)
    numbered = (f"{title}, {module.number}" for module in edition.modules)
    names = (title,) * len(edition.modules) if edition.unit else tuple(numbered)
    return Shown(edition.language, title, title, names)
