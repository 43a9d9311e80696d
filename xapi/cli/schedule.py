"""Calendar files: days of check-ins and deadlines, for learners and for the agency."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from xapi.cli import given, options, say

if TYPE_CHECKING:
    from xapi.schedule.duties import Duty

_FOLDER: Final = "calendars"


@click.command()
@click.option("--participant", metavar="TOKEN", help="Only this person's calendar.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    show_default="calendars, where report.toml has exports",
    help="Folder that the files are written into.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["ics", "csv"]),
    default="ics",
    show_default=True,
    help="iCalendar, which every calendar reads, or CSV.",
)
@options.as_of_option
@options.roster_option
@options.decisions_option
@options.store_option
def schedule(
    participant: str | None,
    out: Path | None,
    form: str,
    as_of: datetime | None,
    roster: Path | None,
    decisions: Path | None,
    store: Path,
) -> None:
    """Write calendar files: when check-ins are open, and the last day of the course.

    One file for each person (in words that tell nobody anything), for each officer and
    court, and for all. Loading a newer file into a calendar moves what has moved. Days
    come from the roster, the agency's decisions, the records and the catalogue.

    \b
    Example:
      janeschool-report schedule
      janeschool-report schedule --participant p-4hk7-9mzc-2xvt --out calendars
    """
    left = "Files that are there are whole."
    with say.stopping_in_words(left), say.faults_in_words():
        from xapi.asked import today
        from xapi.schedule import files

        said = options.settings()
        day = as_of.date() if as_of else today(said.zone)
        made = files.made(_duties(store, day, roster, decisions), said, participant)
        folder = out or said.exports_beside(store) / _FOLDER
        with say.steps("calendars", len(made)) as progress:
            written = files.write(made, folder, form, day, progress)
        if participant is None:
            files.sweep(folder, form, written)
            click.echo(f"Written: {len(written):,} calendars.", err=True)
    click.echo(folder if participant is None else written[0])


def _duties(
    store: Path, day: date, roster: Path | None, decisions: Path | None
) -> "list[Duty]":
    """Return the duties of the roster. Raises RecordsError where it names nobody."""
    from xapi.asked import Asked
    from xapi.problems import RecordsError
    from xapi.schedule.duties import duties
    from xapi.store import opened

    listed, decided = given.roster(roster), given.decisions(decisions)
    if not listed:
        raise RecordsError("the roster names nobody: give one with --roster.")
    zone = options.settings().zone
    return duties(opened(store), zone, Asked(as_of=day), listed, decided)
