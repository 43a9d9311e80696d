"""`janeschool-report letters`: what is to be sent today, as pages to print."""

from datetime import datetime
from pathlib import Path
from typing import Final

import click

from xapi.cli import given, options, say

_FOLDER: Final = "letters"


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    show_default="letters, where report.toml has exports",
    help="Folder that the letters are written into.",
)
@click.option("--participant", metavar="TOKEN", help="Only this person's letters.")
@click.option("--agency", help="Only this agency.")
@click.option("--course", help="Only this course.")
@options.as_of_option
@options.roster_option
@options.decisions_option
@options.store_option
def letters(
    out: Path | None,
    participant: str | None,
    agency: str | None,
    course: str | None,
    as_of: datetime | None,
    roster: Path | None,
    decisions: Path | None,
    store: Path,
) -> None:
    """Write the letters that are due: reminders, notices to officers, reports to courts.

    One page of HTML each, and one file with all of them to print. They follow `overdue`:
    a reminder on its day, and a letter when an accountability rule comes to hold. What was
    made is noted in letters.jsonl beside the folder, so that tomorrow's run does not send
    it again. A letter has the token and no name: whoever sends it adds that.

    \b
    Example:
      janeschool-report letters
      janeschool-report letters --participant p-4hk7-9mzc-2xvt --as-of 2026-06-30
    """
    limits = given.asked(
        participant=participant, agency=agency, course=course, as_of=as_of
    )
    with (
        say.stopping_in_words("Letters that are there are whole: run it again."),
        say.faults_in_words(),
    ):
        from xapi import report
        from xapi.asked import today
        from xapi.letters import files
        from xapi.letters.register import NAME
        from xapi.problems import RecordsError
        from xapi.store import opened

        said = options.settings()
        day = limits.as_of or today(said.zone)
        listed, decided = given.roster(roster), given.decisions(decisions)
        if not listed:
            raise RecordsError("the roster names nobody: give one with --roster.")
        exports = said.exports_beside(store)
        with report.tables(
            opened(store), said.zone, limits, listed, decided, given.letters(store)
        ) as connection:
            found = files.letters(connection, said, day)
        written, together = files.write(found, out or exports / _FOLDER, said, day)
        gone = files.note(found, exports / NAME, day, limits)
    for made in gone:
        click.echo(
            f"Not due any more: the {made.action} of {made.participant} about "
            f"{made.what}, made earlier today.",
            err=True,
        )
    click.echo(f"Written: {len(written):,} letters.", err=True)
    if together is not None:
        click.echo(together)
