"""dist/bundles.jsonl: what stands in dist/, one line a package, and back.

Recall reads it: which package holds which story, under which consent.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from janeschool_scorm.blocks.story import StoryBlock
from janeschool_scorm.edition import Edition, Purpose
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.whole import keep_whole

NAME = "bundles.jsonl"


@dataclass(frozen=True, slots=True)
class Consent:
    """A story in a package: days as 2026-11-21, none for a placeholder.

    `unit` is the part that tells it, where a package wraps several: `check-in-week-04`.
    """

    story: str
    placeholder: bool
    given: str | None
    expires: str | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page in a package: the unit on it, empty for the whole course."""

    unit: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on the box: whose words are in a package, for whom, in which form.

    `placeholders` counts recordings and stories that something stands in for. `pages`
    has every page in the package: those of its units, or of what it wraps. `cohort` is
    the day from which a group's weeks are counted, where the package opens them by date.
    `words` is a hash of what the whole course says in that language, to whomever.
    """

    fingerprint: str
    course: str
    version: str
    agency: str
    language: str
    unit: str
    purpose: Purpose
    target: str
    placeholders: int
    planned_minutes: int
    proven_minutes: int
    stories: tuple[Consent, ...]
    pages: tuple[Page, ...]
    cohort: str | None = None
    words: str | None = None

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The label of a JSON object. Raises `KeyError` or `TypeError` for another.

        Labels of a release register may be older than `pages`: then there is one page,
        and than `cohort` or `words`: then there is none.
        """
        later = ("pages", "cohort", "words")
        told = {name: data[name] for name in cls.__slots__ if name not in later}
        stories = tuple(Consent(**each) for each in told["stories"])
        alone = {"unit": told["unit"], "fingerprint": told["fingerprint"]}
        pages = tuple(Page(**each) for each in data.get("pages", [alone]))
        newer = {name: data.get(name) for name in ("cohort", "words")}
        return cls(**{**told, "stories": stories, "pages": pages, **newer})


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the list: a package as it stands; `path` is within dist/."""

    path: str
    sha256: str
    size: int
    label: Label


def consents(editions: Iterable[Edition]) -> tuple[Consent, ...]:
    """Every story that the editions tell, by its id."""
    found = {
        block.story: _consent(edition, block.story)
        for edition in editions
        for lesson in edition.lessons
        for block in lesson.blocks
        if isinstance(block, StoryBlock)
    }
    return tuple(found[story] for story in sorted(found))


def _consent(edition: Edition, story: str) -> Consent:
    told = edition.course.stories[story]
    given, expires = _day(told.given), _day(told.expires)
    return Consent(story, told.placeholder, given, expires, edition.unit)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def write_list(dist: Path, standing: Iterable[Standing]) -> None:
    """Write the list, sorted by path. Raises `OutsideError` where it cannot be."""
    lines = [_line(each) for each in sorted(standing, key=lambda each: each.path)]
    data = "".join(f"{line}\n" for line in lines).encode()
    keep_whole(dist / NAME, data)


def _line(each: Standing) -> str:
    facts = {**asdict(each.label), "path": each.path, "sha256": each.sha256}
    return json.dumps({**facts, "size": each.size}, ensure_ascii=False)


def read_list(dist: Path) -> list[Standing]:
    """What the list says; nothing where there is none.

    Raises `OutsideError` that names the line which is no line of it.
    """
    path = dist / NAME
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideError(f"cannot read {path}: {error}") from error
    return [_read(path, number, line) for number, line in enumerate(lines, start=1)]


def _read(path: Path, number: int, line: str) -> Standing:
    try:
        data = json.loads(line)
        return Standing(data["path"], data["sha256"], data["size"], Label.read(data))
    except (ValueError, KeyError, TypeError) as error:
        text = (
            f"{path}:{number}: no line of a bundle list: run `janeschool build` again"
        )
        raise OutsideError(text) from error
