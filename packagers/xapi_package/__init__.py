"""Edition + names -> an xAPI package as older LMSs launch it: tincan.xml at the root."""

from collections.abc import Iterator
from importlib.resources import files as resource
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from janeschool_scorm.activities import activity_id
from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import Problem
from janeschool_scorm.standards import TINCAN
from janeschool_scorm.target import XAPI_LATER, XAPI_SCRIPTS, Files, Target
from janeschool_scorm.xapi_data import kind_iri, unit_id, word_iri
from packagers.titles import shown
from packagers.xml import to_bytes

_TINCAN = ElementMaker(namespace=TINCAN, nsmap={None: TINCAN})
_HERE = Path(str(resource("packagers.xapi_package")))


def _manifest(edition: Edition, _names: tuple[str, ...]) -> Files:
    """tincan.xml (Rustici, Incorporating a Tin Can LRS into an LMS): what is launched
    comes first, then the modules that statements are about.
    """
    activities = [_launched(edition), *_modules(edition)]
    root = _TINCAN.tincan(_TINCAN.activities(*activities))
    return {"tincan.xml": to_bytes(root)}


def _launched(edition: Edition) -> etree._Element:
    words = shown(edition)
    return _TINCAN.activity(
        *(_TINCAN.name(each.title, lang=each.language) for each in words),
        *(_TINCAN.description(each.description, lang=each.language) for each in words),
        _TINCAN.launch("index.html", lang=edition.language),
        id=unit_id(edition),
        type=kind_iri(edition),
    )


def _modules(edition: Edition) -> Iterator[etree._Element]:
    words = shown(edition)
    for place, module in enumerate(edition.modules if not edition.unit else ()):
        said = [(each.language, each.modules[place]) for each in words]
        yield _TINCAN.activity(
            *(_TINCAN.name(title, lang=language) for language, title in said),
            *(_TINCAN.description(title, lang=language) for language, title in said),
            id=activity_id(edition.identifier, module.id),
            type=word_iri("module"),
        )


def _static(_edition: Edition) -> Files:
    return {}


def _check(_edition: Edition) -> list[Problem]:
    return []


TARGET = Target(
    name="xapi_package",
    label="xAPI 1.0.3, launched with tincan.xml",
    scripts=(*XAPI_SCRIPTS, _HERE / "launch.js", _HERE / "adapter.js"),
    static=_static,
    manifest=_manifest,
    check=_check,
    connects=True,
    later=XAPI_LATER,
)
