"""`janeschool build`: courses -> packages in dist/."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from janeschool_scorm.cli import options, say

if TYPE_CHECKING:
    from janeschool_scorm.edition import Purpose
    from janeschool_scorm.target import Target


@click.command()
@options.course_argument
@options.source
@options.as_of
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
@options.json
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
    from janeschool_scorm import stamp

    asked = _asked(options.day(as_of))
    before = stamp.inputs(source, courses)
    if known := stamp.done(dist, asked, before):
        say.unchanged(known, dist, as_json)
        return

    from janeschool_scorm import choose
    from janeschool_scorm.build import build as build_plans
    from packagers import TARGETS

    wanted = _targets(targets)
    purpose = _purpose(courses, reviewer, self_test)
    folders = [] if self_test else choose.folders(courses, source)
    found = choose.checked(folders, source, options.day(as_of))
    chosen = choose.agencies(found.agencies, names)
    plans = choose.plans(
        found.courses, chosen, wanted, languages, purpose, with_check_ins=check_ins
    )
    concerns = choose.plan_problems(plans)
    say.stop_on_faults([*found.problems, *concerns], as_json)
    for warning in concerns:
        click.echo(str(warning), err=True)
    if not plans:
        within = f" in {', '.join(languages)}" if languages else ""
        raise click.UsageError(f"nothing to build{within} for these targets")
    jobs = jobs or os.cpu_count() or 1
    bundles = build_plans(plans, dist=dist, targets=TARGETS, jobs=jobs)
    # Closed whatever happens, Ctrl-C too: workers finish what they are writing.
    with closing(bundles):
        shown = say.bundles(say.with_progress(bundles, len(plans)), dist, as_json)
    done = stamp.Done(shown, tuple(map(str, concerns)))
    stamp.save(dist, asked, before, done)


def _asked(day: date) -> dict[str, object]:
    """The options that decide what is built, as JSON knows them."""
    given = click.get_current_context().params
    silent = ("as_json", "jobs", "dist", "as_of")
    words = {key: value for key, value in given.items() if key not in silent}
    words["source"] = str(Path(given["source"]).absolute())
    return {**words, "day": day.isoformat()}


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
