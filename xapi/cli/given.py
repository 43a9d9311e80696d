"""What a command is given by its options or by report.toml: lists, and limits."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xapi.cli import options

if TYPE_CHECKING:
    from xapi.asked import Asked
    from xapi.decisions import Decision
    from xapi.letters.register import Made
    from xapi.roster import Entry


def roster(path: Path | None) -> "list[Entry]":
    """Return the roster that is named, by option or in report.toml; else none."""
    from xapi.roster import read_roster

    said = options.settings()
    path = path or said.roster
    return read_roster(path, [each.id for each in said.courts]) if path else []


def decisions(path: Path | None) -> "list[Decision]":
    """Return the decisions that are named, by option or in report.toml; else none.

    A list that is named and not there is refused: without it, letters would go out to
    whoever is excused.
    """
    from xapi.decisions import HEADING, read_decisions
    from xapi.problems import RecordsError

    path = path or options.settings().decisions
    try:
        return read_decisions(path) if path else []
    except FileNotFoundError:
        raise RecordsError(
            f"{path}: there is no such file, and report.toml names it. If nothing was "
            f"decided yet, make it with its heading alone: {HEADING}"
        ) from None


def letters(store: Path) -> "list[Made]":
    """Return the letters that were made, as the folder of exports lists them."""
    from xapi.letters.register import NAME, read_register

    return read_register(options.settings().exports_beside(store) / NAME)


def asked(
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    as_of: datetime | None = None,
    **only: str | None,
) -> "Asked":
    """Return what the options limit a report to."""
    from xapi.asked import Asked

    return Asked(from_day=_day(since), to_day=_day(until), as_of=_day(as_of), **only)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
