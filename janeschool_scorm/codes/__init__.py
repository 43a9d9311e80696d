"""Codes of an author's faults: for each a sentence, and why the rule exists."""

from typing import Final

from janeschool_scorm.codes.agencies import AGENCIES
from janeschool_scorm.codes.code import Code, Severity
from janeschool_scorm.codes.course import COURSE
from janeschool_scorm.codes.media import MEDIA
from janeschool_scorm.codes.questions import QUESTIONS
from janeschool_scorm.codes.words import WORDS

__all__ = ["CODES", "FIRM", "Code", "Severity"]

#: Every code, for ever: one code, one rule, never reused.
CODES: Final[dict[str, Code]] = {**COURSE, **MEDIA, **QUESTIONS, **WORDS, **AGENCIES}
#: What no exemption covers: whether a story is told is for the person who told it.
FIRM: Final = frozenset({"S201", "S202", "S203", "S204", "S205", "S206", "S210"})
