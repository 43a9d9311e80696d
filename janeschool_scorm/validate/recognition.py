"""Names of a package -> where its manifests are, or what it is instead of a course."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.validate.reader import Reader
from janeschool_scorm.validate.tree import Standard

Kind = Literal["scorm", "cmi5", "xapi"]
#: In the order in which LMSs that know several look for them.
KINDS: dict[str, Kind] = {
    "imsmanifest.xml": "scorm",
    "cmi5.xml": "cmi5",
    "tincan.xml": "xapi",
}
#: Copies that macOS adds to a zip; never a part of the package.
JUNK = "__MACOSX/"
#: A name at the root -> what a package with it is.
_OTHERS = {
    "h5p.json": "H5P",
    "CSF.xml": "SCORM 1.1, which no LMS loads any more",
    "moodle_backup.xml": "a Moodle backup without a package that can be looked into",
    "META-INF/container.xml": "EPUB",
    "[Content_Types].xml": "a document of an office program",
    "package.json": "a package of npm or the source of a program",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A manifest: what kind, its name within `folder`, and what is odd about that."""

    kind: Kind
    folder: str
    name: str
    findings: tuple[Finding, ...] = ()


def manifests(reader: Reader) -> tuple[Place, ...]:
    """Those at the root; else the first that another case or a folder hides."""
    every = (*reader.names, *sorted(reader.withheld))
    names = [name for name in every if not name.startswith(JUNK)]
    there = set(names)
    if at_root := [name for name in KINDS if name in there]:
        return tuple(Place(KINDS[name], "", name) for name in at_root)
    hidden = [name for name in names if name.rpartition("/")[2].lower() in KINDS]
    if not hidden:
        return ()
    return (_hidden(min(hidden, key=_nearness)),)


def _nearness(name: str) -> tuple[int, int, str]:
    order = list(KINDS)
    return name.count("/"), order.index(name.rpartition("/")[2].lower()), name


def _hidden(path: str) -> Place:
    folder, slash, name = path.rpartition("/")
    findings = []
    if folder:
        text = (
            f"the package lies in the folder '{folder}': pack what is in it, "
            "not the folder itself"
        )
        findings.append(of_file("F002", path, text))
    if name != name.lower():
        text = f"it must be called {name.lower()}, in lower case"
        findings.append(of_file("F004", path, text))
    return Place(KINDS[name.lower()], folder + slash, name, tuple(findings))


def elsewhere(reader: Reader) -> tuple[Standard, str, tuple[Finding, ...]]:
    """What a package without a manifest is, as far as its names tell."""
    if not reader.whole:
        return "unknown", "unreadable", ()
    names = [name for name in reader.names if not name.startswith(JUNK)]
    if aicc := _aicc(names):
        text = "it is an AICC course, which no part of this program supports"
        return "aicc", "AICC", (of_file("F006", aicc, text),)
    for name, words in _OTHERS.items():
        if name in reader.sizes:
            text = f"it is {words}, no SCORM, cmi5 or xAPI package"
            return "unknown", words, (of_file("F005", name, text),)
    zips = [name for name in names if name.lower().endswith(".zip")]
    if zips and len(zips) == len(names):
        text = f"it holds '{zips[0]}': load that instead"
        return "unknown", "a zip in a zip", (of_file("F003", zips[0], text),)
    text = "there is no imsmanifest.xml, cmi5.xml or tincan.xml in it"
    return "unknown", "no package", (of_file("F001", "", text),)


def _aicc(names: Sequence[str]) -> str | None:
    """The course or the structure of AICC's four files, by which LMSs know it."""
    return next(
        (name for name in names if name.lower().endswith((".crs", ".cst"))), None
    )
