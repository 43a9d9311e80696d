"""Codes of an author's faults: for each a sentence, and why the rule exists."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for: one sentence, and why the rule exists."""

    sentence: str
    why: str
    severity: Severity = "error"


_IDS = (
    "Ids are joined to records for years, so each must be plain, unique and for ever."
)
_PLAIN = (
    "YAML that guesses (anchors, tags, yes/no, doubled keys) changes meaning silently."
)
_MODEL = "An unknown or missing key is a typing slip that would otherwise be ignored."
_OFFLINE = (
    "Packages run on networks without internet and in windows that must not be left."
)
#: What no exemption covers: whether a story is told is for the person who told it.
FIRM = frozenset({"S201", "S202", "S203", "S204", "S205", "S206", "S210"})
_LANGUAGE = "In a court's program nobody may read less because of their language."

#: Every code, for ever: one code, one rule, never reused.
CODES: dict[str, Code] = {
    "C001": Code("a file of the course is missing or cannot be read", _MODEL),
    "C002": Code(
        "a file is not UTF-8 text", "Other encodings garble names and accents."
    ),
    "C003": Code("the YAML cannot be parsed", _PLAIN),
    "C004": Code("a key is written twice", _PLAIN),
    "C005": Code("an anchor, alias, tag or merge key is used", _PLAIN),
    "C006": Code(
        "a file is too large or too deeply nested",
        "A text file of megabytes is a mistake or an attack.",
    ),
    "C010": Code(
        "the course was written for a newer format",
        "An older program would drop what it does not know.",
    ),
    "C101": Code("an unknown key", _MODEL),
    "C102": Code("a key is missing", _MODEL),
    "C103": Code("a value is not of the kind that the key takes", _MODEL),
    "C104": Code("an id is not neutral lower-case letters, digits and hyphens", _IDS),
    "C105": Code("an id is used twice", _IDS),
    "C106": Code(
        "an id names the offence", "A record that carries the id would label its owner."
    ),
    "C107": Code("a folder or file that the course names does not exist", _MODEL),
    "C108": Code(
        "a folder that no order names",
        "A module left out by mistake would go unnoticed.",
        "warning",
    ),
    "C109": Code("the final check names no draw block", "Without it nobody can pass."),
    "C110": Code(
        "planned minutes do not add up",
        "Hours go to a court: lessons, modules and course must agree.",
    ),
    "C111": Code(
        "an id has no place in slots.yaml",
        "Without a place its progress cannot be saved.",
    ),
    "C112": Code(
        "two ids share a place in slots.yaml",
        "One would overwrite the other's progress.",
    ),
    "C113": Code(
        "an exemption matches nothing",
        "An exemption that no longer applies hides the next fault.",
    ),
    "C114": Code(
        "a check-in names no week, or the week of another",
        "Its package is named by its week, and reports ask for it in that week.",
    ),
    "C115": Code(
        "a title that an LMS takes for HTML",
        "Moodle refuses to restore a course with such a name.",
    ),
    "C116": Code(
        "a module that a court may switch off, without which the course falls apart",
        "`removable: true` is a promise: the rest must still be a course.",
    ),
    "C117": Code(
        "check-ins without accountability.yaml",
        "When one counts as missed, and what follows, a court must be able to read.",
        "warning",
    ),
    "C118": Code("accountability.yaml names a check-in that is not there", _MODEL),
    "C119": Code(
        "a check-in opens before the one before it is due",
        "Two are open at once, and a learner may do one and believe both are done.",
        "warning",
    ),
    "C120": Code(
        "rules on missed check-ins that do not rise",
        "The last one that holds decides, so each must weigh more than those above it.",
    ),
    "C121": Code(
        "a rule on check-ins that can never hold",
        "A court would rely on a report that nobody can cause.",
    ),
    "C122": Code(
        "a reminder of a check-in that can no longer be done",
        "It would ask for what counts as missed already.",
    ),
    "C123": Code(
        "a version that was handed over has other words now",
        "Reports, certificates and recalls tell by the version what a person saw.",
    ),
    "C201": Code(
        "a block's fence is malformed or never closed",
        "The rest of the lesson would vanish into it.",
    ),
    "C202": Code("an unknown kind of block", _MODEL),
    "C203": Code("a block lacks its id, or has one that its kind does not take", _IDS),
    "C204": Code(
        "a heading of the first level, or a skipped level",
        "Screen readers move by headings; the title is the first.",
    ),
    "C205": Code(
        "raw HTML in Markdown",
        "HTML in words breaks packages, translations and safety.",
    ),
    "C206": Code("a lesson has no words", "An empty page cannot be learned from."),
    "C207": Code("front matter is missing or never closed", _MODEL),
    "L101": Code(
        "a file that a block names is not in media/", "The learner would see a hole."
    ),
    "L102": Code(
        "a type of file that LMSs refuse",
        "Some LMSs reject a whole package for one such file.",
    ),
    "L103": Code("a link leads out of the course", _OFFLINE),
    "L104": Code(
        "a media file cannot be read or has no length",
        "Its minutes could not be proven.",
    ),
    "L105": Code(
        "a media file's name is not plain",
        "LMSs and zip tools disagree on case, spaces and accents.",
    ),
    "L106": Code(
        "a media file that nothing uses", "It would be dead weight.", "warning"
    ),
    "Q101": Code(
        "a question marks no right answer, or every answer",
        "It could not be answered, or could not be missed.",
    ),
    "Q102": Code("two options say the same", "One of them would be wrong by chance."),
    "Q103": Code(
        "a question has too few or too many options",
        "Two to ten can be read and recorded.",
    ),
    "Q104": Code("a bank is unknown", "There is nothing to draw from."),
    "Q105": Code(
        "a bank is smaller than what is drawn from it", "The check could not be made."
    ),
    "Q106": Code(
        "a bank question names an unknown module",
        "The learner is told which module to repeat.",
    ),
    "Q107": Code(
        "a final check whose bank leaves a second try the same",
        "A bank of the same size draws the same questions each time.",
        "warning",
    ),
    "Q108": Code(
        "a draw block that is not the course's final check",
        "Only the final check is scored.",
    ),
    "Q109": Code(
        "a match, order or sort question has too few or too many parts",
        "Two to eight can be compared on a phone, and recorded.",
    ),
    "Q110": Code(
        "two parts of a match, order or sort question say the same",
        "Either would be right, and one of them would count as wrong.",
    ),
    "Q111": Code(
        "an item to sort names a group that is not there",
        "It could not be sorted right.",
    ),
    "Q112": Code(
        "a group that no item belongs to",
        "It may be meant to mislead; more often an item was forgotten.",
        "warning",
    ),
    "Q113": Code(
        "an accepted answer is empty, or the same as another, once it is compared",
        "Case, accents, spaces, hyphens and apostrophes do not count.",
    ),
    "Q114": Code(
        "a decision in a scenario leads to a step that is not there",
        "The learner would be stuck.",
    ),
    "Q115": Code(
        "a step of a scenario that no way from the start leads to",
        "Nobody would read it.",
    ),
    "Q116": Code(
        "a step of a scenario is neither an end nor has choices, or is both",
        "The learner must know how to go on, or that it ends.",
    ),
    "Q117": Code(
        "a step of a scenario from which no end can be reached",
        "Whoever comes there could not finish.",
    ),
    "S101": Code(
        "a statistic without a source",
        "Figures in this field are disputed and are quoted to courts.",
    ),
    "S102": Code(
        "a source that sources.yaml does not have", "A figure must be traceable."
    ),
    "S103": Code("an attribute that a span does not take", _MODEL),
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
    "A101": Code(
        "captions that cannot be read as WebVTT",
        "Someone who cannot hear would see nothing.",
    ),
    "A102": Code(
        "alternative text that repeats a file name", "It tells a blind reader nothing."
    ),
    "A103": Code(
        "a picture without licence or consent", "Nobody knows whether it may be shown."
    ),
    "A104": Code(
        "captions end long before the media do, or run past its end",
        "Words would be missing or unseen.",
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
    "G101": Code(
        "an agency's colour is too pale for white text",
        "WCAG 2.2 1.4.3 asks for 4.5 to 1.",
    ),
    "G102": Code("an agency's time zone is unknown", "Dates to a court need a zone."),
    "G103": Code(
        "an agency's rule that the course cannot meet",
        "Better found here than in the courtroom.",
    ),
    "G104": Code("an agency's id is not its file's name", _IDS),
    "G105": Code(
        "an LMS may end the course when the last try fails",
        "Used-up tries stay incomplete by default, so that an officer can still help.",
        "warning",
    ),
    "G106": Code(
        "a module to leave out is not there, or no court may leave it out",
        "Without it the learners of that agency could not finish, or would learn too little.",
    ),
    "G107": Code(
        "a logo that cannot be shown, or is too large for it",
        "It stands on the first page, which must come quickly on a slow phone.",
    ),
    "G108": Code(
        "two agencies have one id",
        "One would overwrite the other's packages.",
    ),
    "G109": Code(
        "the address of an LRS holds a secret, or is not https",
        "Course files are kept and shared in the open; keys belong into report.toml.",
    ),
    "G110": Code(
        "a rule that packages of single modules cannot keep",
        "They share no state, so nothing adds up over them.",
        "warning",
    ),
    "G111": Code(
        "a language of the agency that a course does not have",
        "Its learners get the course in the agency's other languages alone.",
        "warning",
    ),
    "G112": Code(
        "a target loses something that the agency asked for",
        "Better known before the package is loaded than found by a learner.",
        "warning",
    ),
    "G113": Code("an agency's schedule names a check-in that is not there", _MODEL),
    "G114": Code(
        "an agency's rules on check-ins contradict each other, or the course",
        "Who is late, and what follows, must be clear before the first one is due.",
    ),
    "G115": Code(
        "an agency's schedule that may surprise a learner",
        "Two check-ins are open at once, or in an order that their words do not expect.",
        "warning",
    ),
    "B101": Code(
        "the resume code of a course is longer than an LMS keeps",
        "Some LMSs cut it without a word, and hours would be lost.",
    ),
    "B102": Code(
        "a package larger than uploads comfortably take",
        "Uploads of that size fail or time out in some LMSs.",
        "warning",
    ),
    "B103": Code(
        "more interaction rows than an LMS should hold",
        "Moodle sends every row again after each start, and at exit in one beacon.",
        "warning",
    ),
    "B104": Code(
        "a package larger than the agency's LMS takes",
        "It could not be loaded.",
    ),
}
