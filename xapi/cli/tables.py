"""The contracts: the tables' dictionary and SQL over them, and the xAPI profile."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from xapi.cli import options, say

if TYPE_CHECKING:
    from xapi.database import Connection

_PROMPT: Final = "records> "


@click.command()
@click.argument("table", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "markdown", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
def dictionary(table: str | None, form: str) -> None:
    """Show which tables and columns there are, and what each means.

    Names, types and units are a contract: see docs/data-dictionary.md.

    \b
    Example:
      janeschool-report dictionary attempts
      janeschool-report dictionary --format json
    """
    from xapi import dictionary as words
    from xapi.database import Table

    rows = [row for row in words.as_values() if table in (None, row["table"])]
    if not rows:
        raise click.UsageError(f"there is no table {table!r}.")
    if form == "markdown":
        click.echo(words.as_markdown(), nl=False)
        return
    found = Table(tuple(rows[0]), tuple(tuple(row.values()) for row in rows))
    say.rows(found, form)


@click.command()
@click.argument("query", required=False)
@options.store_option
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read the query from a file.",
)
@options.format_option
def sql(query: str | None, store: Path, path: Path | None, form: str) -> None:
    """Ask the tables a question in SQL, or open a prompt to ask several.

    One SELECT at a time; records are never changed and no other file is read. The SQL
    is DuckDB's. Tables are those of `janeschool-report dictionary`.

    \b
    Example:
      janeschool-report sql "SELECT course, status, count(*) FROM attempts GROUP BY ALL"
      janeschool-report sql --file question.sql --format csv > answer.csv
      janeschool-report sql
    """
    if query and path:
        raise click.UsageError("give a query or --file, not both.")
    with say.faults_in_words():
        from xapi import report
        from xapi.store import opened

        asked = path.read_text(encoding="utf-8") if path else query
        records = opened(store)
        with report.tables(records, options.settings().zone) as connection:
            report.confine(connection, records)
            if asked is not None:
                _answer(connection, asked, form)
            else:
                _prompt(connection, form)


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonld", "markdown"]),
    default="jsonld",
    show_default=True,
    help="As a machine reads it, or as people do.",
)
def profile(form: str) -> None:
    """Show the xAPI profile: what packages write into a learning record store.

    \b
    Example:
      janeschool-report profile > janeschool.jsonld
    """
    from xapi import profile_document, profile_page

    made = profile_page.as_markdown if form == "markdown" else profile_document.as_json
    click.echo(made(), nl=False)


def _answer(connection: "Connection", query: str, form: str) -> None:
    from xapi import database

    say.rows(database.ask(connection, query), form)


def _prompt(connection: "Connection", form: str) -> None:
    """Ask for one query after another; a wrong one is told and forgotten."""
    if sys.stdin.isatty():
        click.echo("One SELECT, ended by ';'. Empty line or Ctrl-D: the end.", err=True)
    while query := _typed():
        try:
            with say.faults_in_words():
                _answer(connection, query, form)
        except click.ClickException as fault:
            fault.show()


def _typed() -> str:
    """Return the lines up to a semicolon; empty at the end."""
    lines: list[str] = []
    while True:
        try:
            line = input(_PROMPT if sys.stdin.isatty() else "")
        except EOFError:
            return "\n".join(lines).strip()
        if not line.strip() and not lines:
            return ""
        lines.append(line)
        if line.rstrip().endswith(";"):
            return "\n".join(lines)
