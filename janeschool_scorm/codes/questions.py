"""Faults in questions, banks and scenarios: Q."""

from typing import Final

from janeschool_scorm.codes.code import Code

QUESTIONS: Final[dict[str, Code]] = {
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
}
