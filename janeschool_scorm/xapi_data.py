"""Edition -> what an xAPI package's page knows of words and activities, as plain data.

The words are those of the profile that records are read by: the file is data of both
sides, and neither side's code knows the other's.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files as resource
from typing import Any

from janeschool_scorm.activities import activity_id
from janeschool_scorm.asked import part_id
from janeschool_scorm.blocks.media import Audio
from janeschool_scorm.edition import Edition
from janeschool_scorm.model import Block
from janeschool_scorm.standards import PROFILES

_KINDS = ("verbs", "activity_types", "categories", "extensions")


@cache
def _words() -> Mapping[str, Any]:
    text = (resource("xapi") / "profile/vocabulary.json").read_text(encoding="utf-8")
    words: Mapping[str, Any] = json.loads(text)
    return words


def word_iri(kind: str) -> str:
    """The IRI of an activity type, by the vocabulary's word for it."""
    return str(_words()["activity_types"][kind]["id"])


def kind_iri(edition: Edition) -> str:
    """The activity type of what the package holds."""
    return word_iri(_kind(edition))


def unit_id(edition: Edition) -> str:
    """The activity that a package stands for: publisher's id in cmi5, and in tincan.xml.

    A reviewer's package is not the course: an LMS may hold both.
    """
    course = edition.course.id + ("-reviewer" if edition.reviewer else "")
    return activity_id(course, edition.unit)


def xapi_data(edition: Edition) -> dict[str, Any]:
    """What statements are made of: `verbs` and other words to IRIs, `activity` of the
    unit and its `kind`, `parts` with names and definitions, all in one language.

    Right answers are in none of it: the catalogue has them.
    """
    words = _words()
    course = edition.course.id
    return {
        "schema": words["schema"],
        "activity": unit_id(edition),
        "kind": _kind(edition),
        "course": activity_id(course),
        "base": activity_id(course, "x")[:-1],
        "display": {
            name: _shown(verb["display"], edition.language)
            for name, verb in words["verbs"].items()
        },
        **{
            kind: {name: entry["id"] for name, entry in words[kind].items()}
            for kind in _KINDS
        },
        "lesson_verb": PROFILES[edition.agency.lms].lesson_verb,
        "parts": dict(_parts(edition)),
    }


def _shown(display: Mapping[str, str], language: str) -> list[str]:
    """Language and word: where the verb has no word in a language, the English one."""
    tongue = language.partition("-")[0]
    return [language, display[tongue]] if tongue in display else ["en", display["en"]]


def _kind(edition: Edition) -> str:
    """The vocabulary's word for what the package holds."""
    if edition.unit.startswith("check-in-"):
        return "check-in"
    return "module" if edition.unit else "course"


def _parts(edition: Edition) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Id -> name and definition of each recording, question and survey item."""
    blocks = [block for lesson in edition.lessons for block in lesson.blocks]
    if edition.final_check:
        blocks += [each.block for each in edition.final_check[2].questions]
    for block in blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(block, Audio):
        yield block.id, {"name": block.title}
    for part, definition in block.interactions().items():
        yield part_id(block, part), definition
