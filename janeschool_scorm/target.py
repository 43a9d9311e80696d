"""Target, Files: what a packager must offer, and what it is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files as resource
from pathlib import Path

from janeschool_scorm.edition import Edition, module_editions
from janeschool_scorm.problems import Problem

#: A file of a package: its bytes, or a path for media, which are never held in memory.
Content = bytes | Path
#: Name inside the package -> content.
Files = Mapping[str, Content]

#: The page of a package that has one.
PAGE = "index.html"

_SCORM = Path(str(resource("janeschool_scorm"))) / "player" / "scorm"
#: The adapter of both SCORM families, in order; a dialect of one of them follows.
SCORM_SCRIPTS = tuple(
    _SCORM / name for name in ("calls.js", "pending.js", "adapter.js")
)

_XAPI = _SCORM.with_name("xapi")
#: What both xAPI targets share; a target's own adapter follows.
XAPI_SCRIPTS = tuple(
    _XAPI / f"{name}.js"
    for name in (
        *("uuid", "going", "policy", "lrs", "statements"),
        *("queue", "shelf", "place", "keeper"),
    )
)


#: What turns events of lessons into statements.
XAPI_LATER = (_XAPI / "events.js",)


def unit_pages(edition: Edition) -> Mapping[str, Edition]:
    """Name of each page -> the edition on it, in a package that holds units.

    Pages stand beside one another at the root: what they share stands there once, and
    every reference is the same as from a page that is alone.
    """
    if not edition.divided:
        return {PAGE: edition}
    return {f"{each.unit}.html": each for each in module_editions(edition)}


def stem(edition: Edition, target: "Target") -> str:
    """A package's name without suffix. A cohort has packages of its own where they hold
    dates, and the others' elsewhere."""
    group = edition.group if target.contains else ""
    return f"{edition.name}{group}-{target.name}"


@dataclass(frozen=True, slots=True)
class Package:
    """A finished package for a target that wraps it: the zip, and the files in it."""

    edition: Edition
    path: Path
    files: Files


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of package, as a value in the table `packagers.TARGETS`.

    `scripts` are the adapter's classic scripts, in order; `later` those that only lessons need. `static(edition)` gives files
    such as the standard's schemas. `manifest(edition, names)` gives the manifest's files for exactly
    the names in the package. `check(edition)` says what this standard cannot carry.

    A target that wraps another's packages names it in `contains`; `wrap(packages)` then
    gives all of its files, for the course's package and after it one for each check-in.

    A target whose one package holds a unit for each module says so in `holds_units`: it
    is given whole editions, and its manifest names the pages that `unit_pages` tells.

    `connects`: does the page speak to an address that its launch names, by xAPI?
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
    holds_units: bool = False
    connects: bool = False
    later: tuple[Path, ...] = ()
