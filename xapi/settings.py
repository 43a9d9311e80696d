"""Read report.toml: where the records are, where they come from, whose clocks count.

    store = "records"               # folder of the records, beside this file
    zone = "America/Chicago"        # for agencies whose catalogue is missing
    roster = "roster.csv"           # token, court, referred on, hours, deadline
    key = "/secure/cases.csv"       # token to case; read only while a page is made

    [[source]]
    url = "https://lrs.example.org/xapi"
    kind = "lrs"                    # or moodle

No secret stands in it: those come from the environment, from netrc or from a prompt.
"""

import tomllib
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from xapi.problems import RecordsError

NAME: Final = "report.toml"
#: kinds of server that can be pulled from
KINDS: Final = ("lrs", "moodle")
_KEYS: Final = ("store", "zone", "roster", "key", "source")
#: words in a name of what must not stand in a file that is copied around
_SECRETS: Final = ("password", "secret", "token", "auth")


@dataclass(frozen=True)
class Source:
    """A server that records are pulled from; `more` is what its kind alone knows."""

    url: str
    kind: str
    more: Mapping[str, Any]


@dataclass(frozen=True)
class Settings:
    """What report.toml says; None is what it leaves open. Paths stand from its folder."""

    store: Path | None = None
    zone: str | None = None
    roster: Path | None = None
    key: Path | None = None
    sources: tuple[Source, ...] = ()


def read_settings(path: Path | None = None) -> Settings:
    """Return the settings of a file, or of report.toml here; without one, none at all.

    Raises RecordsError, with every fault in the file, and OSError.
    """
    if path is None and not Path(NAME).is_file():
        return Settings()
    path = path or Path(NAME)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordsError(f"{path}: is not TOML: {error}") from None
    if faults := _faults(found):
        raise RecordsError("\n".join(f"{path}: {fault}" for fault in faults))
    return _settings(found, path.parent)


def _settings(found: Mapping[str, Any], folder: Path) -> Settings:
    places = {
        name: folder / found[name]
        for name in ("store", "roster", "key")
        if name in found
    }
    sources = tuple(
        Source(
            url=entry["url"],
            kind=entry.get("kind", "lrs"),
            more={k: v for k, v in entry.items() if k not in ("url", "kind")},
        )
        for entry in found.get("source", ())
    )
    return Settings(zone=found.get("zone"), sources=sources, **places)


def _faults(found: Mapping[str, Any]) -> list[str]:
    faults = [
        f"knows no {name!r}: it may have {', '.join(_KEYS)}."
        for name in found
        if name not in _KEYS
    ]
    for name in ("store", "zone", "roster", "key"):
        if name in found and not (isinstance(found[name], str) and found[name]):
            faults.append(f"{name} is not a text.")
    zone = found.get("zone")
    if isinstance(zone, str) and not _is_zone(zone):
        faults.append(f"zone {zone!r} is no time zone, as America/Chicago is.")
    return faults + _source_faults(found.get("source", []))


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _source_faults(sources: Any) -> list[str]:
    tables = isinstance(sources, list) and all(isinstance(x, dict) for x in sources)
    if not tables:
        return ["source is not a list of tables: write [[source]] before each."]
    return [
        f"source {number} {fault}"
        for number, source in enumerate(sources, 1)
        for fault in _faults_of_source(source)
    ]


def _faults_of_source(source: Mapping[str, Any]) -> list[str]:
    faults = []
    url = source.get("url")
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        faults.append("has no url that begins with https://.")
    elif "@" in url.partition("//")[2].partition("/")[0]:
        faults.append("has a password in its url: leave it to the prompt or to netrc.")
    if source.get("kind", "lrs") not in KINDS:
        faults.append(f"has a kind that is none of {', '.join(KINDS)}.")
    faults += [
        f"has {name!r}: a secret belongs in the environment or in netrc."
        for name in source
        if any(word in name.lower() for word in _SECRETS)
    ]
    return faults
