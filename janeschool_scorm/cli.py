"""The `janeschool` commands. The only file that prints or exits, and imports packagers.

Imports of everything but click stand inside the commands, so that `--help` is quick.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from janeschool_scorm import __version__

if TYPE_CHECKING:
    from janeschool_scorm.build import Bundle
    from janeschool_scorm.edition import Purpose
    from janeschool_scorm.problems import Problem
    from janeschool_scorm.target import Target


class _Commands(click.Group):
    """Turns what the outside world does into one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        from janeschool_scorm.problems import OutsideError

        try:
            return super().invoke(ctx)
        except OutsideError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            text = "stopped by Ctrl-C: what is finished stays, nothing is half written"
            raise click.ClickException(text) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="janeschool")
def commands() -> None:
    """Compile course folders to packages for learning management systems.

    \b
    Example:
      janeschool check js-101
      janeschool build js-101 --agency example-county
    """


_source = click.option(
    "--source",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("course_src"),
    show_default=True,
    help="Folder that holds the courses and agencies/.",
)
_as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day on which consents must hold, as 2026-11-21. [default: today]",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
_course_argument = click.argument("courses", nargs=-1, metavar="[COURSE...]")


@commands.command()
@_course_argument
@_source
@_as_of
@_json
@click.option("--fix-slots", is_flag=True, help="Give new ids a place in slots.yaml.")
@click.option("--explain", metavar="CODE", help="Say what a code means, and why.")
def check(
    courses: tuple[str, ...],
    source: Path,
    as_of: datetime | None,
    as_json: bool,
    fix_slots: bool,
    explain: str | None,
) -> None:
    """Name every fault of courses and agencies, with file, line and column.

    COURSE is an id, or a folder; without one, all courses are checked. Nothing is
    written, but for slots.yaml with --fix-slots. Exit code 1 if there are faults.

    \b
    Example:
      janeschool check js-101
      janeschool check --explain S101
    """
    from janeschool_scorm import choose
    from janeschool_scorm.problems import errors

    if explain:
        _explain(explain)
        return
    folders = choose.folders(courses, source)
    if fix_slots:
        _fix_slots(folders)
    found = choose.checked(folders, source, _day(as_of))
    _show_problems(found.problems, as_json)
    faults = len(errors(found.problems))
    warnings = len(found.problems) - faults
    count = f"{len(found.courses)} course(s), {len(found.agencies)} agency file(s)"
    click.echo(f"{count}: {faults} fault(s), {warnings} warning(s)", err=True)
    if faults:
        sys.exit(1)


@commands.command()
@_course_argument
@_source
@_as_of
@click.option("--target", "targets", multiple=True, help="Target; default: every one.")
@click.option(
    "--agency", "names", multiple=True, help="Agency id, or `all`. [default: default]"
)
@click.option("--language", "languages", multiple=True, help="Only these languages.")
@click.option(
    "--dist",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist"),
    show_default=True,
    help="Folder for finished packages.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="Processes that build side by side. [default: one for each core]",
)
@click.option(
    "--reviewer",
    is_flag=True,
    help="Editions that show all answers, hold nobody up and record nothing.",
)
@click.option(
    "--self-test",
    is_flag=True,
    help="Instead of courses, one package for each agency that tests its LMS.",
)
@click.option(
    "--check-ins",
    is_flag=True,
    help="Also each check-in of a course as a package of its own.",
)
@_json
def build(
    courses: tuple[str, ...],
    source: Path,
    as_of: datetime | None,
    targets: tuple[str, ...],
    names: tuple[str, ...],
    languages: tuple[str, ...],
    dist: Path,
    jobs: int | None,
    reviewer: bool,
    self_test: bool,
    check_ins: bool,
    as_json: bool,
) -> None:
    """Build packages into dist/: every course, every target, the default agency.

    A course with a fault is not built. Each package appears when it is whole; one whose
    content has not changed is left as it stands.

    \b
    Example:
      janeschool build
      janeschool build js-101 --target scorm12 --agency all
      janeschool build js-101 --check-ins
      janeschool build js-101 --reviewer
      janeschool build --self-test --agency all
    """
    from janeschool_scorm import choose
    from janeschool_scorm.build import build as build_plans
    from packagers import TARGETS

    wanted = _targets(targets)
    purpose = _purpose(courses, reviewer, self_test)
    folders = [] if self_test else choose.folders(courses, source)
    found = choose.checked(folders, source, _day(as_of))
    chosen = choose.agencies(found.agencies, names)
    plans = choose.plans(
        found.courses, chosen, wanted, languages, purpose, with_check_ins=check_ins
    )
    concerns = choose.plan_problems(plans)
    _stop_on_faults([*found.problems, *concerns], as_json)
    for warning in concerns:
        click.echo(str(warning), err=True)
    if not plans:
        within = f" in {', '.join(languages)}" if languages else ""
        raise click.UsageError(f"nothing to build{within} for these targets")
    jobs = jobs or os.cpu_count() or 1
    bundles = build_plans(plans, dist=dist, targets=TARGETS, jobs=jobs)
    # Closed whatever happens, Ctrl-C too: workers finish what they are writing.
    with closing(bundles):
        _show_bundles(_with_progress(bundles, len(plans)), as_json)


