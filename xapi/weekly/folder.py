"""Make the folder of a day whole, or leave the one that is there; sweep the old ones.

weekly/2026-11-23/            what a round made
weekly/.2026-11-23.new-812/   a round at work, or one that was killed
weekly/.2026-11-23.old        what it takes the place of, for a moment
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Final

_PRIVATE: Final = 0o700
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_OLD: Final = re.compile(r"\.(\d{4}-\d{2}-\d{2})\.old")
_AT_WORK: Final = re.compile(r"\.\d{4}-\d{2}-\d{2}\.new-\d+")


@contextmanager
def whole(place: Path, day: date) -> Iterator[Path]:
    """Give a new folder that takes the day's name once all is in it. Raises OSError."""
    place.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    _mend(place)
    made = place / f".{day}.new-{os.getpid()}"
    made.mkdir(mode=_PRIVATE)
    try:
        yield made
        _put(made, place / str(day))
    finally:
        shutil.rmtree(made, ignore_errors=True)


def carry(place: Path, day: date, made: Path, name: str) -> None:
    """Bring a folder of an earlier round of the day along, if there is one."""
    before = place / str(day) / name
    if before.is_dir():
        shutil.copytree(before, made / name, dirs_exist_ok=True)


def sweep(place: Path, day: date, weeks: int) -> int:
    """Remove the folders of days that are so many weeks gone; return how many.

    What is not named by a day is somebody else's.
    """
    last = day - timedelta(weeks=weeks)
    gone = [day for day in days(place) if day < last]
    for each in gone:
        shutil.rmtree(place / str(each))
    return len(gone)


def days(place: Path) -> list[date]:
    """Return the days that have a folder, in order. Raises OSError."""
    return sorted(day for path in place.iterdir() if (day := _day(path)))


def _day(path: Path) -> date | None:
    if not (_DAY.fullmatch(path.name) and path.is_dir() and not path.is_symlink()):
        return None
    try:
        return date.fromisoformat(path.name)
    except ValueError:
        return None


def _mend(place: Path) -> None:
    """Bring back what a killed round had set aside, and remove what it left half made."""
    for path in sorted(place.iterdir()):
        if found := _OLD.fullmatch(path.name):
            day = place / found[1]
            shutil.rmtree(path) if day.exists() else path.rename(day)
        elif _AT_WORK.fullmatch(path.name):
            shutil.rmtree(path)


def _put(made: Path, target: Path) -> None:
    """A folder that holds something cannot be replaced in one step: hence the aside."""
    aside = target.with_name(f".{target.name}.old")
    if target.exists():
        target.rename(aside)
    made.rename(target)
    shutil.rmtree(aside, ignore_errors=True)
