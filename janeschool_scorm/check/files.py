"""Rules on the files that blocks name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from janeschool_scorm.check.case import Case
from janeschool_scorm.model import Block
from janeschool_scorm.problems import Problem, did_you_mean

IS_PLAIN_NAME = re.compile(r"^[a-z0-9][a-z0-9._-]*$")
_TYPES: Mapping[str, tuple[str, ...]] = {
    "video": (".mp4", ".webm"),
    "story": (".mp4", ".webm"),
    "audio": (".m4a", ".mp3", ".ogg"),
    "figure": (".svg", ".png", ".jpg", ".jpeg", ".webp"),
    "captions": (".vtt",),
    "transcript": (".md",),
}


def types_of(kind: str, key: str) -> tuple[str, ...]:
    """File types that a key of a kind of block may name."""
    return _TYPES.get(kind if key == "src" else key, ())


def present(case: Case) -> Iterator[Problem]:
    """L101, L102, L105: each file is there, case-exact, plain in name, allowed in type."""
    there = _names(case.media)
    for block in case.blocks:
        for key, name in block.media().items():
            yield from _file(block, key, name, there)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*")} if folder.is_dir() else set()


def _file(block: Block, key: str, name: str, there: set[str]) -> Iterator[Problem]:
    place = block.at(key)
    if not IS_PLAIN_NAME.match(name):
        text = f"'{name}': use a-z, 0-9, dots and hyphens, and no folder"
        yield Problem(place, "L105", text)
    elif Path(name).suffix not in types_of(block.kind, key):
        allowed = ", ".join(types_of(block.kind, key))
        yield Problem(place, "L102", f"'{name}': {key} takes {allowed}")
    elif name not in there:
        hint = did_you_mean(name, there)
        yield Problem(place, "L101", f"media/{name} does not exist{hint}")


def unused(case: Case) -> Iterator[Problem]:
    """L106: a file in media/ that nothing uses."""
    others = case.course.translations.values()
    cases = (case, *(replace(case, course=course) for course in others))
    blocks = (block for each in cases for block in each.blocks)
    used = {name for block in blocks for name in block.media().values()}
    if case.whole:
        for name in sorted(_names(case.media) - used):
            place = case.course.facts.at()
            yield Problem(place, "L106", f"media/{name} is used by nothing")
