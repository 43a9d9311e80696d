"""Packages that a build has made -> their errors, before they are written.

The rules are those of `validate`. Hundreds of packages of one course differ in a few
lines, so what one of them was judged by is not read again in the next: manifests are
small, scripts and style sheets are known by their bytes, and of a page only the sections
that no page before had. Media are spliced in from files that were checked, and not read.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from janeschool_scorm.validate.finding import Finding, errors, in_order
from janeschool_scorm.validate.kept import keep, kept
from janeschool_scorm.validate.package_files import name_findings
from janeschool_scorm.validate.reader import held
from janeschool_scorm.validate.structure import structure
from janeschool_scorm.validate.verdict import content_findings, manifest_findings

#: Where a page may be cut: a lesson or a screen begins.
_CUT = b"<section "

Files = Mapping[str, bytes | Path]


class Made:
    """What one build has judged so far, and of scripts what earlier ones have."""

    def __init__(self) -> None:
        self._sections: set[bytes] = set()
        self._before = kept()
        self._scripts = set(self._before)

    def errors(self, files: Files) -> list[Finding]:
        """Whatever would break the standard or an LMS, in order."""
        reader = held(files)
        found = structure(reader)
        findings = [*found.findings, *manifest_findings(found, reader)]
        findings += name_findings(files)
        scripts = dict(_bytes(files, ".js"))
        key = _key(found.standard, scripts)
        known = key in self._scripts
        new = {**files, **dict(self._new(files))}
        if known:
            new |= dict.fromkeys(scripts, b"")
        findings += content_findings(found, held(new), whole=not known)
        bad = errors(in_order(findings))
        if not any(one.path in scripts for one in bad):
            self._scripts.add(key)
        return bad

    def keep(self) -> None:
        """Keep what scripts are sound for the next build."""
        if self._scripts != self._before:
            keep(self._scripts)

    def _new(self, files: Files) -> Iterator[tuple[str, bytes]]:
        """Pages without the sections that were judged in another."""
        for name, data in _bytes(files, ".html"):
            first, *sections = data.split(_CUT)
            fresh = [each for each in sections if self._is_new(each)]
            yield name, _CUT.join([first, *fresh])

    def _is_new(self, section: bytes) -> bool:
        digest = hashlib.sha256(section).digest()
        if digest in self._sections:
            return False
        self._sections.add(digest)
        return True


def _bytes(files: Files, ending: str) -> Iterator[tuple[str, bytes]]:
    for name, data in files.items():
        if name.endswith(ending) and isinstance(data, bytes):
            yield name, data


def _key(standard: str, scripts: Mapping[str, bytes]) -> str:
    """Rules about calls look at all scripts of a package, and at its standard."""
    digests = sorted(hashlib.sha256(data).hexdigest() for data in scripts.values())
    return hashlib.sha256(" ".join((standard, *digests)).encode()).hexdigest()
