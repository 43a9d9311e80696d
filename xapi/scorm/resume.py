"""Turn the resume code in `suspend_data` into the state that it holds.

    JS1.<schema>.<fingerprint8>.<seq>.<crc>.<totals>.<lessons>.<check>.<items>

The form is that of docs/scorm-ledger.md. Any text may come: what cannot be read is left
out and `broken` says so, the rest is still used.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

#: longest `suspend_data` of any standard (SCORM 2004 4th edition, RTE 4.2.21.1)
LONGEST: Final = 64_000
_SCHEMA: Final = "1"
_HEAD, _BODY = 4, 4
_TOTALS: Final = (
    *("sessions", "wall", "at", "block", "started", "finished"),
    *("day", "today", "last", "stretch"),
)
_FEWEST_TOTALS: Final = 6
_CHECK: Final = ("used", "best", "last", "repeat", "seed")
_NUMBER: Final = re.compile(r"[0-9a-z]{1,10}")
_ITEM: Final = re.compile(
    r"([odrs])(?:([1-9])([0-9a-z]{0,8}))?(?:_([0-9a-z]{1,8}))?(?:__([0-9a-z_]+))?"
)
_PLAYED: Final = re.compile(r"[0-9a-z]{1,4}(?:_[0-9a-z]{1,4})*")
_Entry = TypeVar("_Entry")


@dataclass(frozen=True)
class LessonState:
    """Active seconds in a lesson, and whether it is finished."""

    seconds: int
    done: bool


@dataclass(frozen=True)
class ItemState:
    """`status`: o open, d done, r right, s skipped; `at`: minutes since 1970, or 0."""

    status: str
    tries: int
    answer: int  #: the last one as a number, see `answers`
    at: int
    played: tuple[tuple[int, int], ...] = ()  #: seconds of an unfinished recording


@dataclass(frozen=True)
class CheckState:
    """Tries of the final check; percents. `answers`: of a try in progress, by place."""

    used: int
    best: int
    last: int
    repeat: int
    seed: int
    open: bool
    answers: Mapping[int, int]


@dataclass(frozen=True)
class Resume:
    """The state: minutes since 1970 (UTC), seconds; lessons and items by their place."""

    fingerprint: str  #: first 8 characters of the package's
    seq: int  #: of two codes the higher one is the later
    broken: bool  #: something in it could not be read
    totals: Mapping[str, int]
    lessons: Mapping[int, LessonState]
    items: Mapping[int, ItemState]
    check: CheckState

    @property
    def active_seconds(self) -> int:
        """Active seconds of all lessons."""
        return sum(lesson.seconds for lesson in self.lessons.values())


def decode(code: str) -> Resume | None:
    """Return what a resume code holds; None for any other text."""
    parts = code.strip()[:LONGEST].split(".")
    if parts[0] != "JS1" or parts[1:2] != [_SCHEMA]:
        return None
    head, body = parts[:_HEAD], parts[5:]
    crc = parts[_HEAD] if len(parts) > _HEAD else ""
    problems: list[str] = []
    if len(body) != _BODY or crc != _base36(fnv(".".join(head + body))):
        problems.append("crc")
        body = [*body[:-1], _without_last(body[-1])] if body else []
    totals, lessons, check, items = (*body[:_BODY], *[""] * (_BODY - len(body)))
    return Resume(
        fingerprint=head[2] if len(head) > 2 else "",
        seq=(_number(head[3]) or 0) if len(head) > 3 else 0,
        totals=_totals(totals, problems),
        lessons=_by_place(lessons, _lesson, problems),
        check=_check(check, problems),
        items=_by_place(items, _item, problems),
        broken=bool(problems),
    )


def fnv(text: str) -> int:
    """Return FNV-1a (32 bit) of ASCII text."""
    value = 0x811C9DC5
    for sign in text:
        value = ((value ^ (ord(sign) & 0xFF)) * 0x01000193) & 0xFFFFFFFF
    return value


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def _number(text: str) -> int | None:
    return int(text, 36) if _NUMBER.fullmatch(text) else None


def _without_last(part: str) -> str:
    """Where a code was cut, its last entry may look like another one."""
    return part[: max(0, part.rfind(","))]


def _totals(text: str, problems: list[str]) -> Mapping[str, int]:
    numbers = [_number(each) for each in text.split(",")]
    known = [number for number in numbers if number is not None]
    if not _FEWEST_TOTALS <= len(numbers) <= len(_TOTALS) or len(known) < len(numbers):
        problems.append("totals")
        known = []
    filled = [*known, *[0] * (len(_TOTALS) - len(known))]
    totals = dict(zip(_TOTALS, filled, strict=True))
    return {**totals, "at": totals["at"] - 1}


def _by_place(
    text: str, read: Callable[[str], _Entry | None], problems: list[str]
) -> dict[int, _Entry]:
    """Read `1f-d5,o3`: a place is written only where it does not follow the last."""
    found: dict[int, _Entry] = {}
    place: int | None = -1
    for part in filter(None, text.split(",")):
        mark, cut, rest = part.partition("-")
        if cut:
            place = _number(mark)
        elif place is not None:
            place += 1
        value = read(rest if cut else part)
        if value is None or place is None:
            problems.append(part)
        else:
            found[place] = value
    return found


def _lesson(text: str) -> LessonState | None:
    seconds = _number(text[1:])
    if text[:1] not in ("d", "o") or seconds is None:
        return None
    return LessonState(seconds, text[0] == "d")


def _item(text: str) -> ItemState | None:
    match = _ITEM.fullmatch(text)
    if match is None:
        return None
    status, tries, answer, at, played = match.groups()
    ranges = _ranges(played) if played else ()
    if ranges is None:
        return None
    numbers = (int(tries or 0), int(answer or "0", 36), int(at or "0", 36))
    return ItemState(status, *numbers, ranges)


def _ranges(text: str) -> tuple[tuple[int, int], ...] | None:
    """Read skipped and played seconds in turn; ranges that touch are one."""
    numbers = [int(each, 36) for each in text.split("_") if each]
    if not _PLAYED.fullmatch(text) or len(numbers) % 2:
        return None
    ranges: list[tuple[int, int]] = []
    at = 0
    for skipped, played in zip(numbers[::2], numbers[1::2], strict=True):
        start, at = at + skipped, at + skipped + played
        if played and ranges and ranges[-1][1] == start:
            ranges[-1] = (ranges[-1][0], at)
        elif played:
            ranges.append((start, at))
    return tuple(ranges)


def _check(text: str, problems: list[str]) -> CheckState:
    parts = text.split(",")
    numbers = [_number(each) for each in parts[: len(_CHECK)]]
    if text and (len(numbers) < len(_CHECK) or None in numbers):
        problems.append("check")
    filled = [number or 0 for number in numbers] + [0] * (len(_CHECK) - len(numbers))
    rest = ",".join(parts[len(_CHECK) :])
    return CheckState(
        **dict(zip(_CHECK, filled, strict=True)),
        open=rest[:1] == "o",
        answers=_by_place(rest[1:], _number, problems) if rest[:1] == "o" else {},
    )
