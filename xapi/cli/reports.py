"""The reports: one command for each, in any form."""

import sys
from pathlib import Path

import click

from xapi.cli import options, say


@click.command()
@options.store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
def overview(store: Path, form: str) -> None:
    """Show how each course is going, on one screen.

    One row per agency and course: people, started, completed, passed, median
    active hours, answers, last activity, and what is held back in quarantine.

    \b
    Example:
      janeschool-report overview
      janeschool-report overview --format csv > overview.csv
    """
    with say.faults_in_words():
        from xapi import output
        from xapi.report import run
        from xapi.store import opened

        table = run(opened(store), "overview")
        if form == "table":
            width = say.screen_width()
            text = output.as_table(table, width, colour=sys.stdout.isatty())
        else:
            text = output.as_csv(table) if form == "csv" else output.as_json(table)
    click.echo(text, nl=False)
