"""What the commands print: results on standard output, messages on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from janeschool_scorm.build import Bundle
    from janeschool_scorm.problems import Problem


def problems(found: Sequence[Problem], as_json: bool) -> None:
    """One line for each, or a JSON array."""
    from janeschool_scorm import show

    if as_json:
        click.echo(json.dumps([show.problem_json(each) for each in found], indent=2))
        return
    for problem in found:
        click.echo(str(problem))


def stop_on_faults(found: Sequence[Problem], as_json: bool) -> None:
    """Print the faults and leave with exit code 1, if there are any."""
    from janeschool_scorm.problems import errors

    faults = errors(found)
    if faults:
        problems(faults, as_json)
        click.echo("Nothing was written: mend these faults first.", err=True)
        sys.exit(1)


def bundles(done: Iterable[Bundle], as_json: bool) -> None:
    """The path of each package as it is done, with a line about it on standard error."""
    from janeschool_scorm import show

    if as_json:
        click.echo(json.dumps([show.bundle_json(each) for each in done], indent=2))
        return
    for bundle in done:
        click.echo(str(bundle.path))
        click.echo(show.bundle_line(bundle), err=True)


def with_progress(bundles: Iterable[Bundle], count: int) -> Iterable[Bundle]:
    """A progress bar where someone watches and there is something to watch."""
    if count < 2 or not sys.stderr.isatty():
        yield from bundles
        return
    with click.progressbar(bundles, length=count, file=sys.stderr) as bar:
        yield from bar
