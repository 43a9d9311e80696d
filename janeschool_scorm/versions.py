"""A course and what was released of it -> a fault where a released version would change.

An LMS replaces a package by identifiers that stay the same: the version alone tells an
officer, a report and a recall which words people saw.
"""

from collections.abc import Iterable, Iterator

from janeschool_scorm.model import Course
from janeschool_scorm.problems import Problem
from janeschool_scorm.releases import Release
from janeschool_scorm.wording import wording


def kept(course: Course, released: Iterable[Release]) -> Iterator[Problem]:
    """C123: a version that was handed over to learners says what it said then.

    The course is one without faults, as it may be told today. One fault for each
    language.
    """
    version = course.facts.version
    went = [x for x in released if _is_of(x, course.id, version)]
    for language in sorted({x.label.language for x in went}):
        if language not in course.facts.languages:
            continue
        now = wording(course.in_language(language))
        if why := changed(course.id, version, language, now, went):
            text = f"{why}: write `version: {following(version)}`"
            yield Problem(course.facts.at("version"), "C123", text)


def changed(
    course: str, version: str, language: str, words: str, released: Iterable[Release]
) -> str:
    """Where the version was handed over in that language with other words, or nothing.

    Releases that are older than the hash of their words are taken on trust.
    """
    for each in released:
        same = _is_of(each, course, version) and each.label.language == language
        if same and each.label.words not in (None, words):
            return (
                f"version {version} was handed over on {each.day} with other words in "
                f"{language}"
            )
    return ""


def _is_of(release: Release, course: str, version: str) -> bool:
    label = release.label
    return (label.course, label.version, label.purpose) == (course, version, "learner")


def following(version: str) -> str:
    """The next version: `1.0.0` -> `1.0.1`."""
    *first, last = version.split(".")
    return ".".join((*first, str(int(last) + 1)))
