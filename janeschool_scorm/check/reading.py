"""Rules on words: how hard they are to read."""

import re
from collections.abc import Iterator

from janeschool_scorm.check.case import Case
from janeschool_scorm.markdown import plain
from janeschool_scorm.model import Lesson, Prose
from janeschool_scorm.problems import Problem

#: School grade above which a lesson is reported.
HARD = 9.0
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|\n")
_WORD = re.compile(r"[A-Za-z']+")
_VOWELS = re.compile(r"[aeiouy]+")


def _syllables(word: str) -> int:
    word = word.lower().strip("'")
    groups = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    return max(1, groups)


def grade_of(text: str) -> float:
    """Flesch-Kincaid grade of English words, by counted vowel groups."""
    sentences = [part for part in _SENTENCE.split(text) if _WORD.search(part)]
    words = _WORD.findall(text)
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def words_of(lesson: Lesson) -> str:
    """The lesson's running words."""
    return "\n".join(plain(p.text) for p in lesson.parts if isinstance(p, Prose))


def grade(case: Case) -> Iterator[Problem]:
    """R101: a lesson in English reads above the grade that most readers are at home in."""
    if case.course.facts.languages[0] != "en":
        return
    for lesson in case.lessons:
        found = grade_of(words_of(lesson))
        if found > HARD:
            text = f"reads at grade {found:.1f}: shorter sentences and words help"
            yield Problem(lesson.head.at(), "R101", text)
