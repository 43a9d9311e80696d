"""Course in one language -> a hash of all that it says: a released version keeps its words.

A fingerprint tells which package a person saw, player, agency and target included. This
tells only whether the course says the same: an agency that changes its telephone number,
or a newer player, leaves it as it is.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from janeschool_scorm.digest import sha256
from janeschool_scorm.model import Block, Course, Lesson, Prose
from janeschool_scorm.value import Value

#: Facts of a course that are no words of it.
_APART = ("format", "version", "languages")


def wording(course: Course) -> str:
    """16 hexadecimal digits over titles, lessons, check-ins, banks and their media.

    Replacements count only where they stand in for a lesson. Raises `OSError` where a
    media file cannot be read.
    """
    facts = {k: v for k, v in _plain(course.facts).items() if k not in _APART}
    said = {
        "facts": facts,
        "modules": [
            {**_plain(each.facts), "lessons": [_lesson(x) for x in each.lessons]}
            for each in course.modules
        ],
        # By id: an agency or a later schedule may have them in another order.
        "check_ins": {x.id: _lesson(x) for x in course.check_ins},
        "banks": {
            name: [{**_plain(x.facts), **_block(x.block)} for x in bank.questions]
            for name, bank in course.banks.items()
        },
        "presenters": {name: _plain(x) for name, x in course.presenters.items()},
        "media": _media(course),
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Value) -> dict[str, Any]:
    """What was written: a key that a later program adds must change no hash."""
    return value.model_dump(mode="json", exclude_defaults=True)


def _lesson(lesson: Lesson) -> dict[str, Any]:
    parts = [
        part.text if isinstance(part, Prose) else _block(part) for part in lesson.parts
    ]
    return {**_plain(lesson.head), "parts": parts}


def _block(block: Block) -> dict[str, Any]:
    return {"kind": block.kind, "id": block.id, **_plain(block)}


def _media(course: Course) -> dict[str, str]:
    """File name -> SHA-256: another recording under the same name says other things."""
    folder = Path(course.folder) / "media"
    names = {name for block in _blocks(course) for name in block.media().values()}
    return {name: sha256(folder / name) for name in sorted(names)}


def _blocks(course: Course) -> Iterable[Block]:
    for lesson in (*course.lessons, *course.check_ins):
        yield from lesson.blocks
    for bank in course.banks.values():
        yield from (each.block for each in bank.questions)
