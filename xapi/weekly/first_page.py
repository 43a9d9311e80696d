"""Turn what a round made, and what it could not, into the page that is opened first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment

from xapi.days import spoken
from xapi.html import environment
from xapi.letters.letter import Letter
from xapi.weekly.trouble import Trouble
from xapi.weekly.words import WORDS

PACKAGE: Final = "xapi.weekly"
NAME: Final = "READ-ME-FIRST.html"
#: who is written to, the most pressing first
_ACTIONS: Final = ("report", "notice", "reminder")


@dataclass(frozen=True)
class Found:
    """What a round made; None is what it could not make."""

    troubles: Sequence[Trouble]
    letters: Sequence[Letter] | None = None
    together: str | None = None  #: file with all letters, as a link from the page
    overdue: int | None = None  #: rows of the list
    calendars: int | None = None
    dashboard: bool = False
    to_mend: Sequence[str] = ()
    last_loaded: date | None = None
    loaded: Sequence[str] = ()  #: files of the inbox that were read


def page(found: Found, language: str, day: date, agency: str | None, weeks: int) -> str:
    """Return the page: HTML that needs nothing else."""
    return (
        _environment(language)
        .get_template("first.html.j2")
        .render(
            found=found,
            groups=_groups(found.letters or ()),
            language=language,
            day=day,
            agency=agency,
            weeks=weeks,
            css=(files(PACKAGE) / "first.css").read_text(encoding="utf-8"),
        )
    )


def rounds_page(days: Sequence[date], language: str) -> str:
    """Return the page that leads to each day's, the newest first."""
    return (
        _environment(language)
        .get_template("rounds.html.j2")
        .render(
            days=sorted(days, reverse=True),
            first=NAME,
            language=language,
            css=(files(PACKAGE) / "first.css").read_text(encoding="utf-8"),
        )
    )


def _groups(letters: Sequence[Letter]) -> dict[str, list[Letter]]:
    """Return letters by who gets them; within it, who waits longest comes first."""
    by = {
        action: sorted(
            (each for each in letters if each.due.row["action"] == action),
            key=lambda each: -(each.due.row["days_late"] or 0),
        )
        for action in _ACTIONS
    }
    return {action: theirs for action, theirs in by.items() if theirs}


def _environment(language: str) -> Environment:
    made = environment(PACKAGE)
    made.filters["day"] = lambda day: spoken(day, language)

    def say(key: str, **values: Any) -> str:
        return WORDS[language][key].format(**values)

    made.globals["say"] = say
    return made
