"""Turn report.toml into settings, or into every fault in it."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from xapi.problems import RecordsError
from xapi.settings.shape import PATHS, faults
from xapi.settings.values import (
    Agency,
    Court,
    Officer,
    Settings,
    Signing,
    Source,
    Weekly,
)

NAME: Final = "report.toml"
#: secret that pages are numbered with, where report.toml names none
NUMBERS: Final = "numbers.key"


def read_settings(path: Path | None = None) -> Settings:
    """Return the settings of a file, or of report.toml here; without one, none at all.

    Raises RecordsError, with every fault in the file, and OSError.
    """
    if path is None and not Path(NAME).is_file():
        return Settings()
    path = path or Path(NAME)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordsError(f"{path}: is not TOML: {error}") from None
    if told := faults(found):
        raise RecordsError("\n".join(f"{path}: {fault}" for fault in told))
    return _settings(found, path.parent)


def _settings(found: Mapping[str, Any], folder: Path) -> Settings:
    return Settings(
        zone=found.get("zone"),
        agency=_agency(found["agency"], folder) if "agency" in found else None,
        courts=tuple(Court(**_tupled(x)) for x in found.get("court", ())),
        officers=tuple(Officer(**x) for x in found.get("officer", ())),
        sources=tuple(_source(x) for x in found.get("source", ())),
        signing=_signing(found["signing"], folder) if "signing" in found else None,
        weekly=_weekly(found.get("weekly", {}), folder),
        **{name: folder / found[name] for name in PATHS if name in found},
    )


def _agency(table: Mapping[str, Any], folder: Path) -> Agency:
    logo = {"logo": folder / table["logo"]} if "logo" in table else {}
    return Agency(**{**_tupled(table), **logo})


def _tupled(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table whose address stays as it is."""
    return {k: tuple(v) if k == "address" else v for k, v in table.items()}


def _signing(table: Mapping[str, Any], folder: Path) -> Signing:
    certificate = folder / table["certificate"]
    return Signing(
        certificate=certificate,
        numbers=folder / table.get("numbers", certificate.with_name(NUMBERS)),
        former=tuple(folder / name for name in table.get("former", ())),
    )


def _weekly(table: Mapping[str, Any], folder: Path) -> Weekly:
    inbox = {"inbox": folder / table["inbox"]} if "inbox" in table else {}
    return Weekly(**{**table, **inbox})


def _source(table: Mapping[str, Any]) -> Source:
    more = {k: v for k, v in table.items() if k not in ("url", "kind")}
    return Source(url=table["url"], kind=table.get("kind", "lrs"), more=more)
