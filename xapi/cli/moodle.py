"""`janeschool-report pull --kind moodle`: what a Moodle's web services hold."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from xapi.cli import say, server

if TYPE_CHECKING:
    from xapi.moodle_pull import Pulled

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FILE: Any = click.Path(path_type=Path, exists=True, dir_okay=False)


def options_of_moodle(command: _Command) -> _Command:
    """Give the command what only a Moodle is asked with."""
    courses = click.option(
        "--lms-course",
        "courses",
        type=click.IntRange(1),
        multiple=True,
        metavar="ID",
        help="Moodle: id of a course, as its address has it; default: all of the account.",
    )
    people = click.option(
        "--people",
        type=_FILE,
        help="Moodle: table of people: ID number or e-mail address; token; role.",
    )
    return courses(people(command))


def from_moodle(url: str, store: Path, said: dict[str, Any]) -> "Pulled":
    """Pull from a Moodle into the store. Raises RecordsError and OSError."""
    from xapi import moodle, moodle_pull
    from xapi.catalogue import registered
    from xapi.problems import RecordsError
    from xapi.sources.given import Given
    from xapi.sources.recognise import read_people
    from xapi.store import locked

    base = server.checked(moodle.site, url)
    host = urlsplit(base).netloc
    token = os.environ.get(moodle.TOKEN) or server.asked("web service token", host)
    if not token:
        raise RecordsError(
            f"No token for {host}: set {moodle.TOKEN} in the environment."
        )
    with (
        locked(store) as opened,
        server.client(base, {}) as client,
        say.counter("attempts") as count,
    ):
        given = Given(
            key=opened.key,
            downloaded=datetime.now(UTC),
            catalogues=tuple(registered(opened)),
            people=read_people(said["people"]) if said["people"] else None,
            tell=lambda text: click.echo(f"{host}: {text}", err=True),
        )
        site = moodle.Moodle(client, base, token.strip())
        return moodle_pull.pull(opened, site, given, said["courses"], count)
