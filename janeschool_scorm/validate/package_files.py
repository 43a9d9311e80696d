"""Names and sizes of a package -> what LMSs refuse, or what does not belong there."""

import re
from collections.abc import Iterable, Iterator, Mapping

from janeschool_scorm.standards import PROFILES, TEXT_MOST
from janeschool_scorm.validate.addresses import meant
from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.validate.tree import Item, Structure

_PLAIN = re.compile(r"[A-Za-z0-9._\-/~!@$&'()+,;=\[\]]+")
_LONGEST = 100
#: Programs, and scripts of servers: what upload filters stop.
_REFUSED = frozenset(
    {
        *("php", "phtml", "asp", "aspx", "jsp", "cgi", "pl", "py", "sh", "rb"),
        *("exe", "com", "bat", "cmd", "dll", "msi", "scr", "vbs", "ps1", "jar", "app"),
        *("dat", "br", "htaccess"),
    }
)
_ARCHIVES = frozenset({"zip", "rar", "7z", "tar", "gz", "tgz"})
_FLASH = frozenset({"swf", "flv"})
_LEFT = re.compile(
    r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.svn/|\.idea/"
    r"|\.vscode/|node_modules/|~\$)|(\.bak|\.orig|\.swp|\.tmp|~)$"
)
_TEXTS = (".html", ".htm", ".xhtml", ".js", ".mjs", ".css", ".json")
_MEGABYTE = 1_000_000


def name_findings(names: Iterable[str]) -> Iterator[Finding]:
    """By name alone."""
    for name in names:
        if _LEFT.search(name):
            yield of_file("F114", name, "a program or a system left it behind")
            continue
        if not _PLAIN.fullmatch(name) or len(name) > _LONGEST:
            yield of_file("F110", name, _odd(name))
        ending = name.rpartition("/")[2].rpartition(".")[2].lower()
        if ending in _REFUSED:
            yield of_file("F111", name, f"some LMSs refuse files of the type .{ending}")
        elif ending in _ARCHIVES:
            yield of_file(
                "F112", name, "some LMSs refuse a package with an archive in it"
            )
        elif ending in _FLASH:
            yield of_file("F113", name, "no browser plays Flash any more")


def _odd(name: str) -> str:
    if len(name) > _LONGEST:
        return f"the name has {len(name)} characters; keep it under {_LONGEST}"
    signs = sorted({letter for letter in name if not _PLAIN.fullmatch(letter)})
    return f"the name holds {', '.join(map(repr, signs[:5]))}"


def size_findings(size: int) -> Iterator[Finding]:
    """By the bytes that are uploaded."""
    generic = PROFILES["generic"]
    for most in (generic.megabytes, generic.ample):
        if size > most * _MEGABYTE:
            text = f"it has {size / _MEGABYTE:.0f} MB; {most} MB are much for an upload"
            yield of_file("F120", "", text)
            return


def unread_findings(sizes: Mapping[str, int]) -> Iterator[Finding]:
    """Text that is too large for the rules that look into it."""
    for name, size in sizes.items():
        if size > TEXT_MOST and name.lower().endswith(_TEXTS):
            text = f"it has {size} bytes; at most {TEXT_MOST} are read"
            yield of_file("F201", name, text)


def launch_findings(
    structure: Structure, sizes: Mapping[str, int]
) -> Iterator[Finding]:
    """Pages that are to be opened, and have nothing in them."""
    pages = {
        structure.folder + meant(each.href).path for each in leaves(structure.items)
    }
    for page in sorted(pages):
        if sizes.get(page) == 0:
            yield of_file("F115", page, "the page to open is empty")


def leaves(items: Iterable[Item]) -> Iterator[Item]:
    """Those of the tree that open something."""
    for item in items:
        if item.href:
            yield item
        yield from leaves(item.children)
