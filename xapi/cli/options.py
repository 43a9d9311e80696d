"""Options that several commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from xapi.cli import say

if TYPE_CHECKING:
    from xapi.settings import Settings

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Day(click.DateTime):
    """A day, said in words of people: click's own show the codes of strftime."""

    name = "day"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "YYYY-MM-DD"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is not a day such as 2026-03-31.", param, ctx)


#: a day, as a person types it
DAY: Final = _Day(["%Y-%m-%d"])
#: names another file than report.toml in the folder at hand
_SETTINGS: Final = "JANESCHOOL_REPORT"


def settings() -> "Settings":
    """Return what report.toml says. Raises ClickException where it is wrong."""
    from xapi.settings import read_settings

    named = os.environ.get(_SETTINGS)
    with say.faults_in_words():
        return read_settings(Path(named) if named else None)


def settings_path() -> Path:
    """Return where report.toml is, or would be."""
    from xapi.settings import NAME

    return Path(os.environ.get(_SETTINGS) or NAME)


def store_option(command: _Command) -> _Command:
    """Give the command `--store`, as `store: Path`."""
    option = click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: settings().store or Path("records"),
        envvar="JANESCHOOL_STORE",
        show_default="records, or as report.toml says",
        show_envvar=True,
        help="Folder of the records.",
    )
    return option(command)


def as_of_option(command: _Command) -> _Command:
    """Give the command `--as-of`, as `as_of: datetime | None`."""
    option = click.option(
        "--as-of", "as_of", type=DAY, help="As things stand on this day.  [today]"
    )
    return option(command)


def format_option(command: _Command) -> _Command:
    """Give the command `--format`, as `form: str`."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(["table", "csv", "json"]),
        default="table",
        show_default=True,
        help="How to print it.",
    )
    return option(command)


def roster_option(command: _Command) -> _Command:
    """Give the command `--roster`, as `roster: Path | None`."""
    option = click.option(
        "--roster",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        show_default="as report.toml says",
        help="CSV of who was referred: token, course, court, officer, deadline ...",
    )
    return option(command)


def decisions_option(command: _Command) -> _Command:
    """Give the command `--decisions`, as `decisions: Path | None`."""
    option = click.option(
        "--decisions",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        show_default="as report.toml says",
        help="CSV of what the agency decided: excused, hold, transferred, terminated.",
    )
    return option(command)


def engine_options() -> list[Callable[..., Any]]:
    """Return the options `--engine`, `--address` and `--events`."""
    return [
        click.option(
            "--engine",
            type=click.Choice(["duckdb", "clickhouse", "spark"]),
            default="duckdb",
            show_default=True,
            help="What runs the report; see docs/engines.md.",
        ),
        click.option(
            "--address",
            help="Server of the engine, as http://clickhouse:8123/reports or "
            "sc://spark:15002; without it, the engine runs here.",
        ),
        click.option(
            "--events",
            help="ClickHouse: read statements from this table of Ralph's, as "
            "xapi.xapi_events_all, and not from the store.",
        ),
    ]
