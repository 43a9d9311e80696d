"""Edition + names -> a cmi5 package: cmi5.xml at the root, and its assignable units."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files as resource
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from janeschool_scorm.activities import activity_id
from janeschool_scorm.edition import Edition
from janeschool_scorm.model import Module
from janeschool_scorm.problems import Problem
from janeschool_scorm.standards import CMI5
from janeschool_scorm.target import (
    PAGE,
    XAPI_LATER,
    XAPI_SCRIPTS,
    Files,
    Target,
    unit_pages,
)
from janeschool_scorm.xapi_data import kind_iri, unit_id
from packagers.titles import Shown, shown
from packagers.xml import to_bytes

_CMI5 = ElementMaker(namespace=CMI5, nsmap={None: CMI5})
_HERE = Path(str(resource("packagers.cmi5")))
_SCRIPTS = ("launch.js", "verbs.js", "session.js", "adapter.js")


def _manifest(edition: Edition, _names: tuple[str, ...]) -> Files:
    """cmi5.xml (cmi5 13 and 14.0): a package's files are not listed in it.

    Ids are those of records: no version, agency or language is in them, and each is
    used once in the document.
    """
    root = _CMI5.courseStructure(
        _CMI5.course(*_told(edition), id=_id(edition, "structure")),
        *_objectives(edition),
        *(_blocks(edition) if edition.divided else [_alone(edition)]),
    )
    return {"cmi5.xml": to_bytes(root)}


def _id(edition: Edition, part: str) -> str:
    """An id of the structure itself: no record is about it."""
    return activity_id(edition.identifier, part)


def _told(edition: Edition) -> Iterator[etree._Element]:
    """Title and description, in every language."""
    words = shown(edition)
    yield _CMI5.title(*(_text(each.language, each.title) for each in words))
    yield _CMI5.description(*(_text(each.language, each.description) for each in words))


def _of_module(words: Sequence[Shown], place: int) -> Iterator[etree._Element]:
    """The same of a module, by its place in the edition: its title says both."""
    for tag in (_CMI5.title, _CMI5.description):
        yield tag(*(_text(each.language, each.modules[place]) for each in words))


def _text(language: str, words: str) -> etree._Element:
    return _CMI5.langstring(words, lang=language)


def _objectives(edition: Edition) -> Iterator[etree._Element]:
    """One for each module (13.1.3); a course without modules has none."""
    words = shown(edition)
    entries = [
        _CMI5.objective(*_of_module(words, place), id=_objective(edition, module))
        for place, module in enumerate(edition.modules)
    ]
    if entries:
        yield _CMI5.objectives(*entries)


def _objective(edition: Edition, module: Module) -> str:
    return _id(edition, f"objective-{module.id}")


def _alone(edition: Edition) -> etree._Element:
    """One unit for the whole edition."""
    named = [_objective(edition, module) for module in edition.modules]
    return _unit(edition, PAGE, _told(edition), named)


def _blocks(edition: Edition) -> Iterator[etree._Element]:
    """A block for each module (13.1.2), and in it one unit with a page of its own."""
    words = shown(edition)
    for place, (page, part) in enumerate(unit_pages(edition).items()):
        named = [_objective(edition, module) for module in part.modules]
        unit = _unit(part, page, _of_module(words, place), named)
        name = _id(edition, f"block-{part.unit}")
        yield _CMI5.block(*_of_module(words, place), unit, id=name)


def _unit(
    edition: Edition,
    page: str,
    told: Iterable[etree._Element],
    objectives: Sequence[str],
) -> etree._Element:
    """The assignable unit (13.1.4). `masteryScore` is the agency's mark of the check."""
    references = [_CMI5.objective(idref=name) for name in objectives]
    attributes = {
        "id": unit_id(edition),
        "moveOn": _move_on(edition),
        "launchMethod": "AnyWindow",
        "activityType": kind_iri(edition),
    }
    if edition.final_check and edition.purpose == "learner":
        attributes["masteryScore"] = f"{edition.agency.rules.pass_mark / 100:g}"
    return _CMI5.au(
        *told,
        *([_CMI5.objectives(*references)] if references else []),
        _CMI5.url(page),
        attributes,
    )


def _move_on(edition: Edition) -> str:
    """What an LMS waits for: nothing of a package that is for no learner."""
    if edition.purpose != "learner":
        return "NotApplicable"
    return "CompletedAndPassed" if edition.final_check else "Completed"


def _static(_edition: Edition) -> Files:
    return {}


def _check(_edition: Edition) -> list[Problem]:
    return []


TARGET = Target(
    name="cmi5",
    label="cmi5 (Quartz), described by cmi5.xml",
    scripts=(*XAPI_SCRIPTS, *(_HERE / name for name in _SCRIPTS)),
    static=_static,
    manifest=_manifest,
    check=_check,
    holds_units=True,
    connects=True,
    later=XAPI_LATER,
)
