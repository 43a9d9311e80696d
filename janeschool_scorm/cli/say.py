"""What the commands print: results on standard output, messages on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from janeschool_scorm.build import Bundle
    from janeschool_scorm.problems import Problem
    from janeschool_scorm.stamp import Done, Shown


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


def beside(
    faults: Sequence[Problem], warnings: Iterable[Problem], as_json: bool
) -> None:
    """What is wrong where the rest is built all the same; with JSON it comes at the end."""
    if faults and not as_json:
        problems(faults, as_json)
        text = "What these faults touch is not built. The rest is:"
        click.echo(text, err=True)
    for warning in warnings:
        click.echo(str(warning), err=True)


def bundles(
    done: Iterable[Bundle], dist: Path, as_json: bool, faults: Sequence[Problem] = ()
) -> tuple[Shown, ...]:
    """Each package as it is done: its path, with a line about it on standard error.

    As JSON at the end: an array, or with faults an object of `problems` and `bundles`.
    """
    from janeschool_scorm import show
    from janeschool_scorm.stamp import Shown

    said = []
    for bundle in done:
        path = bundle.path.relative_to(dist).as_posix()
        facts = show.bundle_json(bundle)
        said.append(Shown(path, show.bundle_line(bundle), facts))
        if not as_json:
            _bundle(said[-1], dist)
    if as_json:
        _as_json(said, dist, faults)
    return tuple(said)


def unchanged(done: Done, dist: Path, as_json: bool) -> None:
    """What a build said that need not be repeated."""
    for warning in done.warnings:
        click.echo(warning, err=True)
    if as_json:
        _as_json(done.shown, dist)
        return
    for each in done.shown:
        _bundle(each, dist)


def _bundle(said: Shown, dist: Path) -> None:
    click.echo(str(dist / said.path))
    click.echo(said.line, err=True)


def _as_json(said: Iterable[Shown], dist: Path, faults: Sequence[Problem] = ()) -> None:
    from janeschool_scorm import show

    paths = [{**each.facts, "path": str(dist / each.path)} for each in said]
    if not faults:
        click.echo(json.dumps(paths, indent=2))
        return
    both = {"problems": [show.problem_json(each) for each in faults], "bundles": paths}
    click.echo(json.dumps(both, indent=2))


def with_progress(bundles: Iterable[Bundle], count: int) -> Iterable[Bundle]:
    """A progress bar where someone watches and there is something to watch."""
    if count < 2 or not sys.stderr.isatty():
        yield from bundles
        return
    with click.progressbar(bundles, length=count, file=sys.stderr) as bar:
        yield from bar
