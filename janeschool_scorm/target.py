"""Target, Files: what a packager must offer, and what it is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from janeschool_scorm.edition import Edition
from janeschool_scorm.problems import Problem

#: A file of a package: its bytes, or a path for media, which are never held in memory.
Content = bytes | Path
#: Name inside the package -> content.
Files = Mapping[str, Content]


@dataclass(frozen=True, slots=True)
class Package:
    """A finished package for a target that wraps it: the zip, and the files in it."""

    edition: Edition
    path: Path
    files: Files


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of package, as a value in the table `packagers.TARGETS`.

    `scripts` are the adapter's classic scripts, in order. `static(edition)` gives files
    such as the standard's schemas. `manifest(edition, names)` gives the manifest's files for exactly
    the names in the package. `check(edition)` says what this standard cannot carry.

    A target that wraps another's packages names it in `contains`; `wrap(packages)` then
    gives all of its files, for the course's package and after it one for each check-in.
    """

    name: str
    label: str
    scripts: tuple[Path, ...]
    static: Callable[[Edition], Files]
    manifest: Callable[[Edition, tuple[str, ...]], Files]
    check: Callable[[Edition], list[Problem]]
    contains: str | None = None
    wrap: Callable[[tuple[Package, ...]], Files] | None = None
    suffix: str = ".zip"
