"""A template's source -> its bytecode, kept where Python keeps that of modules.

Compiling the templates takes longer than rendering a course with them. The same trust
and the same rules as for a module: whoever can write beside the code may, others compile
anew each time.
"""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from janeschool_scorm.whole import replacing

_FOLDER = Path(cache_from_source(__file__)).parent


class BesideModules(BytecodeCache):
    """Bytecode in `__pycache__`; jinja2 itself compares source, version and Python.

    `settings` names what else decides the code: extensions, white space.
    """

    def __init__(self, settings: str) -> None:
        self.settings = settings

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(f"{name} {self.settings}", filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            bucket.bytecode_from_string(_place(bucket).read_bytes())
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            _FOLDER.mkdir(parents=True, exist_ok=True)
            with replacing(_place(bucket)) as stream:
                stream.write(bucket.bytecode_to_string())


def _place(bucket: Bucket) -> Path:
    return _FOLDER / f"template-{bucket.key}.{sys.implementation.cache_tag}.bin"
