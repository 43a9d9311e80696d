"""Turn a spreadsheet or a text with columns into rows of text, whatever its encoding."""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xapi.problems import RecordsError

#: an export of one course is far smaller; so much of one is read
MOST_BYTES: Final = 64_000_000
_MOST_UNZIPPED: Final = 256_000_000
_MOST_COLUMNS: Final = 2_000
_LONGEST_CELL: Final = 1_000_000
_ZIP: Final = b"PK\x03\x04"
_CHUNK: Final = 1 << 20
_DELIMITERS: Final = ("\t", ",", ";", "|")


@dataclass(frozen=True)
class TableRow:
    """Cells as text, without white space around; `line` is where the row begins."""

    line: int
    cells: tuple[str, ...]


def is_workbook(head: bytes) -> bool:
    """Say whether a file that begins so may be XLSX or ODS."""
    return head.startswith(_ZIP)


def read_table(path: Path, *, strict: bool = False) -> list[TableRow]:
    """Read the first sheet of XLSX or ODS, or delimited text in UTF-8 or UTF-16.

    Rows without any text are left out. `strict`: a quotation mark that is not closed
    where its cell ends is a fault (RFC 4180, 2); some LMSs export such. Raises OSError,
    and RecordsError for a file that is damaged, too large, or neither.
    """
    if path.stat().st_size > MOST_BYTES:
        raise RecordsError(
            f"{path} is larger than {MOST_BYTES // 1_000_000} MB: "
            "export fewer people at a time."
        )
    data = path.read_bytes()
    rows = (
        _workbook(path, data) if is_workbook(data) else _delimited(path, data, strict)
    )
    return [row for row in rows if any(row.cells)]


def _delimited(path: Path, data: bytes, strict: bool) -> Iterator[TableRow]:
    text = _decoded(path, data)
    lines, sign = io.StringIO(text, newline=""), delimiter(text)
    reader = csv.reader(lines, delimiter=sign, strict=strict)
    line = 1
    try:
        for cells in reader:
            yield _row(path, line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise RecordsError(
            f"{path}:{line}: is no table: {error}. Is a quotation mark not closed where "
            "its cell ends?"
        ) from None


def _decoded(path: Path, data: bytes) -> str:
    """Moodle writes UTF-8 with and without BOM, and UTF-16LE for spreadsheets."""
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        return data.decode(encoding).replace("\0", "")
    except UnicodeDecodeError:
        raise RecordsError(
            f"{path} is in no encoding that is known (UTF-8, UTF-16): save it as UTF-8 "
            "(in Excel: Save As, 'CSV UTF-8')."
        ) from None


def delimiter(text: str) -> str:
    """Return the sign that parts the first row, outside quotation marks."""
    first = re.sub(r'"(?:[^"]|"")*"', "", text[:_CHUNK]).partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _workbook(path: Path, data: bytes) -> Iterator[TableRow]:
    # Loaded when there is a workbook: statements must not wait for them.
    from xapi.sources import ods, xlsx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = _unzipped(path, archive).get("content.xml")
        found = xlsx.rows(data) if content is None else ods.rows(content)
        for number, cells in enumerate(found, 1):
            yield _row(path, number, cells)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _damaged(path) from error
    except (ValueError, KeyError, RuntimeError) as error:  # the last: a password
        raise _damaged(path) from error


def _unzipped(path: Path, archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Unzip piece by piece, so that what would fill the memory is refused."""
    found, size = {}, 0
    for entry in archive.infolist():
        with archive.open(entry) as file:
            chunks = []
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > _MOST_UNZIPPED:
                    raise _too_large(path)
                chunks.append(chunk)
        found[entry.filename] = b"".join(chunks)
    return found


def _row(path: Path, line: int, cells: Sequence[str]) -> TableRow:
    if len(cells) > _MOST_COLUMNS or any(len(cell) > _LONGEST_CELL for cell in cells):
        raise RecordsError(f"{path}:{line}: is no export: it has too many columns.")
    return TableRow(line, tuple(cell.strip() for cell in cells))


def _damaged(path: Path) -> RecordsError:
    return RecordsError(f"{path} is no spreadsheet, or a damaged one: export it again.")


def _too_large(path: Path) -> RecordsError:
    return RecordsError(f"{path} unpacks to far more than an export holds: not read.")
