"""The reports: one command for each, in any form, limited as its options say."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from xapi.cli import given, options, say

if TYPE_CHECKING:
    from xapi.database import Table
    from xapi.roster import Entry

_FORMS: Final = ("table", "csv", "xlsx", "parquet", "json")
_FILES: Final = ("xlsx", "parquet")
_LIMITS: Final = ("agency", "course", "participant", "since", "until", "as_of")

#: name -> help; the first line says what it answers
_HELP: Final = {
    "overview": """Show how each course is going, on one screen.

    One row per agency and course: people, started, completed, passed, median
    active hours, answers, last activity, and what is held back in quarantine.

    \b
    Example:
      janeschool-report overview
      janeschool-report overview --format csv > overview.csv
    """,
    "overdue": """Show who is late with the course or a check-in, and what to send today.

    One row per person and what is late, with the accountability rule that holds, the
    weeks that it counted, and whom to write to; see `janeschool-report letters`.
    Courts, officers and deadlines come from the roster (--roster, or report.toml);
    without one, days are counted from the start by the agency's rule. Whoever is
    excused, on hold, transferred or terminated (--decisions) is left in peace.

    \b
    Example:
      janeschool-report overdue --roster roster.csv --as-of 2026-06-30
    """,
    "completions": """Show how many were referred, started and finished, and how long it took.

    One row per agency, court, month, course, version and language; days and active
    hours as quartiles.

    \b
    Example:
      janeschool-report completions --from 2026-01-01 --out completions.xlsx
      janeschool-report completions --share --out for-the-council.csv
    """,
    "timeline": """Show every event of one participant, in order.

    Answers to surveys are not in it.

    \b
    Example:
      janeschool-report timeline --participant p-5f2a90c1d3
    """,
    "items": """Show how each question works, by first answers.

    How many were right, how well the question tells who knows the subject (point-biserial
    discrimination), the wrong answers chosen most, and time. Below ten people nothing
    is shown.

    \b
    Example:
      janeschool-report items --course js-101 --format csv > items.csv
    """,
    "surveys": """Show what people thought before, after and six months on.

    Means, change and effect size for each statement, where an agency records surveys.
    It is about no person.

    \b
    Example:
      janeschool-report surveys --out surveys.xlsx
    """,
    "dropoff": """Show where people stop, and the minutes that each lesson takes.

    \b
    Example:
      janeschool-report dropoff --agency river-court
    """,
    "quality": """Show what in the records asks for a second look: questions, not verdicts.

    \b
    Example:
      janeschool-report quality
    """,
}


def _report(name: str) -> click.Command:
    """Return the command of a report."""

    def run(**chosen: Any) -> None:
        _run(name, chosen)

    command: Callable[..., Any] = run
    for option in reversed(_options(name)):
        command = option(command)
    return click.command(name, help=_HELP[name])(options.store_option(command))


def _options(name: str) -> list[Callable[..., Any]]:
    needed = name == "timeline"
    return [
        click.option(
            "--format",
            "form",
            type=click.Choice(_FORMS),
            help="How to write it; by the name of --out, else a table.",
        ),
        click.option(
            "--out",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write to this file, for its owner's eyes only.",
        ),
        click.option(
            "--bom", is_flag=True, help="Begin CSV with a mark that Excel needs."
        ),
        click.option(
            "--share", is_flag=True, help="Suppress small numbers of people (under 5)."
        ),
        click.option("--agency", help="Only this agency."),
        click.option("--course", help="Only this course."),
        click.option(
            "--participant", help="Only this person's account.", required=needed
        ),
        click.option("--from", "since", type=options.DAY, help="From this day on."),
        click.option("--to", "until", type=options.DAY, help="Up to this day."),
        options.as_of_option,
        options.roster_option,
        *([options.decisions_option] if name == "overdue" else []),
        *options.engine_options(),
    ]


def _run(name: str, chosen: dict[str, Any]) -> None:
    from xapi.reports import REPORTS

    report = REPORTS[name]
    out: Path | None = chosen["out"]
    form = chosen["form"] or _form_of(out)
    if form in _FILES and out is None:
        raise click.UsageError(f"{form} goes into a file: name one with --out.")
    if chosen["bom"] and form != "csv":
        raise click.UsageError("--bom is for csv.")
    if chosen["share"] and report.share is None:
        raise click.UsageError(f"{name} is about persons: it is not for sharing.")
    if chosen["events"] and chosen["engine"] != "clickhouse":
        raise click.UsageError("--events is a table of --engine clickhouse.")
    if chosen["address"] and chosen["engine"] == "duckdb":
        raise click.UsageError("--address is of --engine clickhouse or spark.")
    with say.stopping_in_words("Nothing was written."), say.faults_in_words():
        from xapi.share import shared

        table = _answer(name, chosen)
        if chosen["share"] and report.share:
            table = shared(table, report.share)
        if out is None:
            say.rows(table, form, bom=chosen["bom"])
        else:
            from xapi.output_files import write

            write(table, out, form, title=report.title, bom=chosen["bom"])
            click.echo(f"Written: {out}", err=True)


def _answer(name: str, chosen: dict[str, Any]) -> "Table":
    from xapi import report
    from xapi.store import opened

    roster, zone = given.roster(chosen["roster"]), options.settings().zone
    _say_what_is_missing(name, roster)
    store = opened(chosen["store"])
    limits = given.asked(**{name: chosen[name] for name in _LIMITS})
    of_persons = name == "overdue"
    decisions = given.decisions(chosen["decisions"]) if of_persons else []
    letters = given.letters(chosen["store"]) if of_persons else []
    if chosen["engine"] == "duckdb":
        with report.tables(
            store, zone, limits, roster, decisions, letters
        ) as connection:
            return report.answer(connection, name)
    from xapi import engines

    told = engines.Given(zone, limits, roster, decisions, letters, chosen["events"])
    with engines.connected(chosen["engine"], chosen["address"]) as engine:
        return engines.run(engine, store, [name], told)[name]


def _form_of(out: Path | None) -> str:
    if out is None:
        return "table"
    ending = out.suffix.removeprefix(".").lower()
    if ending in _FORMS:
        return ending
    raise click.UsageError(f"{out.name}: say how to write it, with --format.")


def _say_what_is_missing(name: str, roster: "list[Entry]") -> None:
    if name == "overdue" and not roster:
        click.echo(
            "No roster is given: courts, officers, referrals and the deadlines of single "
            "people are not known. Name one with --roster, or in report.toml.",
            err=True,
        )


COMMANDS: Final = tuple(_report(name) for name in _HELP)
