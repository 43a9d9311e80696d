"""Turn a catalogue, or its keys, into rows of the tables about courses."""

import json
import zoneinfo
from collections.abc import Iterator, Mapping
from typing import Any

Entry = Mapping[str, Any]
Row = dict[str, Any]
#: name of a table, and a row of it without the edition
Found = Iterator[tuple[str, Row]]

_COMPONENTS = ("choices", "scale", "source", "target")


def rows(catalogue: Entry) -> Found:
    """Yield each row that the catalogue gives. Raises KeyError, TypeError, ValueError
    where it has another shape.
    """
    yield "agencies", _agency(catalogue["agency"])
    for bundle in catalogue["bundles"]:
        yield "packages", _package(bundle)
    yield from _lessons(catalogue["modules"])
    if catalogue["check"] is not None:
        yield from _check(catalogue["check"])
    for check_in in catalogue["check_ins"]:
        yield from _check_in(check_in)
    # Catalogues from before the accountability program have no rules.
    for place, rule in enumerate(
        catalogue.get("accountability", {}).get("rules", ()), 1
    ):
        yield "course_rules", _rule(rule, place)
    for language, spoken in catalogue["languages"].items():
        for row in _words(catalogue["course"], spoken):
            yield "course_words", {"language": language, **row}


def key_rows(keys: Entry) -> Found:
    """Yield each right answer. Raises as `rows` does."""
    for item, key in keys["items"].items():
        accepted = key.get("accepted")
        yield (
            "course_keys",
            {
                "item": item,
                **{name: key.get(name) for name in ("response", "low", "high")},
                "accepted": None if accepted is None else json.dumps(accepted),
            },
        )


def _agency(agency: Entry) -> Row:
    rules = agency["rules"]
    return {
        "name": agency["name"],
        "time_zone": zone(agency["time_zone"]),
        "starts": agency["starts"],
        "pass_mark_percent": rules["pass_mark"],
        "check_attempts": rules["check_attempts"],
        "deadline_days": rules["deadline_days"],
        "rules": json.dumps(rules),
    }


def zone(name: str) -> str:
    """Return the name of a time zone that exists. Raises ValueError."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, OSError):
        raise ValueError(f"{name!r} is no time zone") from None
    return name


def _package(bundle: Entry) -> Row:
    names = ("target", "unit", "purpose", "language", "file", "sha256")
    return {"package": bundle["fingerprint"], **{name: bundle[name] for name in names}}


def _lessons(modules: list[Entry]) -> Found:
    number = 0
    for module in modules:
        for lesson in module["lessons"]:
            number += 1
            yield "course_lessons", _lesson(lesson, number=number, module=module["id"])
            for item in lesson["items"]:
                yield from _item(item, lesson["id"], module["id"])


def _lesson(lesson: Entry, **more: Any) -> Row:
    return {
        "lesson": lesson["id"],
        "planned_minutes": lesson["planned_minutes"],
        **more,
    }


def _check(check: Entry) -> Found:
    for item in check["items"]:
        for table, row in _item(item, check["lesson"], item.get("module")):
            yield table, {**row, "in_check": True}


def _check_in(check_in: Entry) -> Found:
    lesson, unit = check_in["lesson"], check_in["unit"]
    reminders = sorted(check_in.get("reminder_days", ()))
    yield (
        "course_checkins",
        {
            "checkin": unit,
            "week": check_in["week"],
            "lesson": lesson["id"],
            "planned_minutes": lesson["planned_minutes"],
            "window_days": check_in.get("window_days"),
            "grace_days": check_in.get("grace_days"),
            "reminder_days": ",".join(map(str, reminders)) or None,
        },
    )
    for days in reminders:
        yield "course_reminders", {"checkin": unit, "days": days}
    yield "course_lessons", _lesson(lesson, checkin=unit)
    for item in lesson["items"]:
        yield from _item(item, lesson["id"], None)


def _rule(rule: Entry, place: int) -> Row:
    return {
        "rule": rule["id"],
        "condition": rule["when"],
        "count": rule["count"],
        "action": rule["then"],
        "place": place,
    }


def _item(item: Entry, lesson: str, module: str | None) -> Found:
    row = {
        "item": item["id"],
        "kind": item["kind"],
        "interaction_type": item["interaction"],
        "scored": item["scored"],
        "in_check": False,
        "lesson": lesson,
        "module": module,
        "recorded": item.get("recorded"),
    }
    yield "course_items", row
    for part in item.get("parts", ()):
        about = {"item": part["id"], "part_of": item["id"], "reverse": part["reverse"]}
        yield "course_items", {**row, **about}


def _words(course: str, spoken: Entry) -> Iterator[Row]:
    yield {"kind": "course", "id": course, "text": spoken["title"]}
    for kind in ("module", "lesson"):
        for name, words in spoken[f"{kind}s"].items():
            yield {
                "kind": kind,
                "id": name,
                "text": words["title"],
                "proven_s": words["proven_seconds"],
                "asks_s": words["asks_seconds"],
            }
    for name, said in spoken["items"].items():
        yield {"kind": "item", "id": name, "text": said["text"]}
        for component in _COMPONENTS:
            for part, text in said.get(component, {}).items():
                yield {"kind": component, "id": name, "part": part, "text": text}
