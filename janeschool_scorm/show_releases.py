"""Releases and recalls -> the lines and JSON that the commands print."""

import shlex
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from janeschool_scorm.bundles import Label
from janeschool_scorm.consent import lapse, withdrawn
from janeschool_scorm.model import Story
from janeschool_scorm.recall import INSTEAD, Copy, Recall
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
                "due": each.notice.due if each.notice else None,
                "days_overdue": each.overdue(day),
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
        yield f"  {_copy(copy, day)}"
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
    group = (f"the group from {label.cohort}",) if label.cohort else ()
    return f"{', '.join((*parts, *unit, *group))}, fingerprint {label.fingerprint}"


def _copy(copy: Copy, day: date) -> str:
    release = copy.release
    state = f"since {release.at[:10]}; {_STATES[copy.state]}{_asked(copy, day)}"
    return f"{release_line(release)}; {state}  {_label(release.label)}"


def _asked(copy: Copy, day: date) -> str:
    """What a notice asked for, and how late it is."""
    if copy.notice is None or copy.state == "settled":
        return ""
    late = copy.overdue(day)
    over = f", {late} day(s) overdue" if late else ""
    return f"; notice of {copy.notice.at[:10]}, due {copy.notice.due}{over}"


def _steps(found: Recall, day: date, source: Path, dist: Path) -> Iterator[str]:
    """What is left to do, each thing once."""
    old = [each.label for each in found.standing]
    old += [each.release.label for each in found.copies if each.state == "open"]
    where = _where(source, dist)
    if not all(found.ready(label) for label in old):
        for course, story in found.entries.items():
            yield from _mend(found.story, course, story, day, source)
        yield f"janeschool recall {_word(found.story)} --rebuild{where}"
    elif found.standing:
        gone = shlex.join(str(dist / each.path) for each in found.standing)
        yield f"remove the old packages, new ones stand beside them: rm {gone}"
    yield from dict.fromkeys(
        x for c in found.copies for x in _ask(c, found, dist, where)
    )
    if any(x.state != "settled" and x.notice is None for x in found.copies):
        yield f"janeschool recall {_word(found.story)} --out notices{where}"
    if found.unlisted:
        gone = shlex.join(str(dist / path) for path in found.unlisted)
        yield f"build these again, or remove them: rm {gone}"
    if found.broken:
        yield "mend the lines of the register that cannot be read, with the help of git log"


def _where(source: Path, dist: Path) -> str:
    """Options for folders that are not the usual ones."""
    usual = {"--source": (source, "course_src"), "--dist": (dist, "dist")}
    return "".join(
        f" {option} {_word(path)}"
        for option, (path, name) in usual.items()
        if path != Path(name)
    )


def _word(text: object) -> str:
    """As a shell takes it."""
    return shlex.quote(str(text))


def _mend(
    name: str, course: str, story: Story, day: date, source: Path
) -> Iterator[str]:
    folder = source / course
    place = f"{folder / 'stories.yaml'}, under {name}"
    if story.placeholder:
        yield f"put another lesson in the place of the one that tells {name}"
    elif not withdrawn(story, day):
        yield (
            f"if consent was withdrawn, write `revoked: {day}` into {place}; if it only "
            "lapsed and is not given again, `use_replacement: true`"
        )
    if not story.placeholder and not story.replacement:
        yield f"name its replacement, a lesson of equal minutes, in {place}"
    yield (
        f"janeschool check {course}: where a version was handed over, it asks for the "
        f"next one in {folder / 'course.yaml'}"
    )


def _ask(copy: Copy, found: Recall, dist: Path, where: str) -> Iterator[str]:
    """Send another package, and write down what the office answers."""
    release, ready = copy.release, found.ready(copy.release.label)
    if copy.state == "open" and ready:
        path = _word(dist / ready.path)
        yield f"janeschool release {path} --to {_word(release.to)}{where}"
    if copy.state == "sent" and copy.replacement:
        yield (
            f"when {release.to} answers: janeschool release --acknowledge "
            f"{copy.replacement.id} --by WHO{where}"
        )
    elif copy.state == "open" and release.label.target in INSTEAD:
        yield (
            f"when {release.to} has put it into the course of {release.id}: janeschool "
            f"release --removed {release.id} --by WHO{where}"
        )
