"""Say days, times and lengths of time as a page in a language has them."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from xapi import days

PACKAGE: Final = "xapi.court"

Words = Mapping[str, Any]


@cache
def words(language: str) -> Words:
    """Return the words of a language of `days.LANGUAGES`."""
    text = (files(PACKAGE) / f"{language}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def day(said: Words, on: date) -> str:
    """Return a day in words, as March 3, 2026."""
    return days.spoken(on, said["language"])


def moment(said: Words, at: datetime) -> str:
    """Return a time to the minute, as March 3, 2026, 2:05 p.m."""
    return str(said["time"]).format(
        day=day(said, at.date()),
        hour12=at.hour % 12 or 12,
        minute=f"{at.minute:02}",
        half=said["halves"][at.hour // 12],
    )


def length(said: Words, seconds: float) -> str:
    """Return seconds as hours and minutes, cut to the minute."""
    hours, minutes = divmod(int(seconds) // 60, 60)
    form = said["hours" if hours else "minutes"]
    return str(form).format(hours=hours, minutes=minutes)


def amount(number: float) -> str:
    """Return a number of hours without a needless fraction."""
    return f"{number:g}"


def counted(forms: list[str], count: int, **more: object) -> str:
    """Return the form for one or for several."""
    return forms[0 if count == 1 else 1].format(count=count, **more)


def weeks(said: Words, listed: str) -> str:
    """Return weeks in words, of a list such as `2, 4`."""
    return str(said["weeks"][1 if "," in listed else 0]).format(weeks=listed)


def day_or(said: Words, on: date | None) -> str:
    """Return a day in words, or that it is not known."""
    return str(said["unknown"]) if on is None else day(said, on)
