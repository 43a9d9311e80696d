"""Take people's lines out of the agency's roster and decisions: of both, or of none."""

import io
from pathlib import Path

from xapi.enrolment.adding import Change, make
from xapi.rights.order import Order
from xapi.rights.rows import csv_without
from xapi.rights.traces import Traces


def without_people(asked: Order, traces: Traces) -> int:
    """Rewrite the lists that an order names; return how many lines they lost.

    Raises RecordsError where another program has just written one, and OSError.
    """
    changes, lost = [], 0
    for name in asked.lists:
        path = Path(name)
        if not path.is_file():
            continue
        before, after = path.read_bytes(), io.BytesIO()
        fewer = csv_without(io.BytesIO(before), after, traces)
        if fewer:
            changes.append(Change(path, before, after.getvalue()))
            lost += fewer
    make(changes)
    return lost


def is_csv(path: Path) -> bool:
    """Say whether a list is text in UTF-8, which alone is rewritten here."""
    try:
        data = path.read_bytes()
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data and not data.startswith(b"PK\x03\x04")
