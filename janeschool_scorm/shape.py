"""Plain values -> models, and every fault of shape in the author's words."""

from collections.abc import Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from janeschool_scorm.problems import Problem, did_you_mean
from janeschool_scorm.source import key_path
from janeschool_scorm.value import Key, Marks, Path, Value

V = TypeVar("V", bound=Value)


def shape(model: type[V], value: Any, marks: Marks) -> tuple[V | None, list[Problem]]:
    """The model's value, or every fault of its shape.

    Unknown keys are left out and the rest is tried again, so that one typing slip
    does not hide what else stands in the file.
    """
    if not isinstance(value, dict):
        text = f"expected keys such as {', '.join(_keys(model)[:3])}"
        return None, [Problem(marks.at(), "C103", text)]
    problems: list[Problem] = []
    for _ in range(3):
        try:
            return model.model_validate(value).with_marks(marks), problems
        except ValidationError as error:
            details = error.errors(include_url=False)
        problems += [_problem(model, each, marks) for each in details]
        value = _without_unknown(value, details)
        if any(each["type"] != "extra_forbidden" for each in details):
            break
    return None, problems


def _without_unknown(value: Any, details: Sequence[ErrorDetails]) -> Any:
    unknown = {_path(d) for d in details if d["type"] == "extra_forbidden"}
    return _prune(value, (), unknown)


def _prune(value: Any, path: Path, unknown: set[Path]) -> Any:
    if isinstance(value, dict):
        return {
            key: _prune(part, (*path, key), unknown)
            for key, part in value.items()
            if (*path, key) not in unknown
        }
    if isinstance(value, list):
        return [_prune(part, (*path, n), unknown) for n, part in enumerate(value)]
    return value


def _path(detail: ErrorDetails) -> Path:
    return tuple(key for key in detail["loc"] if key != "[key]")


def _problem(model: type[Value], detail: ErrorDetails, marks: Marks) -> Problem:
    path = _path(detail)
    name = key_path(*path) or "this"
    kind = detail["type"]
    last = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        hint = did_you_mean(last, _keys(_model_at(model, path[:-1])))
        return Problem(marks.at_key(*path), "C101", f"unknown key '{last}'{hint}")
    if kind == "missing":
        return Problem(marks.at_key(*path[:-1]), "C102", f"'{name}' is missing")
    if kind == "string_pattern_mismatch" and _is_id(detail):
        text = f"{name}: '{detail['input']}' is no id: use a-z, 0-9 and hyphens"
        place = marks.at_key(*path) if "[key]" in detail["loc"] else marks.at(*path)
        return Problem(place, "C104", text)
    return Problem(marks.at(*path), "C103", f"{name}: {_sentence(detail)}")


def _is_id(detail: ErrorDetails) -> bool:
    return "a-z0-9]+(-" in str(detail.get("ctx", {}).get("pattern", ""))


def _sentence(detail: ErrorDetails) -> str:
    value, context = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "literal_error":
            expected = str(context["expected"])
            known = [
                word.strip("' ") for word in expected.replace(" or ", ",").split(",")
            ]
            hint = did_you_mean(str(value), known)
            return f"'{value}' is not one of {expected}{hint}"
        case "value_error":
            return f"'{value}': {context['error']}"
        case "string_too_short" | "too_short" if not value:
            return "is empty"
        case "string_type":
            return "text is expected; put it in quotes if it has a colon in it"
        case "tuple_type" | "list_type":
            return "a list is expected: one line with a hyphen for each entry"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "keys with values are expected"
        case _:
            return f"{_shown(value)}{detail['msg'][0].lower()}{detail['msg'][1:]}"


def _shown(value: object) -> str:
    return f"'{value}': " if isinstance(value, str | int) else ""


def _keys(model: type[BaseModel] | None) -> list[str]:
    """The keys that an author may write for the model."""
    if model is None:
        return []
    return [
        field.alias or name
        for name, field in model.model_fields.items()
        if not field.exclude
    ]


def _model_at(model: type[BaseModel], path: Sequence[Key]) -> type[BaseModel] | None:
    """The model of the part at `path`."""
    current: type[BaseModel] | None = model
    for key in path:
        if current is None or not isinstance(key, str):
            continue
        found = [
            field
            for name, field in current.model_fields.items()
            if key in (name, field.alias)
        ]
        # What is no field of the model is a key of a mapping that holds such models.
        current = _model_in(found[0].annotation) if found else current
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The first model that the annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if (found := _model_in(part)) is not None:
            return found
    return None
