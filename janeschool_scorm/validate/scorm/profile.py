"""imsmanifest.xml -> what breaks SCORM's application profile.

The standard's schemas let much pass: a mark in the spelling of another edition, a
reference to nothing, a file that is not there. The rules are those of the Content
Aggregation Model (1.2: chapter 2.3; 2004: chapters 3 to 5), and where an LMS is known
to be narrower, its own. Pure functions over any tool's manifest.
"""

from collections.abc import Callable, Iterator

from janeschool_scorm.validate.finding import Finding
from janeschool_scorm.validate.scorm import (
    files,
    parts,
    references,
    resources,
    sequencing,
    twelve,
    values,
)
from janeschool_scorm.validate.scorm.given import Manifest

_Rule = Callable[[Manifest], Iterator[Finding]]

#: In the order of the manifest.
BOTH: tuple[_Rule, ...] = (
    parts.namespace,
    parts.prefixes,
    parts.metadata,
    parts.multiplicities,
    parts.titles,
    parts.submanifests,
    references.identifiers,
    references.items,
    references.organization,
    references.dependencies,
    resources.marks,
    resources.launched,
    resources.types,
    files.hrefs,
    files.bases,
    files.declared,
    files.schemas,
    values.lengths,
    values.parameters,
    values.truths,
)
#: Of one standard alone.
OWN: dict[str, tuple[_Rule, ...]] = {
    "scorm12": (
        twelve.newer,
        twelve.once,
        twelve.mastery,
        twelve.times,
        twelve.prerequisites,
    ),
    "scorm2004": (
        sequencing.older,
        sequencing.vocabularies,
        sequencing.objectives,
        sequencing.collected,
        sequencing.controls,
        sequencing.only_fourth,
    ),
}


def faults(manifest: Manifest) -> Iterator[Finding]:
    """Every broken rule of the manifest's standard."""
    for rule in (*BOTH, *OWN[manifest.standard]):
        yield from rule(manifest)
