"""`janeschool validate`: what is wrong with a package, whoever made it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from janeschool_scorm.cli import options

if TYPE_CHECKING:
    from janeschool_scorm.validate.finding import Finding
    from janeschool_scorm.validate.verdict import Verdict

#: Above this, someone who watches is told which package is being read.
_LONG = 20_000_000


@click.command()
@click.argument(
    "packages", nargs=-1, metavar="PACKAGE...", type=click.Path(path_type=Path)
)
@options.json
@options.sarif
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    help="Only codes that begin so, as F or M03. May be repeated, or joined by commas.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    help="No codes that begin so. May be repeated, or joined by commas.",
)
@click.option("--strict", is_flag=True, help="Exit code 1 on warnings too.")
@click.option("--explain", metavar="CODE", help="Say what a code means, and why.")
def validate(
    packages: tuple[Path, ...],
    as_json: bool,
    as_sarif: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    explain: str | None,
) -> None:
    """Name every fault of packages: zips or folders, from any tool.

    SCORM 1.2, SCORM 2004, cmi5 and xAPI packages. They are read as if made to harm:
    nothing is unpacked to the disk or fetched. Exit code 1 if there are errors.

    \b
    Example:
      janeschool validate dist/js-101/1.0.0/*.zip
      janeschool validate course.zip --ignore W --sarif > findings.sarif
      janeschool validate --explain F103
    """
    if explain:
        click.echo(_explained(explain))
        return
    if not packages:
        raise click.UsageError("name a package: a zip, or the folder that is packed")
    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif exclude each other")
    wanted, unwanted = _prefixes(select), _prefixes(ignore)
    rows = []
    for package, verdict in _judged(packages):
        shown = _chosen(verdict, wanted, unwanted)
        rows.append((package, verdict, shown))
        if not (as_json or as_sarif):
            _print(package, verdict, shown)
    _machines(rows, as_json, as_sarif)
    grave = ("error", "warning") if strict else ("error",)
    if any(one.severity in grave for _, _, shown in rows for one in shown):
        sys.exit(1)


def _judged(packages: Sequence[Path]) -> Iterator[tuple[Path, Verdict]]:
    from janeschool_scorm.validate.verdict import validated

    for number, package in enumerate(packages, 1):
        if sys.stderr.isatty() and _is_long(package, packages):
            name = click.format_filename(package)
            click.echo(f"reading {name} ({number} of {len(packages)}) ...", err=True)
        yield package, validated(package)


def _is_long(package: Path, packages: Sequence[Path]) -> bool:
    try:
        return len(packages) > 10 or package.stat().st_size > _LONG
    except OSError:
        return False


def _chosen(
    verdict: Verdict, wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> list[Finding]:
    return [
        one
        for one in verdict.findings
        if (not wanted or one.code.startswith(wanted))
        and not (unwanted and one.code.startswith(unwanted))
    ]


def _print(package: Path, verdict: Verdict, shown: Sequence[Finding]) -> None:
    """Findings are the result; what it is and how many there are stands beside it."""
    from janeschool_scorm.validate import show

    for finding in shown:
        click.echo(show.line(package, finding))
    click.echo(show.summary(package, verdict, shown), err=True)


def _machines(
    rows: Sequence[tuple[Path, Verdict, Sequence[Finding]]],
    as_json: bool,
    as_sarif: bool,
) -> None:
    from janeschool_scorm.validate import show

    if as_json:
        listed = [show.as_json(*row) for row in rows]
        click.echo(json.dumps(listed, indent=2))
    if as_sarif:
        click.echo(show.as_sarif((package, shown) for package, _, shown in rows))


def _prefixes(given: Sequence[str]) -> tuple[str, ...]:
    """Beginnings of codes. Raises `UsageError` for one that no code has."""
    from janeschool_scorm.problems import did_you_mean
    from janeschool_scorm.validate.rules import RULES

    asked = [word.strip().upper() for words in given for word in words.split(",")]
    for word in asked:
        if not word or not any(code.startswith(word) for code in RULES):
            hint = did_you_mean(word, RULES)
            raise click.UsageError(f"no code begins with '{word}'{hint}")
    return tuple(asked)


def _explained(code: str) -> str:
    from janeschool_scorm.problems import did_you_mean
    from janeschool_scorm.validate import show
    from janeschool_scorm.validate.rules import RULES

    if code.upper() not in RULES:
        hint = did_you_mean(code.upper(), RULES)
        raise click.UsageError(f"no code '{code}'{hint}")
    return show.explanation(code.upper())
