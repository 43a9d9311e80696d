"""Options and arguments that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

source = click.option(
    "--source",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("course_src"),
    show_default=True,
    help="Folder that holds the courses and agencies/.",
)
as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day on which consents must hold, as 2026-11-21. [default: today]",
)
dist = click.option(
    "--dist",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist"),
    show_default=True,
    help="Folder for finished packages.",
)
json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
sarif = click.option(
    "--sarif", "as_sarif", is_flag=True, help="Print SARIF 2.1.0, for code scanning."
)
course_argument = click.argument("courses", nargs=-1, metavar="[COURSE...]")


def day(as_of: datetime | None) -> date:
    """The day given, or today."""
    return as_of.date() if as_of else date.today()
