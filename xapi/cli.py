"""Turn a command line into calls, and their outcome into output and an exit code.

0 is good, 1 is faults found, 2 is a wrong command line. Results go to standard
output, messages and progress to standard error. Whatever a command needs is
imported when it runs: `--help` must not wait for a database.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from xapi.problems import RecordsError

if TYPE_CHECKING:
    from xapi.collect import Progress
    from xapi.intake import Loaded
    from xapi.store import Store

_EXTRA: Final = ("duckdb", "orjson")
#: seconds after which work shows its progress
_PATIENCE: Final = 1.0
#: problems printed one by one
_PRINTED: Final = 20

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _store_option(command: _Command) -> _Command:
    option = click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("records"),
        envvar="JANESCHOOL_STORE",
        show_default=True,
        show_envvar=True,
        help="Folder of the records.",
    )
    return option(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="janeschool-scorm")
def main() -> None:
    """Turn the records that packages leave into tables and answers.

    \b
    Example:
      janeschool-report load statements.ndjson
      janeschool-report overview
    """


@main.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@_store_option
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def load(files: tuple[Path, ...], store: Path, as_json: bool) -> None:
    """Load xAPI statements into the store.

    A file is a JSON array or holds one statement per line (NDJSON), plain or
    gzipped. Each file is loaded wholly or not at all. A statement that breaks a
    rule is named with its line and kept in quarantine, the others are loaded; then
    the exit code is 1. Loading a file again adds nothing.

    \b
    Example:
      janeschool-report load january.ndjson.gz february.json --store records
    """
    done: list[Loaded] = []
    failed: list[dict[str, str]] = []
    with _stopping_in_words(), _faults_in_words():
        from xapi.store import locked

        with locked(store) as opened:
            for path in files:
                try:
                    done.append(_load_one(opened, path))
                except click.ClickException as fault:
                    fault.show()
                    failed.append({"file": str(path), "error": fault.message})
    if as_json:
        summary = {"loaded": [asdict(loaded) for loaded in done], "failed": failed}
        click.echo(json.dumps(summary, indent=1))
    sys.exit(1 if failed or any(loaded.quarantined for loaded in done) else 0)


@main.command()
@_store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
def overview(store: Path, form: str) -> None:
    """Show how each course is going, on one screen.

    One row per agency and course: people, started, completed, passed, median
    active hours, answers, last activity, and what is held back in quarantine.

    \b
    Example:
      janeschool-report overview
      janeschool-report overview --format csv > overview.csv
    """
    with _faults_in_words():
        from xapi import output
        from xapi.report import run
        from xapi.store import opened

        table = run(opened(store), "overview")
        if form == "table":
            width = _screen_width()
            text = output.as_table(table, width, colour=sys.stdout.isatty())
        else:
            text = output.as_csv(table) if form == "csv" else output.as_json(table)
    click.echo(text, nl=False)


def _load_one(store: "Store", path: Path) -> "Loaded":
    from xapi.intake import load_file

    with _faults_in_words("Nothing of this file was loaded."), _bar(path) as progress:
        loaded = load_file(store, path, progress)
    for problem in loaded.problems[:_PRINTED]:
        click.echo(f"{path.parent / str(problem)}", err=True)
    if loaded.quarantined > _PRINTED:
        hidden = loaded.quarantined - min(_PRINTED, len(loaded.problems))
        click.echo(f"{path}: and {hidden:,} more", err=True)
    click.echo(f"{path}: {_summary(loaded)}", err=True)
    return loaded


def _summary(loaded: "Loaded") -> str:
    parts = [f"{loaded.read:,} read", f"{loaded.added:,} added"]
    if loaded.repeated:
        parts.append(f"{loaded.repeated:,} known already")
    if loaded.quarantined:
        parts.append(f"{loaded.quarantined:,} in quarantine")
    if loaded.renamed:
        parts.append(f"{loaded.renamed:,} of which only a token was kept")
    return ", ".join(parts)


@contextmanager
def _faults_in_words(aftermath: str = "") -> Iterator[None]:
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
def _stopping_in_words() -> Iterator[None]:
    """Say what Ctrl-C left behind."""
    try:
        yield
    except KeyboardInterrupt:
        raise click.ClickException(
            "Stopped. Nothing of the file at hand was loaded: run the command again."
        ) from None


@contextmanager
def _bar(path: Path) -> Iterator["Progress"]:
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


def _screen_width() -> int | None:
    """Return the terminal's width; None when the output goes elsewhere."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return shutil.get_terminal_size().columns
    return None
