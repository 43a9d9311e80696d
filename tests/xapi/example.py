"""Make statements for tests: one that is right, and files out of some."""

import copy
import json
from pathlib import Path
from typing import Any, Final

from tests.xapi.generate import Statement, statements

EXAMPLE: Final = Path(__file__).parent / "data" / "example-statements.ndjson"
_ONE: Final = next(s for s in statements(3, 1) if "result" in s)
#: a change that takes a member away
GONE: Final = object()


def statement(**changes: Any) -> Statement:
    """Return a right statement with changes: `result__success=True`, or GONE."""
    made = copy.deepcopy(_ONE)
    for path, value in changes.items():
        *parents, name = path.split("__")
        place = made
        for parent in parents:
            place = place.setdefault(parent, {})
        if value is GONE:
            del place[name]
        else:
            place[name] = value
    return made


def write(path: Path, *found: Statement | str) -> Path:
    """Write statements or texts as NDJSON."""
    texts = (x if isinstance(x, str) else json.dumps(x) for x in found)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path
