"""Faults in what an agency asks for (G), and in the packages that it gets (B)."""

from typing import Final

from janeschool_scorm.codes.code import IDS, MODEL, Code

AGENCIES: Final[dict[str, Code]] = {
    "G101": Code(
        "an agency's colour is too pale for white text",
        "WCAG 2.2 1.4.3 asks for 4.5 to 1.",
    ),
    "G102": Code("an agency's time zone is unknown", "Dates to a court need a zone."),
    "G103": Code(
        "an agency's rule that the course cannot meet",
        "Better found here than in the courtroom.",
    ),
    "G104": Code("an agency's id is not its file's name", IDS),
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
    "G113": Code("an agency's schedule names a check-in that is not there", MODEL),
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
