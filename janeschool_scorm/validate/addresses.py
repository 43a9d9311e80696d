"""An address in a manifest -> the file of the package that it means."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")

#: Twice what a standard lets an address be; a hostile one has megabytes.
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Address:
    """`path` is from the manifest's folder, decoded; `inside` whether it stays there."""

    path: str
    inside: bool
    remote: bool = False


def meant(href: str) -> Address:
    """What an LMS opens: the path without query and fragment, dots resolved."""
    href = href.strip()
    if len(href) > _LONGEST:
        return Address(href[:100], False)
    if href.startswith("//") or _SCHEME.match(href):
        return Address(href, False, remote=True)
    path = unquote(href.partition("#")[0].partition("?")[0])
    parts: list[str] = []
    inside = not path.startswith("/") and "\\" not in path
    for part in path.split("/"):
        if part == "..":
            inside = inside and bool(parts)
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return Address("/".join(parts), inside)


def absent(path: str, names: frozenset[str]) -> tuple[str, str]:
    """Code and sentence for a path that is none of the names."""
    other = _by_lower_case(names).get(path.lower())
    if other is not None:
        return "F104", f"'{path}' is called '{other}' in the package"
    return "F103", f"'{path}' is not in the package"


@lru_cache(maxsize=2)
def _by_lower_case(names: frozenset[str]) -> dict[str, str]:
    return {name.lower(): name for name in names}
