"""`janeschool preview`: play a package, or a course while it is written."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from janeschool_scorm.cli import options

if TYPE_CHECKING:
    from janeschool_scorm.preview.play.run import Running


@click.command()
@click.argument("what", metavar="COURSE|PACKAGE")
@options.source
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=0,
    help="Port. [default: a free one]",
)
@click.option("--agency", default="", help="Of a course: agency id. [default: default]")
@click.option(
    "--language", default="", help="Of a course: language. [default: its first]"
)
@click.option(
    "--target", default="scorm12", show_default=True, help="Of a course: target."
)
@click.option(
    "--allow-windows",
    is_flag=True,
    help="Let the package open windows of its own, which some need. They may go "
    "anywhere.",
)
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
def preview(
    what: str,
    source: Path,
    port: int,
    agency: str,
    language: str,
    target: str,
    allow_windows: bool,
    no_open: bool,
) -> None:
    """Play anybody's package in a pretended LMS, with a log of all it does.

    SCORM 1.2 and 2004, cmi5 and xAPI packages, zip or folder; a course is built first,
    and again whenever it changes. The address is printed, and opened in a browser where
    someone sits at a terminal. Only this machine can open it. Ctrl-C ends it.

    \b
    Example:
      janeschool preview js-101
      janeschool preview js-101 --target cmi5 --language es
      janeschool preview course-from-elsewhere.zip
    """
    import tempfile

    _demand_libraries()
    from janeschool_scorm.preview.play.run import running

    with ExitStack() as stack:
        stack.enter_context(_stoppable())
        room = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        try:
            found = stack.enter_context(running(port, windows=allow_windows))
            if _is_package(Path(what)):
                stack.enter_context(_package(found, Path(what), room))
            else:
                _play_course(found, stack, room)
            _wait(found.address, no_open)
        except KeyboardInterrupt:
            click.echo("Ended.", err=True)


def _demand_libraries() -> None:
    try:
        import janeschool_scorm.preview.play.run  # noqa: F401  only to try it
    except ImportError as error:
        raise click.ClickException(
            "preview needs more libraries: pip install 'janeschool-scorm[preview]'"
        ) from error


@contextmanager
def _stoppable() -> Iterator[None]:
    """Being told to end is the same as Ctrl-C: nothing temporary stays behind."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _is_package(path: Path) -> bool:
    """A file is one, or would be; so is a folder that holds no course of ours."""
    named = path.suffix.lower() in (".zip", ".mbz", ".pif")
    return named or path.is_file() or _is_unpacked(path)


def _is_unpacked(path: Path) -> bool:
    return path.is_dir() and not (path / "course.yaml").is_file()


def _package(running: Running, path: Path, room: Path) -> AbstractContextManager[None]:
    from janeschool_scorm.preview.play.opening import played

    return played(path, room, running.stage)


def _play_course(running: Running, stack: ExitStack, room: Path) -> None:
    from janeschool_scorm import choose
    from janeschool_scorm.preview.play.course import Course, Wanted
    from janeschool_scorm.preview.play.living import Living, watched
    from packagers import TARGETS

    given = click.get_current_context().params
    target = _target(given["target"])
    source = given["source"]
    (folder,) = choose.folders([given["what"]], source)
    wanted = Wanted(folder, source, given["agency"], given["language"], target)
    living = Living(Course(wanted, TARGETS, room), running.stage)
    made = living.build()
    for problem in made.problems:
        click.echo(str(problem), err=True)
    if made.path is None:
        click.echo("Nothing to play yet: it opens when these are mended.", err=True)
    running.stage.asked = living.asked
    watch = [path for path in (folder, source / "agencies") if path.is_dir()]
    stack.enter_context(watched(living, watch))


def _target(name: str) -> str:
    from janeschool_scorm.problems import did_you_mean
    from packagers import TARGETS

    if name not in TARGETS:
        hint = did_you_mean(name, TARGETS)
        raise click.UsageError(f"no target '{name}'{hint} See `janeschool targets`.")
    return name


def _wait(address: str, no_open: bool) -> None:
    import threading
    import webbrowser

    click.echo(address)
    click.echo("Ctrl-C ends the preview.", err=True)
    if not no_open and sys.stdout.isatty():
        webbrowser.open(address)
    threading.Event().wait()
