"""Turn ISO 8601 durations into seconds and timestamps into UTC microseconds."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Final

_NUMBER = r"([0-9]{1,9}(?:[.,][0-9]{1,20})?)"
_DURATION: Final = re.compile(
    rf"P(?=[0-9T])(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=[0-9])(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
)
#: the form that nearly all durations have, to the microsecond
PLAIN_DURATION: Final = (
    r"PT(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6}(?:\.[0-9]{1,6})?)S)?"
)
#: seconds in a week, day, hour, minute, second; years and months have no fixed length
_SECONDS: Final = (604_800, 86_400, 3_600, 60, 1)
_TIMESTAMP: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"(?:[.,]([0-9]{1,20}))?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)"
)
_EPOCH: Final = datetime(1970, 1, 1)  #: naive: UTC by arithmetic


def duration_seconds(text: str) -> float:
    """Return the seconds of an ISO 8601 duration such as `PT1H2M3.5S` or `P2W`.

    Only the smallest part may have a fraction, with a comma or a full stop
    (xAPI 1.0.3, Data 4.6; ISO 8601:2004, 4.4.3.2). Years and months other than
    zero have no fixed length, so they are refused and never approximated.
    Raises ValueError with the reason in words.
    """
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError("is not an ISO 8601 duration such as PT1H30M")
    parts = match.groups()
    given = [part for part in parts if part is not None]
    if any(not part.isdigit() for part in given[:-1]):
        raise ValueError("has a fraction before its last part")
    if any(part and Decimal(part.replace(",", ".")) for part in parts[:2]):
        raise ValueError("has years or months, which have no fixed length in seconds")
    return _sum(parts[2:])


def _sum(parts: tuple[str | None, ...]) -> float:
    """Add up weeks, days, hours, minutes and seconds; exact until the last step."""
    total: int | Decimal = 0
    for part, seconds in zip(parts, _SECONDS, strict=True):
        if part is not None:
            whole = part.isdigit()
            value = int(part) if whole else Decimal(part.replace(",", "."))
            total += value * seconds
    return float(total)


def timestamp_microseconds(text: str) -> int:
    """Return the microseconds since 1970-01-01T00:00:00Z of an RFC 3339 timestamp.

    A zone is demanded, `-00:00` is refused (xAPI 1.0.3, Data 4.5). Beyond
    microseconds digits are cut, not rounded, so no event moves into the future.
    Raises ValueError with the reason in words.
    """
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise ValueError("is not a timestamp with date, time and zone")
    day, clock, fraction, zone = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}") - _EPOCH
    except ValueError as error:
        raise ValueError(f"is not a time that exists ({error})") from None
    whole = (moment.days * 86_400 + moment.seconds - _offset_seconds(zone)) * 1_000_000
    return whole + (int(fraction[:6].ljust(6, "0")) if fraction else 0)


def _offset_seconds(zone: str) -> int:
    if zone in ("Z", "z"):
        return 0
    hours, minutes = int(zone[1:3]), int(zone[-2:]) if len(zone) > 3 else 0
    if hours > 23 or minutes > 59:
        raise ValueError(f"has the zone {zone}, which does not exist")
    if zone[0] == "-" and not hours and not minutes:
        raise ValueError("has the zone -00:00, which means that the zone is not known")
    seconds = hours * 3_600 + minutes * 60
    return -seconds if zone[0] == "-" else seconds
