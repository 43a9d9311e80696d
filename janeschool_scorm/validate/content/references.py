"""Addresses of a file, and the package's names -> references that lead nowhere (J2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from janeschool_scorm.validate.addresses import absent, meant
from janeschool_scorm.validate.content.marks import Address, Mark

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_DRIVE = re.compile(r"[a-zA-Z]:[\\/]")
#: What scripts and servers fill in; no address yet.
_FILLED_IN = re.compile(r"\{\{|\}\}|\$\{|<%|%%|\[\[|__[A-Z]|\{[\w.]+\}|<[?]|@@|\$\w+\$")
_HERE = re.compile(
    r"(?i)(?:https?:|wss?:)?//(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?=[:/?#]|\Z)"
)
#: Namespaces are named as addresses, and nobody asks for them.
_NAMESPACE = re.compile(r"(?i)(?:https?:)?//(?:www\.w3\.org|purl\.org|xmlns\.com)/")
#: Loaded for its effect: a browser blocks these by http: on a page by https:.
_ACTIVE = frozenset(("script", "style", "frame", "object"))
#: No file's name; a picture in the address itself has a scheme and is read no further.
_LONGEST = 2_000
_FONT = re.compile(r"(?i)\.(?:eot|woff2?|ttf|otf|svg)\Z")


@dataclass(frozen=True, slots=True)
class Files:
    """All files of a package, and the folders that they are in."""

    names: frozenset[str]
    folders: frozenset[str]

    @staticmethod
    def of(names: frozenset[str]) -> "Files":
        folders = (part for name in names for part in _folders(name))
        return Files(names, frozenset(("", *folders)))


def _folders(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


def references(
    name: str, base: str, addresses: list[Address], files: Files
) -> Iterator[Mark]:
    """What is wrong with the addresses that a file names."""
    for address in addresses:
        written = address.written.strip().replace("\n", "").replace("\t", "")
        if written[:1] in ("", "#") or len(written) > _LONGEST:
            continue
        if _FILLED_IN.search(written):
            continue
        if _DRIVE.match(written) or written.lower().startswith("file:"):
            yield Mark(
                "J204", address.at, f"'{_short(written)}' is on the author's disk"
            )
        elif written.startswith(("//", "\\\\")) or _SCHEME.match(written):
            yield from _outside(address, written)
        elif base.startswith("/") or _SCHEME.match(base):
            continue  # J212 says it once
        else:
            yield from _inside(name, base, address, written, files)


def _outside(address: Address, written: str) -> Iterator[Mark]:
    scheme = _SCHEME.match(written)
    if scheme and scheme[1].lower() not in ("http", "https", "ws", "wss"):
        return
    short = _short(written)
    if _HERE.match(written):
        yield Mark("J205", address.at, f"'{short}' is the author's own machine")
    elif address.kind == "link" or _NAMESPACE.match(written):
        return
    elif address.kind == "form":
        yield Mark("J201", address.at, f"a form is sent to '{short}'")
    elif scheme is None:
        yield Mark("J203", address.at, f"'{short}' is loaded from outside")
    elif scheme[1].lower() in ("http", "ws") and address.kind in _ACTIVE:
        yield Mark("J202", address.at, f"'{short}' is loaded without encryption")
    else:
        yield Mark("J201", address.at, f"'{short}' is loaded from outside")


def _inside(
    name: str, base: str, address: Address, written: str, files: Files
) -> Iterator[Mark]:
    if address.kind == "form" or written.startswith("?"):
        return
    short = _short(written)
    if written.startswith(("/", "\\")):
        yield Mark("J206", address.at, f"'{short}' begins at the server's root")
        return
    # a browser takes a backslash for a slash (URL 4.4)
    before = f"{quote(name.rpartition('/')[0])}/{base.rpartition('/')[0]}".strip("/")
    target = meant(f"{before}/{written}".lstrip("/").replace("\\", "/"))
    if not target.inside:
        yield Mark("J211", address.at, f"'{short}' leads out of the package")
    elif not (target.path in files.names or target.path in files.folders):
        yield from _absent(address, target.path, short, files)


def _absent(address: Address, path: str, short: str, files: Files) -> Iterator[Mark]:
    code, text = absent(path, files.names)
    if code == "F104":
        yield Mark("J210", address.at, text)
    elif address.kind == "css":
        if not _FONT.search(path):  # further forms of a font, for older browsers
            yield Mark("J208", address.at, f"'{short}' is not in the package")
    elif address.kind in ("link", "hint"):
        yield Mark("J209", address.at, f"'{short}' is not in the package")
    else:
        yield Mark("J207", address.at, f"'{short}' is not in the package")


def _short(written: str) -> str:
    """As it is written, without the credentials or the data that it may hold."""
    return re.sub(r"//[^/@\s]*@", "//...@", written[:200])[:120]
