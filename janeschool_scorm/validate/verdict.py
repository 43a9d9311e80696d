"""A package -> its Verdict: what it is, and every finding of every family."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from janeschool_scorm.standards import CMI5, IMSCP_12, IMSCP_2004
from janeschool_scorm.validate import content
from janeschool_scorm.validate.addresses import meant
from janeschool_scorm.validate.backup import packages
from janeschool_scorm.validate.finding import Finding, errors, in_order, of_file
from janeschool_scorm.validate.package_files import (
    launch_findings,
    leaves,
    name_findings,
    size_findings,
    unread_findings,
)
from janeschool_scorm.validate.reader import Reader, nothing
from janeschool_scorm.validate.reading import opened
from janeschool_scorm.validate.schemas import grammar_findings, schema_findings
from janeschool_scorm.validate.scorm.given import Manifest
from janeschool_scorm.validate.scorm.profile import faults
from janeschool_scorm.validate.structure import Structure, structures
from janeschool_scorm.validate.xapi.course_structure import (
    CourseStructure,
    course_structure_faults,
)
from janeschool_scorm.validate.xapi.tincan import tincan_faults

#: Of one code: a package with 60,000 of the same fault has one fault.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """`structure` is the one that most LMSs look for first; `findings` are in order."""

    structure: Structure
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Is there no error among them?"""
        return not errors(self.findings)


def validated(path: Path) -> Verdict:
    """What the zip or folder is, and what is wrong with it. Raises nothing for its content."""
    try:
        with opened(path) as reader:
            return judged(reader)
    except OSError as error:  # a disk that fails while it is read
        text = f"cannot be read: {error.strerror or error}"
        return judged(nothing(of_file("Z003", "", text)))


def judged(reader: Reader) -> Verdict:
    """The same of what is open already.

    Of a Moodle backup the packages in it are judged; it has the structure of the first.
    """
    if inner := [(name, _package(each)) for name, each in packages(reader)]:
        return _backup(reader, inner)
    return _package(reader)


def _package(reader: Reader) -> Verdict:
    found = structures(reader)
    findings: list[Finding] = [*reader.findings]
    for each in found:
        findings += [*each.findings, *manifest_findings(each, reader)]
    if reader.whole:
        findings += name_findings(reader.names)
        findings += size_findings(reader.packed or sum(reader.sizes.values()))
        findings += unread_findings(reader.sizes)
        findings += reader.damage()
        findings += content_findings(found[0], reader)
    return Verdict(found[0], tuple(limited(in_order(findings))))


def _backup(reader: Reader, inner: Sequence[tuple[str, Verdict]]) -> Verdict:
    text = f"it is a Moodle backup: {len(inner)} package(s) in it were looked at"
    findings = [*reader.findings, *reader.damage(), of_file("F007", "", text)]
    for name, each in inner:
        findings += (
            replace(one, path=f"{name}!/{one.path}" if one.path else name)
            for one in each.findings
        )
    return Verdict(inner[0][1].structure, tuple(limited(in_order(findings))))


def content_findings(
    structure: Structure, reader: Reader, *, whole: bool = True
) -> Iterator[Finding]:
    """Of pages, scripts and style sheets; `whole`: are all scripts there to be read?"""
    opened = list(leaves(structure.items))
    pages = (structure.folder + meant(each.href).path for each in opened)
    tracked = whole and any(each.scormtype != "asset" for each in opened)
    about = content.About(structure.standard, tracked, frozenset(pages))
    return content.faults((*reader.names, *reader.withheld), reader.read, about)


def manifest_findings(structure: Structure, reader: Reader) -> list[Finding]:
    """Of one manifest: rules, schema, and the pages that it opens."""
    if structure.root is None:
        return []
    path = structure.folder + structure.manifest
    names = frozenset(
        name.removeprefix(structure.folder)
        for name in (*reader.names, *reader.withheld)
        if name.startswith(structure.folder)
    )
    ruled = [
        one
        for one in (_placed(each, structure) for each in _ruled(structure, path, names))
        if one.code != "F106" or one.path not in reader.withheld
    ]
    told = {one.line for one in ruled if one.severity == "error"}
    garbled = any(one.code == "X001" for one in structure.findings)
    # A grammar says little of where and why: it speaks where no rule does.
    silent = garbled or (structure.standard == "cmi5" and told)
    schema = () if silent else _by_schema(structure, path)
    ruled += [one for one in schema if one.line not in told]
    return [*ruled, *launch_findings(structure, reader.sizes)]


def _placed(one: Finding, structure: Structure) -> Finding:
    """A file that no resource lists is named as seen from the manifest's folder."""
    if one.code != "F106":
        return one
    return replace(one, path=structure.folder + one.path)


def _ruled(structure: Structure, path: str, names: frozenset[str]) -> Iterator[Finding]:
    root = structure.root
    assert root is not None
    if structure.standard in ("scorm12", "scorm2004"):
        given = Manifest(root, path, structure.standard, structure.edition, names)
        yield from faults(given)
    elif structure.standard == "cmi5":
        yield from course_structure_faults(CourseStructure(root, path, names))
    elif structure.standard == "xapi":
        yield from tincan_faults(root, path, names)


def _by_schema(structure: Structure, path: str) -> Iterator[Finding]:
    """Only where the root is what the schema speaks of: else everything is wrong by it."""
    root = structure.root
    assert root is not None
    if root.tag == f"{{{CMI5}}}courseStructure":
        yield from grammar_findings(root, path)
    wanted = {"scorm12": IMSCP_12, "scorm2004": IMSCP_2004}.get(structure.standard)
    if root.tag == f"{{{wanted}}}manifest":
        yield from schema_findings(root, path, structure.edition)


def limited(findings: Iterable[Finding]) -> Iterator[Finding]:
    """At most 200 of each code, and one that says how many more there are."""
    counts: dict[str, int] = {}
    for one in findings:
        counts[one.code] = counts.get(one.code, 0) + 1
        if counts[one.code] <= _MOST:
            yield one
    for code, count in counts.items():
        if count > _MOST:
            yield of_file(code, "", f"and {count - _MOST} more of the same")
