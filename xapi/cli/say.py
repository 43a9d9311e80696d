"""Say what happened: faults in one sentence, progress, the width of the screen."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from xapi.problems import RecordsError

if TYPE_CHECKING:
    from xapi.collect import Progress

_EXTRA: Final = ("duckdb", "orjson")
#: seconds after which work shows its progress
_PATIENCE: Final = 1.0


@contextmanager
def faults_in_words(aftermath: str = "") -> Iterator[None]:
    """Say in one sentence what the world outside did; our own bugs go through."""
    try:
        yield
    except RecordsError as error:
        raise click.ClickException(str(error)) from error
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        raise click.ClickException(
            f"{error.name} is missing: install it with "
            "pip install 'janeschool-scorm[report]'."
        ) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        reason = f"{place}{error.strerror or error}. {aftermath}"
        raise click.ClickException(reason.strip()) from error


@contextmanager
def stopping_in_words() -> Iterator[None]:
    """Say what Ctrl-C left behind."""
    try:
        yield
    except KeyboardInterrupt:
        raise click.ClickException(
            "Stopped. Nothing of the file at hand was loaded: run the command again."
        ) from None


@contextmanager
def bar(path: Path) -> Iterator["Progress"]:
    """Give a function that draws progress once the work has taken a second."""
    if not sys.stderr.isatty() or not path.is_file():
        yield lambda done, count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    begun, size = time.monotonic(), path.stat().st_size
    rate = TextColumn("{task.fields[rate]:,.0f} statements/s")
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        rate,
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(path.name, total=size, rate=0.0)

    def progress(done: int, count: int) -> None:
        passed = time.monotonic() - begun
        if passed > _PATIENCE:
            bar.start()
            bar.update(task, completed=done, rate=count / passed)

    try:
        yield progress
    finally:
        bar.stop()


def screen_width() -> int | None:
    """Return the terminal's width; None when the output goes elsewhere."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return shutil.get_terminal_size().columns
    return None
