"""Packages that someone wants to hand over -> which they are, and what stands against it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from janeschool_scorm import consent
from janeschool_scorm.bundles import Consent, Label, Standing
from janeschool_scorm.digest import digest
from janeschool_scorm.model import Story
from janeschool_scorm.problems import OutsideError
from janeschool_scorm.releases import Release
from janeschool_scorm.versions import changed

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
    packages: Sequence[Standing],
    dist: Path,
    entries: Entries,
    day: date,
    released: Sequence[Release] = (),
) -> list[str]:
    """Why packages cannot be handed over on that day, a sentence for each reason.

    `released`: what was handed over before, in words that a version keeps.
    """
    return [
        f"{each.path}: {reason}"
        for each in packages
        for reason in (
            *_reasons(each, dist, entries, day),
            *_other_words(each.label, released),
        )
    ]


def _other_words(label: Label, released: Sequence[Release]) -> Iterable[str]:
    if label.purpose == "learner" and label.words is not None:
        facts = (label.course, label.version, label.language, label.words)
        if why := changed(*facts, released):
            yield f"{why}. Raise `version` in course.yaml, then build again"


def _reasons(each: Standing, dist: Path, entries: Entries, day: date) -> Iterable[str]:
    label = each.label
    if label.placeholders:
        yield (
            f"{label.placeholders} placeholder segments stand for recordings: a "
            "demonstration cannot be released. Record them, then build again"
        )
    for held in label.stories:
        for why in objections(held, label, entries, day):
            yield f"the consent for '{held.story}' {why}"
    if _changed(dist / each.path, each):
        yield "its bytes are not those of the bundle list. Build again"


def left_over(
    standing: Iterable[Standing], dist: Path, entries: Entries, day: date
) -> list[str]:
    """What stands in dist/ and tells a story that may not be told any more.

    A sentence for each package and story, with the command that finds the other copies.
    """
    return [
        f"{dist / each.path} still tells '{held.story}', whose consent {why}: "
        f"`janeschool recall {held.story}` says what to do"
        for each in standing
        for held in each.label.stories
        for why in objections(held, each.label, entries, day)
    ]


def objections(
    held: Consent, label: Label, entries: Entries, day: date
) -> Iterable[str]:
    """Why a story in a package may not be told on that day; nothing for a placeholder.

    The consent counts as it is known now, not as it was when the package was built.
    """
    if held.placeholder:
        return
    story = entries.get(label.course, {}).get(held.story)
    if story is None:
        yield "is no longer in stories.yaml"
        return
    yield from consent.objection(
        story, day, course=label.course, languages=(label.language,)
    )


def _changed(path: Path, each: Standing) -> bool:
    try:
        return digest(path).sha256 != each.sha256
    except OSError:
        return True
