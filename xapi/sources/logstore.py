"""Turn what Moodle's logstore_xapi posts into statements that a store can take.

They have no id, and name the teacher. Their `registration` is one per run of the plug-in,
over several learners: it is dropped, since it tells no attempt (`flatten` does the same
for those that come from an LRS). Their trust is low whatever they say: a failed attempt
reads "completed", and no score arrives from Moodle 4.5.
"""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import orjson

from xapi.collect.cut import Piece, Text
from xapi.collect.files import Progress, pieces
from xapi.vocabulary import vocabulary

#: how the plug-in marks its statements
MARK: Final = "http://lrs.learninglocker.net/define/extensions/info"
_HEAD: Final = 65_536
_SPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, vocabulary().base + "logstore")
#: members of a context that name staff
_NAMES: Final = ("instructor", "team")


def recognised(head: bytes) -> bool:
    """Say whether statements that begin so are the plug-in's, without ids."""
    first = head[:_HEAD].lstrip(b" \t\r\n[").partition(b"\n")[0]
    return MARK.encode() in first and _lacks_id(first)


def statements(path: Path, progress: Progress) -> Iterator[Piece]:
    """Yield the file's statements with an id of their content, and without staff."""
    for piece in pieces(path, progress):
        yield Text(piece.line, _named(piece.data)) if isinstance(piece, Text) else piece


def _lacks_id(first: bytes) -> bool:
    try:
        found = json.loads(first)
    except ValueError:
        return True  # an array: its elements are judged one by one
    return isinstance(found, dict) and "id" not in found


def _named(data: bytes) -> bytes:
    try:
        found: Any = orjson.loads(data)
    except orjson.JSONDecodeError:
        return data
    if not isinstance(found, dict) or "id" in found or MARK not in data.decode():
        return data
    context = found.get("context")
    if isinstance(context, dict):
        kept = {name: each for name, each in context.items() if name not in _NAMES}
        kept.pop("registration", None)
        found = {**found, "context": kept}
    said = orjson.dumps(found, option=orjson.OPT_SORT_KEYS).decode()
    return orjson.dumps({"id": str(uuid.uuid5(_SPACE, said)), **found})
