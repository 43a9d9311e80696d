"""`janeschool-report push`: what was made of SCORM records on to an LRS."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from xapi.cli import options, say, server

if TYPE_CHECKING:
    from xapi.push import Pushed, Target

#: refused statements printed one by one
_PRINTED: Final = 20
_STOPPED: Final = "What was sent is sent: run the command again to go on."


@click.command()
@click.argument("url", metavar="URL")
@options.store_option
@click.option("--agency", metavar="ID", help="Send what is of this agency only.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send none.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def push(
    url: str, store: Path, agency: str | None, dry_run: bool, as_json: bool
) -> None:
    """Send what was made of SCORM records on to an LRS.

    For an agency whose LMS speaks SCORM only: the statements that were made of its
    exports go to the LRS at URL, an xAPI endpoint. What packages sent to an LRS
    themselves is not sent. Sending again adds nothing, since ids stay the same. User
    name and password are found as by 'pull'.

    \b
    Example:
      janeschool-report push https://lrs.example.org/xapi/ --dry-run
      janeschool-report push https://lrs.example.org/xapi/
    """
    from xapi import walk

    base = server.checked(walk.endpoint, url)
    with say.stopping_in_words(_STOPPED), say.faults_in_words():
        from xapi.push import Target

        target = Target(base, agency)
        if dry_run:
            _rehearse(store, target, as_json)
            return
        pushed = _push(store, target)
    _tell(pushed, base)
    if as_json:
        error = None if pushed.fault is None else str(pushed.fault)
        counts = {"sent": pushed.sent, "there": pushed.there}
        click.echo(
            json.dumps({**counts, "refused": pushed.refused, "error": error}, indent=1)
        )
    if pushed.fault is not None:
        raise click.ClickException(str(pushed.fault))
    sys.exit(1 if pushed.refused else 0)


def _rehearse(store: Path, target: "Target", as_json: bool) -> None:
    from xapi.push import rehearsed
    from xapi.store import opened

    verbs = rehearsed(opened(store), target)
    if as_json:
        click.echo(json.dumps({"would_send": verbs}, indent=1))
        return
    for verb, number in verbs.items():
        click.echo(f"{number:>9,}  {verb}")
    click.echo(f"{sum(verbs.values()):,} statements would be sent; none was.", err=True)


def _push(store: Path, target: "Target") -> "Pushed":
    from xapi import push as pushing
    from xapi.lrs import Lrs
    from xapi.store import locked
    from xapi.store import opened as existing

    existing(store)  # a store is not made for this
    login = server.login(target.endpoint)
    with (
        locked(store) as opened,
        server.client(target.endpoint, {"Authorization": login.header}) as client,
        say.counter("statements") as count,
    ):
        lrs = Lrs(client, target.endpoint, login)
        return pushing.push(opened, lrs, target, count)


def _tell(pushed: "Pushed", base: str) -> None:
    for identifier, why in list(pushed.refused.items())[:_PRINTED]:
        click.echo(f"{identifier}: {why}", err=True)
    if len(pushed.refused) > _PRINTED:
        click.echo(f"and {len(pushed.refused) - _PRINTED:,} more", err=True)
    parts = [f"{pushed.sent:,} sent", f"{pushed.there:,} there already"]
    if pushed.refused:
        parts.append(f"{len(pushed.refused):,} refused")
    click.echo(f"{base}: {', '.join(parts)}", err=True)
