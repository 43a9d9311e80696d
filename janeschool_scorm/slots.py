"""Course -> its slots.yaml with a place for every id: old places stay, for ever."""

from collections.abc import Iterable, Mapping

from janeschool_scorm.check.identity import needed
from janeschool_scorm.model import Course

_HEAD = """\
# Places in the resume code: append-only. A retired id keeps its line, and its place is
# never given to another. `janeschool check --fix-slots` adds what is missing.
"""


def _extended(have: Mapping[str, int], wanted: Iterable[str]) -> dict[str, int]:
    places = dict(have)
    after = max(have.values(), default=-1) + 1
    for name in dict.fromkeys(wanted):
        if name not in places:
            places[name] = after
            after += 1
    return places


def slots_text(course: Course) -> str:
    """The whole text of slots.yaml."""
    lessons, items = needed(course)
    parts = {
        "lessons": _extended(course.slots.lessons, lessons),
        "items": _extended(course.slots.items, items),
    }
    lines = [_HEAD]
    for key, places in parts.items():
        lines.append(f"{key}:" if places else f"{key}: {{}}")
        lines += [f"  {name}: {place}" for name, place in places.items()]
    return "\n".join(lines) + "\n"
