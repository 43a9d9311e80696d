"""Options that say of an export what it does not say itself."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

if TYPE_CHECKING:
    from xapi.intake import Loaded
    from xapi.sources.given import Given
    from xapi.sources.mapped import Mapped
    from xapi.store import Store

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _zone(context: click.Context, option: click.Parameter, value: str | None) -> Any:
    try:
        return value and ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise click.BadParameter(
            f"{value!r} is no time zone, as America/Chicago is."
        ) from None


def _activity(
    context: click.Context, option: click.Parameter, value: str | None
) -> Any:
    if value is not None and not value.startswith(("https://", "http://")):
        raise click.BadParameter(f"{value!r} does not begin with https://.")
    return value


def _kind(context: click.Context, option: click.Parameter, value: str | None) -> Any:
    if value is None:
        return None
    from xapi.sources.recognise import KINDS

    if value not in KINDS:
        raise click.BadParameter(f"{value!r} is none of {', '.join(KINDS)}.")
    return value


_FILE: Any = click.Path(path_type=Path, exists=True, dir_okay=False)
_OPTIONS = (
    click.option(
        "--kind", callback=_kind, help="What the files must be, such as moodle-report."
    ),
    click.option(
        "--map", "mapping", type=_FILE, help="Mapping file (TOML) for the columns."
    ),
    click.option("--zone", callback=_zone, help="Time zone of dates that name none."),
    click.option("--course", help="Course id, where an export names none."),
    click.option("--agency", help="Agency id, where an export names none."),
    click.option(
        "--activity",
        callback=_activity,
        metavar="URL",
        help="Page of the activity in the LMS.",
    ),
    click.option("--person", help="Whose an export is that names nobody: their token."),
    click.option(
        "--attempt",
        type=click.IntRange(1, 99_999),
        default=1,
        show_default=True,
        help="Which attempt it is, where an export does not say.",
    ),
    click.option(
        "--people",
        type=_FILE,
        help="Table of people: ID number, username or e-mail address; token; role.",
    ),
    click.option(
        "--by-username",
        is_flag=True,
        help="People's token is their username, not their ID number.",
    ),
)


def export_options(command: _Command) -> _Command:
    """Give the command the options of this file, as `given` of `given_for` has them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def load_export(store: "Store", path: Path, said: dict[str, Any]) -> "Loaded | None":
    """Load an LMS's export; None where the file holds statements.

    Raises RecordsError and OSError as `recognised` and `load_attempts` do.
    """
    from xapi.derived import load_attempts, load_logstore
    from xapi.sources.mapped import read_mapping
    from xapi.sources.recognise import STATEMENTS, recognised

    by = read_mapping(said["mapping"]) if said["mapping"] else None
    found = recognised(path, said["kind"], by)
    if found.kind == STATEMENTS:
        return None
    click.echo(f"{path}: {found.name}", err=True)
    if found.read is None:
        return load_logstore(store, path, found.name)
    given = _given(store, path, said, by)
    return load_attempts(store, path.name, found.name, found.read(given), given)


def _given(
    store: "Store", path: Path, said: dict[str, Any], by: "Mapped | None"
) -> "Given":
    from xapi.catalogue import registered
    from xapi.sources.given import Given
    from xapi.sources.recognise import read_people
    from xapi.sources.words import Words

    return Given(
        key=store.key,
        downloaded=datetime.fromtimestamp(int(path.stat().st_mtime), UTC),
        catalogues=tuple(registered(store)),
        course=said["course"],
        agency=said["agency"],
        activity=said["activity"],
        person=said["person"],
        attempt=said["attempt"],
        zone=said["zone"],
        by_username=said["by_username"],
        people=read_people(said["people"]) if said["people"] else None,
        words=by.words if by else Words(),
        tell=lambda text: click.echo(f"{path}: {text}", err=True),
    )
