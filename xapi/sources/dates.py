"""Turn dates as exports write them into moments, and say how well they are known."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Final

from xapi.scorm.statements import MINUTE, ZONE_UNKNOWN, Moment
from xapi.times import timestamp_microseconds

#: `Saturday, 21 November 2026, 9:31 PM`, `21 de noviembre de 2026, 21:31`
_SPOKEN: Final = re.compile(
    r"(?:[^\W\d]+,?\s+)?([0-9]{1,2})\.?\s+(?:de\s+)?([^\W\d]+)\.?,?\s+(?:de\s+)?"
    r"([0-9]{4}),?\s+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*([ap])?\.?\s?m?\.?",
    re.IGNORECASE,
)
#: `2026-11-21 21:30:11`, without a zone
_PLAIN: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
)
_UNIX: Final = re.compile(r"[1-9][0-9]{8,10}")
_HALF_DAY: Final = 12


def moment(
    text: str, zone: tzinfo | None, months: Mapping[str, int], form: str | None = None
) -> Moment | None:
    """Return the moment of a date; None where there is none, or no such one.

    Without a zone it is taken as UTC and marked so. `form` is that of strptime.
    """
    text = text.strip()
    if form is not None:
        return _formed(text, zone, form)
    if _UNIX.fullmatch(text):
        return Moment(datetime.fromtimestamp(int(text), UTC))
    try:
        return Moment(datetime.fromtimestamp(timestamp_microseconds(text) / 1e6, UTC))
    except (ValueError, OverflowError, OSError):
        return _local(text, zone, months)


def _local(text: str, zone: tzinfo | None, months: Mapping[str, int]) -> Moment | None:
    if match := _SPOKEN.fullmatch(text):
        day, word, year, hour, minute, second, half = match.groups()
        month = months.get(word.lower(), 0)
        hours = int(hour)
        if half:
            hours = hours % _HALF_DAY + (_HALF_DAY if half in "pP" else 0)
        parts = (int(year), month, int(day), hours, int(minute), int(second or 0))
    elif match := _PLAIN.fullmatch(text):
        second = match[6]
        year, month_, day_, hour_, minute_ = map(int, match.groups()[:5])
        parts = (year, month_, day_, hour_, minute_, int(second or 0))
    else:
        return None
    try:
        return _placed(datetime(*parts), zone, exact=second is not None)
    except ValueError:
        return None


def _formed(text: str, zone: tzinfo | None, form: str) -> Moment | None:
    try:
        read = datetime.strptime(text, form)
    except ValueError:
        return None
    if read.tzinfo is not None:
        return Moment(read.astimezone(UTC))
    return _placed(read, zone, exact="%S" in form)


def _placed(read: datetime, zone: tzinfo | None, *, exact: bool) -> Moment:
    known = None if exact else MINUTE
    if zone is None:
        return Moment(read.replace(tzinfo=UTC), ZONE_UNKNOWN)
    return Moment(read.replace(tzinfo=zone).astimezone(UTC), known)
