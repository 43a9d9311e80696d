"""Packages that someone wants to hand over -> which they are, and what stands against it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from janeschool_scorm.bundles import Consent, Standing
from janeschool_scorm.check.stories import lapse
from janeschool_scorm.digest import digest
from janeschool_scorm.model import Story
from janeschool_scorm.problems import OutsideError

#: Course -> story -> its consent as it is known now.
Entries = Mapping[str, Mapping[str, Story]]


def of_file(path: Path, listed: Iterable[Standing]) -> Standing:
    """The package of the bundle list that the file is, wherever it lies.

    Raises `OutsideError` where its bytes are those of none, or it cannot be read.
    """
    try:
        found = digest(path).sha256
    except OSError as error:
        raise OutsideError(f"cannot read {path}: {error.strerror or error}") from error
    for each in listed:
        if each.sha256 == found:
            return each
    raise OutsideError(
        f"{path} is none of the packages in the bundle list: it was changed, or the list "
        "is of another build. Run `janeschool build` and hand over what it made"
    )


def chosen(listed: Iterable[Standing], **wanted: str | None) -> list[Standing]:
    """Packages for learners with those facts, each in its course's newest version."""
    fit = [
        each
        for each in listed
        if each.label.purpose == "learner"
        and all(
            not want or getattr(each.label, key) == want for key, want in wanted.items()
        )
    ]
    newest: dict[str, tuple[int, ...]] = {}
    for each in fit:
        course = each.label.course
        newest[course] = max(newest.get(course, ()), _version(each))
    return [each for each in fit if _version(each) == newest[each.label.course]]


def _version(each: Standing) -> tuple[int, ...]:
    return tuple(int(part) for part in each.label.version.split("."))


def refusals(
    packages: Sequence[Standing], dist: Path, entries: Entries, day: date
) -> list[str]:
    """Why packages cannot be handed over on that day, a sentence for each reason."""
    return [
        f"{each.path}: {reason}"
        for each in packages
        for reason in _reasons(each, dist, entries, day)
    ]


def _reasons(each: Standing, dist: Path, entries: Entries, day: date) -> Iterable[str]:
    label = each.label
    if label.placeholders:
        yield (
            f"{label.placeholders} placeholder segments stand for recordings: a "
            "demonstration cannot be released. Record them, then build again"
        )
    for consent in label.stories:
        if why := _lapsed(consent, entries.get(label.course, {}), day):
            yield f"the consent for '{consent.story}' {why}"
    if _changed(dist / each.path, each):
        yield "its bytes are not those of the bundle list. Build again"


def _lapsed(consent: Consent, entries: Mapping[str, Story], day: date) -> str:
    """The consent counts as it is known today, not as it was when it was built."""
    if consent.placeholder:
        return ""
    story = entries.get(consent.story)
    if story is None:
        return "is no longer in stories.yaml"
    return lapse(story, day)


def _changed(path: Path, each: Standing) -> bool:
    try:
        return digest(path).sha256 != each.sha256
    except OSError:
        return True
