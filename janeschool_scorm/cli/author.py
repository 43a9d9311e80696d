"""What an author asks for beside `check` and `build`: a start, schemas, lists, minutes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from janeschool_scorm.cli import options, say


@click.command()
@click.argument("course_id", metavar="COURSE_ID")
@options.source
def new(course_id: str, source: Path) -> None:
    """Write a small course that checks and builds, to start from.

    \b
    Example:
      janeschool new js-050
    """
    from janeschool_scorm.scaffold import new_course

    if not _is_id(course_id):
        raise click.UsageError(f"'{course_id}' is no id: use a-z, 0-9 and hyphens")
    for path in new_course(course_id, source=source):
        click.echo(str(path))
    click.echo(f"Next: janeschool check {course_id}", err=True)


@click.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of the source files, for editors.

    Without NAME, one object with all of them.

    \b
    Example:
      janeschool schema course.yaml > course.schema.json
    """
    from janeschool_scorm.problems import did_you_mean
    from janeschool_scorm.schema import schemas

    found = schemas()
    if name is not None and name not in found:
        hint = did_you_mean(name, found)
        raise click.UsageError(
            f"no schema '{name}'{hint} There are: {', '.join(found)}"
        )
    click.echo(json.dumps(found if name is None else found[name], indent=2))


@click.command()
@options.json
def targets(as_json: bool) -> None:
    """List what can be built.

    \b
    Example:
      janeschool targets
    """
    from packagers import TARGETS

    if as_json:
        click.echo(json.dumps({name: each.label for name, each in TARGETS.items()}))
        return
    for name, each in TARGETS.items():
        click.echo(f"{name:<14} {each.label}")


@click.command()
@click.argument("course", metavar="COURSE")
@options.source
@click.option(
    "--agency",
    default="default",
    show_default=True,
    help="Agency whose modules are counted.",
)
@options.json
def worksheet(course: str, source: Path, agency: str, as_json: bool) -> None:
    """Print the length worksheet: the minutes that words and media prove.

    \b
    Example:
      janeschool worksheet js-101
      janeschool worksheet js-101 --agency example-county
    """
    from rich.console import Console

    from janeschool_scorm import choose, show_worksheet
    from janeschool_scorm.worksheet import worksheet as sheet_of

    folders = choose.folders((course,), source)
    found = choose.checked(folders, source, date.today())
    files = choose.agencies(found, (agency,))[:1]
    wanted = choose.wanted(choose.sound(found.course_reads), choose.sound(files))
    fit, concerns = choose.fitting(wanted)
    own = (*found.course_reads[0].problems, *files[0].problems)
    say.stop_on_faults([*own, *([] if fit else concerns)], as_json)
    edition = fit[0]
    sheet = sheet_of(edition)
    if as_json:
        facts = show_worksheet.worksheet_json(sheet) | show_worksheet.weight_json(
            edition
        )
        click.echo(json.dumps(facts, indent=2))
        return
    Console().print(show_worksheet.worksheet_table(sheet))
    click.echo(show_worksheet.worksheet_sum(sheet))
    click.echo(show_worksheet.weight_line(edition))


def _is_id(text: str) -> bool:
    from janeschool_scorm.value import IS_ID

    return bool(IS_ID.match(text)) and len(text) <= 32
