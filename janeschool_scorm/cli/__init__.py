"""The `janeschool` commands. The only room that prints or exits, and imports packagers.

One file for each group of commands. Imports of everything but click stand inside the
commands, so that `--help` is quick.
"""

from __future__ import annotations

from typing import Any

import click

from janeschool_scorm import __version__
from janeschool_scorm.cli import (
    author,
    build,
    check,
    preview,
    recall,
    release,
    translate,
    validate,
)

_COMMANDS = (
    check.check,
    validate.validate,
    build.build,
    preview.preview,
    release.release,
    recall.recall,
    author.new,
    author.schema,
    author.targets,
    author.worksheet,
    translate.translate,
)


class _Commands(click.Group):
    """Turns what the outside world does into one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        from janeschool_scorm.problems import OutsideError

        try:
            return super().invoke(ctx)
        except OutsideError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            text = "stopped by Ctrl-C: what is finished stays, nothing is half written"
            raise click.ClickException(text) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="janeschool")
def commands() -> None:
    """Compile course folders to packages for learning management systems.

    \b
    Example:
      janeschool check js-101
      janeschool build js-101 --agency example-county
    """


for _command in _COMMANDS:
    commands.add_command(_command)


def main() -> None:
    """The console script `janeschool`."""
    commands()
