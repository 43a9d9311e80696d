"""A manifest and its package's names -> what breaks SCORM 2004's application profile.

The standard's schemas let much of this pass: the 1.2 spelling of a mark, a reference to
nothing, a file that is not there. The rules are those of the Content Aggregation Model
(3rd and 4th edition, table 3.5.3a and section 5), and where an LMS is known to be
narrower, its own. Pure functions over any tool's manifest.
"""

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from janeschool_scorm.profile_2004 import files, parts, values
from janeschool_scorm.profile_2004.fault import Fault, Manifest

#: In the order of the manifest.
RULES: tuple[Callable[[Manifest], Iterator[Fault]], ...] = (
    parts.namespaces,
    parts.metadata,
    parts.multiplicities,
    parts.identifiers,
    parts.references,
    parts.collected,
    files.resources,
    files.hrefs,
    files.declared,
    files.schemas,
    values.lengths,
    values.vocabularies,
    values.objectives,
    values.only_fourth,
)


def faults(root: etree._Element, names: Iterable[str]) -> list[Fault]:
    """Every broken rule by its line; none for a package as it should be.

    `root` is that of imsmanifest.xml, `names` are all files of the package.
    """
    manifest = Manifest(root, frozenset(names))
    return sorted(fault for rule in RULES for fault in rule(manifest))
