"""Copy tables and lists of lines without the rows that somebody is in."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from xapi.rights.traces import Traces

_BOM: Final = "\ufeff"
#: columns in which an account's name stands as a whole cell
PERSON: Final = ("participant", "token")
_ENCODING: Final = ("utf-8", "surrogateescape")


def csv_without(source: BinaryIO, target: BinaryIO, traces: Traces) -> int:
    """Copy CSV without the rows about somebody, all others as they were; count them.

    Raises UnicodeDecodeError for text that is not UTF-8.
    """
    lost = 0
    sign, places = ",", list[int]()
    for number, record in enumerate(_records(source)):
        if number == 0:
            sign = _sign(record)
            places = _places(record, sign)
        elif _is_about(record, sign, places, traces):
            lost += 1
            continue
        target.write(record.encode(*_ENCODING))
    return lost


def _records(source: BinaryIO) -> Iterator[str]:
    """Yield rows with their line ends: a cell between quotation marks may hold some."""
    waiting: list[str] = []
    quotes = 0
    for line in source:
        text = line.decode(*_ENCODING)
        waiting.append(text)
        quotes += text.count('"')
        if quotes % 2 == 0:
            yield "".join(waiting)
            waiting, quotes = [], 0
    if waiting:
        yield "".join(waiting)


def _sign(heading: str) -> str:
    return max(("\t", ",", ";", "|"), key=heading.count)


def _places(heading: str, sign: str) -> list[int]:
    cells = _cells(heading.removeprefix(_BOM), sign)
    return [n for n, cell in enumerate(cells) if cell.strip().casefold() in PERSON]


def _cells(record: str, sign: str) -> list[str]:
    return next(iter(csv.reader([record], delimiter=sign)), [])


def _is_about(record: str, sign: str, places: list[int], traces: Traces) -> bool:
    if traces.in_text(record.encode(*_ENCODING)):
        return True
    if not traces.short or not places:
        return False
    cells = _cells(record, sign)
    return any(cells[n].strip() in traces.short for n in places if n < len(cells))


def lines_without(source: Iterable[bytes], target: BinaryIO, traces: Traces) -> int:
    """Copy JSON lines without those about somebody; return how many those are."""
    lost = 0
    for line in source:
        if is_about(_parsed(line), line, traces):
            lost += 1
        else:
            target.write(line)
    return lost


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def is_about(value: Any, text: bytes, traces: Traces) -> bool:
    """Say whether a JSON value, whose text is given too, is about somebody."""
    if traces.in_text(text):
        return True
    if not isinstance(value, dict):
        return False
    said = {str(value.get(name)) for name in PERSON}
    return bool(said & traces.names) or traces.in_statement(text)


def json_without(value: Any, traces: Traces) -> tuple[Any, int]:
    """Return JSON without the entries of lists that are about somebody, and how many."""
    if isinstance(value, dict):
        parts = {name: json_without(each, traces) for name, each in value.items()}
        return {k: v for k, (v, _) in parts.items()}, sum(n for _, n in parts.values())
    if not isinstance(value, list):
        return value, 0
    kept, lost = [], 0
    for each in value:
        inner, fewer = json_without(each, traces)
        if is_about(inner, json.dumps(inner, ensure_ascii=False).encode(), traces):
            lost += 1
        else:
            kept.append(inner)
            lost += fewer
    return kept, lost
