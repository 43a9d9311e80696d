"""Turn the vocabulary into the published xAPI profile, and into a page about it.

Sections are those of the xAPI Profile specification 1.0, part two (structure). Words of
other profiles are used by their IRIs and are not defined a second time.
"""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

PACKAGE: Final = "xapi"
CONTEXT: Final = "https://w3id.org/xapi/profiles/context"
CONFORMS: Final = "https://w3id.org/xapi/profiles#1.0"
_TYPES: Final = {"context": "ContextExtension", "result": "ResultExtension"}
_PRESENCES: Final = ("included", "recommended", "excluded")
#: templates that stand at the ends of a session
_ENDS: Final = ("session-begins", "session-ends")

Entry = dict[str, Any]


def profile_data(name: str) -> Entry:
    """Return a data file of the profile."""
    text = (files(PACKAGE) / "profile" / name).read_text(encoding="utf-8")
    return dict(json.loads(text))


def document() -> Entry:
    """Return the profile as JSON-LD (section "Profile Properties")."""
    words, plan = profile_data("vocabulary.json"), profile_data("templates.json")
    base = words["base"] + "profile"
    version = f"{base}/v{plan['version']}"
    return {
        "@context": CONTEXT,
        "id": base,
        "type": "Profile",
        "conformsTo": CONFORMS,
        "prefLabel": {"en": "JaneSchool courses"},
        "definition": {
            "en": "What packages of JaneSchool courses record: sessions, lessons, "
            "answers, checks, media, attestations and check-ins, with active time, "
            "about people who are known by an opaque account only."
        },
        "versions": [{"id": version, "generatedAtTime": plan["generated"]}],
        "author": {"type": "Organization", "name": "JaneSchool"},
        "concepts": list(_concepts(words, version)),
        "templates": list(_templates(words, plan, version)),
        "patterns": list(_patterns(plan, version)),
    }


def as_json() -> str:
    """Return the file xapi/profile/janeschool.jsonld."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _concepts(words: Entry, version: str) -> Iterator[Entry]:
    """Section "Concepts": those that no other profile has."""
    for kind, type_ in (("verbs", "Verb"), ("activity_types", "ActivityType")):
        for name, entry in _ours(words[kind]):
            yield _concept(name, entry, type_, version)
    for name, entry in _ours(words["extensions"]):
        concept = _concept(name, entry, _TYPES[entry["in"]], version)
        yield {**concept, "inlineSchema": json.dumps(_schema(entry))}


def _ours(entries: Entry) -> Iterator[tuple[str, Entry]]:
    return ((n, entry) for n, entry in entries.items() if entry["from"] == "janeschool")


def _concept(name: str, entry: Entry, type_: str, version: str) -> Entry:
    return {
        "id": entry["id"],
        "type": type_,
        "inScheme": version,
        "prefLabel": entry.get("display", {"en": name.replace("-", " ")}),
        "definition": {"en": entry["meaning"]},
    }


def _schema(entry: Entry) -> Entry:
    """Return the JSON Schema of an extension's value."""
    limits: Entry = {
        name: entry[name] for name in ("minimum", "maximum") if name in entry
    }
    return {"type": entry["type"], **limits}


def _templates(words: Entry, plan: Entry, version: str) -> Iterator[Entry]:
    """Section "Statement Templates"."""
    for name, entry in plan["templates"].items():
        about = {"verb": words["verbs"][entry["verb"]]["id"]}
        if "object" in entry:
            about["objectActivityType"] = words["activity_types"][entry["object"]]["id"]
        yield {
            "id": _template_id(version, name),
            "type": "StatementTemplate",
            "inScheme": version,
            "prefLabel": {"en": name.replace("-", " ")},
            "definition": {"en": entry["means"]},
            **about,
            "rules": list(_rules(words, plan["every"], entry)),
        }


def _rules(words: Entry, *entries: Mapping[str, Any]) -> Iterator[Entry]:
    """Section "Statement Template Rules"."""
    for presence in _PRESENCES:
        for entry in entries:
            for place in entry.get(presence, ()):
                yield {"location": _location(words, place), "presence": presence}


def _location(words: Entry, place: str) -> str:
    """Return the JSONPath of a member, or of an extension of ours by its word."""
    known = words["extensions"].get(place)
    if known is None:
        return f"$.{place}"
    return f"$.{known['in']}.extensions['{known['id']}']"


def _patterns(plan: Entry, version: str) -> Iterator[Entry]:
    """Section "Patterns": a registration is sessions, one after another."""
    begins, ends = (_template_id(version, name) for name in _ENDS)
    names = [name for name in plan["templates"] if name not in _ENDS]
    events = [_template_id(version, name) for name in names]
    session = _pattern(version, "session")
    yield {
        **_pattern(version, "registration"),
        "primary": True,
        "prefLabel": {"en": "registration"},
        "definition": {"en": "All that one person does in one enrolment."},
        "oneOrMore": session["id"],
    }
    parts = [begins, *(_pattern(version, name)["id"] for name in ("events", "end"))]
    yield {**session, "sequence": parts}
    event = _pattern(version, "event")
    yield {**_pattern(version, "events"), "zeroOrMore": event["id"]}
    yield {**event, "alternates": events}
    yield {**_pattern(version, "end"), "optional": ends}


def _pattern(version: str, name: str) -> Entry:
    return {"id": f"{version}/patterns#{name}", "type": "Pattern", "inScheme": version}


def _template_id(version: str, name: str) -> str:
    return f"{version}/templates#{name}"
