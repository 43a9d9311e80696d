"""Say a day in words, as letters, pages and calendars do."""

from datetime import date
from typing import Final

from xapi.sources.words import MONTHS

#: places of the languages in `MONTHS`
_PLACE: Final = {"en": 0, "es": 1}
#: languages that letters, pages and calendars are written in
LANGUAGES: Final = tuple(_PLACE)


def spoken(day: date, language: str) -> str:
    """Return a day: `May 4, 2026`, `4 de mayo de 2026`. Raises KeyError for a language
    that is none of `LANGUAGES`.
    """
    month = MONTHS[day.month - 1][_PLACE[language]]
    if language == "es":
        return f"{day.day} de {month} de {day.year}"
    return f"{month.capitalize()} {day.day}, {day.year}"


def written_in(*languages: str | None) -> str:
    """Return the first of some languages that is written here, or English."""
    plain = (each.partition("-")[0] for each in languages if each)
    return next((each for each in plain if each in LANGUAGES), "en")
