"""Rules on what is claimed and who speaks: statistics, consents, presenters."""

import re
from collections.abc import Iterator
from datetime import date

from janeschool_scorm.blocks.media import Audio
from janeschool_scorm.blocks.story import StoryBlock
from janeschool_scorm.check.case import Case, texts
from janeschool_scorm.markdown import tokens
from janeschool_scorm.model import Block, Prose, Story, Value
from janeschool_scorm.problems import Place, Problem, did_you_mean

_NUMBER = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten)"
_STATISTIC = re.compile(
    rf"\d[\d.,]*\s?(?:%|percent\b|per cent\b)"
    rf"|\b{_NUMBER} (?:in|out of) (?:every )?(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand)\b"
    rf"|[$€£]\s?\d[\d.,]*|\b\d[\d.,]* (?:dollars|euros|pounds)\b",
    re.IGNORECASE,
)
#: Where consent must reach for a story to be in a package.
SCOPE = "course-packages"
_MARKDOWN_KEYS = frozenset({"text"})


def statistics(case: Case) -> Iterator[Problem]:
    """S101, S102, S103: a figure stands in a span that names its source."""
    for lesson in case.lessons:
        for part in lesson.parts:
            if isinstance(part, Prose):
                yield from _markdown(part.text, part.place, case)
            else:
                yield from _value(part, case)
    for bank in case.course.banks.values():
        yield from _value(bank.facts, case)


def _value(value: Value, case: Case) -> Iterator[Problem]:
    for key, text, place in texts(value):
        if key in _MARKDOWN_KEYS and isinstance(value, Block):
            # A block of lines (`text: |`) starts below its key.
            below = Place(place.path, place.line + 1)
            start = below if text.endswith("\n") else place
            yield from _markdown(text, start, case)
        elif found := _STATISTIC.search(text):
            yield Problem(place, "S101", _unsourced(found.group()))


def _unsourced(figure: str) -> str:
    return f"'{figure}' names no source: [{figure}]{{source=...}} in the text, or no figure"


def _markdown(text: str, start: Place, case: Case) -> Iterator[Problem]:
    lines = text.split("\n")
    for token in tokens(text):
        if token.type != "inline":
            continue
        first = token.map[0] if token.map else 0
        depth = 0
        for child in token.children or []:
            if child.type == "span_open":
                depth += 1
                place = _find(lines, first, "]{", start)
                yield from _span(dict(child.attrs), place, case)
            elif child.type == "span_close":
                depth -= 1
            elif child.type == "text" and not depth:
                for found in _STATISTIC.finditer(child.content):
                    place = _find(lines, first, found.group(), start)
                    yield Problem(place, "S101", _unsourced(found.group()))


def _find(lines: list[str], first: int, needle: str, start: Place) -> Place:
    for number in range(first, len(lines)):
        column = lines[number].find(needle)
        if column >= 0:
            first_column = 1 if number else start.column
            return Place(start.path, start.line + number, column + first_column)
    return Place(start.path, start.line + first)


def _span(attributes: dict[str, object], place: Place, case: Case) -> Iterator[Problem]:
    source, mark = attributes.get("source"), attributes.get("class")
    if source is not None and source not in case.course.sources:
        hint = did_you_mean(str(source), case.course.sources)
        yield Problem(place, "S102", f"no source '{source}' in sources.yaml{hint}")
    if mark not in (None, "not-a-statistic"):
        text = f"a span takes source=... or .not-a-statistic, not .{mark}"
        yield Problem(place, "S103", text)


def consents(case: Case) -> Iterator[Problem]:
    """S201 to S206: no story without a consent that holds today, here, in this language."""
    stories = case.course.stories
    for block in case.blocks:
        if not isinstance(block, StoryBlock):
            continue
        story = stories.get(block.story)
        if story is None:
            hint = did_you_mean(block.story, stories)
            text = f"no story '{block.story}' in stories.yaml{hint}"
            yield Problem(block.at("story"), "S201", text)
        elif story.placeholder != block.placeholder:
            text = "a placeholder story has planned_minutes, a recorded one has none"
            yield Problem(block.at("story"), "S206", text)
        elif not story.placeholder:
            yield from _consent(block, story, case)


def _consent(block: StoryBlock, story: Story, case: Case) -> Iterator[Problem]:
    place, name = block.at("story"), block.story
    if why := lapse(story, case.as_of):
        yield Problem(place, "S202", f"the consent for '{name}' {why}")
    for language in case.course.facts.languages:
        if language not in story.languages:
            text = f"the consent for '{name}' does not reach to language {language}"
            yield Problem(place, "S203", text)
    if SCOPE not in story.scope:
        text = f"the consent for '{name}' does not have {SCOPE} in its scope"
        yield Problem(place, "S203", text)
    if story.given and story.expires and story.expires > _three_years(story.given):
        text = f"the consent for '{name}' ends {story.expires}, over three years on"
        yield Problem(story.at("expires"), "S204", text)
    yield from _replacement(block, story, case)


def lapse(story: Story, day: date) -> str:
    """Why the consent does not hold on that day, or nothing."""
    if not (story.reference and story.given and story.expires):
        return "lacks reference, given or expires"
    if story.revoked and story.revoked <= day:
        return f"was withdrawn on {story.revoked}"
    if story.expires < day:
        return f"lapsed on {story.expires}"
    return f"starts only on {story.given}" if story.given > day else ""


def _three_years(given: date) -> date:
    day = 28 if (given.month, given.day) == (2, 29) else given.day
    return date(given.year + 3, given.month, day)


def _replacement(block: StoryBlock, story: Story, case: Case) -> Iterator[Problem]:
    own = next(x for x in case.lessons if block in x.blocks)
    found = [x for x in case.course.replacements if x.id == story.replacement]
    if not found:
        text = f"'{block.story}' names no replacement lesson in replacements/"
        yield Problem(story.at("replacement"), "S205", text)
    elif found[0].minutes != own.minutes:
        text = f"replacement {found[0].id} has {found[0].minutes} minutes, {own.id} {own.minutes}"
        yield Problem(story.at("replacement"), "S205", text)


def presenters(case: Case) -> Iterator[Problem]:
    """S207: who speaks is in presenters.yaml."""
    known = case.course.presenters
    for block in case.blocks:
        if (
            isinstance(block, Audio)
            and block.presenter
            and block.presenter not in known
        ):
            text = f"no presenter '{block.presenter}'{did_you_mean(block.presenter, known)}"
            yield Problem(block.at("presenter"), "S207", text)
    for story in case.course.stories.values():
        if story.presenter not in known:
            text = f"no presenter '{story.presenter}'{did_you_mean(story.presenter, known)}"
            yield Problem(story.at("presenter"), "S207", text)
