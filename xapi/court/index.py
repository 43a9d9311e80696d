"""List the documents of a run: CSV for a program, one page of HTML for a person."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Final

from xapi import output
from xapi.court.issue import Issued, Refused
from xapi.database import Table
from xapi.html import environment
from xapi.output_files import write_text

PACKAGE: Final = "xapi.court"
NAME: Final = "index"


def write_index(
    folder: Path,
    as_of: str,
    issued: Sequence[Issued],
    refused: Sequence[Refused],
    without_case: Sequence[str],
) -> None:
    """Write index.csv and index.html. No name is in them. Raises OSError."""
    columns = tuple(field.name for field in fields(Issued))
    rows = tuple(tuple(asdict(each).values()) for each in issued)
    write_text(output.as_csv(Table(columns, rows)), folder / f"{NAME}.csv")
    text = (
        environment(PACKAGE)
        .get_template(f"{NAME}.html.j2")
        .render(as_of=as_of, issued=issued, refused=refused, without_case=without_case)
    )
    write_text(text, folder / f"{NAME}.html")
