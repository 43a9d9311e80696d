"""Target -> one lxml validator that knows all namespaces of its manifest."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from lxml import etree

from janeschool_scorm.validate.schemas import of_edition


def scorm12() -> etree.XMLSchema:
    """SCORM 1.2."""
    return _known("1.2")


def _known(edition: str) -> etree.XMLSchema:
    found = of_edition(edition)
    assert found is not None
    return found


#: Target -> the schemas of its standard.
OF_TARGET: dict[str, Callable[[], etree.XMLSchema]] = {
    "scorm12": scorm12,
    "scorm2004": partial(_known, "4th edition"),
    "scorm2004-3rd": partial(_known, "3rd edition"),
}


def of_package(path: Path) -> etree.XMLSchema:
    """The schemas of the target that the package's name ends with."""
    return next(
        make() for target, make in OF_TARGET.items() if path.stem.endswith(f"-{target}")
    )
