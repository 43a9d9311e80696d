"""Turn a letter that is due into HTML: one page, black and white, no name in it."""

import base64
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment
from markupsafe import Markup

from xapi.days import spoken, written_in
from xapi.html import environment
from xapi.letters.due import REMINDER_DAY, Due
from xapi.problems import RecordsError
from xapi.roster import file_name
from xapi.settings import Agency, Court, Officer, Settings

PACKAGE: Final = "xapi.letters"
#: words of the frame
_SAY: Final = {
    "en": {"phone": "Phone", "reference": "Reference:", "title": "Letters"},
    "es": {"phone": "Teléfono", "reference": "Referencia:", "title": "Cartas"},
}
_PICTURES: Final = {".png": "image/png", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Letter:
    """A letter: `name` is that of its file, `kind` that of its template."""

    due: Due
    kind: str  #: reminder, missed, notice, report
    language: str
    name: str
    body: Markup


def writer(settings: Settings) -> Agency:
    """Return whose letters they are. Raises RecordsError where nobody is named."""
    agency = settings.agency
    if agency is None or agency.phone is None:
        raise RecordsError(
            "a letter says who writes and whom to call: give name and phone under "
            "[agency] in report.toml."
        )
    return agency


def letter(due: Due, settings: Settings, day: date) -> Letter:
    """Return a letter that is due on a day. Raises RecordsError, OSError."""
    agency = writer(settings)
    court, officer = _court(due, settings), _officer(due, settings)
    kind = _kind(due)
    language = written_in(*_languages(kind, due, court), agency.language)
    body = (
        _environment(language)
        .get_template(f"{language}/{kind}.html.j2")
        .render(
            agency=agency,
            logo=_logo(agency),
            court=court,
            officer=officer,
            day=day,
            token=due.row["participant"],
            row=due.row,
            standing=due.standing,
            rule=due.rule,
            rules=due.rules,
            minutes=due.minutes,
        )
    )
    return Letter(due, kind, language, _name(due, kind, day), Markup(body))


def page(letters: list[Letter], language: str) -> str:
    """Return letters as a document: each begins a sheet of paper."""
    css = (files(PACKAGE) / "page.css").read_text(encoding="utf-8")
    return (
        _environment(language)
        .get_template("page.html.j2")
        .render(letters=letters, language=language, css=css)
    )


def _kind(due: Due) -> str:
    if due.row["fired"] == REMINDER_DAY:
        return "reminder"
    return "missed" if due.row["action"] == "reminder" else str(due.row["action"])


def _languages(kind: str, due: Due, court: Court) -> tuple[str | None, ...]:
    """Return the languages that whoever gets it would choose, beside the agency's."""
    if kind in ("reminder", "missed"):
        return (due.standing["language"],)
    return (court.language,) if kind == "report" else ()


def _court(due: Due, settings: Settings) -> Court:
    """Return the court of a case; one that report.toml does not know has a name only."""
    name = due.row["court"]
    return settings.court(name) or Court(id=name or "", name=name or "")


def _officer(due: Due, settings: Settings) -> Officer:
    name = due.row["officer"]
    return settings.officer(name) or Officer(id=name or "", name=name or "")


def _name(due: Due, kind: str, day: date) -> str:
    """Return the name of its file: token, course and duty, and nobody's name."""
    row = due.row
    who = file_name(row["participant"])
    again = "" if row["enrolment"] == 1 else f"-{row['enrolment']}"
    return f"{day}-{kind}-{who}{again}-{file_name(row['course'])}-{row['what']}"


def _logo(agency: Agency) -> str | None:
    if agency.logo is None:
        return None
    data = base64.b64encode(agency.logo.read_bytes()).decode()
    return f"data:{_PICTURES[agency.logo.suffix.lower()]};base64,{data}"


@cache
def _environment(language: str) -> Environment:
    made = environment(PACKAGE)
    made.filters["day"] = lambda day: spoken(day, language)
    said: dict[str, Any] = {"say": _SAY[language]}
    made.globals.update(said)
    return made
