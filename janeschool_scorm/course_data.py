"""Edition -> what the player knows of the course, as plain data for a script."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from janeschool_scorm.agency import Rules
from janeschool_scorm.blocks.media import Video
from janeschool_scorm.captions import Cue, cues
from janeschool_scorm.edition import Edition
from janeschool_scorm.model import Block, Lesson, Module
from janeschool_scorm.standards import PROFILES
from janeschool_scorm.target import Target
from janeschool_scorm.worksheet import Worksheet
from janeschool_scorm.xapi_data import xapi_data

_KEPT = {"pass_mark", "check_attempts", "question_attempts", "record_surveys"}
#: Rules that the page is not told: it has what follows from them.
_UNKNOWN = {"course_minutes", "modules_out", "deadline_days"}
_DAY = 24 * 60


def course_data(edition: Edition, target: Target, sheet: Worksheet) -> dict[str, Any]:
    """What the player knows of the course: structure, places, rules, cues, keys."""
    edition = _unlocked(edition) if edition.reviewer else edition
    course, agency = edition.course, edition.agency
    return {
        "id": course.id,
        "unit": edition.unit,
        "week": edition.lessons[0].head.week if edition.unit else None,
        "version": course.facts.version,
        "title": course.facts.title,
        "language": edition.language,
        "agency": agency.id,
        "reviewer": edition.reviewer,
        "target": target.name,
        "lms": _lms_data(agency.lms),
        "time_zone": agency.time_zone,
        "rules": agency.rules.model_dump(mode="json", exclude=_UNKNOWN),
        "planned_minutes": sheet.planned_minutes,
        "proven_minutes": sheet.proven_minutes,
        "demonstration": sheet.demonstration,
        "asks": agency.rules.course_seconds(course.id, sheet.proven_minutes * 60),
        "modules": [_module_data(edition, each, sheet) for each in edition.modules],
        "check": _check_data(edition),
        "cues": _cue_data(edition),
        **({"xapi": xapi_data(edition)} if target.connects else {}),
    }


def _unlocked(edition: Edition) -> Edition:
    """Timers and locks off: of the agency's rules those stay that hold nobody."""
    kept = edition.agency.rules.model_dump(include=_KEPT)
    rules = Rules(order="free", **kept).model_copy(update={"idle_minutes": _DAY})
    return replace(edition, agency=edition.agency.model_copy(update={"rules": rules}))


def _module_data(edition: Edition, module: Module, sheet: Worksheet) -> dict[str, Any]:
    """`asks`, here and of lesson and course: the minimum of active seconds."""
    proven = sum(sheet.proven_seconds[lesson.id] for lesson in module.lessons)
    return {
        "id": module.id,
        "title": module.title,
        "asks": proven * edition.agency.rules.module_percent // 100,
        "lessons": [_lesson_data(edition, each, sheet) for each in module.lessons],
    }


def _lesson_data(edition: Edition, lesson: Lesson, sheet: Worksheet) -> dict[str, Any]:
    slots = edition.course.slots
    proven = sheet.proven_seconds[lesson.id]
    return {
        "id": lesson.id,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "proven": proven,
        "asks": proven * edition.agency.rules.lesson_percent // 100,
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


def _lms_data(lms: str) -> dict[str, Any]:
    """What the adapter does differently for the agency's LMS."""
    profile = PROFILES[lms]
    return {
        "status": profile.status,
        "interactions": profile.interactions,
        "objectives": profile.objectives,
        "suspend_all": profile.suspend_all,
    }


def _check_data(edition: Edition) -> dict[str, Any] | None:
    if edition.final_check is None:
        return None
    lesson, draw, bank = edition.final_check
    return {
        "id": draw.id,
        "lesson": lesson.id,
        "bank": bank.id,
        "count": draw.count,
        "modules": [
            {"id": each.id, "title": each.title, "number": each.number}
            for each in edition.taught
        ],
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
