"""Options and arguments that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click


class _Day(click.DateTime):
    """A day, said in words of people: click's own show the codes of strftime."""

    name = "day"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "YYYY-MM-DD"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is not a day such as 2026-11-21.", param, ctx)


#: A day, as a person types it.
DAY = _Day(["%Y-%m-%d"])

source = click.option(
    "--source",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("course_src"),
    show_default=True,
    help="Folder that holds the courses and agencies/.",
)
as_of = click.option(
    "--as-of",
    type=DAY,
    help="Day on which consents must hold. [default: today]",
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
