"""A story -> every package that holds it, in dist/ and in the field, and what is left.

A survivor who withdraws consent can ask: who has it, since when, is it gone?
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from janeschool_scorm.bundles import Label, Standing
from janeschool_scorm.model import Story
from janeschool_scorm.releases import Notice, Register, Release

#: A Moodle course is not restored over one in use: its activities take these packages.
INSTEAD = {"moodle": "scorm12"}
#: Of a package in the field: nothing was sent in its place; something was, and the
#: agency has not answered; it has, or has removed the package.
State = Literal["open", "sent", "settled"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A package that was handed over with the story in it, and its replacement."""

    release: Release
    state: State
    replacement: Release | None
    notice: Notice | None = None

    def overdue(self, day: date) -> int:
        """Days since the agency should have replaced it; 0 where it has, or has time."""
        if self.notice is None or self.state == "settled":
            return 0
        return max(0, (day - date.fromisoformat(self.notice.due)).days)


@dataclass(frozen=True, slots=True)
class Recall:
    """Where a story is. `entries`: course -> what its stories.yaml says of it.

    `standing` in dist/ hold it, `others` there do not. `unlisted`: packages in dist/
    that the bundle list does not know. `broken`: lines of the register that cannot be
    read.
    """

    story: str
    entries: Mapping[str, Story]
    standing: tuple[Standing, ...]
    others: tuple[Standing, ...]
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

    def ready(self, label: Label) -> Standing | None:
        """The newest package in dist/ that can be loaded in the place of that one."""
        wanted = place(instead(label, self.story))
        fit = [each for each in self.others if place(each.label) == wanted]
        best = max(fit, key=lambda each: _number(each.label), default=None)
        return best if best and _number(best.label) > _number(label) else None


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
        _copy(each, until[number + 1 :], story)
        for number, each in enumerate(until)
        if holds(each.label, story)
    )
    return Recall(
        story=story,
        entries=entries,
        standing=tuple(each for each in standing if holds(each.label, story)),
        others=tuple(each for each in standing if not holds(each.label, story)),
        copies=tuple(copies),
        unlisted=tuple(unlisted),
        broken=register.broken,
    )


def holds(label: Label, story: str) -> bool:
    """Is the story in the package? A placeholder that stands for it counts."""
    return any(each.story == story for each in label.stories)


def _copy(release: Release, later: Sequence[Release], story: str) -> Copy:
    """What came after the release to the same place in the agency's LMS counts."""
    here = (place(release.label), release.to)
    found = [each for each in later if (place(each.label), each.to) == here]
    replacement = next((x for x in found if not holds(x.label, story)), None)
    answered = replacement is not None and replacement.acknowledged is not None
    state: State = "sent" if replacement else "open"
    if release.removed is not None or answered:
        state = "settled"
    return Copy(release, state, replacement, release.notice(story))


def instead(label: Label, story: str) -> Label:
    """What is to be loaded where that package was: of a Moodle course the part that tells
    the story, as a package of its own; of all others the same again.
    """
    if label.target not in INSTEAD:
        return label
    told = next((each.unit for each in label.stories if each.story == story), "")
    return replace(label, target=INSTEAD[label.target], cohort=None, unit=told)


def _number(label: Label) -> tuple[int, ...]:
    return tuple(map(int, label.version.split(".")))


def place(label: Label) -> tuple[str, ...]:
    """An LMS replaces a package by its identifiers: those of course, unit and target.

    A cohort's course is one of its own: what comes for another does not replace it.
    """
    own = (label.agency, label.course, label.unit, label.language, label.target)
    return (*own, label.cohort or "", label.purpose)


def unlisted(dist: Path, standing: Iterable[Standing]) -> list[str]:
    """Packages in dist/ that the bundle list does not know, by their paths there."""
    known = {each.path for each in standing}
    there = (
        path.relative_to(dist).as_posix()
        for pattern in ("*/*/*.zip", "*/*/*.mbz")
        for path in dist.glob(pattern)
    )
    return sorted(path for path in there if path not in known)
