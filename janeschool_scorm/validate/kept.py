"""Scripts that were judged already -> kept from run to run, where Python keeps bytecode.

The player's scripts are the same in every course that uses the same blocks, and reading
them takes longer than all the rest of a package. The same trust and the same rules as
for a module: whoever can write beside the code may, others judge anew each time.
"""

import hashlib
import json
import sys
from collections.abc import Set
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from janeschool_scorm import __version__
from janeschool_scorm.whole import replacing

_HERE = Path(__file__).parent
_PLACE = Path(cache_from_source(__file__)).with_name(
    f"judged.{sys.implementation.cache_tag}.json"
)
#: A program is changed often where it is written; what is old goes.
_MOST = 200


def kept() -> set[str]:
    """Keys of what was found sound by these very rules."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        known = json.loads(_PLACE.read_text(encoding="utf-8"))
        if known["rules"] == _rules():
            return {str(key) for key in known["sound"]}
    return set()


def keep(keys: Set[str]) -> None:
    """Keep them for the next run, if that can be."""
    if sys.dont_write_bytecode:
        return
    known = {"rules": _rules(), "sound": sorted(keys)[:_MOST]}
    with suppress(OSError):
        _PLACE.parent.mkdir(parents=True, exist_ok=True)
        with replacing(_PLACE) as stream:
            stream.write(json.dumps(known).encode())


def _rules() -> str:
    """Of the code that judges: another version, or a change to it, judges anew."""
    seen = [
        (str(path.relative_to(_HERE)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(_HERE.rglob("*.py"))
    ]
    return hashlib.sha256(repr((__version__, seen)).encode()).hexdigest()
