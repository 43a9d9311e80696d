"""`janeschool check`: every fault of courses and agency files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from janeschool_scorm.cli import options, say


@click.command()
@options.course_argument
@options.source
@options.as_of
@options.json
@options.sarif
@click.option("--fix-slots", is_flag=True, help="Give new ids a place in slots.yaml.")
@click.option("--explain", metavar="CODE", help="Say what a code means, and why.")
def check(
    courses: tuple[str, ...],
    source: Path,
    as_of: datetime | None,
    as_json: bool,
    as_sarif: bool,
    fix_slots: bool,
    explain: str | None,
) -> None:
    """Name every fault of courses and agencies, with file, line and column.

    COURSE is an id, or a folder; without one, all courses are checked. Nothing is
    written, but for slots.yaml with --fix-slots. Exit code 1 if there are faults.

    \b
    Example:
      janeschool check js-101
      janeschool check --sarif > findings.sarif
      janeschool check --explain S101
    """
    from janeschool_scorm import choose, releases, show
    from janeschool_scorm.problems import errors

    if explain:
        _explain(explain)
        return
    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif exclude each other")
    folders = choose.folders(courses, source)
    if fix_slots:
        _fix_slots(folders)
    released = releases.read(source).releases
    found = choose.checked(folders, source, options.day(as_of), released)
    if as_sarif:
        click.echo(show.problems_sarif(found.problems))
    else:
        say.problems(found.problems, as_json)
    faults = len(errors(found.problems))
    warnings = len(found.problems) - faults
    count = f"{len(found.courses)} course(s), {len(found.agencies)} agency file(s)"
    click.echo(f"{count}: {faults} fault(s), {warnings} warning(s)", err=True)
    if faults:
        sys.exit(1)


def _fix_slots(folders: Iterable[Path]) -> None:
    from janeschool_scorm.load import load_course
    from janeschool_scorm.slots import slots_text
    from janeschool_scorm.whole import write_whole

    for folder in folders:
        loaded = load_course(folder)
        if loaded.course is None or not loaded.whole:
            click.echo(f"{folder}/slots.yaml: mend the faults below first", err=True)
            continue
        path, text = folder / "slots.yaml", slots_text(loaded.course)
        if loaded.texts.get(str(path)) != text:
            write_whole(path, text.encode())
            click.echo(f"{path}: written", err=True)


def _explain(code: str) -> None:
    from janeschool_scorm import show
    from janeschool_scorm.codes import CODES
    from janeschool_scorm.problems import did_you_mean

    if code.upper() not in CODES:
        hint = did_you_mean(code.upper(), CODES)
        raise click.UsageError(f"no code '{code}'{hint}")
    click.echo(show.explanation(code))
