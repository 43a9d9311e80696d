"""Rules on what is claimed and who speaks: statistics, consents, presenters."""

import re
from collections.abc import Iterator

from janeschool_scorm import consent
from janeschool_scorm.blocks.media import Audio
from janeschool_scorm.blocks.story import StoryBlock
from janeschool_scorm.check.case import Case, texts
from janeschool_scorm.markdown import tokens
from janeschool_scorm.model import Block, Lesson, Prose, Story
from janeschool_scorm.problems import Place, Problem, did_you_mean
from janeschool_scorm.value import Value

_NUMBER = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten)"
_STATISTIC = re.compile(
    rf"\d[\d.,]*\s?(?:%|percent\b|per cent\b)"
    rf"|\b{_NUMBER} (?:in|out of) (?:every )?(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand)\b"
    rf"|[$€£]\s?\d[\d.,]*|\b\d[\d.,]* (?:dollars|euros|pounds)\b",
    re.IGNORECASE,
)
#: What whoever builds must hear too: words that changed, or that soon may not be said.
SAID = frozenset({"S208", "S209"})
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
    """S201 to S206, S208: no story without a consent that holds today, here, in this
    language; in the place of one that was withdrawn stands its replacement.
    """
    for block in case.blocks:
        if not isinstance(block, StoryBlock):
            continue
        place, story = block.at("story"), case.course.stories.get(block.story)
        if story is None:
            hint = did_you_mean(block.story, case.course.stories)
            text = f"no story '{block.story}' in stories.yaml{hint}"
            yield Problem(place, "S201", text)
        elif story.placeholder != block.placeholder:
            text = "a placeholder story has planned_minutes, a recorded one has none"
            yield Problem(place, "S206", text)
        elif not story.placeholder:
            yield from _consent(block, story, case)
    yield from _replacements(case)


def _consent(block: StoryBlock, story: Story, case: Case) -> Iterator[Problem]:
    place, name = block.at("story"), block.story
    if why := consent.withdrawn(story, case.as_of):
        text = (
            f"the consent for '{name}' {why}: lesson {story.replacement or '?'} of "
            "replacements/ stands in the place of this one"
        )
        yield Problem(place, "S208", text)
        return
    reasons = consent.objection(
        story,
        case.as_of,
        course=case.course.id,
        languages=case.course.facts.languages,
    )
    for why in reasons:
        code = "S202" if why == consent.lapse(story, case.as_of) else "S203"
        yield Problem(place, code, f"the consent for '{name}' {why}")
    if (
        story.given
        and story.expires
        and story.expires > consent.latest_end(story.given)
    ):
        text = f"the consent for '{name}' ends {story.expires}, over three years on"
        yield Problem(story.at("expires"), "S204", text)


def ending(case: Case) -> Iterator[Problem]:
    """S209: a consent that ends soon, while there is time to ask for another."""
    for name in consent.tellings(case.course):
        story = case.course.stories.get(name)
        end = consent.last_day(story) if story and not story.placeholder else None
        if story is None or end is None or consent.lapse(story, case.as_of):
            continue
        if (left := end - case.as_of) <= consent.SOON:
            key = "expires" if end == story.expires else "revoked"
            text = (
                f"'{name}' may be told up to {end}, for {left.days} more day(s): ask for "
                f"its consent again, or write `use_replacement: true`"
            )
            yield Problem(story.at(key), "S209", text)


def _replacements(case: Case) -> Iterator[Problem]:
    """S205, S210: another lesson can stand in for each lesson that tells a story."""
    for name, lessons in consent.tellings(case.course).items():
        story = case.course.stories.get(name)
        if story is None or story.placeholder:
            continue
        for text in _unfit(name, story, lessons[0], case):
            yield Problem(story.at("replacement"), "S205", text)
        if len(lessons) > 1:
            text = (
                f"'{name}' is told in {', '.join(x.id for x in lessons)}: its replacement "
                "can stand in one place only, so tell it once"
            )
            yield Problem(story.at("replacement"), "S210", text)


def _unfit(name: str, story: Story, own: Lesson, case: Case) -> Iterator[str]:
    """Why the story's replacement cannot stand in for that lesson."""
    new = next((x for x in case.course.replacements if x.id == story.replacement), None)
    if new is None:
        yield f"'{name}' names no replacement lesson in replacements/"
        return
    if new.minutes != own.minutes:
        yield f"replacement {new.id} has {new.minutes} minutes, {own.id} {own.minutes}"
    if consent.stories_of(new):
        yield f"replacement {new.id} tells a story itself"
    if any(block.id == case.course.facts.final_check for block in own.blocks):
        yield f"{own.id} holds the final check too: tell '{name}' in a lesson of its own"
    for other in consent.stories_of(own):
        beside = case.course.stories.get(other)
        if beside and not beside.placeholder and beside.replacement != new.id:
            yield f"{own.id} tells '{other}' too, which names another replacement"


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
