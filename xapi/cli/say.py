"""Say what happened: faults in one sentence, progress, the width of the screen."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from xapi.problems import RecordsError

if TYPE_CHECKING:
    from rich.progress import ProgressColumn

    from xapi.collect import Progress
    from xapi.database import Table
    from xapi.intake import Loaded
    from xapi.problems import Problem

_EXTRA: Final = (
    *("duckdb", "xlsxwriter", "msgspec", "orjson", "backports"),
    *("python_calamine", "tzdata", "icalendar"),
    *("typst", "pyhanko", "cryptography", "asn1crypto"),
)
_ENGINES: Final = ("chdb", "pyspark", "sqlglot")
#: seconds after which work shows its progress
_PATIENCE: Final = 1.0
#: problems printed one by one
_PRINTED: Final = 20


@contextmanager
def faults_in_words(aftermath: str = "") -> Iterator[None]:
    """Say in one sentence what the world outside did; our own bugs go through."""
    try:
        yield
    except RecordsError as error:
        raise click.ClickException(str(error)) from error
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name not in (*_EXTRA, *_ENGINES):
            raise
        extra = "engines" if name in _ENGINES else "report"
        raise click.ClickException(
            f"{name} is missing: install it with "
            f"pip install 'janeschool-scorm[{extra}]'."
        ) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        reason = f"{place}{error.strerror or error}. {aftermath}"
        raise click.ClickException(reason.strip()) from error


@contextmanager
def stopping_in_words(
    left: str = "Nothing of the file at hand was loaded: run the command again.",
) -> Iterator[None]:
    """Say what Ctrl-C left behind."""
    try:
        yield
    except KeyboardInterrupt:
        raise click.ClickException(f"Stopped. {left}") from None


@contextmanager
def bar(path: Path) -> Iterator["Progress"]:
    """Give a function that draws progress once the work has taken a second."""
    if not sys.stderr.isatty() or not path.is_file():
        yield lambda done, count: None
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]:,.0f} statements/s")
    name = TextColumn("{task.description}")
    columns = (name, BarColumn(), rate, TimeRemainingColumn())
    with _drawn(columns, path.name, path.stat().st_size) as progress:
        yield progress


@contextmanager
def counter(what: str) -> Iterator[Callable[[int], None]]:
    """Give a function that draws how many have come, and how many in a second."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    text = TextColumn("{task.completed:,.0f} " + what + ", {task.fields[rate]:,.0f}/s")
    columns = (SpinnerColumn(), text, TimeElapsedColumn())
    with _drawn(columns, what, None) as progress:
        yield lambda count: progress(count, count)


@contextmanager
def steps(what: str, total: int) -> Iterator["Progress"]:
    """Give a function that draws how many of a known number are done."""
    if not sys.stderr.isatty():
        yield lambda done, count: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    name = TextColumn("{task.description}")
    columns = (name, BarColumn(), MofNCompleteColumn(), Remaining())
    with _drawn(columns, what, total) as progress:
        yield progress


@contextmanager
def _drawn(
    columns: "Sequence[ProgressColumn]", name: str, total: int | None
) -> Iterator["Progress"]:
    """The columns on a terminal: shown late, and gone when the work is done."""
    from rich.console import Console
    from rich.progress import Progress

    begun = time.monotonic()
    drawn = Progress(*columns, console=Console(stderr=True), transient=True)
    task = drawn.add_task(name, total=total, rate=0.0)

    def progress(done: int, count: int) -> None:
        passed = time.monotonic() - begun
        if passed > _PATIENCE:
            drawn.start()
            drawn.update(task, completed=done, rate=count / passed)

    try:
        yield progress
    finally:
        drawn.stop()


def outcome(loaded: "Loaded", place: str, name: Callable[["Problem"], str]) -> None:
    """Say what came of a load: its first problems, each by `name`, and the counts."""
    for problem in loaded.problems[:_PRINTED]:
        click.echo(name(problem), err=True)
    if loaded.quarantined > _PRINTED:
        hidden = loaded.quarantined - min(_PRINTED, len(loaded.problems))
        click.echo(f"{place}: and {hidden:,} more", err=True)
    click.echo(f"{place}: {_summary(loaded)}", err=True)


def _summary(loaded: "Loaded") -> str:
    parts = [f"{loaded.read:,} read", f"{loaded.added:,} added"]
    if loaded.repeated:
        parts.append(f"{loaded.repeated:,} known already")
    if loaded.quarantined:
        parts.append(f"{loaded.quarantined:,} in quarantine")
    if loaded.left_out:
        parts.append(f"{loaded.left_out:,} of people who were erased left out")
    if loaded.renamed:
        parts.append(f"{loaded.renamed:,} of which only a token was kept")
    return ", ".join(parts)


def screen_width() -> int | None:
    """Return the terminal's width; None when the output goes elsewhere."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return shutil.get_terminal_size().columns
    return None


def rows(table: "Table", form: str, *, bom: bool = False) -> None:
    """Print what a query gave: as a table for the screen, as csv or json."""
    from xapi import output

    if form == "table":
        text = output.as_table(table, screen_width(), colour=sys.stdout.isatty())
    else:
        csv = form == "csv"
        text = output.as_csv(table, bom=bom) if csv else output.as_json(table)
    click.echo(text, nl=False)
