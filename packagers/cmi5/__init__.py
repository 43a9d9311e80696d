"""Edition + names -> a cmi5 package: cmi5.xml at the root, one assignable unit."""

from collections.abc import Iterator
from importlib.resources import files as resource
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from janeschool_scorm.activities import activity_id
from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import Problem
from janeschool_scorm.standards import CMI5
from janeschool_scorm.target import XAPI_LATER, XAPI_SCRIPTS, Files, Target
from janeschool_scorm.xapi_data import kind_iri, unit_id, word_iri
from packagers.titles import shown
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
        _CMI5.course(*_told(edition), id=activity_id(edition.identifier, "structure")),
        *_objectives(edition),
        _in_block(edition, _unit(edition)),
    )
    return {"cmi5.xml": to_bytes(root)}


def _told(edition: Edition) -> Iterator[etree._Element]:
    """Title and description, in every language."""
    words = shown(edition)
    yield _CMI5.title(*(_text(each.language, each.title) for each in words))
    yield _CMI5.description(*(_text(each.language, each.description) for each in words))


def _text(language: str, words: str) -> etree._Element:
    return _CMI5.langstring(words, lang=language)


def _objectives(edition: Edition) -> Iterator[etree._Element]:
    """One for each module (13.1.3); a course without modules has none."""
    words = shown(edition)
    entries = []
    for place, module in enumerate(edition.modules):
        said = [(each.language, each.modules[place]) for each in words]
        title = _CMI5.title(*(_text(*each) for each in said))
        description = _CMI5.description(*(_text(*each) for each in said))
        name = _objective_id(edition, module.id)
        entries.append(_CMI5.objective(title, description, id=name))
    if entries:
        yield _CMI5.objectives(*entries)


def _objective_id(edition: Edition, module: str) -> str:
    return activity_id(edition.identifier, f"objective-{module}")


def _in_block(edition: Edition, unit: etree._Element) -> etree._Element:
    """A module's unit stands in the block of its module (13.1.2)."""
    if edition.whole is None or unit.get("activityType") != word_iri("module"):
        return unit
    name = activity_id(edition.identifier, "block")
    return _CMI5.block(*_told(edition), unit, id=name)


def _unit(edition: Edition) -> etree._Element:
    """The assignable unit (13.1.4). `masteryScore` is the agency's mark of the check."""
    named = [_objective_id(edition, module.id) for module in edition.modules]
    references = [_CMI5.objective(idref=name) for name in named]
    attributes = {
        "id": unit_id(edition),
        "moveOn": _move_on(edition),
        "launchMethod": "AnyWindow",
        "activityType": kind_iri(edition),
    }
    if edition.final_check and edition.purpose == "learner":
        attributes["masteryScore"] = f"{edition.agency.rules.pass_mark / 100:g}"
    return _CMI5.au(
        *_told(edition),
        *([_CMI5.objectives(*references)] if references else []),
        _CMI5.url("index.html"),
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
    label="cmi5, one assignable unit",
    scripts=(*XAPI_SCRIPTS, *(_HERE / name for name in _SCRIPTS)),
    static=_static,
    manifest=_manifest,
    check=_check,
    connects=True,
    later=XAPI_LATER,
)
