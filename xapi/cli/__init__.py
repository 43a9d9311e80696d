"""Turn a command line into calls, and their outcome into output and an exit code.

0 is good, 1 is faults found, 2 is a wrong command line. Results go to standard
output, messages and progress to standard error. One file for each group of commands;
whatever a command needs is imported when it runs: `--help` must not wait for a database.
"""

import click

from xapi.cli import (
    court,
    dashboard,
    letters,
    load,
    pull,
    push,
    reports,
    rights,
    roster,
    schedule,
    signing,
    tables,
    verify,
    weekly,
)

_COMMANDS = (
    *(load.load, pull.pull, push.push, *reports.COMMANDS, dashboard.dashboard),
    *(tables.dictionary, tables.sql, tables.profile),
    *(roster.roster, schedule.schedule, letters.letters),
    *(court.court, signing.signing, verify.verify, weekly.weekly),
    *(rights.erase, rights.purge),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="janeschool-scorm")
def main() -> None:
    """Turn the records that packages leave into tables and answers.

    \b
    Example:
      janeschool-report load statements.ndjson
      janeschool-report overview
    """


for _command in _COMMANDS:
    main.add_command(_command)
