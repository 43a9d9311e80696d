"""The models -> JSON Schema: of source files, for editors, and of catalogues, for readers."""

from typing import Any

from pydantic import BaseModel, TypeAdapter

from janeschool_scorm.accountability import Program
from janeschool_scorm.agency import Agency
from janeschool_scorm.blocks import KINDS, QUESTIONS
from janeschool_scorm.catalogue_shape import Catalogue, Keys
from janeschool_scorm.model import (
    BankFacts,
    CourseFacts,
    LessonHead,
    ModuleFacts,
    Presenter,
    QuestionFacts,
    Slots,
    Source,
    Story,
)

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WHOLE: dict[str, type[BaseModel]] = {
    "accountability.yaml": Program,
    "agency.yaml": Agency,
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
    """Name of a file, or `block KIND` -> its JSON Schema (draft 2020-12)."""
    found = {name: _schema(model) for name, model in _WHOLE.items()}
    found["catalog.json"] = TypeAdapter(Catalogue).json_schema()
    found["catalog-keys.json"] = TypeAdapter(Keys).json_schema()
    found["bank.yaml"] = _bank()
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


def _bank() -> dict[str, Any]:
    """A bank's questions have the keys of their kind beside their own."""
    kinds = [_question(name, block) for name, block in QUESTIONS.items()]
    parts: dict[str, Any] = {}
    for kind in kinds:
        parts |= kind.pop("$defs", {})
    schema = _schema(BankFacts)
    schema["properties"]["questions"]["items"] = {"oneOf": kinds}
    return {**schema, "$defs": parts}


def _question(name: str, block: type[BaseModel]) -> dict[str, Any]:
    own, body = _schema(QuestionFacts), _schema(block)
    kind = {"const": name}
    return {
        **body,
        "properties": {**own["properties"], "kind": kind, **body["properties"]},
        "required": [*own["required"], *body["required"]],
    }
