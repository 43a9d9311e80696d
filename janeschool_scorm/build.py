"""Editions x targets -> packages in dist/, each whole or not there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from janeschool_scorm.archive import write_whole, write_zip
from janeschool_scorm.digest import sha256
from janeschool_scorm.edition import Edition
from janeschool_scorm.render import Pages, render
from janeschool_scorm.target import Content, Target


@dataclass(frozen=True, slots=True)
class Bundle:
    """One package that was built: where, what it is, how large, of how many files."""

    path: Path
    edition: Edition
    target: Target
    fingerprint: str
    size: int
    files: int
    planned_minutes: int
    proven_minutes: int
    demonstration: bool


def build(plans: Sequence[tuple[Edition, Target]], *, dist: Path) -> Iterator[Bundle]:
    """Build each plan and yield its bundle; then write the SHA256SUMS beside them.

    Raises `OutsideError` where a file cannot be read or written.
    """
    folders: set[Path] = set()
    for edition, target in plans:
        bundle = build_one(edition, target, dist=dist)
        folders.add(bundle.path.parent)
        yield bundle
    for folder in sorted(folders):
        _write_sums(folder)


def build_one(edition: Edition, target: Target, *, dist: Path) -> Bundle:
    """One package: rendered, completed with manifest and schemas, written."""
    pages = render(edition, target)
    files = package_files(edition, target, pages)
    facts = edition.course.facts
    folder = dist / facts.id / facts.version
    path = folder / f"{edition.name}-{target.name}.zip"
    write_zip(path, files)
    return Bundle(
        path=path,
        edition=edition,
        target=target,
        fingerprint=pages.fingerprint,
        size=path.stat().st_size,
        files=len(files),
        planned_minutes=pages.sheet.planned_minutes,
        proven_minutes=pages.sheet.proven_minutes,
        demonstration=pages.sheet.demonstration,
    )


def package_files(edition: Edition, target: Target, pages: Pages) -> dict[str, Content]:
    """Everything in the zip: pages, the standard's own files, then the manifest."""
    files: dict[str, Content] = {**pages.files, **target.static(edition)}
    files |= target.manifest(edition, tuple(sorted(files)))
    return files


def _write_sums(folder: Path) -> None:
    """`sha256sum -c SHA256SUMS` proves that a package arrived as it was built."""
    lines = [f"{sha256(path)}  {path.name}\n" for path in sorted(folder.glob("*.zip"))]
    write_whole(folder / "SHA256SUMS", "".join(lines).encode())
