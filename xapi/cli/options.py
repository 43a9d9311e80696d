"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def store_option(command: _Command) -> _Command:
    """Give the command `--store`, as `store: Path`."""
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
