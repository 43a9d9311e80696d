"""`janeschool release`: who holds which package."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from janeschool_scorm.cli import options

if TYPE_CHECKING:
    from janeschool_scorm.bundles import Standing
    from janeschool_scorm.releases import Answer


@click.command()
@click.argument(
    "files", nargs=-1, metavar="[FILE...]", type=click.Path(path_type=Path, exists=True)
)
@click.option("--course", help="Instead of files: the newest packages of this course,")
@click.option("--agency", help="for this agency,")
@click.option("--target", help="for this target,")
@click.option("--language", help="in this language.")
@click.option("--to", metavar="WHO", help="Whom they are handed to: an office, a role.")
@click.option(
    "--acknowledge", "got", multiple=True, metavar="ID", help="The agency has it."
)
@click.option(
    "--removed",
    "gone",
    multiple=True,
    metavar="ID",
    help="The agency has taken it out of its LMS.",
)
@click.option("--by", metavar="WHO", help="Who said so.")
@click.option("--list", "as_list", is_flag=True, help="Print what was handed over.")
@options.dist
@options.source
@options.as_of
@options.json
def release(
    files: tuple[Path, ...],
    course: str | None,
    agency: str | None,
    target: str | None,
    language: str | None,
    to: str | None,
    got: tuple[str, ...],
    gone: tuple[str, ...],
    by: str | None,
    as_list: bool,
    dist: Path,
    source: Path,
    as_of: datetime | None,
    as_json: bool,
) -> None:
    """Write down which package was handed to whom, in course_src/releases.jsonl.

    A demonstration is refused, and so is a story whose consent does not hold today.

    \b
    Example:
      janeschool release dist/js-101/1.1.0/js-101-1.1.0-example-county-en-scorm12.zip --to "Example County, diversion desk"
      janeschool release --course js-101 --agency example-county --to "Example County"
      janeschool release --acknowledge 3f9a21bc --by "Diversion desk, by mail"
      janeschool release --list
    """
    wanted = {"course": course, "agency": agency, "target": target}
    chosen = {**wanted, "language": language}
    handed = bool(files or any(chosen.values()))
    if handed + bool(got) + bool(gone) + as_list != 1:
        raise click.UsageError(
            "one thing at a time: packages, --acknowledge, --removed or --list"
        )
    if handed:
        if not to:
            raise click.UsageError("say with --to whom they are handed to")
        packages = _packages(files, chosen, dist)
        _hand_over(packages, to, dist, source, as_of, as_json)
    elif got:
        _answer(source, got, "acknowledged", by)
    elif gone:
        _answer(source, gone, "removed", by)
    else:
        _list(source, as_json)


def _packages(
    files: Sequence[Path], chosen: dict[str, str | None], dist: Path
) -> list[Standing]:
    from janeschool_scorm import handover
    from janeschool_scorm.bundles import read_list

    if files and any(chosen.values()):
        raise click.UsageError("name files, or say which; not both")
    listed = read_list(dist)
    if files:
        return [handover.of_file(each, listed) for each in files]
    found = handover.chosen(listed, **chosen)
    if not found:
        said = ", ".join(f"{key} {value}" for key, value in chosen.items() if value)
        raise click.ClickException(f"no package in {dist}/ for {said}: build it first")
    return found


def _hand_over(
    packages: Sequence[Standing],
    to: str,
    dist: Path,
    source: Path,
    as_of: datetime | None,
    as_json: bool,
) -> None:
    from janeschool_scorm import handover, releases, show_releases
    from janeschool_scorm.load import consents

    known, day = releases.read(source).releases, options.day(as_of)
    refused = handover.refusals(packages, dist, consents(source), day, known)
    if refused:
        for sentence in refused:
            click.echo(sentence)
        click.echo("Nothing was written down.", err=True)
        sys.exit(1)
    done = releases.hand_over(source, packages, to=to, now=datetime.now(UTC))
    if as_json:
        click.echo(json.dumps([show_releases.release_json(x) for x in done], indent=2))
        return
    for each in done:
        click.echo(f"{each.id}  {each.file}")
    click.echo(
        f"Written to {source / releases.NAME}: keep it in git. When {to} answers: "
        f"janeschool release --acknowledge {done[0].id} --by WHO",
        err=True,
    )


def _answer(source: Path, ids: Sequence[str], what: Answer, by: str | None) -> None:
    from janeschool_scorm import releases
    from janeschool_scorm.problems import did_you_mean

    if not by:
        raise click.UsageError("say with --by who said so")
    register = releases.read(source)
    known = [each.id for each in register.releases]
    for each in ids:
        if each not in known:
            hint = did_you_mean(each, known)
            raise click.UsageError(f"no release '{each}' in {register.path}{hint}")
    releases.answer(source, ids, what, by=by, now=datetime.now(UTC))
    click.echo(f"{what}: {', '.join(ids)}", err=True)


def _list(source: Path, as_json: bool) -> None:
    from janeschool_scorm import releases, show_releases

    register = releases.read(source)
    if as_json:
        rows = [show_releases.release_json(each) for each in register.releases]
        click.echo(json.dumps(rows, indent=2))
    else:
        for each in register.releases:
            click.echo(show_releases.release_line(each))
    _broken(register.broken)


def _broken(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(line, err=True)
    if lines:
        sys.exit(1)
