"""A story -> every package that holds it, in dist/ and in the field, and what is left.

A survivor who withdraws consent can ask: who has it, since when, is it gone?
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from janeschool_scorm.bundles import Label, Standing
from janeschool_scorm.model import Story
from janeschool_scorm.releases import Register, Release

#: Of a package in the field: nothing was sent in its place; something was, and the
#: agency has not answered; it has, or has removed the package.
State = Literal["open", "sent", "settled"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A package that was handed over with the story in it, and its replacement."""

    release: Release
    state: State
    replacement: Release | None


@dataclass(frozen=True, slots=True)
class Recall:
    """Where a story is. `entries`: course -> what its stories.yaml says of it.

    `unlisted`: packages in dist/ that the bundle list does not know. `broken`: lines of
    the register that cannot be read.
    """

    story: str
    entries: Mapping[str, Story]
    standing: tuple[Standing, ...]
    copies: tuple[Copy, ...]
    unlisted: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Is there any trace of the story? If not, its name may be a slip."""
        return bool(self.entries or self.standing or self.copies)

    @property
    def complete(self) -> bool:
        """Is it certain that nobody holds the story any more?"""
        settled = all(each.state == "settled" for each in self.copies)
        return settled and not (self.standing or self.unlisted or self.broken)


def recall(
    story: str,
    standing: Sequence[Standing],
    register: Register,
    entries: Mapping[str, Story],
    *,
    as_of: date | None = None,
    unlisted: Iterable[str] = (),
) -> Recall:
    """Every package that holds the story, or did so on `as_of` (a day in UTC)."""
    until = [x for x in register.releases if as_of is None or x.day <= as_of]
    copies = (
        _copy(each, until[place + 1 :], story)
        for place, each in enumerate(until)
        if holds(each.label, story)
    )
    return Recall(
        story=story,
        entries=entries,
        standing=tuple(each for each in standing if holds(each.label, story)),
        copies=tuple(copies),
        unlisted=tuple(unlisted),
        broken=register.broken,
    )


def holds(label: Label, story: str) -> bool:
    """Is the story in the package? A placeholder that stands for it counts."""
    return any(each.story == story for each in label.stories)


def _copy(release: Release, later: Sequence[Release], story: str) -> Copy:
    """What came after the release to the same place in the agency's LMS counts."""
    found = [each for each in later if _place(each) == _place(release)]
    replacement = next((x for x in found if not holds(x.label, story)), None)
    answered = replacement is not None and replacement.acknowledged is not None
    if release.removed is not None or answered:
        return Copy(release, "settled", replacement)
    return Copy(release, "sent" if replacement else "open", replacement)


def _place(release: Release) -> tuple[str, ...]:
    """An LMS replaces a package by its identifiers: those of course, unit and target."""
    label = release.label
    own = (label.agency, label.course, label.unit, label.language, label.target)
    return (*own, label.purpose, release.to)


def unlisted(dist: Path, standing: Iterable[Standing]) -> list[str]:
    """Packages in dist/ that the bundle list does not know, by their paths there."""
    known = {each.path for each in standing}
    there = (
        path.relative_to(dist).as_posix()
        for pattern in ("*/*/*.zip", "*/*/*.mbz")
        for path in dist.glob(pattern)
    )
    return sorted(path for path in there if path not in known)
