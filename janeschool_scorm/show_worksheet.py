"""Worksheet -> the table, lines and JSON that `janeschool worksheet` prints.

Apart from `show`, because tables need a library that takes time to load.
"""

from dataclasses import asdict

from rich.table import Table

from janeschool_scorm.edition import Edition
from janeschool_scorm.resume_size import resume_bound, rows_wanted
from janeschool_scorm.standards import RESUME_LONGEST, ROWS_12
from janeschool_scorm.worksheet import FORMULA, Worksheet


def worksheet_json(sheet: Worksheet) -> dict[str, object]:
    """The length worksheet for machines; times in seconds where not named minutes."""
    return {
        "formula": FORMULA,
        "planned_minutes": sheet.planned_minutes,
        "proven_minutes": sheet.proven_minutes,
        "demonstration": sheet.demonstration,
        "lessons": [
            {**asdict(row), "seconds": round(row.seconds, 1)} for row in sheet.rows
        ],
    }


def worksheet_table(sheet: Worksheet) -> Table:
    """The length worksheet for people."""
    table = Table(caption=f"Formula: {FORMULA}")
    for name in ("lesson", "title", "planned min", "words", "media s", "charts", "min"):
        left = name in ("lesson", "title")
        table.add_column(name, justify="left" if left else "right")
    for row in sheet.rows:
        table.add_row(
            row.lesson,
            row.title,
            str(row.planned_minutes),
            str(row.words),
            f"{row.media_seconds:.0f}",
            str(row.charts),
            f"{row.seconds / 60:.1f}",
        )
    return table


def worksheet_sum(sheet: Worksheet) -> str:
    """The last line of the worksheet."""
    minutes = f"{sheet.proven_minutes} of {sheet.planned_minutes} planned minutes"
    return f"Proven: {minutes}" + " (demonstration)" * sheet.demonstration


def weight_json(edition: Edition) -> dict[str, object]:
    """What an LMS must keep of one learner, at the most, for machines."""
    return {
        "resume_characters": resume_bound(edition.course),
        "interaction_rows": rows_wanted(edition.course, edition.agency.rules),
    }


def weight_line(edition: Edition) -> str:
    """The same for people."""
    size = resume_bound(edition.course)
    rows = rows_wanted(edition.course, edition.agency.rules)
    return (
        f"Resume code: at most {size:,} of {RESUME_LONGEST:,} characters; "
        f"interaction rows: {rows} of {ROWS_12}"
    )
