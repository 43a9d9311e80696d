"""`janeschool recall`: who holds a story, packages without it, and notices to all of them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from janeschool_scorm.cli import options, say

if TYPE_CHECKING:
    from janeschool_scorm.model import Story
    from janeschool_scorm.recall import Recall


@click.command()
@click.argument("story", metavar="STORY")
@click.option(
    "--rebuild",
    is_flag=True,
    help="Build every package that holds it again, with the replacement lesson.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a notice for each office that holds it into this folder.",
)
@click.option(
    "--due-days",
    type=click.IntRange(0, 365),
    default=14,
    show_default=True,
    help="Days that a first notice gives.",
)
@options.dist
@options.source
@options.as_of
@options.json
def recall(
    story: str,
    rebuild: bool,
    out: Path | None,
    due_days: int,
    dist: Path,
    source: Path,
    as_of: datetime | None,
    as_json: bool,
) -> None:
    """Name every package that holds a story: in dist/, and in the hands of agencies.

    Write `revoked:` into stories.yaml first. --rebuild then makes the same packages with
    the replacement lesson, and --out makes for each office a page and a mail that ask to
    replace its files; that they were made is written into course_src/releases.jsonl.

    Exit code 0 when nobody holds it any more, 1 while someone may.

    \b
    Example:
      janeschool recall story-a
      janeschool recall story-a --rebuild
      janeschool recall story-a --out notices --due-days 7
      janeschool recall story-a --json
    """
    from janeschool_scorm import show_releases

    day = options.day(as_of)
    found = _found(story, dist, source, as_of)
    built = _rebuilt(found, dist, source, day, as_json) if rebuild else []
    if built:
        found = _found(story, dist, source, as_of)
    written = []
    if out is not None:
        written = _notices(found, out, source, day, due_days)
        found = _found(story, dist, source, as_of)
    if as_json:
        facts = show_releases.recall_json(found, day)
        made = {"rebuilt": built, "notices": list(map(str, written))}
        click.echo(json.dumps({**facts, **made}, indent=2))
    else:
        for path in written:
            click.echo(str(path))
        for line in show_releases.recall_lines(found, day, source=source, dist=dist):
            click.echo(line)
    if not found.complete:
        sys.exit(1)


def _found(story: str, dist: Path, source: Path, as_of: datetime | None) -> Recall:
    """Where the story is. A story without any trace is a slip of the keyboard."""
    from janeschool_scorm import recall as recalls
    from janeschool_scorm import releases
    from janeschool_scorm.bundles import read_list

    entries, known = _entries(source, story)
    standing = read_list(dist)
    found = recalls.recall(
        story,
        standing,
        releases.read(source),
        entries,
        as_of=as_of.date() if as_of else None,
        unlisted=recalls.unlisted(dist, standing),
    )
    if not found.known:
        _unknown(story, known)
    return found


def _entries(source: Path, story: str) -> tuple[dict[str, Story], list[str]]:
    """Course -> its entry of the story; and the names of all stories."""
    from janeschool_scorm.load import consents

    every = consents(source)
    names = [name for stories in every.values() for name in stories]
    return {k: each[story] for k, each in every.items() if story in each}, names


def _unknown(story: str, known: Sequence[str]) -> None:
    from janeschool_scorm.problems import did_you_mean

    hint = did_you_mean(story, known)
    text = f"no story '{story}' in any stories.yaml, package or release{hint}"
    raise click.UsageError(text)


def _rebuilt(
    found: Recall, dist: Path, source: Path, day: date, as_json: bool
) -> list[str]:
    """The paths of the packages that were built in the place of those that hold it.

    Nothing is built where a course has a fault, or would tell the story again.
    """
    from janeschool_scorm import choose, rebuild, releases
    from janeschool_scorm.build import build as build_plans
    from janeschool_scorm.load import course_folders
    from packagers import TARGETS

    labels = rebuild.held(found)
    there = {path.name: path for path in course_folders(source)}
    folders = [there[x] for x in sorted({x.course for x in labels}) if x in there]
    released = releases.read(source).releases
    checked = choose.checked(folders, source, day, released)
    made = rebuild.rebuild(labels, checked, TARGETS)
    say.stop_on_faults(made.faults, as_json)
    _refuse(rebuild.still_told(made.plans, found.story), found.story, source, day)
    for sentence in made.impossible:
        click.echo(f"Not built again: {sentence}", err=True)
    jobs = os.cpu_count() or 1
    with closing(
        build_plans(made.plans, dist=dist, targets=TARGETS, jobs=jobs)
    ) as done:
        watched = say.with_progress(done, len(made.plans))
        if as_json:
            return [str(bundle.path) for bundle in watched]
        return [str(dist / shown.path) for shown in say.bundles(watched, dist, False)]


def _refuse(courses: Sequence[str], story: str, source: Path, day: date) -> None:
    if courses:
        places = ", ".join(str(source / x / "stories.yaml") for x in courses)
        raise click.ClickException(
            f"{', '.join(courses)} would tell '{story}' again. Write `revoked: {day}` or "
            f"`use_replacement: true` under {story} in {places}, or, for a placeholder, "
            "put another lesson in its place; then try again"
        )


def _notices(
    found: Recall, out: Path, source: Path, day: date, due_days: int
) -> list[Path]:
    """Write the notices, then that they were made; returns the paths of the files."""
    from janeschool_scorm import notice, releases
    from janeschool_scorm.load import agencies
    from janeschool_scorm.whole import write_whole

    known = agencies(source)
    wanted = notice.notices(found, known, day + timedelta(days=due_days))
    paths = []
    for name, data in notice.files(wanted, known, day):
        paths.append(out / name)
        write_whole(paths[-1], data)
    told = {x.release.id for x in found.copies if x.notice}
    for each in wanted:
        new = [x for x in each.releases if x not in told]
        releases.note(source, new, found.story, due=each.due, now=datetime.now(UTC))
    if not wanted:
        click.echo(
            "No office has anything left to do: no notice was written.", err=True
        )
    return paths
