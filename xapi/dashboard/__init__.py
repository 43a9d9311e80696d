"""Turn a store into one page for the head of an agency: HTML with nothing outside it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment

from xapi import database, report
from xapi.asked import Asked, today
from xapi.dashboard.charts import lesson_bars, minute_bars, month_bars, survey_marks
from xapi.dashboard.numbers import NEEDED, numbers
from xapi.decisions import Decision
from xapi.html import environment
from xapi.roster import Entry
from xapi.store import Store

PACKAGE: Final = "xapi.dashboard"
LANGUAGES: Final = ("en", "es")


def page(  # noqa: PLR0913 - all that the agency has
    store: Store,
    language: str = "en",
    zone: str | None = None,
    asked: Asked = Asked(),  # noqa: B008 - frozen
    roster: Sequence[Entry] = (),
    decisions: Sequence[Decision] = (),
    *,
    share: bool = False,
) -> str:
    """Return the page. `share` leaves out small numbers. Raises RecordsError."""
    with report.tables(store, zone, asked, roster, decisions) as connection:
        found = {name: report.answer(connection, name) for name in NEEDED}
        titles = _titles(connection, language)
        known = _known(connection)
    made = numbers(found, known, share=share)
    spoken = words(language)
    return (
        _environment(spoken)
        .get_template("page.html.j2")
        .render(
            numbers=made,
            asked=asked,
            as_of=asked.as_of or today(zone),
            share=share,
            titles=titles,
            charts={
                "months": month_bars(made.months),
                "lessons": lesson_bars(made.lessons),
                "minutes": minute_bars(made.lessons),
                "surveys": survey_marks(made.surveys),
            },
            css=(files(PACKAGE) / "page.css").read_text(encoding="utf-8"),
        )
    )


def words(language: str) -> Mapping[str, Any]:
    """Return the words of a language, as its JSON file has them."""
    text = (files(PACKAGE) / f"{language}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _known(connection: database.Connection) -> set[str]:
    """Return what the catalogues and the roster set a day for."""
    found = database.query(
        connection,
        "SELECT 'past_deadline' WHERE "
        "EXISTS (SELECT 1 FROM agencies WHERE deadline_days IS NOT NULL) "
        "OR EXISTS (SELECT 1 FROM roster WHERE deadline IS NOT NULL) "
        "UNION ALL SELECT 'check_in_open' WHERE EXISTS (SELECT 1 FROM course_checkins)",
    )
    return {name for (name,) in found.rows}


def _titles(
    connection: database.Connection, language: str
) -> dict[tuple[str, str], str]:
    """Return (kind, id) -> text in the page's language, of the latest version."""
    found = database.query(
        connection,
        "SELECT kind, id, text FROM course_words WHERE kind IN "
        f"('course', 'lesson', 'item') AND language = {database.literal(language)} "
        "ORDER BY version",
    )
    return {(kind, name): text for kind, name, text in found.rows}


def _environment(spoken: Mapping[str, Any]) -> Environment:
    made = environment(PACKAGE)
    made.globals["t"] = spoken
    made.filters["day"] = lambda day: _day(spoken, day)
    made.filters["month"] = lambda day: _month(spoken, day)
    made.filters["number"] = _number
    return made


def _day(spoken: Mapping[str, Any], day: date) -> str:
    month = spoken["months"][day.month - 1]
    return str(spoken["day"].format(day=day.day, month=month, year=day.year))


def _month(spoken: Mapping[str, Any], day: date) -> str:
    month = spoken["months"][day.month - 1]
    return str(spoken["month"].format(month=month, year=day.year))


def _number(value: float | int, places: int = 0) -> str:
    return f"{value:,.{places}f}"
