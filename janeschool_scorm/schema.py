"""The models -> JSON Schema of each source file, for editors that complete and check."""

from typing import Any

from pydantic import BaseModel

from janeschool_scorm.blocks import KINDS
from janeschool_scorm.model import (
    Agency,
    Bank,
    CourseFacts,
    LessonHead,
    ModuleFacts,
    Presenter,
    Slots,
    Source,
    Story,
)

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WHOLE: dict[str, type[BaseModel]] = {
    "agency.yaml": Agency,
    "bank.yaml": Bank,
    "course.yaml": CourseFacts,
    "lesson front matter": LessonHead,
    "module.yaml": ModuleFacts,
    "slots.yaml": Slots,
}
_ENTRIES: dict[str, type[BaseModel]] = {
    "presenters.yaml": Presenter,
    "sources.yaml": Source,
    "stories.yaml": Story,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Name of a source file, or `block KIND` -> its JSON Schema (draft 2020-12)."""
    found = {name: _schema(model) for name, model in _WHOLE.items()}
    for name, model in _ENTRIES.items():
        found[name] = {"type": "object", "additionalProperties": _schema(model)}
    for kind, block in KINDS.items():
        found[f"block {kind}"] = _schema(block)
    return {name: {"$schema": _DRAFT, **each} for name, each in sorted(found.items())}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    properties = schema.get("properties", {})
    hidden = [name for name, field in properties.items() if field.get("hidden")]
    for name in hidden:
        del properties[name]
    return schema
