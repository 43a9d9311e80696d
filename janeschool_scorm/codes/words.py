"""Faults in words: sources and stories (S), readability (R), translations (T)."""

from typing import Final

from janeschool_scorm.codes.code import MODEL, Code

_LANGUAGE: Final = (
    "In a court's program nobody may read less because of their language."
)
WORDS: Final[dict[str, Code]] = {
    "S101": Code(
        "a statistic without a source",
        "Figures in this field are disputed and are quoted to courts.",
    ),
    "S102": Code(
        "a source that sources.yaml does not have", "A figure must be traceable."
    ),
    "S103": Code("an attribute that a span does not take", MODEL),
    "S201": Code(
        "a story that stories.yaml does not have", "No story without its consent."
    ),
    "S202": Code(
        "a story's consent is missing, lapsed or revoked",
        "The person who told it decides.",
    ),
    "S203": Code(
        "a story's consent does not cover this use",
        "Consent has a scope and languages.",
    ),
    "S204": Code(
        "a story's consent runs longer than three years",
        "Consent is asked for again within three years.",
    ),
    "S205": Code(
        "a story without a replacement lesson of equal minutes that tells no story",
        "A recall must not cost a learner minutes.",
    ),
    "S206": Code(
        "a placeholder story without planned minutes, or a real one with them",
        "A placeholder is marked for all to see.",
    ),
    "S207": Code(
        "a presenter that presenters.yaml does not have", "Who speaks must be known."
    ),
    "S208": Code(
        "a story whose consent was withdrawn: its replacement stands in its place",
        "Whoever builds should know that the course has other words now.",
        "warning",
    ),
    "S209": Code(
        "a story whose consent ends within 60 days",
        "Asking a survivor again takes time, and on the day after, the build stops.",
        "warning",
    ),
    "S210": Code(
        "a story that is told in several lessons",
        "When it is withdrawn, one replacement lesson takes the place of one lesson.",
    ),
    "R101": Code(
        "sentences are hard to read",
        "Most readers are at home at grade 6 to 8.",
        "warning",
    ),
    "T101": Code(
        "a catalogue of translations is missing or cannot be read",
        "A page half in one language and half in another helps nobody.",
    ),
    "T102": Code(
        "a catalogue is no PO file, or too large",
        "What a tool would guess at, a court's learner would read.",
    ),
    "T103": Code(
        "a catalogue has the same entry twice",
        "Which of the two is meant cannot be known.",
    ),
    "T104": Code(
        "a catalogue's header is missing or does not fit",
        "It says the language, and that the file is UTF-8.",
    ),
    "T201": Code("a text has no translation", _LANGUAGE),
    "T202": Code(
        "a translation was made for other words (fuzzy)",
        "The text has changed since, and the learner would read the old one.",
    ),
    "T203": Code(
        "a translation lost a value, a link, a source or an emphasis",
        "Each of them means something that must survive in every language.",
    ),
    "T204": Code(
        "a translation has other numbers than the original",
        "A hotline's number or an hour is no matter of language.",
    ),
    "T205": Code(
        "captions or a transcript are missing in a language",
        "The recording would be closed to those who read that language.",
    ),
}
