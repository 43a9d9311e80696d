"""Turn the contract of the tables into the data dictionary: Markdown or plain values."""

from collections.abc import Iterator
from typing import Any, Final

from xapi.columns import Column
from xapi.tables import PUBLIC, VERSION, PublicTable, with_local

_UNITS: Final = {
    "_s": "seconds",
    "_percent": "percent",
    "_minutes": "minutes",
    "_days": "days",
    "_at": "UTC",
    "_local": "agency's clocks",
}
_INTRO: Final = """\
# Data dictionary

Version {version} of the tables. Written by `janeschool-report dictionary --format markdown`; a test holds it to the
code.

- Facts are the same whatever standard carried them: SCORM 1.2, SCORM 2004, cmi5 or xAPI.
- A value that is not there is null, never zero; `null_because` says why.
- Times are UTC without a zone (`_at`), and beside them the same on the agency's clocks (`_local`), by the zone in
  `zone`. Durations are seconds (`_s`).
- `trust` is `high` for what our packages said and for status and score of an LMS, `medium` for an LMS's time and for
  other tools' statements, `low` for statements made out of Moodle's log.
- `statement_id`, `origin` and `raw_hash` lead to the record that decided a row: `statements` has its file and line.
- A person is `participant_home` and `participant` together. Nobody's name is in any table.
- Where our own ledger and the LMS's clock differ, both stand (`active_s`, `lms_s`); the ledger leads.
- Columns may be added without notice. One is never taken away or given another meaning without a new version.

Query them with `janeschool-report sql "SELECT ..."`, or see [a notebook for pandas](notebook.ipynb).
"""


def as_markdown() -> str:
    """Return the dictionary as a page."""
    parts = [_INTRO.format(version=VERSION)]
    parts += ["\n".join(_section(table)) + "\n" for table in PUBLIC]
    return "\n".join(parts)


def _section(table: PublicTable) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield table.meaning
    yield ""
    yield "| column | type | unit | meaning |"
    yield "|---|---|---|---|"
    for column in with_local(table.columns):
        yield f"| `{column.name}` | {column.type} | {unit(column)} | {column.meaning} |"


def as_values() -> list[dict[str, Any]]:
    """Return a row for each column of each table."""
    return [
        {
            "table": table.name,
            "column": column.name,
            "type": column.type,
            "unit": unit(column),
            "meaning": column.meaning,
        }
        for table in PUBLIC
        for column in with_local(table.columns)
    ]


def unit(column: Column) -> str:
    """Return the unit that the end of a name says; empty where there is none."""
    if column.type in ("VARCHAR", "BOOLEAN"):
        return ""
    ends = (word for end, word in _UNITS.items() if column.name.endswith(end))
    return next(ends, "")
