"""`janeschool-report weekly`: the officer's round, for a scheduler."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from xapi.cli import load, options, pull, say, server

if TYPE_CHECKING:
    from xapi.settings import Settings
    from xapi.weekly.round import Fetched, Outcome
    from xapi.weekly.trouble import Trouble

#: how the name of a catalogue begins that a build writes
_CATALOGUE: Final = "catalog-"
#: what a source and a file of the inbox are read with
_SOURCE: Final[dict[str, Any]] = {
    **{"page": 100, "overlap": None, "courses": (), "people": None}
}
_FILE: Final[dict[str, Any]] = {
    **dict.fromkeys(("kind", "mapping", "agency", "activity", "person", "people")),
    **{"attempt": 1, "by_username": False},
}


@click.command()
@options.as_of_option
@click.option(
    "--set-up",
    is_flag=True,
    help="Write a report.toml to fill in, if there is none, and say how to run this "
    "every Monday.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="JANESCHOOL_STORE",
    show_default="records, or as report.toml says",
    show_envvar=True,
    help="Folder of the records.",
)
@click.pass_context
def weekly(
    context: click.Context, as_of: datetime | None, set_up: bool, store: Path | None
) -> None:
    """Do the officer's round: fetch, see who is late, write letters, one folder.

    All is as report.toml says: sources and the inbox are read, then the list of who is
    late, the letters, calendars and the dashboard are written into weekly/DAY in its
    folder of exports. READ-ME-FIRST.html there says what to do today. What does not work
    is one sentence on that page, and the exit code is 1. Nothing is ever asked: passwords
    come from the environment or from ~/.netrc.

    \b
    Example:
      janeschool-report weekly --set-up
      janeschool-report weekly
    """
    context.meta[server.ALONE] = True
    if set_up:
        _set_up()
        return
    left = "The folder of the last round is as it was."
    with say.stopping_in_words(left), say.faults_in_words(left):
        end = _round(store, as_of)
    for trouble in end.troubles:
        click.echo(f"{trouble.part}: {trouble.text}", err=True)
    click.echo(end.page)
    sys.exit(1 if end.troubles else 0)


def _round(store: Path | None, as_of: datetime | None) -> "Outcome":
    from xapi.asked import today
    from xapi.settings import EXPORTS
    from xapi.weekly import round as rounds

    asked = as_of.date() if as_of else None
    try:
        said = options.settings()
    except click.ClickException as fault:
        place = options.settings_path().parent / EXPORTS / rounds.FOLDER
        return rounds.not_begun(place, asked or today(None), fault.message)
    store = store or said.store or Path("records")
    return rounds.done(said, store, asked or today(said.zone), _fetched(said, store))


def _fetched(said: "Settings", store: Path) -> "Fetched":
    """Read every file of the inbox and every source; none of them stops another.

    The inbox comes first: catalogues in it say what records mean.
    """
    from xapi.weekly.round import Fetched

    loaded: list[str] = []
    inbox = said.weekly.inbox
    troubles = list(_from_inbox(said, inbox, store, loaded)) if inbox else []
    return Fetched(loaded, [*troubles, *_pulled(said, store)])


def _pulled(said: "Settings", store: Path) -> Iterator["Trouble"]:
    from xapi.weekly.trouble import Trouble

    for source in pull.sources_of(said):
        end = pull.pulled(source, store, dict(_SOURCE))
        if end.error:
            yield Trouble(f"pull {end.url}", end.error)


def _from_inbox(
    said: "Settings", inbox: Path, store: Path, loaded: list[str]
) -> Iterator["Trouble"]:
    from zoneinfo import ZoneInfo

    from xapi.catalogue import Registered
    from xapi.store import locked
    from xapi.weekly.trouble import Trouble

    zone = ZoneInfo(said.zone) if said.zone else None
    about = {**_FILE, "course": said.weekly.course, "zone": zone}
    for path in _files(inbox):
        try:
            with say.faults_in_words(), locked(store) as records:
                found = load.load_one(records, path, about)
            if not isinstance(found, Registered):
                loaded.append(str(path))
        except click.ClickException as fault:
            yield Trouble(f"inbox {path.name}", fault.message)
    if not inbox.is_dir():
        yield Trouble(f"inbox {inbox}", "there is no such folder: make it.")


def _files(inbox: Path) -> list[Path]:
    """Return the files of the inbox, catalogues first."""
    found = inbox.iterdir() if inbox.is_dir() else ()
    files = (each for each in found if each.is_file() and each.name[0] != ".")
    return sorted(files, key=lambda each: (not each.name.startswith(_CATALOGUE), each))


def _set_up() -> None:
    """Write what is not there yet, and say what to do next."""
    from xapi.output_files import write_text
    from xapi.weekly import set_up

    path = options.settings_path()
    folder, program = path.resolve().parent, _program()
    with say.faults_in_words("What is there is whole."):
        if path.exists():
            click.echo(f"{path} is there, and stays as it is.", err=True)
        else:
            for made in set_up.begin(path):
                click.echo(f"Made: {made}", err=True)
            click.echo(f"Look at each line of {path}.", err=True)
    click.echo("Every Monday at six, as this user:\n")
    if os.name == "nt":
        file = folder / "weekly.cmd"
        write_text(set_up.windows_file(program), file)
        click.echo(set_up.windows(file))
    elif sys.platform == "darwin":
        click.echo("Into ~/Library/LaunchAgents/org.janeschool.weekly.plist:\n")
        click.echo(set_up.launchd(program, folder))
    else:
        click.echo(f"crontab -e, then this line:\n\n{set_up.cron(program, folder)}")
    click.echo("\nWhat an officer does then: docs/monday.md.")


def _program() -> Path:
    """Return the program by its whole path: a scheduler knows no others."""
    found = shutil.which("janeschool-report")
    return Path(found or sys.argv[0]).resolve()
