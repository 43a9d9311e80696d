"""Turn the vocabulary into a page that an LRS administrator can read."""

from collections.abc import Iterator
from typing import Any, Final

from xapi.profile_document import Entry, profile_data

_INTRO: Final = """\
# What our packages write into a learning record store

For people who look after an LRS. Written by `janeschool-report profile --format markdown`; a test holds it to the
code. The same as an [xAPI profile](../xapi/profile/janeschool.jsonld) (JSON-LD, xAPI Profile specification 1.0).

- **Who**: an account with a home page and an opaque name. Never a name, an e-mail address, a birth date, a case number.
  In cmi5 the LMS chooses the actor, and the package must use it as it is.
- **Never recorded**: free text, identity answers, health answers. Answers to surveys only where the agency's file says
  `record_surveys`; of a check-in that it was done and when, a choice only where its item says `record: choice`.
- **Version**: statements are xAPI 1.0.3. Each has an id made when it happened, so a repeat adds nothing.
- **Rights**: a package needs `statements/write`, `statements/read/mine`, `state`; cmi5 packages get theirs from the LMS.
  A collector needs `statements/read`.
- Statements made afterwards from SCORM records (`janeschool-report push`) have `standard` and `derived-from`.

Packages do not put the profile into `context.contextActivities.category`: they claim no conformance there, and cmi5 and
the video profile are named where those apply.
"""


def as_markdown() -> str:
    """Return the page."""
    words, plan = profile_data("vocabulary.json"), profile_data("templates.json")
    parts = [_INTRO, *_lines("## Statements", _statements(words, plan))]
    parts += _lines("## Verbs", _entries(words["verbs"]))
    parts += _lines("## Activity types", _entries(words["activity_types"]))
    parts += _lines("## Categories", _entries(words["categories"]))
    parts += _lines("## Extensions", _extensions(words["extensions"]))
    return "\n".join(parts) + "\n"


def _lines(heading: str, rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield heading
    yield ""
    for number, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if number == 0:
            yield "|" + "---|" * len(row)
    yield ""


def _statements(words: Entry, plan: Entry) -> Iterator[tuple[str, ...]]:
    yield "statement", "verb", "object", "always has", "may have"
    for name, entry in plan["templates"].items():
        yield (
            f"{name.replace('-', ' ')}: {entry['means']}",
            entry["verb"],
            entry.get("object") or entry["objects"],
            _places(entry, "included"),
            _places(entry, "recommended"),
        )
    every = plan["every"]
    said = "every one of them", "", "", _places(every, "included")
    yield *said, _places(every, "recommended")


def _places(entry: dict[str, Any], presence: str) -> str:
    return ", ".join(f"`{place}`" for place in entry.get(presence, ())) or "-"


def _entries(entries: Entry) -> Iterator[tuple[str, ...]]:
    yield "word", "IRI", "from", "meaning"
    for name, entry in entries.items():
        yield name, f"`{entry['id']}`", entry["from"], entry["meaning"]


def _extensions(entries: Entry) -> Iterator[tuple[str, ...]]:
    yield "word", "IRI", "from", "in", "type", "meaning"
    for name, entry in entries.items():
        where = f"`{entry['id']}`", entry["from"], entry["in"], entry["type"]
        yield name, *where, entry["meaning"]
