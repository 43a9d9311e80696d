"""The roster: new tokens, an agency's own list, and how all lists fit each other."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from xapi.cli import options, say

if TYPE_CHECKING:
    from xapi.enrolment.adding import Change
    from xapi.enrolment.enrolling import Lists
    from xapi.enrolment.plan import Step

_FILE: Final = click.Path(path_type=Path, dir_okay=False)
_THERE: Final = click.Path(path_type=Path, dir_okay=False, exists=True)
#: columns of the roster that an option fills where a line leaves them empty
_TEXTS: Final = ("course", "court", "agency", "officer", "language")
_DAYS: Final = ("referred_on", "ordered_on", "deadline")
_UNTOUCHED: Final = "Nothing was changed."


@click.group()
def roster() -> None:
    """Keep the roster: who was referred, by which court, and until when.

    The roster holds tokens; names and case numbers stand in the key file alone. Both are
    CSV files of the agency, named in report.toml. See docs/roster.md.

    \b
    Example:
      janeschool-report roster new --count 5 --course js-101 --court district-1
      janeschool-report roster import referrals.xlsx --course js-101 --dry-run
      janeschool-report roster status
    """


def _list_options(command: Any) -> Any:
    """Give the options that say where lines go, and what fills their empty cells."""
    made = [
        *(
            click.option(f"--{x}", help=f"{x.title()} of lines that name none.")
            for x in _TEXTS
        ),
        *(_day_option(name) for name in _DAYS),
        click.option(
            "--roster",
            "path",
            type=_FILE,
            show_default="as report.toml says, else roster.csv",
            help="The roster, which lines are added to.",
        ),
        click.option(
            "--key",
            type=_FILE,
            show_default="as report.toml says",
            help="The key file: token to case. Names go there and nowhere else.",
        ),
        click.option(
            "--dry-run", is_flag=True, help="Write nothing; say what would be."
        ),
        click.option("--json", "as_json", is_flag=True, help="Print it for a machine."),
        options.store_option,
    ]
    for option in reversed(made):
        command = option(command)
    return command


def _day_option(name: str) -> Any:
    return click.option(
        f"--{name.replace('_', '-')}",
        name,
        type=options.DAY,
        metavar="YYYY-MM-DD",
        help=f"Day for {name} of lines that have none.",
    )


_SEVERAL: Final = click.option(
    "--several-per-case",
    "several",
    is_flag=True,
    help="Persons with different names may share a case number.",
)


_USERS: Final = click.option(
    "--moodle",
    "users",
    type=_FILE,
    help="New file for Moodle's 'Upload users': ID numbers by username.",
)


@roster.command()
@click.option("--count", type=click.IntRange(1, 10_000), help="How many.  [default: 1]")
@click.option(
    "--cases",
    type=_THERE,
    help="List of cases (CSV, XLSX, ODS): case_number, name, and what a roster holds.",
)
@_SEVERAL
@_USERS
@_list_options
def new(count: int | None, cases: Path | None, **chosen: Any) -> None:
    """Make random tokens, add them to the roster, and print them.

    A token goes into the LMS as the person's ID number. With --cases each line of a list
    gets one, and the key file its case: printed are line numbers and tokens, no name.

    \b
    Example:
      janeschool-report roster new --count 5 --course js-101 --court district-1
      janeschool-report roster new --cases cases.csv --course js-101
    """
    if cases is not None:
        if count is not None:
            raise click.UsageError("give --count or --cases, not both.")
        _take(cases, {}, "iso", chosen)
        return
    if chosen["users"]:
        raise click.UsageError("--moodle goes with --cases.")
    if not chosen["course"]:
        raise click.UsageError("name the course with --course.")
    with say.faults_in_words(_UNTOUCHED):
        from xapi.enrolment.enrolling import with_new_tokens

        tokens, changes = with_new_tokens(_lists(chosen), count or 1, _defaults(chosen))
        _make(changes, chosen)
    click.echo(json.dumps(tokens) if chosen["as_json"] else "\n".join(tokens))


@roster.command("import")
@click.argument("file", type=_THERE)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=NAME",
    help="What a column of the list holds, as 'Cause No=case_number'; may be repeated.",
)
@click.option(
    "--days",
    type=click.Choice(["iso", "mdy", "dmy"]),
    default="iso",
    show_default=True,
    help="How the list writes days: 2026-03-31, 03/31/2026 or 31/03/2026.",
)
@_SEVERAL
@_USERS
@_list_options
def take(file: Path, columns: tuple[str, ...], days: str, **chosen: Any) -> None:
    """Take the agency's own list of referrals (CSV, XLSX or ODS).

    Whoever has no token gets one; a case that the key file knows keeps its own. Usual
    headings in English and Spanish are understood. Every line is good and all is
    written, or every fault is named and nothing is written.

    \b
    Example:
      janeschool-report roster import referrals.xlsx --course js-101 --dry-run
      janeschool-report roster import list.csv --days mdy --column "Cause No=case_number"
    """
    from xapi.enrolment.headings import demanded

    try:
        headings = demanded(columns)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--column") from None
    _take(file, headings, days, chosen)


def _take(
    file: Path, headings: dict[str, str], days: str, chosen: dict[str, Any]
) -> None:
    with say.faults_in_words(_UNTOUCHED):
        from xapi.enrolment.enrolling import Reading, with_cases

        reading = Reading(
            _defaults(chosen), headings, days, chosen["several"], chosen["users"]
        )
        steps, changes = with_cases(
            _lists(chosen), file, reading, lambda text: click.echo(text, err=True)
        )
        _make(changes, chosen)
    _say_steps(steps, chosen)


def _make(changes: "Sequence[Change]", chosen: dict[str, Any]) -> None:
    from xapi.enrolment.adding import make

    if chosen["dry_run"]:
        for change in changes:
            click.echo(f"Would be written: {change.path}", err=True)
        return
    make(changes)
    for change in changes:
        click.echo(f"Written: {change.path}", err=True)


def _say_steps(steps: "Sequence[Step]", chosen: dict[str, Any]) -> None:
    from xapi.database import Table
    from xapi.enrolment.plan import NEW

    unmade = chosen["dry_run"]
    rows = [
        (step.line, None if unmade and step.what == NEW else step.token, step.what)
        for step in steps
    ]
    form = "json" if chosen["as_json"] else "table"
    say.rows(Table(("line", "token", "what"), tuple(rows)), form)


def _lists(chosen: dict[str, Any]) -> "Lists":
    from xapi.enrolment.enrolling import Lists

    said = options.settings()
    path = chosen["path"] or said.roster or Path("roster.csv")
    return Lists(path, chosen["key"] or said.key, chosen["store"], said)


def _defaults(chosen: dict[str, Any]) -> dict[str, str]:
    """Return what the options fill empty cells with, as a list would write it."""
    texts = {name: chosen[name] for name in _TEXTS if chosen[name]}
    days = {name: chosen[name] for name in _DAYS if chosen[name]}
    return {**texts, **{name: day.date().isoformat() for name, day in days.items()}}


@roster.command()
@options.as_of_option
@click.option("--json", "as_json", is_flag=True, help="Print it for a machine.")
@options.roster_option
@options.store_option
def status(as_of: Any, as_json: bool, roster: Path | None, store: Path) -> None:
    """Show how many are referred, and how roster, key file and records fit.

    Counts by court and course, then what asks for a look: tokens in the records that the
    roster lacks and the other way round, tokens that may be mistyped in the LMS,
    decisions about nobody, how the key file is kept. No name and no case number.

    \b
    Example:
      janeschool-report roster status
      janeschool-report roster status --json > status.json
    """
    with say.faults_in_words():
        from xapi.asked import today
        from xapi.enrolment import overview

        said = options.settings()
        path = roster or said.roster or Path("roster.csv")
        day = as_of.date() if as_of else today(said.zone)
        found = overview.status(path, said, store, day)
    if as_json:
        click.echo(json.dumps(found.plain(), indent=1, default=str))
        return
    say.rows(found.table, "table")
    for finding in found.findings:
        click.echo(finding)
