"""Rules on scenarios: every decision leads somewhere, and every way comes to an end."""

from collections.abc import Iterable, Iterator, Mapping

from janeschool_scorm.blocks.scenario import Scenario
from janeschool_scorm.check.case import Case
from janeschool_scorm.problems import Problem, did_you_mean


def steps(case: Case) -> Iterator[Problem]:
    """Q114 to Q117 for each scenario; what hangs on a decision without a goal is left out."""
    for block in case.blocks:
        if isinstance(block, Scenario):
            found = list(_leads(block))
            yield from found or _ends(block)


def _leads(block: Scenario) -> Iterator[Problem]:
    """A step is an end, or its decisions lead to steps that are there."""
    for number, step in enumerate(block.steps):
        if step.end == bool(step.choices):
            text = "is an end and has" if step.end else "is no end and has no"
            place = block.at("steps", number)
            yield Problem(place, "Q116", f"step '{step.id}' {text} choices")
        for at, way in enumerate(step.choices):
            if way.to not in block.numbers:
                hint = did_you_mean(way.to, block.numbers)
                place = block.at("steps", number, "choices", at, "to")
                yield Problem(place, "Q114", f"no step '{way.to}'{hint}")


def _ends(block: Scenario) -> Iterator[Problem]:
    """Every step can be reached from the first, and an end from every step."""
    on = {step.id: {way.to for way in step.choices} for step in block.steps}
    back = {name: {each for each, to in on.items() if name in to} for name in on}
    there = _reached(on, [block.steps[0].id])
    home = _reached(back, [step.id for step in block.steps if step.end])
    for number, step in enumerate(block.steps):
        place = block.at("steps", number, "id")
        if step.id not in there:
            text = f"no way from the start leads to '{step.id}'"
            yield Problem(place, "Q115", text)
        if step.id not in home:
            text = f"from '{step.id}' no end can be reached"
            yield Problem(place, "Q117", text)


def _reached(ways: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    """All that the ways lead to from the starts, the starts themselves too."""
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += ways[name]
    return reached
