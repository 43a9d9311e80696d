"""Turn the content of a document into PDF bytes: all of typst, and one page or none.

PDF/A-2a and PDF/UA-1 in one file; only fonts that come with typst, whatever the machine
has; no date but that of the page, so that the same content gives the same bytes.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import typst

from xapi.court.ends import with_plain_ends
from xapi.problems import RecordsError

PACKAGE: Final = "xapi.court"
#: kinds of document: the names of the files that lay them out
PAGE: Final = "page"
CERTIFICATE: Final = "certificate"
STANDARDS: Final[list[Any]] = ["a-2a", "ua-1"]
_LAYOUTS: Final = ("shared", PAGE, CERTIFICATE)
#: what a layout says where its document has more than one page
_TOO_LONG: Final = "more than one page"
_LOGO: Final = "logo"
#: bytes of a logo: it is in every file
_LARGEST_LOGO: Final = 500_000
#: standards want a time zone with a date, and typst a moment: it is not shown
_MOMENT: Final = 0

#: content -> PDF; None where it is longer than a page
Print = Callable[[str, dict[str, Any]], bytes | None]


@contextmanager
def press(logo: Path | None = None) -> Iterator[Print]:
    """Give a function that prints contents, one after the other, by one compiler.

    It raises RecordsError for a logo, or for letters, that cannot be printed.
    """
    fonts = typst.Fonts(include_system_fonts=False)
    with tempfile.TemporaryDirectory(prefix="janeschool-court-") as made:
        folder = Path(made)
        for name in _LAYOUTS:
            layout = files(PACKAGE) / f"{name}.typ"
            (folder / f"{name}.typ").write_bytes(layout.read_bytes())
        placed = _placed(logo, folder)
        compilers = {
            kind: typst.Compiler(folder / f"{kind}.typ", folder, fonts)
            for kind in (PAGE, CERTIFICATE)
        }
        yield lambda kind, content: _printed(compilers[kind], content, placed)


def _placed(logo: Path | None, folder: Path) -> str | None:
    if logo is None:
        return None
    if logo.stat().st_size > _LARGEST_LOGO:
        raise RecordsError(f"{logo}: the logo is larger than 500 KB: make it smaller.")
    name = f"{_LOGO}{logo.suffix.lower()}"
    shutil.copyfile(logo, folder / name)
    return name


def _printed(
    compiler: typst.Compiler, content: dict[str, Any], logo: str | None
) -> bytes | None:
    agency = {**content["agency"], "logo": logo}
    text = json.dumps({**content, "agency": agency}, ensure_ascii=False)
    try:
        made = compiler.compile(
            sys_inputs={"content": text}, pdf_standards=STANDARDS, timestamp=_MOMENT
        )
    except typst.TypstError as error:
        if _TOO_LONG in error.message:
            return None
        raise (_in_words(error) or error) from None
    assert isinstance(made, bytes)
    return with_plain_ends(made)


def _in_words(error: typst.TypstError) -> RecordsError | None:
    """Return what the agency can mend; our own mistakes stay as they are.

    A name may stand in the compiler's words: none of them is told.
    """
    said = error.message
    if "glyph" in said or "could not be displayed" in said:
        return RecordsError(
            "the name, case or words of the agency have letters that the page's font "
            "lacks (it has Latin, Greek and Cyrillic): write them in Latin letters."
        )
    if "image" in said or "logo" in said.lower():
        return RecordsError(
            "the logo cannot be read: name a PNG or SVG in report.toml."
        )
    return None
