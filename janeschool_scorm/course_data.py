"""Edition -> what the player knows of the course, as plain data for a script."""

from pathlib import Path
from typing import Any

from janeschool_scorm.blocks.media import Video
from janeschool_scorm.captions import Cue, cues
from janeschool_scorm.edition import Edition
from janeschool_scorm.model import Block, Lesson
from janeschool_scorm.target import Target
from janeschool_scorm.worksheet import Worksheet


def course_data(edition: Edition, target: Target, sheet: Worksheet) -> dict[str, Any]:
    """What the player knows of the course: structure, places, rules, cues, keys."""
    course, agency = edition.course, edition.agency
    return {
        "id": course.id,
        "version": course.facts.version,
        "title": course.facts.title,
        "language": edition.language,
        "agency": agency.id,
        "target": target.name,
        "rules": agency.rules.model_dump(mode="json"),
        "planned_minutes": sheet.planned_minutes,
        "proven_minutes": sheet.proven_minutes,
        "demonstration": sheet.demonstration,
        "modules": [
            {
                "id": module.id,
                "title": module.title,
                "lessons": [_lesson_data(edition, each) for each in module.lessons],
            }
            for module in edition.modules
        ],
        "check": _check_data(edition),
        "cues": _cue_data(edition),
        "text": {},
    }


def _lesson_data(edition: Edition, lesson: Lesson) -> dict[str, Any]:
    slots = edition.course.slots
    return {
        "id": lesson.id,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "place": slots.lessons[lesson.id],
        "items": [_item_data(edition, block) for block in lesson.tracked],
    }


def _item_data(edition: Edition, block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": block.id,
        "kind": block.kind,
        "place": edition.course.slots.items[block.id],
    }
    if block.scored:
        data["key"] = block.key(edition.course.id)
    return data


def _check_data(edition: Edition) -> dict[str, Any] | None:
    if edition.final_check is None:
        return None
    lesson, draw, bank = edition.final_check
    return {
        "id": draw.id,
        "lesson": lesson.id,
        "bank": bank.id,
        "count": draw.count,
        "items": [
            {**_item_data(edition, each.block), "module": each.module}
            for each in bank.questions
        ],
    }


def _cue_data(edition: Edition) -> dict[str, list[Cue]]:
    """Block id -> caption cues: `<track>` is blocked on `file://`, a script is not."""
    folder = Path(edition.course.folder) / "media"
    return {
        block.id: cues((folder / block.captions).read_text("utf-8"))
        for lesson in edition.lessons
        for block in lesson.blocks
        if isinstance(block, Video)
    }
