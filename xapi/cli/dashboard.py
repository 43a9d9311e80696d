"""`janeschool-report dashboard`: one page for the head of an agency."""

from datetime import datetime
from pathlib import Path

import click

from xapi.cli import given, options, say


@click.command()
@options.store_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Write the page to this file.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "es"]),
    default="en",
    show_default=True,
    help="Language of the page.",
)
@click.option(
    "--share", is_flag=True, help="Suppress small numbers of people (under 5)."
)
@click.option("--agency", help="Only this agency.")
@click.option("--course", help="Only this course.")
@click.option("--from", "since", type=options.DAY, help="From this day on.")
@click.option("--to", "until", type=options.DAY, help="Up to this day.")
@options.as_of_option
@options.roster_option
@options.decisions_option
def dashboard(
    store: Path,
    out: Path,
    language: str,
    share: bool,
    agency: str | None,
    course: str | None,
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    roster: Path | None,
    decisions: Path | None,
) -> None:
    """Write one page of numbers and charts: HTML that needs nothing else.

    Nobody's name or token is on it. It prints, and a screen reader can read it.

    \b
    Example:
      janeschool-report dashboard --out dashboard.html
      janeschool-report dashboard --agency river-court --language es --share --out d.html
    """
    asked = given.asked(
        agency=agency, course=course, since=since, until=until, as_of=as_of
    )
    with say.stopping_in_words("Nothing was written."), say.faults_in_words():
        from xapi.dashboard import page
        from xapi.output_files import write_text
        from xapi.store import opened

        entries, zone = given.roster(roster), options.settings().zone
        decided = given.decisions(decisions)
        records = opened(store)
        text = page(records, language, zone, asked, entries, decided, share=share)
        write_text(text, out)
    click.echo(f"Written: {out}", err=True)
