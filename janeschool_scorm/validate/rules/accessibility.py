"""Family W: what in a page keeps people out; smells only, never a proof."""

from janeschool_scorm.validate.rule import Rule

_WCAG = "WCAG 2.1, "

ACCESSIBILITY: dict[str, Rule] = {
    # W1: the page as a whole
    "W101": Rule(
        "warning",
        "the page does not say its language",
        "A screen reader then reads it in the wrong voice.",
        _WCAG + "3.1.1",
    ),
    "W102": Rule(
        "warning",
        "the language is not written as a language tag",
        "Only tags such as `en` or `es-MX` are understood.",
        _WCAG + "3.1.1, 3.1.2; BCP 47",
    ),
    "W103": Rule(
        "warning",
        "the page has no title",
        "The title is what is read first, and what names the window.",
        _WCAG + "2.4.2",
    ),
    "W104": Rule(
        "note",
        "the title is one that a tool left",
        "It does not tell what the page is about.",
        _WCAG + "2.4.2 (failure F25)",
    ),
    "W105": Rule(
        "warning",
        "the page forbids zooming",
        "People with weak sight enlarge pages on their phones.",
        _WCAG + "1.4.4",
    ),
    "W106": Rule(
        "warning",
        "the page moves on by itself after some seconds",
        "People who read slowly, or by ear, are cut off.",
        _WCAG + "2.2.1 (failures F40, F41)",
    ),
    # W2: pictures, sound and what is embedded
    "W201": Rule(
        "warning",
        "a picture has no words in its place",
        "Who does not see it hears a file name, or nothing.",
        _WCAG + "1.1.1 (failure F65)",
    ),
    "W202": Rule(
        "warning",
        "a picture's words are the name of its file",
        "They say nothing about what is shown.",
        _WCAG + "1.1.1 (failure F30)",
    ),
    "W203": Rule(
        "warning",
        "a video has no captions of its own",
        "Who does not hear gets nothing of it. Captions that a script adds are not seen here.",
        _WCAG + "1.2.2",
    ),
    "W204": Rule(
        "note",
        "there is sound: is its text in the course?",
        "Who does not hear needs a transcript; no tool can tell if there is one.",
        _WCAG + "1.2.1",
    ),
    "W205": Rule(
        "warning",
        "sound begins by itself",
        "It drowns out the screen reader; browsers often block it.",
        _WCAG + "1.4.2",
    ),
    "W206": Rule(
        "warning",
        "a frame has no title",
        "A screen reader says only `frame`.",
        _WCAG + "4.1.2, 2.4.1",
    ),
    # W3: what is operated
    "W301": Rule(
        "warning",
        "a field has no label",
        "Nobody who listens knows what to enter.",
        _WCAG + "1.3.1, 4.1.2 (failure F68)",
    ),
    "W302": Rule(
        "warning",
        "a button or link has no name",
        "A screen reader says only `button` or reads the address.",
        _WCAG + "4.1.2, 2.4.4 (failure F89)",
    ),
    "W303": Rule(
        "warning",
        "the order of the keyboard is set by hand",
        "A tabindex above 0 jumps before everything else on the page.",
        _WCAG + "2.4.3 (failure F44)",
    ),
    "W304": Rule(
        "warning",
        "an id that a label or a description names is there twice",
        "The label goes to the first, and the other has none.",
        _WCAG + "1.3.1, 4.1.2 (failure F77)",
    ),
    "W305": Rule(
        "note",
        "a label names an id that is not on the page",
        "Unless a script adds it, the label belongs to nothing.",
        _WCAG + "1.3.1",
    ),
    # W4: words
    "W401": Rule(
        "warning",
        "text blinks or runs",
        "It cannot be stopped, and cannot be read in one's own time.",
        _WCAG + "2.2.2 (failures F16, F47)",
    ),
    "W402": Rule(
        "note",
        "a heading skips a level",
        "Headings are how people who listen find their way.",
        _WCAG + "1.3.1",
    ),
    "W403": Rule(
        "note",
        "a table has no header cells",
        "Cells are then read without what they belong to.",
        _WCAG + "1.3.1 (failure F91)",
    ),
}
