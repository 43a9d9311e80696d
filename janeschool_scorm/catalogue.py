"""Editions of one agency + packages that stand -> the catalogue that reports read.

No person is in it. What needs no course to be known (the meaning of rows, of states in
the resume code) is in docs/scorm-ledger.md.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from janeschool_scorm.activities import activity_id
from janeschool_scorm.asked import key, part_id, turned_round
from janeschool_scorm.blocks.likert import Likert
from janeschool_scorm.blocks.survey import Survey
from janeschool_scorm.bundles import Standing
from janeschool_scorm.catalogue_shape import (
    FORMAT,
    BundleRow,
    Catalogue,
    CheckInRow,
    CheckRow,
    ItemRow,
    Keys,
    LessonRow,
    ModuleRow,
    Months,
    PartRow,
    ResumeCode,
)
from janeschool_scorm.catalogue_words import placed_blocks, spoken
from janeschool_scorm.edition import Edition, check_ins
from janeschool_scorm.model import BankQuestion, Block, Lesson

_ABOUT = (
    "What a report needs to read the records of these packages. Nothing in it is about "
    "a person. Right answers are in the file with -keys in its name."
)
_ABOUT_KEYS = (
    "Right answers, for analysts alone: do not hand this file to anyone who takes the "
    "course, and load it into no learning system."
)
#: player/resume.js: its schema, and its totals and its check in the order written.
RESUME_SCHEMA = 1
RESUME_TOTALS = (
    "sessions", "wall_seconds", "lesson_place_plus_1", "block", "started", "finished",
    "day", "seconds_of_that_day", "last_counted_minute", "seconds_since_break",
)  # fmt: skip
RESUME_CHECK = ("tries", "best", "last", "repeat", "seed")


def catalogue(
    editions: Mapping[str, Edition], standing: Sequence[Standing], before: Path
) -> Catalogue:
    """The catalogue of one agency for one version of a course.

    `editions`: whole ones by language, of this run. `before`: where the last catalogue
    may stand.
    """
    edition = next(iter(editions.values()))
    course = edition.course
    return {
        "format": FORMAT,
        "about": _ABOUT,
        "course": course.id,
        "version": course.facts.version,
        "activity": activity_id(course.id),
        "agency": edition.agency.model_dump(mode="json"),
        "bundles": [row for each in standing for row in _bundles(each)],
        "modules": list(_modules(edition)),
        "check": _check(edition),
        "check_ins": [_check_in(each) for each in check_ins(edition)],
        "accountability": _months(edition),
        "resume_code": _resume_code(edition),
        "languages": spoken(editions, standing, before),
    }


def catalogue_keys(editions: Mapping[str, Edition]) -> Keys:
    """What is right, for every question that a learner may be asked."""
    edition = next(iter(editions.values()))
    blocks = {
        language: {block.id: block for block in placed_blocks(each) if block.scored}
        for language, each in editions.items()
    }
    first = blocks[edition.language]
    return {
        "format": FORMAT,
        "about": _ABOUT_KEYS,
        "course": edition.course.id,
        "version": edition.course.facts.version,
        "agency": edition.agency.id,
        "items": {
            name: key(
                first[name], {each: blocks[each][name] for each in sorted(blocks)}
            )
            for name in sorted(first)
        },
    }


def to_bytes(value: Mapping[str, Any]) -> bytes:
    """JSON that people can compare: a line for each entry of each part."""
    parts = (f"{json.dumps(name)}: {_part(part)}" for name, part in value.items())
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _part(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_json, value)) + "\n]"
    if isinstance(value, dict) and value:
        lines = (f"{json.dumps(name)}: {_json(each)}" for name, each in value.items())
        return "{\n" + ",\n".join(lines) + "\n}"
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# --- structure: the same in every language ------------------------------------------


def _bundles(each: Standing) -> Iterator[BundleRow]:
    """A row for each page: records name the fingerprint of the page that sent them."""
    label = each.label
    for page in label.pages:
        yield {
            "file": Path(each.path).name,
            "target": label.target,
            "unit": page.unit,
            "purpose": label.purpose,
            "language": label.language,
            "fingerprint": page.fingerprint,
            "sha256": each.sha256,
            "size": each.size,
        }


def cmi_id(name: str) -> str:
    """An id as SCORM rows and objectives write it."""
    return name.replace("-", "_")


def _modules(edition: Edition) -> Iterator[ModuleRow]:
    for module in edition.modules:
        yield {
            "id": module.id,
            "number": module.number,
            "activity": activity_id(edition.course.id, module.id),
            "row": f"m_{cmi_id(module.id)}",
            "objective": cmi_id(module.id),
            "removable": module.facts.removable,
            "planned_minutes": module.minutes,
            "lessons": [_lesson(edition, lesson) for lesson in module.lessons],
        }


def _lesson(edition: Edition, lesson: Lesson) -> LessonRow:
    return {
        "id": lesson.id,
        "activity": activity_id(edition.course.id, lesson.id),
        "place": edition.course.slots.lessons[lesson.id],
        "planned_minutes": lesson.minutes,
        "items": [_item(edition, block) for block in lesson.tracked],
    }


def _item(edition: Edition, block: Block) -> ItemRow:
    asks = list(block.interactions().values())
    row: ItemRow = {
        "id": block.id,
        "activity": activity_id(edition.course.id, block.id),
        "kind": block.kind,
        "place": edition.course.slots.items[block.id],
        "scored": block.scored,
        "interaction": asks[0]["type"] if asks else None,
    }
    if isinstance(block, Survey | Likert):
        row["recorded"] = _recorded(edition, block)
    if parts := turned_round(block):
        row["parts"] = [_part_row(edition, block, *each) for each in parts.items()]
    return row


def _part_row(edition: Edition, block: Block, part: str, reverse: bool) -> PartRow:
    name = part_id(block, part)
    activity = activity_id(edition.course.id, name)
    return {"id": name, "activity": activity, "reverse": reverse}


def _recorded(edition: Edition, block: Block) -> bool:
    """Do answers that are never right or wrong leave the page, as the page says?"""
    allowed = not isinstance(block, Survey) or block.record == "choice"
    return allowed and edition.agency.rules.record_surveys


def _check(edition: Edition) -> CheckRow | None:
    if edition.final_check is None:
        return None
    lesson, draw, bank = edition.final_check
    return {
        "id": draw.id,
        "activity": activity_id(edition.course.id, draw.id),
        "objective": cmi_id(draw.id),
        "lesson": lesson.id,
        "bank": bank.id,
        "count": draw.count,
        "items": [_drawn(edition, question) for question in bank.questions],
    }


def _drawn(edition: Edition, question: BankQuestion) -> ItemRow:
    return {**_item(edition, question.block), "module": question.module}


def _check_in(edition: Edition) -> CheckInRow:
    lesson, due = edition.lessons[0], edition.scheduled
    week = lesson.head.week
    assert due is not None, f"{edition.unit} is no check-in"
    return {
        "unit": edition.unit,
        "week": due.week if week else None,
        "window_days": due.window_days,
        "grace_days": due.grace_days,
        "reminder_days": list(due.reminder_days),
        "activity": activity_id(edition.course.id, edition.unit),
        "row": f"k_{week:02}" if week else None,
        "lesson": _lesson(edition, lesson),
    }


def _months(edition: Edition) -> Months:
    rules = edition.course.program.rules
    return {
        "starts": edition.agency.starts,
        "rules": [
            {"id": each.id, "when": each.when, "count": each.count, "then": each.then}
            for each in rules
        ],
    }


def _resume_code(edition: Edition) -> ResumeCode:
    slots = edition.course.slots
    return {
        "prefix": "JS1",
        "schema": RESUME_SCHEMA,
        "lessons": dict(slots.lessons),
        "items": dict(slots.items),
        "totals": list(RESUME_TOTALS),
        "check": list(RESUME_CHECK),
        # By bit: a module keeps its number, and so its bit, where others are left out.
        "repeat": [module.id for module in (edition.source or edition.course).modules],
    }
