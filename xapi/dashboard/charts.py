"""Turn rows into the geometry of charts: percentages along, pixels down.

Charts are as wide as the page and never scale, so their words keep their size on a
phone. A bar that is suppressed is not drawn; nothing can be measured off it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Row = Mapping[str, Any]

#: percent of the width that the longest bar takes
_WIDEST: Final = 100.0
_POINTS: Final = 5


@dataclass(frozen=True)
class Bar:
    """One bar: what it shows, and how long it is in percent; None is not drawn."""

    kind: str
    length: float | None


@dataclass(frozen=True)
class Line:
    """One row of a chart; `row` is what it shows."""

    row: Row
    bars: tuple[Bar, ...]


def month_bars(months: list[dict[str, Any]]) -> list[Line]:
    """Return started and finished by month."""
    return _lines(months, "started", "finished")


def lesson_bars(lessons: list[dict[str, Any]]) -> list[Line]:
    """Return opened and completed by lesson."""
    return _lines(lessons, "opened", "completed")


def minute_bars(lessons: list[dict[str, Any]]) -> list[Line]:
    """Return active, planned and proven minutes by lesson."""
    return _lines(lessons, "median_active_minutes", "planned_minutes", "proven_minutes")


def survey_marks(surveys: list[dict[str, Any]]) -> list[Line]:
    """Return the means of each statement on its scale, by occasion."""
    statements: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in surveys:
        key = row["course"], row["course_version"], row["statement"]
        statements.setdefault(key, []).append(row)
    return [
        Line(
            group[0], tuple(Bar(row["occasion"], _place(row["mean"])) for row in group)
        )
        for group in statements.values()
        if any(row["mean"] is not None for row in group)
    ]


def _place(mean: float | None) -> float | None:
    """Return where a mean stands between the ends of the scale; they are 4 and 96."""
    if mean is None:
        return None
    return round(4 + 92 * (mean - 1) / (_POINTS - 1), 2)


def _lines(rows: list[dict[str, Any]], *names: str) -> list[Line]:
    values = [row[name] for row in rows for name in names if row[name] is not None]
    longest = max(values, default=0) or 1
    return [
        Line(
            row,
            tuple(
                Bar(name, None if row[name] is None else _length(row[name], longest))
                for name in names
            ),
        )
        for row in rows
    ]


def _length(value: float, longest: float) -> float:
    return round(_WIDEST * value / longest, 2)
