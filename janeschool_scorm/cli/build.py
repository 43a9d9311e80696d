"""`janeschool build`: courses -> packages in dist/."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from janeschool_scorm.cli import options, say

if TYPE_CHECKING:
    from janeschool_scorm.choose import Plan
    from janeschool_scorm.edition import Purpose
    from janeschool_scorm.problems import Problem
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
@options.dist
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
@click.option(
    "--cohort-starts",
    type=options.DAY,
    help="Moodle course for a group: check-ins open on days counted from this one.",
)
@click.option(
    "--units",
    type=click.Choice(["course", "module"]),
    help="One package for a course, or for each module; in cmi5 one with a unit for "
    "each. [default: the agency's file]",
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
    cohort_starts: datetime | None,
    units: str | None,
    as_json: bool,
) -> None:
    """Build packages into dist/: every course, every target, the default agency.

    A course or an agency with a fault is not built; the others are, and the exit code
    is 1. With --json the packages are an array then, and with faults an object of
    `problems` and `bundles`. Each package appears when it is whole; one whose content
    has not changed is left as it stands. Targets are those of the agency's file, if it
    names any.

    \b
    Example:
      janeschool build
      janeschool build js-101 --target scorm12 --agency all
      janeschool build js-101 --check-ins
      janeschool build js-101 --target moodle --cohort-starts 2026-12-01
      janeschool build js-101 --units module
      janeschool build js-101 --reviewer
      janeschool build --self-test --agency all
    """
    from janeschool_scorm import stamp

    asked = _asked(options.day(as_of))
    before = stamp.inputs(source, courses)
    if known := stamp.done(dist, asked, before):
        say.unchanged(known, dist, as_json)
        return

    from janeschool_scorm.build import build as build_plans
    from janeschool_scorm.problems import OutsideError
    from packagers import TARGETS

    purpose = _purpose(courses, reviewer, self_test)
    plans, faults, warnings = _planned(purpose)
    if not plans:
        with suppress(OutsideError):
            _say_left_over(dist, source, as_of)
        say.stop_on_faults(faults, as_json)
        within = f" in {', '.join(languages)}" if languages else ""
        raise click.UsageError(f"nothing to build{within} for these targets")
    say.beside(faults, warnings, as_json)
    jobs = jobs or os.cpu_count() or 1
    bundles = build_plans(plans, dist=dist, targets=TARGETS, jobs=jobs)
    # Closed whatever happens, Ctrl-C too: workers finish what they are writing.
    with closing(bundles):
        watched = say.with_progress(bundles, len(plans))
        shown = say.bundles(watched, dist, as_json, faults)
    left = _say_left_over(dist, source, as_of)
    if faults:
        sys.exit(1)
    if not left:  # else it is said again until it is gone
        stamp.save(dist, asked, before, stamp.Done(shown, tuple(map(str, warnings))))


def _say_left_over(dist: Path, source: Path, as_of: datetime | None) -> bool:
    """Name older packages that tell what may not be told any more. Are there any?"""
    from janeschool_scorm import handover
    from janeschool_scorm.bundles import read_list
    from janeschool_scorm.load import consents

    day = options.day(as_of)
    left = handover.left_over(read_list(dist), dist, consents(source), day)
    for sentence in left:
        click.echo(sentence, err=True)
    return bool(left)


def _planned(purpose: Purpose) -> tuple[list[Plan], list[Problem], list[Problem]]:
    """What the command line asks for, as far as it has no fault; faults; warnings.

    A fault of a course or an agency stops only what would be made of it.
    """
    from janeschool_scorm import choose, releases
    from janeschool_scorm.check.stories import SAID
    from janeschool_scorm.problems import errors

    given = click.get_current_context().params
    source, targets = given["source"], _targets(given["targets"])
    folders = [] if purpose == "self-test" else choose.folders(given["courses"], source)
    day, released = options.day(given["as_of"]), releases.read(source).releases
    found = choose.checked(folders, source, day, released)
    files = choose.agencies(found, given["names"])
    wanted = choose.wanted(
        choose.sound(found.course_reads),
        choose.sound(files),
        purpose,
        languages=given["languages"],
        units=given["units"],
    )
    fit, misfits = choose.fitting(wanted)
    cohort = given["cohort_starts"] and given["cohort_starts"].date()
    plans = choose.plans(
        fit,
        targets,
        named=bool(given["targets"]),
        with_check_ins=given["check_ins"],
        cohort=cohort,
    )
    if cohort and plans and not any(target.contains for _, target in plans):
        raise click.UsageError("--cohort-starts: only a Moodle course opens by date")
    plans, losses = choose.possible(plans)
    concerns = sorted({*misfits, *losses})
    own = [problem for read in found.course_reads for problem in read.problems]
    own += [problem for read in files for problem in read.problems]
    warnings = [x for x in concerns if x.severity == "warning"]
    warnings += [x for x in own if x.code in SAID]
    return plans, errors([*own, *concerns]), warnings


def _asked(day: date) -> dict[str, object]:
    """The options that decide what is built, as JSON knows them."""
    given = click.get_current_context().params
    silent = ("as_json", "jobs", "dist", "as_of")
    words = {key: value for key, value in given.items() if key not in silent}
    words["source"] = str(Path(given["source"]).absolute())
    words["cohort_starts"] = str(given["cohort_starts"] or "")
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