@commands.command()
@click.argument("course_id", metavar="COURSE_ID")
@_source
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


@commands.command()
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


@commands.command()
@_json
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


@commands.command()
@click.argument("course", metavar="COURSE")
@_source
@_json
def worksheet(course: str, source: Path, as_json: bool) -> None:
    """Print the length worksheet: the minutes that words and media prove.

    \b
    Example:
      janeschool worksheet js-101
    """
    from rich.console import Console

    from janeschool_scorm import choose, show
    from janeschool_scorm.edition import editions
    from janeschool_scorm.worksheet import worksheet as sheet_of

    folders = choose.folders((course,), source)
    found = choose.checked(folders, source, date.today())
    _stop_on_faults(found.problems, as_json)
    agency = choose.agencies(found.agencies, ())
    edition = editions(found.courses[0], agency)[0]
    sheet = sheet_of(edition)
    if as_json:
        facts = show.worksheet_json(sheet) | show.weight_json(edition)
        click.echo(json.dumps(facts, indent=2))
        return
    Console().print(show.worksheet_table(sheet))
    click.echo(show.worksheet_sum(sheet))
    click.echo(show.weight_line(edition))


# --- what the commands share -----------------------------------------------------------


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else date.today()


def _is_id(text: str) -> bool:
    from janeschool_scorm.model import IS_ID

    return bool(IS_ID.match(text)) and len(text) <= 32


def _purpose(courses: Sequence[str], reviewer: bool, self_test: bool) -> Purpose:
    if self_test and (courses or reviewer):
        raise click.UsageError("--self-test stands alone: it has no course in it")
    return "self-test" if self_test else "reviewer" if reviewer else "learner"


def _targets(names: Sequence[str]) -> list[Target]:
    from janeschool_scorm.problems import did_you_mean
    from packagers import TARGETS

    for name in names:
        if name not in TARGETS:
            hint = did_you_mean(name, TARGETS)
            raise click.UsageError(
                f"no target '{name}'{hint} See `janeschool targets`."
            )
    return [TARGETS[name] for name in names or TARGETS]


def _fix_slots(folders: Iterable[Path]) -> None:
    from janeschool_scorm.archive import write_whole
    from janeschool_scorm.load import load_course
    from janeschool_scorm.slots import slots_text

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
    from janeschool_scorm.problems import CODES, did_you_mean

    if code.upper() not in CODES:
        hint = did_you_mean(code.upper(), CODES)
        raise click.UsageError(f"no code '{code}'{hint}")
    click.echo(show.explanation(code))


def _show_problems(problems: Sequence[Problem], as_json: bool) -> None:
    from janeschool_scorm import show

    if as_json:
        click.echo(json.dumps([show.problem_json(each) for each in problems], indent=2))
        return
    for problem in problems:
        click.echo(str(problem))


def _stop_on_faults(problems: Sequence[Problem], as_json: bool) -> None:
    from janeschool_scorm.problems import errors

    faults = errors(problems)
    if faults:
        _show_problems(faults, as_json)
        click.echo("Nothing was written: mend these faults first.", err=True)
        sys.exit(1)


def _show_bundles(bundles: Iterable[Bundle], as_json: bool) -> None:
    from janeschool_scorm import show

    if as_json:
        click.echo(json.dumps([show.bundle_json(each) for each in bundles], indent=2))
        return
    for bundle in bundles:
        click.echo(str(bundle.path))
        click.echo(show.bundle_line(bundle), err=True)


def _with_progress(bundles: Iterable[Bundle], count: int) -> Iterable[Bundle]:
    """A progress bar where someone watches and there is something to watch."""
    if count < 2 or not sys.stderr.isatty():
        yield from bundles
        return
    with click.progressbar(bundles, length=count, file=sys.stderr) as bar:
        yield from bar


def main() -> None:
    """The console script `janeschool`."""
    commands()
