"""Releases and recalls -> the lines and JSON that the commands print."""

import shlex
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from janeschool_scorm.bundles import Label
from janeschool_scorm.check.stories import lapse
from janeschool_scorm.model import Story
from janeschool_scorm.recall import Copy, Recall
from janeschool_scorm.releases import Release

_STATES = {
    "open": "nothing sent in its place",
    "sent": "replacement sent, not acknowledged",
    "settled": "settled",
}


def release_json(release: Release) -> dict[str, object]:
    """One release for machines."""
    told = asdict(release)
    return {**{key: told[key] for key in told if key != "label"}, **told["label"]}


def release_line(release: Release) -> str:
    """One release for people."""
    answers = [
        f"{word} {at[:10]} by {by}"
        for word, at, by in (
            ("acknowledged", release.acknowledged, release.acknowledged_by),
            ("removed", release.removed, release.removed_by),
        )
        if at
    ]
    state = "; ".join(answers) or "not acknowledged"
    return f"{release.id}  {release.at[:10]}  {release.file}  to {release.to}: {state}"


def recall_json(found: Recall, day: date) -> dict[str, object]:
    """Where a story is, for machines."""
    return {
        "story": found.story,
        "as_of": day.isoformat(),
        "complete": found.complete,
        "consents": {
            course: {**story.model_dump(mode="json"), "state": _consent(story, day)}
            for course, story in found.entries.items()
        },
        "dist": [
            {**asdict(each.label), "path": each.path, "sha256": each.sha256}
            for each in found.standing
        ],
        "released": [
            {
                **release_json(each.release),
                "state": each.state,
                "replacement": each.replacement.id if each.replacement else None,
            }
            for each in found.copies
        ],
        "unlisted": list(found.unlisted),
        "broken_lines": list(found.broken),
    }


def _consent(story: Story, day: date) -> str:
    if story.placeholder:
        return "is a placeholder: nobody's words, no consent needed"
    return lapse(story, day) or f"holds until {story.expires}"


def recall_lines(
    found: Recall, day: date, *, source: Path, dist: Path
) -> Iterator[str]:
    """The same for people, and the commands that come next."""
    for course, story in found.entries.items():
        yield f"{found.story} in {course}: {_consent(story, day)}"
    yield f"In {dist}/: {len(found.standing)} package(s) hold it"
    for each in found.standing:
        yield f"  {each.path}  {_label(each.label)}"
    yield f"Released: {len(found.copies)} package(s) hold it"
    for copy in found.copies:
        yield f"  {_copy(copy)}"
    for path in found.unlisted:
        yield f"Not in the bundle list, so it may hold it: {dist / path}"
    for line in found.broken:
        yield f"Cannot be read, so it may be a release of it: {line}"
    if found.complete:
        yield "Nobody holds it any more, as far as is known here."
        return
    yield "Next:"
    steps = _steps(found, day, source, dist)
    yield from (f"  {number}. {step}" for number, step in enumerate(steps, start=1))


def _label(label: Label) -> str:
    parts = (label.course, label.version, label.agency, label.language, label.target)
    unit = (label.unit,) if label.unit else ()
    return f"{', '.join((*parts, *unit))}, fingerprint {label.fingerprint}"


def _copy(copy: Copy) -> str:
    release = copy.release
    state = _STATES[copy.state]
    return f"{release_line(release)}; since {release.at[:10]}; {state}  {_label(release.label)}"


def _steps(found: Recall, day: date, source: Path, dist: Path) -> Iterator[str]:
    for course, story in found.entries.items():
        yield from _mend(found.story, course, story, day, source)
    for course, agency, more in sorted({_built(x) for x in _labels(found)}):
        yield f"janeschool build {course} --agency {agency}{more} --dist {_word(dist)}"
    if found.standing:
        gone = shlex.join(str(dist / each.path) for each in found.standing)
        yield f"where the version was raised, remove the old packages: rm {gone}"
    for copy in found.copies:
        yield from _ask(copy, dist)
    if found.unlisted:
        gone = shlex.join(str(dist / path) for path in found.unlisted)
        yield f"build these again, or remove them: rm {gone}"
    if found.broken:
        yield "mend the lines of the register that cannot be read, with the help of git log"


def _built(label: Label) -> tuple[str, str, str]:
    """Course, agency, and the option that builds the package again."""
    check_in = label.unit.startswith("check-in-")
    return label.course, label.agency, " --check-ins" * check_in


def _word(text: object) -> str:
    """As a shell takes it."""
    return shlex.quote(str(text))


def _labels(found: Recall) -> Iterator[Label]:
    yield from (each.label for each in found.standing)
    yield from (x.release.label for x in found.copies if x.state == "open")


def _mend(
    name: str, course: str, story: Story, day: date, source: Path
) -> Iterator[str]:
    folder = source / course
    if not story.placeholder and not story.revoked:
        place = f"{folder / 'stories.yaml'}, under {name}"
        yield f"if consent was withdrawn, write `revoked: {day}` into {place}"
    lesson = f"lesson {story.replacement}" if story.replacement else "a lesson"
    yield (
        f"put {lesson} from replacements/ in the place of the lesson with {name}, and "
        f"raise `version` in {folder / 'course.yaml'}"
    )
    yield f"janeschool check {course}"


def _ask(copy: Copy, dist: Path) -> Iterator[str]:
    label, to = copy.release.label, copy.release.to
    if copy.state == "open":
        yield (
            f"janeschool release --course {label.course} --agency {label.agency} "
            f"--target {label.target} --language {label.language} --to {_word(to)} "
            f"--dist {_word(dist)}"
        )
    elif copy.state == "sent" and copy.replacement:
        yield f"when {to} answers: janeschool release --acknowledge {copy.replacement.id} --by WHO"
