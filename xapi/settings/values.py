"""Hold what report.toml says."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

#: kinds of server that can be pulled from
KINDS: Final = ("lrs", "moodle")
#: folder of what is written, where report.toml names none
EXPORTS: Final = "reports"


@dataclass(frozen=True)
class Source:
    """A server that records are pulled from; `more` is what its kind alone knows."""

    url: str
    kind: str
    more: Mapping[str, Any]


@dataclass(frozen=True)
class Court:
    """A court: `id` is what the roster calls it, `language` that of its pages."""

    id: str
    name: str
    language: str | None = None
    address: tuple[str, ...] = ()
    fax: str | None = None


@dataclass(frozen=True)
class Officer:
    """An officer: `id` is what the roster calls them."""

    id: str
    name: str
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Agency:
    """The agency whose letters and pages these are; `logo` is a PNG or an SVG."""

    name: str
    id: str | None = None
    address: tuple[str, ...] = ()
    phone: str | None = None
    logo: Path | None = None
    language: str | None = None


@dataclass(frozen=True)
class Signing:
    """What pages are signed with: a PKCS#12 file, and what they were signed with before.

    `numbers` is the secret that pages are numbered with: beside the key, if none is named.
    """

    certificate: Path
    numbers: Path
    former: tuple[Path, ...] = ()  #: certificates of keys that are no more in use


@dataclass(frozen=True)
class Weekly:
    """How the officer's round goes: `inbox` is a folder of exports to be loaded."""

    inbox: Path | None = None
    course: str | None = None  #: of exports that name none
    keep_weeks: int = 8  #: folders of older rounds are removed


@dataclass(frozen=True)
class Settings:
    """What report.toml says; None is what it leaves open. Paths stand from its folder."""

    store: Path | None = None
    zone: str | None = None
    roster: Path | None = None
    decisions: Path | None = None
    key: Path | None = None
    exports: Path | None = None
    agency: Agency | None = None
    courts: tuple[Court, ...] = ()
    officers: tuple[Officer, ...] = ()
    sources: tuple[Source, ...] = ()
    signing: Signing | None = None
    weekly: Weekly = Weekly()

    def exports_beside(self, store: Path) -> Path:
        """Return the folder that is written into: beside the records, if none is named."""
        return self.exports or store.resolve().parent / EXPORTS

    def court(self, name: str | None) -> Court | None:
        """Return the court that the roster calls so."""
        return next((each for each in self.courts if each.id == name), None)

    def officer(self, name: str | None) -> Officer | None:
        """Return the officer whom the roster calls so."""
        return next((each for each in self.officers if each.id == name), None)
